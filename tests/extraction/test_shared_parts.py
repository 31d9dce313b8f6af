"""What pages share is walked once, and an outline is the same whichever pages were read before."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from newscrawl.extraction.document import outline as outlines
from newscrawl.extraction.document.blocks import MOST_LINKS, Link, Outline
from newscrawl.extraction.document.outline import SharedParts, read_outline
from newscrawl.extraction.document.page import parse_tree
from newscrawl.extraction.element import Element

URL = "https://news.example/"
GOLDEN = sorted((Path(__file__).parents[1] / "pages").rglob("page.html"))
TAGS = "div span a p b ul li br img table td h1 section figure rt pre nav".split()
NAMES = ["breadcrumb", "tags keyword", "ad", "entry-title", "side caption", "x"]
TEXTS = ["文。", "  ", "\n", "あ\n\u3000い", "text", "\u200b", "短い文が続く。", "\xa0"]


def _plain(root: Element, outline: Outline) -> dict[str, Any]:
    """Return all of *outline* as plain values, its elements by their number in the tree."""
    number = {element: place for place, element in enumerate(root.iter())}

    def link(one: Link | None) -> object:
        return one and (number[one.element], one.href, one.first, one.last, one.text, one.pieces, one.has_picture)

    return {
        "blocks": [
            (
                one.index,
                number[one.element],
                one.tag,
                one.text,
                one.zones,
                [link(own) for own in one.links],
                one.linked,
                one.runs,
                one.breaks,
            )
            for one in outline.blocks
        ],
        "links": [link(one) for one in outline.links],
        "pictures": [(number[one.element], one.block, one.zones) for one in outline.pictures],
        "spans": [
            (
                number[one.element],
                one.tag,
                one.first,
                one.last,
                one.first_picture,
                one.last_picture,
                one.zones,
                one.classes,
            )
            for one in outline.spans
        ],
        "named": [(number[element], zones) for element, zones in outline.named],
        "anchors": outline.anchor_count,
        "has_excess": outline.has_excess,
    }


def _outline(html: str, shared: SharedParts) -> dict[str, Any]:
    root = parse_tree(html, URL)[0]
    return _plain(root, read_outline(root, shared))


def _piece(chance: random.Random) -> str:
    parts = []
    for _ in range(chance.randrange(4, 40)):
        tag = chance.choice(TAGS)
        name = f' class="{chance.choice(NAMES)}"' if chance.random() < 0.3 else ""
        href = f' href="/{chance.randrange(9)}"' if tag == "a" else ""
        hidden = ' style="display:none"' if chance.random() < 0.05 else ""
        parts.append(chance.choice([f"<{tag}{name}{href}{hidden}>", f"</{tag}>", chance.choice(TEXTS)]))
    return "".join(parts)


def _pages(chance: random.Random, count: int) -> list[str]:
    """Return pages of which each has some of ten pieces, in and beside elements of its own."""
    pieces = [f"<ul>{''.join(f'<li>{_piece(chance)}</li>' for _ in range(5))}</ul>" for _ in range(10)]
    return [
        "<body>" + "".join(chance.choice([chance.choice(pieces), _piece(chance)]) for _ in range(6))
        for _ in range(count)
    ]


@pytest.mark.parametrize("seed", range(4))
def test_outlines_are_the_same_in_any_order_of_pages(seed: int) -> None:
    chance = random.Random(seed)
    pages = _pages(chance, 60) + [path.read_text("utf-8", "replace") for path in chance.sample(GOLDEN, 20)]
    alone = [_outline(page, SharedParts()) for page in pages]

    shared = SharedParts()
    for _ in range(3):
        order = chance.sample(range(len(pages)), len(pages))
        for place in order:
            assert _outline(pages[place], shared) == alone[place]


def _menu(count: int) -> str:
    return (
        "<ul>"
        + "".join(f'<li class="m"><a href="/{number}">見出し{number}</a></li>' for number in range(count))
        + "</ul>"
    )


def test_a_menu_of_earlier_pages_is_not_walked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    shared = SharedParts()
    added: list[bool] = []
    whole = outlines.SharedPart.add_to
    monkeypatch.setattr(
        outlines.SharedPart,
        "add_to",
        lambda *given: added.append(whole(*given)) or added[-1],  # type: ignore[func-returns-value]
    )
    for number in range(5):  # its name, its source, its outline, then twice what is kept
        outline = read_outline(parse_tree(f"<body>{_menu(30)}<p>本文{number}</p>", URL)[0], shared)
        assert len(outline.links) == 30

    assert added == [True, True]


def test_a_part_that_goes_over_a_bound_is_walked_to_the_bound() -> None:
    menu, shared = _menu(100), SharedParts()
    for _ in range(3):
        _outline(menu, shared)
    before = "".join(f'<a href="/{number}">い</a>' for number in range(MOST_LINKS - 10))
    root = parse_tree(f"<body>{before}{menu}", URL)[0]

    outline = read_outline(root, shared)

    assert (len(outline.links), outline.has_excess) == (MOST_LINKS, True)
    assert _plain(root, outline) == _outline(etree.tostring(root, encoding="unicode"), SharedParts())


def test_a_menu_inside_a_link_belongs_to_the_link() -> None:
    menu, shared = _menu(9), SharedParts()
    for _ in range(3):
        _outline(menu, shared)
    root = etree.fromstring(
        f'<body><a href="/all"><div>{menu.replace("<a", "<b").replace("</a", "</b")}</div></a></body>'
    )

    assert [link.href for link in read_outline(root, shared).links] == ["/all"]


def test_elements_whose_source_is_always_another_are_soon_walked_without_a_look(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looks: list[object] = []
    whole = etree.tostring
    monkeypatch.setattr(outlines.etree, "tostring", lambda *args, **named: looks.append(args) or whole(*args, **named))
    shared = SharedParts()
    for number in range(20):
        _outline(f"<div>{''.join(f'<p>文{number}の{place}。</p>' for place in range(6))}</div>", shared)

    assert len(looks) == 3


def test_the_parts_of_a_part_are_not_kept_beside_it(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[object] = []
    whole = outlines.SharedPart.__init__
    monkeypatch.setattr(outlines.SharedPart, "__init__", lambda *given: kept.append(given) or whole(*given))
    nested = _menu(30)
    for level in range(60):
        nested = f'<div class="l{level}"><i></i><i></i><i></i>{nested}</div>'
    shared = SharedParts()
    for _ in range(3):
        _outline(nested, shared)

    assert len(kept) == 1


def test_parts_take_a_bounded_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outlines, "MOST_LETTERS", 5_000)
    shared = SharedParts()
    for number in range(40):
        for _ in range(3):
            _outline(f'<body><ul class="m{number}">{_menu(20)[4:]}', shared)

    assert 0 < shared.letter_count <= 5_000


def test_no_source_is_written_for_a_page_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[object] = []
    monkeypatch.setattr(outlines.etree, "tostring", lambda *args, **_: looks.append(args))

    _outline(f"<body>{_menu(30)}{_menu(30)}{_menu(9)}", SharedParts())

    assert looks == []
