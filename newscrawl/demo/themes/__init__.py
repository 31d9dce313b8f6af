"""Themes: the same content in markups that share no class name and no structure.

In: an `ArticlePage` or `ListPage`. Out: HTML.
Each module is one theme.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from newscrawl.demo.newsroom.article_content import ArticlePage, ListPage
from newscrawl.demo.themes import blog, divs, semantic, tables


@dataclass(frozen=True, slots=True)
class Theme:
    """Two functions that mark content up."""

    article: Callable[[ArticlePage], str]
    list: Callable[[ListPage], str]


THEMES: dict[str, Theme] = {
    "blog": Theme(blog.render_article, blog.render_list),
    "divs": Theme(divs.render_article, divs.render_list),
    "semantic": Theme(semantic.render_article, semantic.render_list),
    "tables": Theme(tables.render_article, tables.render_list),
}
