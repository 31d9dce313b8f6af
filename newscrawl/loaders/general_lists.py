"""Headings that news sites print over their lists, for pages of which no portal's file speaks."""

from __future__ import annotations

GENERAL_HEADINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "section_ranking",
        ("[{section}] ランキング", "{section}ランキング", "{section} アクセスランキング", "{section}の人気記事"),
    ),
    (
        "related",
        (
            "こんな記事も読まれています",
            "関連記事",
            "関連ニュース",
            "あわせて読みたい",
            "この記事を読んだ人はこちらも",
            "Related articles",
            "Related stories",
            "Related news",
            "Related",
            "Mehr zum Thema",
            "Lesen Sie auch",
            "관련기사",
            "관련 뉴스",
        ),
    ),
    (
        "recommended",
        (
            "おすすめニュース",
            "おすすめ記事",
            "おすすめの記事",
            "おすすめ",
            "Recommended",
            "Editor's picks",
            "추천 기사",
        ),
    ),
    (
        "trending",
        (
            "話題",
            "話題のニュース",
            "話題の記事",
            "ランキング",
            "アクセスランキング",
            "人気記事",
            "人気記事ランキング",
            "人気ランキング",
            "Trending",
            "Most read",
            "Most popular",
            "Popular",
            "Meistgelesen",
            "많이 본 뉴스",
            "많이 본 기사",
            "인기 뉴스",
        ),
    ),
)
"""Kind → headings; the first that fits wins."""
