"""How to read a page: the portal's rules first, then general ones.

In: a `Page` and a portal. Out: records with the source of each field.
Read `article/load_article.py` first.
"""

from newscrawl.loaders.article.article_loader import ArticleLoader
from newscrawl.loaders.article.load_article import load_article, loader_class
from newscrawl.loaders.lists.section_page import article_links, feed_links, load_section_page, section_links
from newscrawl.loaders.results import (
    Extraction,
    Note,
    SectionLink,
    SectionPage,
    TextlessPage,
    Tried,
    is_page_of,
    join_pages,
)

__all__ = [
    "ArticleLoader",
    "Extraction",
    "Note",
    "SectionLink",
    "SectionPage",
    "TextlessPage",
    "Tried",
    "article_links",
    "feed_links",
    "is_page_of",
    "join_pages",
    "load_article",
    "load_section_page",
    "loader_class",
    "section_links",
]
