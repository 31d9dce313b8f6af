"""Headlines: letter for letter as the page gives them, without the names of site and section behind them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial

from newscrawl.extraction.document.blocks import Block, folded
from newscrawl.extraction.document.page import Page
from newscrawl.extraction.document.zones import OUTSIDE
from newscrawl.extraction.metadata.declared_data import text_of
from newscrawl.text import character_ngrams, cjk_share, letters, squash
from newscrawl.urls import absolute, canonical_url, host_of

_SEPARATOR = re.compile(
    r"\s+[-–—:：·•»«›‹>＞<⋆/／~～*＊@＠]\s+|\s*[|｜ㅣ│┃]\s*|\s*[：:]\s*|\s+[-–—]|\s*[_＿]+\s*|\s*[―‐−－]\s*"
    r"|[-–—](?=[^\s-]{1,12}$)"
    r"|\s*[（(\[［【〈《＜](?=[^（(\[［【〈《＜]{2,20}[)）\]］】〉》＞]$)"
)
_EAST_GAP = re.compile(r"\s+|(?<=\S)-(?=\S)")
"""In Chinese and Japanese a space or a hyphen may be all that parts a headline from the site's name."""
_BRACKET = re.compile(r"\s*[（(\[［【][^（(\[［【）)\]］】]{2,20}[)）\]］】]$")
_BREAK_BEHIND = re.compile(r"(?<=[、。，])\s(?=[\u3040-\u30ff\u4e00-\u9fff「『])")
_BREAK_BETWEEN = re.compile(r"(?<=[\u3040-\u30ff\u4e00-\u9fff」』])\s(?=[\u3040-\u30ff\u4e00-\u9fff「『])")
_CUT = re.compile(r"\s?(?:…|\.\.\.|‥)$")
_TWO_NAMES = re.compile(r"([^（()）]{2,30}?)\s?[（(]([^（()）]{2,20})[）)]")
_SHORTEST_CUT = 8
_GENERIC = re.compile(
    r"^(?:株式会社|公益財団法人)|(?:デジタル|オンライン|ニュース|電子版|プラス|ネット|公式(?:サイト)?|web"
    r"|online|digital|news|plus|net|社)$"
)
_SHORTEST_CORE = 3
_PREFIX = re.compile(r"(.{2,40}?)\s*[|｜:：\-–—»]+\s*(?=\S)")
_NAME_APART = re.compile(r"[【\[［](?P<name>[^【\[［】\]］]{2,20})[】\]］]\s*(?=\S{4})|(?P<word>\S{2,20})\s(?=\S{4})")
"""【山里日報】廃校が工房に, and 雪ぐらし 廃校が工房に where the page prints the latter in a heading."""
_NAMES = (
    "og:site_name",
    "application-name",
    "apple-mobile-web-app-title",
    "twitter:site",
    "publisher",
    "article:publisher",
)
_HOLDER = re.compile(
    r"(?:©|\([cC]\)|[Cc]opyright\s)[\s©:：(cC)]*(?:(?:19|20)\d\d\s*[-–~～,.]?\s*){0,3}(?:by\s)?"
    r"(?P<name>[^\s\d.。,、|｜©][^.。,、|｜©]{1,38}?)\s*(?:[.。,、|｜]|[Aa]ll [Rr]ights|$)"
)
_MOST_LAST = 12
_LONGEST = 500
"""What is longer is no headline: a title element that was not closed holds half the page."""
_LONGEST_NAME = 25
_LONGEST_LINE = 120
_FRONT = re.compile(r"(?:https?://[^/?#]++)?(?:\.?/)?(?:index\.\w{2,5})?")
_HOME = re.compile(
    r"home|ホーム(?:ページ)?|トップ(?:ページ)?(?:へ(?:戻る)?)?|top(?:page)?|戻る|start(?:seite)?|accueil|inicio|首页|首頁|홈"
    r"|início|portada|hjem|forsiden?|startsidan?|voorpagina|homepage|hem"
    r"|etusivu|domů|úvod|kezdőlap|acasă|strona ?główna|ana ?sayfa|beranda|trang ?chủ|главная|головна"
    r"|αρχική|الرئيسية|होम|หน้าแรก"
)
_LABEL = re.compile(r"[^|｜]{1,24}[|｜]\s*(?=[^|｜]+$)")
"""A label that a shared title puts before the printed headline: Opinion | …, 社説｜…."""
_PART = 0.4
"""A printed line that opens a title and is less of it than this is its kicker."""
_LONGEST_LABEL = 12
_HEADINGS = frozenset({"h1", "h2", "h3"})
_FOLDER = re.compile(r"(?<=[^/:]/)[A-Za-z][A-Za-z-]{3,24}(?=/[^/])")
_WORD = re.compile(r"[^\W_]{2,}")
_SECTIONS = ("article:section", "section", "category")


