"""Hostile texts in every field, name and address: pages of browse, the report and the feed hold them as text alone."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from lxml import html

from newscrawl.items import Author, Image
from newscrawl.report.page.atom_feed import atom_feed
from newscrawl.report.page.report_page import report_page
from tests.dataset.records import article, ranking, visit
from tests.exports.made import RUN, report, store
from tests.report.test_report import figures_of

from .test_browse import Site, served

PAYLOADS = {
    "event": "<svg onload=alert(1)>",
    "mutation": '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    "cdata": "]]><script>alert(1)</script><![CDATA[",
    "instruction": '<?xml-stylesheet href="//evil.example/a.css"?>',
    "entity": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>&a;',
    "comment": "--><img src=//evil.example/x>",
    "raw text": '</textarea></select></style></title><iframe srcdoc="<script>alert(1)</script>">',
    "data address": "data:text/html,<script>alert(1)</script>",
    "tab in address": "java\tscript:alert(1)",
    "entity in address": "&#106;avascript:alert(1)",
    "name in address": "https://good.example@evil.example/",
    "backslashes": "https:\\\\evil.example\\a",
    "zero and escape": "a\x00b<script>\x1b]0;x\x07\x9b31m",
    "directions": "\u202eevil\u202c\u2066\u2067abc\ufeff",
    "marks": "a" + "\u0301" * 3000,
    "template": "{%for x in ().__class__.__base__.__subclasses__()%}{{x}}{%endfor%}",
    "header": "a\r\nX-Injected: 1\r\n\r\nb%0d%0aSet-Cookie:a=b%s%n",
    "search": '" OR NEAR( * ) AND NOT ^a:b -',
    "like": "%_\\'; DROP TABLE cards;--",
    "style": "</style><style>@import '//evil.example'</style>",
}
LIVE = {"script", "iframe", "img", "object", "embed", "math", "textarea", "base", "frame"}
HIDDEN = "\x00\x1b\x9b\u202e\u2066\u2067\ufeff"


def faults(page: str) -> Iterator[str]:
    """Yield what a browser would run, load, follow elsewhere or hide."""
    tree = html.fromstring(page.encode(), parser=html.HTMLParser(encoding="utf-8"))
    for one in tree.iter():
        if not isinstance(one.tag, str) or one.tag in LIVE:
            yield str(one.tag)
            continue
        yield from (name for name in one.attrib if name.startswith("on"))
        for name in {"href", "src", "action"} & set(one.attrib):
            address = one.attrib[name]
            if address.startswith("//") or not address.startswith(("/", "?", "#", "https://demo.example/")):
                yield address
    yield from (f"{ord(letter):x}" for letter in HIDDEN if letter in page)


def fill(folder: Path, text: str) -> None:
    one = article(
        1, run_id=RUN, article_id=f"demo:{text}", headline=text, section=text, body=f"{text}\n\n{text}", lead=text,
        url=text, canonical_url=text, authors=(Author(name=text, email=text),), tags=(text,), language=text,
        images=(Image(url=text, caption=text, credit=text),), duplicate_of=text, sources={text: text, "headline": text},
    )  # fmt: skip
    two = replace(
        one, revision=2, headline=f"{text}二", body=f"x{text}", captured_at=one.captured_at + timedelta(hours=1)
    )
    store(folder, "articles", [one, two, article(3, run_id=RUN, duplicate_of=one.article_id)])
    store(folder, "observations", [visit(one), visit(two, status="gone")])
    store(folder, "rankings", [
        replace(entry, article_id=one.article_id, headline=text, list_name=text, list_section=text, section=text, url=text)
        for entry in ranking(1, run_id=RUN)
    ])  # fmt: skip
    report(folder, RUN, reasons=(text,), fates={text: 1}, settings={text: text}, requests_by_kind={text: 1},
           responses_by_status={text: 1}, failures={text: 2}, versions={text: text})  # fmt: skip


def shown(site: Site, text: str) -> Iterator[str]:
    word = quote(text, safe="")
    asked = [f"/?{name}={word}" for name in ("q", "section", "author", "list", "only", "before", "page")]
    pages = ["/", "/rankings", "/runs", f"/runs/{RUN}", "/edits", f"/articles/demo:{word}?revision=2&against=1"]
    others = [f"/{name}/{word}" for name in ("articles", "runs", "captures")]
    more = [f"/rankings?list={word}&at={word}", f"/runs?at={word}", f"/edits?before={word}&skip=99999999999999"]
    for path in (*asked, *pages, *others, *more):
        answer = site.get(path)
        assert answer.status in {200, 404}, path
        assert not answer.headers["X-Injected"]
        yield answer.text
    ET.fromstring(site.get("/edits.xml").text)


@pytest.mark.parametrize("text", PAYLOADS.values(), ids=PAYLOADS)
def test_a_hostile_text_in_every_field_and_address_stays_text(tmp_path: Path, text: str) -> None:
    folder = tmp_path / "demo"
    fill(folder, text)
    figures = figures_of(folder)

    with served(folder) as site:
        pages = list(shown(site, text))

    ET.fromstring(atom_feed(figures))
    assert [fault for page in (*pages, report_page(figures)) for fault in faults(page)] == []
