"""Ways in which a portal misbehaves over several runs, and what a perfect dataset then holds."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests.downloadermiddlewares.conftest import Answer
from tests.misbehaving import alterations as do
from tests.misbehaving.press import Kind
from tests.misbehaving.story import EDITED, edit, original, printed

FOREVER = ((0, False), (2, True), (4, True), (30, True))
"""The portal stays as it has become."""

_STORY = {index: original(index, "") for index in range(8)}
_EDIT = edit(_STORY[EDITED])
ONLY_3 = frozenset({3})
BAD = frozenset({0, 1, 3, 4})

FEW: dict[str, Any] = {
    "settings": {"NEWSCRAWL_REVISE_VISIT_HOURS": "13,40,60"}, "runs": ((0, False), (4, True), (31, False)),
}  # fmt: skip
"""Three articles are due while the portal misbehaves."""

KINDS: dict[str, Kind] = {
    "one text for all": Kind(alter=do.same, codes=ONLY_3, noted="one_text"),
    "a notice with 200": Kind(alter=do.answer(do.NOTICE), codes=ONLY_3, noted="one_text"),
    "a soft 404": Kind(
        alter=do.answer("<html><title>404</title><h1>お探しのページは見つかりませんでした</h1></html>"), codes=BAD
    ),
    "maintenance with 200": Kind(alter=do.answer(do.MAINTENANCE), codes=BAD),
    "maintenance with 503": Kind(alter=do.answer(do.MAINTENANCE, 503), codes=BAD),
    "a login wall": Kind(alter=do.answer(do.LOGIN), codes=BAD),
    "a page for consent": Kind(alter=do.answer(do.CONSENT), codes=BAD),
    "half of the articles 404": Kind(
        alter=do.status(404, range(4, 8)), codes=frozenset({0, 3}), gone=frozenset(range(4, 8))
    ),
    "a notice in a run of three visits": Kind(alter=do.answer(do.NOTICE), codes=ONLY_3, noted="one_text", **FEW),
    "404 in a run of three visits": Kind(alter=do.status(404), codes=ONLY_3, noted="gone_at_once", **FEW),
    "a new theme in a run of three visits": Kind(alter=do.changed(theme="second"), **FEW),
    "texts cut short in a run of three visits": Kind(alter=do.truncated, **FEW),
    "all 404 for hours": Kind(alter=do.status(404), codes=BAD, noted="gone_at_once"),
    "all 410, then back": Kind(alter=do.status(410), codes=BAD, noted="gone_at_once"),
    "all 403": Kind(alter=do.status(403), codes=BAD),
    "all 500": Kind(alter=do.status(500), codes=BAD),
    "no bytes": Kind(alter=do.answer(""), codes=BAD),
    "an empty page": Kind(alter=do.answer("<html><body></body></html>"), codes=BAD),
    "canonical is the front page": Kind(alter=do.canonical("{url}/")),
    "canonical is a section": Kind(alter=do.canonical("{url}/section/world")),
    "canonical is one article": Kind(alter=do.canonical("{url}/news/101"), noted="wrong_canonical"),
    "canonical is an unknown article": Kind(alter=do.canonical("{url}/news/999")),
    "canonical is swapped between two": Kind(alter=do.canonical_swapped),
    "canonical is not an address": Kind(alter=do.canonical("http://[")),
    "canonical is on another host": Kind(alter=do.canonical("https://elsewhere.example{path}")),
    "canonical without www": Kind(alter=do.canonical("http://localhost:8080{path}")),
    "canonical with https": Kind(alter=do.canonical("https://127.0.0.1{path}")),
    "canonical with a slash": Kind(alter=do.canonical("{url}{path}/")),
    "canonical with a wider number": Kind(alter=do.canonical("{url}/news/0{number}")),
    "canonical with parameters": Kind(alter=do.canonical("{url}{path}?utm_source=x&v=2")),
    "all redirect to the front page": Kind(alter=do.redirect("/"), codes=BAD),
    "all redirect to one article": Kind(
        alter=lambda story, ask: do.redirect("/news/101")(story, ask) if story.index else story, codes=BAD
    ),
    "a redirect to itself": Kind(alter=do.redirect("{path}"), codes=BAD),
    "a redirect to a slash": Kind(
        alter=lambda story, ask: story if ask.path.endswith("/") else do.redirect("{path}/", 301)(story, ask)
    ),
    "a number with a new text": Kind(alter=do.reused, runs=FOREVER, revisions={1: (do.REUSED,)}, noted="new_text"),
    "two headlines": Kind(
        alter=do.ab,
        runs=((0, False), (2, True), (4, True), (6, True), (8, True), (30, False)),
        revisions={n: ({"headline": "速報：" + _STORY[n].headline},) for n in (0, 2, 4, 6)},
        noted="flipping",
    ),
    "tokens in the text": Kind(alter=do.inside("参照番号 {token}"), noted="noisy"),
    "rotating adverts": Kind(
        alter=do.rotated("港町ホテル、平日は半額。", "干物の詰め合わせを進呈。", "定期券、今月は初月無料。"),
        noted="noisy",
    ),
    "minutes ago": Kind(alter=do.inside("{n}分前に更新"), noted="noisy"),
    "a counter in the text": Kind(alter=do.inside("閲覧数 {n}{n}{n}")),
    "a counter within a paragraph": Kind(
        alter=lambda story, ask: replace(
            story, paragraphs=(f"（{ask.nth * 37 + story.index}人が閲覧）{story.paragraphs[0]}", *story.paragraphs[1:])
        )
    ),
    "modified now": Kind(alter=do.now_modified, noted="noisy"),
    "published now": Kind(alter=do.published_now),
    "a clock of 1999": Kind(
        alter=lambda story, _ask: Answer(
            body=printed(story).encode(), headers={"Date": "Fri, 31 Dec 1999 23:59:59 GMT"}
        )
    ),
    "an encoding of before": Kind(alter=do.encoded("cp932", "Shift_JIS")),
    "a wrong label of the encoding": Kind(
        alter=lambda story, _ask: Answer(
            body=printed(story).encode(), headers={"Content-Type": "text/html; charset=euc-jp"}
        )
    ),
    "another language": Kind(alter=do.translated, codes=ONLY_3),
    "a mobile theme": Kind(alter=do.changed(theme="second")),
    "a new theme": Kind(
        alter=do.changed(theme="second"), runs=FOREVER, revisions={EDITED: ({"paragraphs": _EDIT["paragraphs"]},)}
    ),
    "a new theme and one edit": Kind(
        alter=do.theme_and_edit,
        runs=((0, False), (2, True), (4, True)),
        revisions={6: ({"headline": do.SILENT},), EDITED: ()},
    ),
    "all texts cut short": Kind(alter=do.truncated),
    "all texts behind a wall": Kind(alter=do.walled(range(8))),
    "old articles behind a wall": Kind(alter=do.walled(range(5, 8)), runs=FOREVER),
    "a section renamed": Kind(alter=lambda story, _ask: replace(story, section=story.section + "・特集"), runs=FOREVER),
    "a section lost": Kind(alter=do.changed(section="")),
    "all authors with a space": Kind(alter=do.spaced_author(range(8))),
    "some authors with a space": Kind(alter=do.spaced_author(range(2))),
    "some authors with a role": Kind(
        alter=lambda story, _ask: replace(story, author=story.author + "記者") if story.index < 2 else story
    ),
    "all authors are the house": Kind(alter=do.changed(author="入江日報社")),
    "tags in any order": Kind(alter=do.shuffled),
    "tags lost": Kind(alter=do.changed(tags=())),
    "one tag for all": Kind(alter=lambda story, _ask: replace(story, tags=(*story.tags, "特集"))),
    "times in another zone": Kind(alter=do.in_zone),
    "times without a time of day": Kind(alter=do.changed(time_form="%Y-%m-%d")),
    "another site's name in titles": Kind(alter=do.changed(site=" - 入江日報オンライン")),
    "a headline with a suffix": Kind(alter=do.headline("{}（入江日報）")),
    "a headline with a prefix": Kind(alter=do.headline("【独自】{}")),
    "headlines in full width": Kind(
        alter=lambda story, _ask: replace(story, headline=story.headline.replace("、", "，").replace("？", "?"))
    ),
    "headlines escaped twice": Kind(alter=do.headline("{} A&amp;amp;B")),
    "a second address": Kind(alter=do.moved, runs=FOREVER, others=frozenset({"press:9103"})),
    "a text over two pages": Kind(alter=do.paged),
    "comments below the text": Kind(alter=do.comments),
    "related articles below the text": Kind(alter=do.related),
    "pictures with tokens": Kind(alter=do.token_image),
    "pictures that load later": Kind(alter=do.lazy),
    "pictures lost": Kind(
        alter=lambda story, _ask: Answer(
            body=printed(story).replace("<figure>", "<!--").replace("</figure>", "-->").encode()
        )
    ),
    "other white space": Kind(alter=do.texts(lambda text: f"\n　 {text.replace('。', '。 ')}\n")),
    "letters of another width": Kind(alter=do.texts(lambda text: text.replace("、", "､").replace("。", "｡"))),
    "ruby": Kind(alter=do.ruby),
    "a correction": Kind(
        alter=do.correction, runs=FOREVER, revisions={2: (do.corrected(_STORY[2]),), EDITED: (_EDIT,)}
    ),
    "a text that grows": Kind(
        alter=do.blog,
        runs=FOREVER,
        revisions={4: tuple(do.entries(_STORY[4], run) for run in (1, 2, 3)), EDITED: (_EDIT,)},
    ),
    "one silent headline": Kind(
        alter=do.silent, runs=FOREVER, revisions={6: ({"headline": do.SILENT},), EDITED: (_EDIT,)}
    ),
    "an apology in place of a text": Kind(
        alter=do.apology, runs=FOREVER, revisions={5: (do.APOLOGY,), EDITED: (_EDIT,)}
    ),
    "an empty front page": Kind(alter=lambda story, _ask: story, front=do.front_empty, codes=ONLY_3),
    "a front page in place of all": Kind(
        alter=do.front_page_of_all,
        codes=BAD,
    ),
}