@dataclass(frozen=True, slots=True)
class HeadlineContext:
    """What a headline is compared with, as `letters`."""

    names: frozenset[str]
    """What the site calls itself."""

    sections: frozenset[str]
    """What the page calls its section, and the short words on its links; folded."""

    printed: dict[str, str]
    """The page's own headings, with what is printed: its h1; where it has none but the site's name, other lines."""

    is_unmarked: bool = False
    """Whether no h1 prints the headline."""

    holders: frozenset[str] = frozenset()
    """Who holds the rights, as the foot of the page prints it: often the site's name."""


def headline_context(page: Page, site_title: str | None) -> HeadlineContext:
    """Return the names of site and section, and the headings, that *page* gives."""
    title = letters(site_title or "")
    known = page.once(_names_of_site)
    return page.once(_context) if not title or title in known else _context_of(page, known | {title})


def _context(page: Page) -> HeadlineContext:
    return _context_of(page, page.once(_names_of_site))


def _context_of(page: Page, known: frozenset[str]) -> HeadlineContext:
    printed = page.once(_printed_h1s)
    names = {name for name in known if len(name) <= _LONGEST_NAME or name not in printed} - {"", page.once(_own_title)}
    is_unmarked = names.issuperset(printed)
    if is_unmarked:
        lines = [block for block in page.outline.blocks if block.tag not in _HEADINGS]
        minor = list(page.outline.headings("h2", "h3"))
        own = (one for one in minor if leads_here(one, page) and not one.zones & OUTSIDE)
        printed = _letters_of([*own, *filter(may_be_headline, [*minor, *lines])], page)
    return HeadlineContext(
        frozenset(names),
        page.once(_sections_of),
        printed,
        is_unmarked,
        page.once(_holders_of) if is_unmarked else frozenset(),
    )


def _printed_h1s(page: Page) -> dict[str, str]:
    return _letters_of(page.outline.headings("h1"), page)


def _own_title(page: Page) -> str:
    """Return the letters that title, shared title and an h1 of *page* all are: they are not its site's name.

    Empty for a front page, and where links to the front page or the host have these letters.
    """
    if is_front(page.url):
        return ""
    title = letters(title_of(page))
    is_own = title in page.once(_printed_h1s) and title in map(letters, page.meta.get("og:title", ()))
    return title if is_own and title not in {*_front_names(page), *_host_names(host_of(page.url))} else ""


def title_of(page: Page) -> str:
    """Return the text of the first `title` element of *page*; empty without one."""
    return next(("".join(map(str, element.itertext())) for element in page.tagged("title")), "")


def _names_of_site(page: Page) -> frozenset[str]:
    """Return what *page* calls its site, as `letters`.

    Beside `og:site_name`, leave out an application's name that is the page's own shared title.
    """
    named = [name for key in _NAMES for name in page.meta.get(key, ())]
    if page.meta.get("og:site_name"):
        own = set(page.meta.get("og:title", ())) - set(page.meta["og:site_name"])
        named = [name for name in named if name not in own]
    names = {letters(name.lstrip("@")) for name in named}
    names |= {letters(part) for name in named for part in _bracketed(name)}
    return frozenset({*names, *_host_names(host_of(page.url)), *_publishers(page), *_front_names(page)})


def _sections_of(page: Page) -> frozenset[str]:
    """Return what *page* calls its section, the folders of its address, and the short words on its links; folded."""
    sections = {folded(name) for key in _SECTIONS for name in page.meta.get(key, ())}
    sections |= {folded(name.replace("-", " ")) for name in _FOLDER.findall(page.url)}
    sections |= {folded(link.text) for link in page.outline.links if len(link.text) <= _LONGEST_LABEL}
    return frozenset(sections - {""})


def _holders_of(page: Page) -> frozenset[str]:
    """Return the holder of the rights that the last lines of *page* name: © 2026 緑川新報社."""
    last = (block.text for block in page.outline.blocks[-_MOST_LAST:] if len(block.text) <= _LONGEST_LINE)
    found = (_HOLDER.search(text) for text in last)
    return frozenset(_core(letters(match["name"])) for match in found if match) - {""}


def _bracketed(name: str) -> tuple[str, ...]:
    """Return what is before and in the bracket at the end of a site's *name*: NAMI+（なみプラス）."""
    match = _TWO_NAMES.fullmatch(name.strip())
    return match.groups() if match else ()


