"""Pages laid out in tables, without a class that says what a cell is: lines around the text are no part of it."""

from __future__ import annotations

import pytest

from newscrawl.api import extract
from newscrawl.items import Article

TEXT = "本文の段落がここに続き、句点で終わる。" * 6


def _article(date: str, writer: str, url: str) -> Article:
    html = (
        "<html lang=ja><head><title>知事が会見で語った</title></head><body>"
        '<P><A HREF="/">ホーム</A> &gt; <A HREF="/seiji/">政治・行政</A></P><TABLE><TR><TD><FONT SIZE=5><B>知事が会見で語った'
        f"</B></FONT><TR><TD ALIGN=right>{date}<TR><TD ALIGN=right>{writer}<TR><TD>　{TEXT}<BR><BR>　{TEXT}続き。</TABLE>"
    )
    article = extract(html, url).article
    assert article is not None
    return article


@pytest.mark.parametrize("url", ["https://minato.example/a/123456.html", "https://minato.example/a/123456_2.html"])
def test_times_and_writer_above_the_text_are_read_and_left_out(url: str) -> None:
    article = _article("2027年3月1日 5時17分（更新 3月2日 9時00分）", "記者　東海林さくら", url)

    assert article.body.startswith("本文の段落")
    assert [author.name for author in article.authors] == ["東海林さくら"]
    assert (str(article.published_at), str(article.modified_at)) == (
        "2027-03-01 05:17:00+09:00",
        "2027-03-02 09:00:00+09:00",
    )
    assert article.section == "政治・行政"


def test_a_sentence_that_names_the_writer_is_text() -> None:
    html = f"<html lang=ja><title>対談</title><h1>対談の記録から</h1><p>文＝小池和樹</p><p>{TEXT}</p><p>小池和樹は答えた。</p><p>{TEXT}続き。</p>"

    article = extract(html, "https://minato.example/a/123456.html").article

    assert article is not None
    assert "小池和樹は答えた。" in article.body
