"""The name in a link to all that one writer wrote, in the words of WordPress's themes."""

from __future__ import annotations

import pytest

from newscrawl import extract
from newscrawl.extraction.people.plausible_names import without_posts

TEXT = "".join(
    f"<p>市議会は二十三日、駅前広場を来年春までに改修する計画を承認した。その{number}。</p>" for number in range(12)
)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("View all of 汐見恵子's posts.", "汐見恵子"),
        ("View all of James’ posts", "James"),
        ("View all posts by Jane Doe →", "Jane Doe"),
        ("More stories from Jane Doe", "Jane Doe"),
        ("汐見恵子 のすべての投稿を表示", "汐見恵子"),
        ("汐見恵子の投稿をすべて表示", "汐見恵子"),
        ("汐見恵子の記事一覧", "汐見恵子"),
        ("Alle Beiträge von Jan Meyer anzeigen", "Jan Meyer"),
        ("Voir tous les articles de Jean Petit", "Jean Petit"),
        ("Ver todas las entradas de Ana Ruiz", "Ana Ruiz"),
        ("Vedi tutti gli articoli di Anna Neri", "Anna Neri"),
        ("Alle berichten van Piet Bakker tonen", "Piet Bakker"),
        ("김철수의 모든 글 보기", "김철수"),
        ("查看李明的所有文章", "李明"),
        ("Jane Doe", "Jane Doe"),
        ("View all posts", "View all posts"),
    ],
)
def test_the_name_is_what_the_words_for_all_posts_are_around(words: str, name: str) -> None:
    assert without_posts(words) == name


def test_an_author_is_read_from_a_link_to_all_their_posts() -> None:
    box = '<div><p>沿岸の町を取材。</p><a rel="author" href="/author/2/">View all of 汐見恵子&#039;s posts.</a></div>'

    article = extract(f"<main><h1>駅前広場の改修を承認</h1>{TEXT}{box}</main>", "https://minato.example/1.html").article

    assert article is not None
    assert [author.name for author in article.authors] == ["汐見恵子"]
