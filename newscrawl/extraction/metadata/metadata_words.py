"""The names under which pages declare data: of meta tags, microformats, RDFa and data attributes."""

from __future__ import annotations

import re

OF_PARSELY = {
    "title": "parsely-title",
    "pub_date": "parsely-pub-date",
    "author": "parsely-author",
    "authors": "parsely-author",
    "section": "parsely-section",
    "tags": "parsely-tags",
}


WRITER_LABEL = re.compile(
    r"written by|author|by|執筆者|著者|投稿者|作成者|ライター|verfasst von|geschrieben von|autor|escrito por|écrit par"
    r"|scritto da|autore|글쓴이|작성자|作者",
    re.IGNORECASE,
)
"""What WordPress and Ghost print before the writer's name in a card."""


ARTICLE_SCOPES = ("article", "blogposting", "report", "newsarticle", "foaf:document")


CLASSES = {
    "author": ("p-author", "author", "post-author"),
    "published": ("dt-published", "published"),
    "updated": ("dt-updated", "updated"),
    "category": ("p-category",),
    "name": ("p-name", "entry-title"),
}
"""Property → its class of an h-entry, and that of the older hAtom, in which it needs other witnesses."""
ENTRY_CLASSES = frozenset({"h-entry", "hentry"})
CARD_CLASSES = frozenset({"vcard", "h-card"})
NAME_CLASSES = ("p-name", "fn")
PUBLISHED_CLASSES = frozenset(CLASSES["published"])

DATA_ATTRIBUTES = {
    "author": ("data-author", "data-author-name", "data-byline", "data-writer"),
    "published": ("data-published", "data-published-at", "data-publish-date", "data-pubdate", "data-published-time"),
    "modified": ("data-modified", "data-modified-at", "data-updated", "data-updated-at"),
}
BLOCK_AUTHOR = "wp-block-post-author"
"""How the classes of author elements begin in block themes."""
HOLDERS = ("article", "main", "body", "html")
NODE_HOLDERS = ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement")
ARTICLE_TYPE = re.compile(
    r"(?:article|blogposting|socialmediaposting|report|newsstory|review|newsdocument)$", re.IGNORECASE
)
WORK_TYPE = re.compile(r"(?:recipe|howto)$", re.IGNORECASE)
"""What a page without an article is about, with a writer of its own."""
