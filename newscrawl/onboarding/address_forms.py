"""The forms of addresses: what two addresses of one kind have in common, and which addresses are never an article's."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlsplit

NO_ARTICLE_WORDS = (
    "tag", "tags", "author", "authors", "user", "users", "member", "mypage", "search", "login", "wp-login.php",
    "signin", "register", "feed", "feeds", "comments", "wp-admin", "wp-json", "wp-content", "wp-includes", "cdn-cgi",
    "@@search", "print", "amp", "cart", "img", "images", "static", "assets", "css", "js",
)  # fmt: skip
"""First parts of paths that news systems use for other things than articles and sections."""

_PAGE_WORDS = re.compile(
    r"/(?:about|contact|company|profile|privacy|terms|policy|legal|imprint|impressum|datenschutz|kontakt|help|faq|rules|"
    r"advertis\w*|ads?|sitemap|subscribe|newsletter|jobs|recruit|inquiry|sample-page|app|rss)[^/]*/?$",
    re.IGNORECASE,
)
FILES = r"\.(?:jpe?g|png|gif|webp|svg|ico|pdf|zip|mp[34]|css|js|xml|rss|atom|json|txt)$"
_FILES = re.compile(FILES, re.IGNORECASE)
_PLACES = frozenset({"tag", "tags", "author", "authors", "user", "users", "writer", "date", "search"})
_ARCHIVE = re.compile(r"(?:^|/)(?:19|20)\d\d(?:/\d{1,2}){0,2}(?:/page/\d+)?$")
_INDEX = re.compile(r"^(?:archives?|categories|category|tags?|authors?|all|index)(?:/page/\d+)?(?:\.html?)?$")
_LATER_PAGE = re.compile(r"/(?:page|p)[/-]?\d+/?$")
_PAGE_PARAMETER = re.compile(r"(?:page|paged|pg|pagenum|page_no|pageno)=\d+", re.IGNORECASE)
_NO_ARTICLE_PARAMETERS = frozenset({"s", "q", "replytocom", "share", "print", "feed", "author", "tag"})


def path_of(url: str) -> str:
    """Return path and query of the canonical *url*, as portal patterns see it."""
    return "/" + "/".join(url.split("/", 3)[3:])


def form_of(url: str) -> str:
    """Return the form of *url*: `d` for digits, `w` for a word, `s` for words with hyphens, with ending and parameters.

    For example ``/world/2026/w.html`` → ``w/d4/w.html``.
    """
    parts = urlsplit(url)
    path, ending = split_ending(parts.path)
    forms = "/".join(_part(one) for one in path.strip("/").split("/"))
    names = "&".join(f"{name}={_part(value)}" for name, value in sorted(parse_qsl(parts.query)))
    return f"{forms}{ending}?{names}"


def split_ending(path: str) -> tuple[str, str]:
    """Return *path* without its ending, and the ending: `.html`, `/` or nothing."""
    if match := re.search(r"\.(?:html?|php|aspx?|jsp)$", path):
        return path[: match.start()], match[0]
    return (path[:-1], "/") if path.endswith("/") and path != "/" else (path, "")


def _part(one: str) -> str:
    if one.isdecimal():
        return "d4" if len(one) == 4 and one[:2] in {"19", "20"} else "d"
    return "s" if re.search(r"[-_%\d]", one) else "w"


def usual_no_article(url: str) -> bool:
    """Return whether *url* is, by the habits of news systems, neither an article nor a section.

    Pages of tags, people, days and months, of search and logins, and files.
    """
    parts = urlsplit(url)
    segments = parts.path.strip("/").lower().split("/")
    names = {name for name, _ in parse_qsl(parts.query, keep_blank_values=True)}
    is_named = segments[0] in NO_ARTICLE_WORDS or bool(_PLACES.intersection(segments[:-1]))
    is_archive = bool(_ARCHIVE.search("/".join(segments)))
    return is_named or is_archive or bool(_FILES.search(parts.path)) or bool(names & _NO_ARTICLE_PARAMETERS)


def usual_index(url: str) -> bool:
    """Return whether *url* is, by the habits of news systems, one list of everything: an archive, all categories."""
    return bool(_INDEX.search(urlsplit(url).path.strip("/").lower()))


def usual_page(url: str) -> bool:
    """Return whether the address *url* names a page about the site itself: contact, privacy, imprint."""
    return bool(_PAGE_WORDS.search(urlsplit(url).path))


def without_page(path: str) -> str:
    """Return the list that *path* is a numbered page of: `/world/page/2/`, `/world/?page=2` → `/world/`."""
    where, mark, query = path.partition("?")
    if mark:
        kept = [one for one in query.split("&") if not _PAGE_PARAMETER.fullmatch(one)]
        return f"{where}?{'&'.join(kept)}" if kept else where
    return _LATER_PAGE.sub("/", path) if _LATER_PAGE.search(path) else path


def escaped(text: str) -> str:
    """Return *text* as an expression that matches it: only what has a meaning in expressions is escaped."""
    return re.sub(r"([.^$*+?{}\[\]\\|()])", r"\\\1", text)
