"""What a site calls itself, its language, and the zone of its times."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from newscrawl.extraction.images.read_images import named_image
from newscrawl.loaders.rules.site import DESCRIPTIONS, printed_language, zone_of_site
from newscrawl.onboarding.seen import Seen, SeenPage
from newscrawl.text import letters, squash

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_SEPARATORS = re.compile(r"\s*(?:[|｜»«–—―]|\s[-:]\s|::|・{2,})\s*")


def title_of(seen: Seen, articles: Iterable[SeenPage]) -> tuple[str, str]:
    """Return the site's title and where it was found."""
    for name in ("og:site_name", "application-name"):
        for page in (seen.front, *articles):
            if found := page.page.meta.get(name):
                return squash(found[0]), f"meta {name}"
    for feed in seen.feeds.values():
        if feed.title not in {"", "feed"}:
            return _own_part(squash(feed.title), articles), "the title of the feed"
    return _own_part(_title(seen.front), articles) or seen.host, "the title of the front page"


def _title(page: SeenPage) -> str:
    return squash("".join(next((str(one.text or "") for one in page.page.root.iter("title")), "")))


def _own_part(title: str, articles: Iterable[SeenPage]) -> str:
    """Return the part of *title* that the articles' titles have too, else its first part."""
    parts = [part for part in _SEPARATORS.split(title) if part] or [title]
    shared = Counter(part for page in articles for part in _SEPARATORS.split(_title(page)))
    best = max(parts, key=lambda part: shared[part])
    return best if shared[best] else parts[0]


def site_pictures_of(front: SeenPage, articles: Sequence[SeenPage]) -> list[tuple[str, str]]:
    """Return the pictures that articles name and do not print, where the front page or another article names them, too.

    Each has a comment: how many articles name it.
    """
    named = [one.looked_at(lambda page: (named_image(page) or ("", None))[1], None) for one in (front, *articles)]
    unprinted = [named[place] for place, one in enumerate(articles, 1) if _has_named_picture_only(one)]
    counts = Counter(image.url for image in unprinted if image)
    of_front = named[0].url if named[0] else ""
    return [
        (url, f"{count} of {len(articles)} articles name it and print no picture")
        for url, count in counts.items()
        if count > 1 or url == of_front
    ]


_OF_DATA = ("meta:", "jsonld:")
_ALIKE = 3
"""Two articles of a series may have one summary."""


def site_descriptions_of(front: SeenPage, articles: Sequence[SeenPage]) -> list[tuple[str, str]]:
    """Return the texts that articles' data have for a summary, where the front page or two others have them, too.

    Each has a comment: how many articles name it.
    """
    read = [article for one in articles if (article := one.extraction.article)]
    counts = Counter(one.lead for one in read if one.lead and one.sources.get("lead", "").startswith(_OF_DATA))
    named = front.looked_at(lambda page: [text for name in DESCRIPTIONS for text in page.meta.get(name, ())], [])
    of_front = set(map(letters, named))
    return [
        (text, f"the description of {count} of {len(articles)} articles")
        for text, count in counts.items()
        if count >= _ALIKE or letters(text) in of_front
    ]


def _has_named_picture_only(one: SeenPage) -> bool:
    article = one.extraction.article
    return article is not None and article.sources.get("images", "").startswith(("meta:", "jsonld:"))


def language_of(seen: Seen) -> tuple[str, str]:
    """Return the language (BCP 47) and where it was found; `en` where it is unknown.

    The `lang` of a template that nobody changed yields to the script of most articles.
    """
    page = seen.front.page
    written = (page.language or "").replace("_", "-")
    read = [article for one in seen.pages.values() if (article := one.extraction.article)]
    scripts = Counter(one.language for one in read if one.sources.get("language") == "general:script")
    for printed, count in scripts.most_common(1):
        if printed and count * 2 > len(read):
            return printed, f"the script of {count} of {len(read)} articles; the page's lang is {written}"
    if _LANGUAGE.fullmatch(written):
        return written, "the page's lang"
    if printed := page.once(printed_language):
        return printed, "the script of its text"
    return "en", "nothing: a guess"


def zone_of_portal(seen: Seen, language: str, articles: Iterable[SeenPage]) -> tuple[str, str, bool]:
    """Return the zone, where it was found, and whether that is doubtful."""
    zone = zone_of_site(seen.host, language)
    stamps = [stamp for page in articles for stamp in stamps_of(page)]
    offsets = Counter(stamp.utcoffset() for stamp in stamps)
    if not offsets:
        return str(zone), f"the language {language} and the domain; no time with an offset was seen", True
    agreeing = sum(stamp.astimezone(zone).utcoffset() == stamp.utcoffset() for stamp in stamps)
    if agreeing * 2 > len(stamps):
        return str(zone), f"the language {language} and the domain; {agreeing} of {len(stamps)} offsets agree", False
    offset = offsets.most_common(1)[0][0]
    hours = int(offset.total_seconds() // 3600) if offset is not None else 0
    if hours == 0:
        return str(zone), f"the language {language} and the domain; the articles' times are written in UTC", True
    return f"Etc/GMT{-hours:+d}", f"the offset of {offsets.most_common(1)[0][1]} times; name the city's zone", True


def stamps_of(page: SeenPage) -> Iterable[datetime]:
    """Yield the times with an offset that *page* has for programs."""
    texts = [*page.page.meta.get("article:published_time", [])]
    node = page.page.article_node
    if node is not None and isinstance(node.get("datePublished"), str):
        texts.append(str(node["datePublished"]))
    texts += [one.get("datetime") or one.get("title") or "" for one in page.page.root.iter("time", "abbr")]
    for text in texts:
        if re.search(r"(?:Z|[+-]\d\d:?\d\d)$", text.strip()):
            try:
                yield datetime.fromisoformat(text.strip())
            except ValueError:
                continue
