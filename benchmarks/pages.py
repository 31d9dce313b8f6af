"""Adapters that put extractors behind one call: `found(html, url)` gives the fields that a scorer compares."""

from __future__ import annotations

from typing import Any


def found(html: str, url: str) -> dict[str, Any]:
    """This project, by its general rules alone."""
    from newscrawl.api import extract

    article = extract(html, url).article
    if article is None:
        return {}
    return {
        "headline": article.headline,
        "authors": [author.name for author in article.authors],
        "published_at": article.published_at,
        "body": article.body,
        "tags": list(article.tags),
        "images": [image.url for image in article.images],
    }


def by_trafilatura(html: str, url: str) -> dict[str, Any]:
    """Trafilatura, with precision before recall."""
    from trafilatura import bare_extraction

    document = bare_extraction(html, url=url, favor_precision=True, with_metadata=True, include_comments=False)
    if document is None:
        return {}
    return {
        "headline": document.title,
        "authors": [name.strip() for name in (document.author or "").split(";") if name.strip()],
        "published_at": document.date,
        "body": document.text,
        "tags": document.tags or [],
        "images": [document.image] if document.image else [],
    }


def by_newspaper(html: str, url: str) -> dict[str, Any]:
    """newspaper4k, where it is installed."""
    from newspaper import Article

    article = Article(url, fetch_images=False)
    article.download(input_html=html)
    article.parse()
    return {
        "headline": article.title,
        "authors": article.authors,
        "published_at": article.publish_date,
        "body": article.text,
        "tags": list(article.tags or article.keywords),
        "images": [article.top_image] if article.top_image else [],
    }


def by_news_please(html: str, url: str) -> dict[str, Any]:
    """news-please, where it is installed."""
    from newsplease import NewsPlease

    article = NewsPlease.from_html(html, url=url)
    return {
        "headline": article.title,
        "authors": article.authors or [],
        "published_at": article.date_publish,
        "body": article.maintext,
        "tags": [],
        "images": [article.image_url] if article.image_url else [],
    }