def _letters_of(blocks: Iterable[Block], page: Page) -> dict[str, str]:
    printed: dict[str, str] = {}
    for block in blocks:
        printed.setdefault(letters(block.text), without_breaks(block, squash(block.text), page))
    printed.pop("", None)
    return printed


def without_breaks(heading: Block, text: str, page: Page) -> str:
    """Return *text*, which *heading* prints, without the spaces that breaks leave in Japanese.

    Such a one is behind a mark, or the titles of *page* have none there.
    """
    if " " not in text or next(heading.element.iter("br"), None) is None:
        return text
    text = _BREAK_BEHIND.sub("", text)
    joined = _BREAK_BETWEEN.sub("", text)
    return joined if any(joined in title for title in (title_of(page), *page.meta.get("og:title", ()))) else text


def leads_away(heading: Block, page: Page) -> bool:
    """Return whether all of *heading* is a link to another page, such as a section's."""
    is_link = len(heading.links) == 1 and letters(heading.links[0].text) == letters(heading.text)
    return is_link and not leads_here(heading, page)


def leads_here(heading: Block, page: Page) -> bool:
    """Return whether all of *heading* is one link to *page* itself, as the headings of blogs are."""
    if len(heading.links) != 1 or letters(heading.links[0].text) != letters(heading.text):
        return False
    address = absolute(heading.links[0].href, page.base_url)
    return address is not None and _plain_address(address) in {_plain_address(page.url), _plain_address(page.base_url)}


def _plain_address(url: str) -> str:
    """Return *url* without what differs between links to one page: scheme, `www.`, a slash at the end."""
    return canonical_url(url).partition("://")[2].removeprefix("www.").rstrip("/")


def may_be_headline(block: Block) -> bool:
    """Return whether *block* is a short line of the article's part of the page, without links."""
    return len(block.text) <= _LONGEST_LINE and not block.links and not block.zones & OUTSIDE


def _front_names(page: Page) -> Iterator[str]:
    """Give what is printed on links to the site's front page, and the texts of the logos on them."""
    for link in page.outline.links:
        if is_front(link.href) and (link.href[:1] in "/." or host_of(link.href) == host_of(page.url)):
            texts = [link.text, *(picture.get("alt") or "" for picture in link.element.iter("img"))]
            yield from (letters(name) for name in texts if name and not is_home(name))


@lru_cache(maxsize=4096)  # menus are on every page
def is_front(href: str) -> bool:
    """Return whether *href* is the address of a site's front page. An empty one is that of the page itself."""
    return bool(href) and _FRONT.fullmatch(href) is not None


@lru_cache(maxsize=4096)  # menus are on every page
def is_home(name: str) -> bool:
    """Return whether *name* is a usual text of links to a front page: ホーム, TOP."""
    return _HOME.fullmatch(folded(name)) is not None


@lru_cache(maxsize=256)
def _host_names(host: str) -> tuple[str, ...]:
    host = host.removeprefix("www.")
    parts = host.split(".")
    if len(parts) > 1:
        return letters(host), letters(max(parts[:-1], key=len))
    return (letters(host),)


def _publishers(page: Page) -> Iterator[str]:
    publisher = (page.article_node or {}).get("publisher")
    for one in publisher if isinstance(publisher, list) else [publisher]:
        name = text_of(one)
        if name and len(name) < 60 and "://" not in name:
            yield letters(name)


def clean_headline(text: str, around: HeadlineContext) -> str:
    """Return *text* without the site's and the section's name at its end, or the site's at its start.

    Empty where nothing else is left. Where it, or its beginning, has the letters of a heading of the page, that
    heading is returned, letter for letter as printed.
    """
    text = squash(text)
    if len(text) > _LONGEST:
        return ""
    while (heading := _printed_part(text, around)) is None and (found := _name_at_end(text, around)):
        text = text[: found.start()].rstrip()
    if heading:
        return heading
    prefix = _PREFIX.match(text)
    if prefix and letters(prefix[1]) in around.names:
        text = text[prefix.end() :]
    apart = _NAME_APART.match(text)
    if apart and (is_site_name(apart["name"] or apart["word"], around) or _is_holder(apart["name"], around)):
        text = text[apart.end() :] if apart["name"] or letters(text[apart.end() :]) in around.printed else text
    plain = letters(text)
    if plain in around.names:
        return ""
    return around.printed.get(plain) or _without_cut(text, around)


