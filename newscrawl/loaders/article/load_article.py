"""One article page as records: the order in which a page is read."""

from __future__ import annotations

import importlib.util
from collections.abc import Container, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path
from types import ModuleType

from newscrawl.errors import PortalFileError
from newscrawl.extraction.body.paragraphs import BodyText
from newscrawl.extraction.document.page import Page
from newscrawl.extraction.lists.teaser_boxes import has_alike, titled_box
from newscrawl.extraction.metadata.jsonld import text_of
from newscrawl.extraction.metadata.markup_metadata import refresh_target
from newscrawl.extraction.people.plausible_names import is_house
from newscrawl.items import FoundIn, Image, content_digest
from newscrawl.items.article import bounded
from newscrawl.loaders.article.article_loader import ArticleLoader
from newscrawl.loaders.article.content import add_content
from newscrawl.loaders.article.printed_fields import add_printed
from newscrawl.loaders.lists.pagination import has_pager, next_page_url
from newscrawl.loaders.lists.ranking import Capture, ListKey, lists_of, notes_of, rankings_of
from newscrawl.loaders.results import Extraction, NoArticleReason
from newscrawl.loaders.rules.site import site_of
from newscrawl.loaders.rules.values import houses_of
from newscrawl.portals import Portal
from newscrawl.walls import NOT_FOUND_HEADLINE

_SHORT_BODY = 300
_LONG_PARAGRAPH = 30


def load_article(
    page: Page,
    portal: Portal | None,
    *,
    captured_at: datetime | None = None,
    run_id: str | None = None,
    found_in: Sequence[FoundIn] = (),
    known_lists: Container[ListKey] = (),
    explain: bool = False,
) -> Extraction:
    """Return the records of *page*, read by *portal*'s rules and the general ones after them.

    *captured_at* is what printed times without a year are measured from. Lists of *known_lists* are not read again.
    With *explain*, all rules are tried and `tried` has what each gave.
    """
    site = site_of(page, portal)
    lists = lists_of(page, site)
    loader = loader_class(portal)(
        page=page, site=site, lists=lists, captured_at=captured_at, run_id=run_id, found_in=found_in, explain=explain
    )
    loader.add_rules()
    add_printed(loader)
    going_on = next_page_url(page, site, of_article=True)
    add_content(loader, goes_on=going_on is not None)
    reason = no_article_reason(loader)
    notes = notes_of(page, lists, has_dropped=loader.progress.has_dropped, has_zone=loader.has_zone)
    notes = (*notes, "gibberish") if loader.has_gibberish else notes
    return Extraction(
        article=loader.load_item() if reason is None else None,
        reason=reason,
        rankings=rankings_of(lists, page, site, Capture(captured_at, run_id), known=known_lists),
        next_page_url=going_on if reason is None else None,
        notes=(*notes, "unread_pages") if going_on is None and has_pager(page, site) else notes,
        tried=loader.tried() if explain else (),
    )


def loader_class(portal: Portal | None) -> type[ArticleLoader]:
    """Return the item loader of *portal*. Raises `PortalFileError` where its file names another class."""
    return _class_in(portal.loader) if portal and portal.loader else ArticleLoader


@cache
def _class_in(loader: str) -> type[ArticleLoader]:
    file, _, name = loader.rpartition(":")
    path = Path(file)
    try:
        found = getattr(_module_at(path), name, None)
    except (SyntaxError, ImportError, NameError, AttributeError) as error:
        remedy = "correct it; docs/adding-a-portal.md has an example"
        raise PortalFileError(path, 1, "a module that can be imported", str(error), remedy) from error
    if not (isinstance(found, type) and issubclass(found, ArticleLoader)):
        remedy = f"write class {name}(ArticleLoader); docs/adding-a-portal.md has an example"
        raise PortalFileError(path, 1, f"a class {name} that extends ArticleLoader", repr(found), remedy)
    return found


def _module_at(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"newscrawl_loader_{path.stem}", path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} is no module")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def no_article_reason(loader: ArticleLoader) -> NoArticleReason | None:
    """Return why the page that *loader* has read is no article; None where it is one."""
    url, site = loader.page.url, loader.site
    own = site.address(url, url) if site.portal else None
    if own and own[1] in {"front_page", "section"}:
        return "list_page"
    headline, body = loader.value("headline"), loader.value("body")
    if not headline:
        return "no_headline"
    if (not body or len(body.text) < _SHORT_BODY) and (reason := _elsewhere(loader, headline, has_text=bool(body))):
        return reason
    if body and bounded("body", body.text) is None:
        return "body_too_long"
    if body and _is_teaser(loader, body):
        return "list_page"
    return None if body else "no_body"


def _is_teaser(loader: ArticleLoader, body: BodyText) -> bool:
    """Return whether *body* begins in one of several boxes of a form, each under a title that links another article.

    A page that calls itself an article never is such a list. Data that name only the site do not call it one.
    """
    page = loader.page
    node = page.article_node
    if node is not None and not is_house(text_of(node.get("headline")) or "", houses_of(loader.setting)):
        return False
    if "article" in page.meta.get("og:type", ()) or body.last == 0:
        return False
    box = titled_box(page.outline.blocks[body.first].element, page)
    return box is not None and has_alike(box, page)


def _elsewhere(loader: ArticleLoader, headline: str, *, has_text: bool) -> NoArticleReason | None:
    """Return what a page with little text is where its headline or its head leads away from it."""
    dated = loader.get_output_value("published_at")
    is_dated = dated is not None and dated.source != "general:url"
    if NOT_FOUND_HEADLINE.fullmatch(headline) and not (is_dated and has_text):
        return "not_found_page"
    page = loader.page
    target = page.absolute(refresh_target(page.tagged("meta")))
    return "meta_refresh" if target and target.partition("#")[0] != page.url.partition("#")[0] else None


def join_pages(first: Extraction, rest: Sequence[Extraction]) -> Extraction:
    """Return *first* with the text and pictures of the article's further pages behind its own, in order."""
    article = first.article
    if article is None:
        return first
    others = [one.article for one in rest if one.article is not None]
    images: dict[str, Image] = {}
    for image in (image for one in (article, *others) for image in one.images):
        images.setdefault(image.url, image)
    body = _joined_body([article.body, *(other.body for other in others)])
    joined = replace(article, body=body, images=tuple(images.values()))
    return replace(first, article=replace(joined, digest=content_digest(joined)), next_page_url=None)


def _joined_body(bodies: Sequence[str]) -> str:
    """Return the paragraphs of *bodies*, without the long ones of earlier pages that a page prints again."""
    kept: list[str] = []
    for body in bodies:
        before = set(kept)
        new = (one for one in body.split("\n\n") if one and (len(one) < _LONG_PARAGRAPH or one not in before))
        kept += new
    return "\n\n".join(kept)
