"""Who signs, in the forms in which pages print it: above the text, at its end, in a box below it."""

from __future__ import annotations

import pytest

from newscrawl.api import extract

TEXT = [
    "灯台の町として知られる岬町で、古い倉庫を改めた劇場が来月開く。客席は120で、町の人が交代で受付に立つという。",
    "こけら落としには地元の高校の演劇部が出る。部長は「海の音が聞こえる舞台は初めて」と話し、稽古を重ねている。",
    "町は観光客の少ない冬の催しに使う考えで、来年度から半年ごとに演目を募る。設備の費用は寄付でまかなった。",
]
NAME = "大河内岬"
ABOVE = """
写真・文／{}
文・写真　{}
TEXT／{}
（本社・{}）
社会部記者 {}
寄稿・{}
記事：{}
文責：{}
この記事を書いた人：{}
{}（おおこうち・みさき）
［{}，Misaki News］
""".strip().split("\n")
BELOW = """
（ソウル {}）
（ソウル特派員 {}）
（ソウル支局・{}）
（文・写真　{}）
（フリーライター {}）
（岬日報・{}）
（構成・{}）
〈{}〉
""".strip().split("\n")


def _read(above: str = "", end: str = "", below: str = "") -> tuple[list[str], list[str]]:
    text = "".join(f"<p>{one}</p>" for one in [*TEXT, *([end] if end else [])])
    html = (
        f"<title>岬町に倉庫の劇場 | 岬日報</title><header><a href='/'>岬日報</a></header><main><h1>岬町に倉庫の劇場</h1>"
        f"<p>2026年11月17日 8:21</p>{above}<div>{text}</div>{below}</main>"
    )
    article = extract(html, "https://www.example.jp/n/4455.html").article
    assert article is not None
    return article.body.split("\n\n"), [author.name for author in article.authors]


@pytest.mark.parametrize("line", ABOVE)
def test_a_line_above_the_text_names_the_writer(line: str) -> None:
    assert _read(above=f"<p>{line.format(NAME)}</p>") == (TEXT, [NAME])


@pytest.mark.parametrize("line", BELOW)
def test_a_bracket_at_the_end_names_the_writer_and_is_no_text(line: str) -> None:
    assert _read(end=line.format(NAME)) == (TEXT, [NAME])


def test_a_box_below_the_text_names_the_writer() -> None:
    box = f"<section><h2>この記事を書いた人</h2><p>{NAME}</p><p>岬町生まれ。2012年から地方の文化を取材している。</p></section>"

    assert _read(below=box) == (TEXT, [NAME])


def test_who_translates_or_edits_is_no_writer() -> None:
    assert _read(end=f"（翻訳・編集＝{NAME}）") == (TEXT, [])


@pytest.mark.parametrize("post", ["経済部記者", "フリーライター"])
def test_a_post_in_a_line_of_its_own_is_no_name(post: str) -> None:
    box = f'<div class="writer"><p>{NAME}</p><p>{post}</p></div>'

    assert _read(above=box) == (TEXT, [NAME])


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("ByBy Anna Berg", "Anna Berg"),
        ("By A. J. Berg", "A. J. Berg"),
        ("By Business Editor Anna Berg", "Anna Berg"),
        ("Por Anna Berg, da redação", "Anna Berg"),
        ("文｜李文博", "李文博"),
    ],
)
def test_labels_roles_and_initials_are_told_from_the_name(line: str, name: str) -> None:
    assert _read(above=f"<p>{line}</p>")[1] == [name]


@pytest.mark.parametrize(
    ("meta", "line", "names"),
    [
        ("annaberg", "By Anna Berg", ["Anna Berg"]),
        ("Minato Media Inc, 大河内岬", "", ["大河内岬"]),
        ("株式会社港町出版", "", ["株式会社港町出版"]),
    ],
)
def test_users_and_companies_yield_to_people(meta: str, line: str, names: list[str]) -> None:
    html = f"<head><meta name=author content='{meta}'></head><h1>岬町に倉庫の劇場</h1><p>{line}</p>"

    article = extract(html + "".join(f"<p>{one}</p>" for one in TEXT), "https://www.example.jp/n/4455.html").article

    assert article is not None
    assert [author.name for author in article.authors] == names