def _printed_part(text: str, around: HeadlineContext) -> str | None:
    """Return the heading that *text* or its beginning is; where no h1 prints the headline, its longest printed part."""
    if whole := around.printed.get(letters(text)):
        return None if letters(text) in around.names else whole
    found = list(_SEPARATOR.finditer(text))
    if around.is_unmarked:
        found = [match for match in found if not _parts_kicker(text, match, around)]
        found += _EAST_GAP.finditer(text) if cjk_share(text) else ()
    begins = [text[: match.start()] for match in found]
    before = (around.printed.get(letters(one)) for begin in begins for one in (begin, _BRACKET.sub("", begin)))
    if not around.is_unmarked:
        label = _LABEL.match(text)
        behind_label = around.printed.get(letters(text[label.end() :])) if label else None
        return next((heading for heading in before if heading), behind_label)
    behind = (around.printed.get(letters(text[match.end() :])) for match in found)
    long = (heading for heading in before if heading and len(heading) >= len(text) * _PART)
    return max((heading for heading in (*long, *behind) if heading), key=len, default=None)


def _parts_kicker(text: str, match: re.Match[str], around: HeadlineContext) -> bool:
    """Return whether a colon parts a kicker from its headline, which is no longer: both printed, one above another."""
    if match[0].strip() not in {":", "："}:
        return False
    kicker, headline = letters(text[: match.start()]), letters(text[match.end() :])
    if len(kicker) < len(headline) or not {kicker, headline} <= around.printed.keys() - around.names:
        return False
    lines = list(around.printed)
    return lines.index(headline) - lines.index(kicker) == 1


def _without_cut(text: str, around: HeadlineContext) -> str:
    """Return *text*, or the heading that goes on where *text* was cut: by dots, or by a quotation mark.

    A quotation mark ends an attribute, too.
    """
    whole = (one for one in around.printed.values() if one.startswith(text) and one[len(text) :].lstrip()[:1] == '"')
    if (cut := _CUT.search(text)) and cut.start() >= _SHORTEST_CUT:
        begin = letters(text[: cut.start()])
        whole = (one for one in around.printed.values() if letters(one).startswith(begin))
    return next(whole, text)


def _name_at_end(text: str, around: HeadlineContext) -> re.Match[str] | None:
    found = list(_SEPARATOR.finditer(text))
    return next((match for match in reversed(found) if match.start() and _is_name(text[match.end() :], around)), None)


def _is_name(text: str, around: HeadlineContext) -> bool:
    return _is_holder(text, around) or folded(text) in around.sections or is_site_name(text, around)


def _is_holder(text: str | None, around: HeadlineContext) -> bool:
    """Return whether *text* names who holds the rights in the page, where no h1 prints the headline."""
    return bool(text and around.holders) and _core(letters(text or "")) in around.holders


_SECTION_TAIL = re.compile(
    r"(?:の?(?:最新)?(?:ニュース|記事(?:一覧)?|一覧|トピックス|トピック|コラム|特集|新着情報)"
    r"|(?:\s?(?:latest )?(?:news|topics?|articles?|blog|columns?)))$"
)
"""What is behind a section's name in its heading, or all of it: 地域ニュース, NEWS."""


def is_section_name(heading: Block, around: HeadlineContext) -> bool:
    """Return whether *heading* is the name of a section, or nothing but a word such as NEWS."""
    bare = _SECTION_TAIL.sub("", folded(heading.text))
    return bare in around.sections or not bare


def is_site_name(text: str, around: HeadlineContext) -> bool:
    """Return whether *text* is one of the site's names, or one with what sites add here and there: 緑川新報デジタル."""
    plain = letters(text)
    if plain in around.names:
        return True
    core = _core(plain)
    return len(core) >= _SHORTEST_CORE and any(core == _core(name) for name in around.names)


@lru_cache(maxsize=2048)
def _core(plain: str) -> str:
    """Return a site's name, as `letters`, without what it adds here and there: 緑川新報デジタル, 株式会社緑川新報社."""
    bare = _GENERIC.sub("", _GENERIC.sub("", plain))
    return bare or plain


def shares_words(heading: Block, page: Page) -> bool:
    """Return whether *heading* shares a word, or two letters in a row of a script without spaces, with the titles.

    Of several h1s, one that shares none with what the page calls itself is of a menu or a form: SEARCH. A `title`
    alone may be the site's: without a shared title beside it nothing is known.
    """
    shared = page.meta.get("og:title", ())
    titles = " ".join((title_of(page), *shared))
    pieces = partial(character_ngrams, size=2) if cjk_share(heading.text) else _words
    return not letters("".join(shared)) or not pieces(heading.text).isdisjoint(pieces(titles))


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))
