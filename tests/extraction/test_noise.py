"""Lines among the paragraphs that are none, and lines that look like them and are."""

from __future__ import annotations

import pytest

from newscrawl.api import extract

TEXT = (
    "緑川市は23日、駅前広場を来年春までに造り替える計画を発表した。歩道を広げ、雨をしのげる屋根を付ける。",
    "広場は45年前に造られ、舗装の傷みが目立っていた。市の調査では、利用者の6割が「歩きにくい」と答えている。",
    "計画では、バス乗り場を南側に集め、北側には木を植えて休める場所を設ける。タクシー乗り場はそのまま残す。",
    "近くで菓子店を営む女性は「工事の間の客足が心配だが、明るくなるのはうれしい」と話した。",
)


def _body(line: str) -> list[str]:
    lines = [*TEXT[:2], line, *TEXT[2:]]
    html = f'<html lang="ja"><h1>駅前広場</h1><div>{"".join(f"<p>{one}</p>" for one in lines)}</div></html>'
    article = extract(html, "https://www.example.jp/news/112233.html").article
    assert article is not None
    return article.body.split("\n\n")


NOISE = """
[ⓒ 초록신문 & chorok.co.example, 무단전재 및 재배포 금지]
※写真はイメージです
画像はイメージ
記事提供：緑川新報
情報提供元： 緑川新報
引用元：緑川市
参考：緑川市ホームページ
元記事を読む
▶続きはこちら
＞＞この記事の写真を見る
写真を見る（全5枚）
この記事の画像（5枚）
【画像】広場の完成予想図
【写真】もっと見る
動画：広場の今
LINEで送る
Facebookでシェア
X（旧Twitter）で共有する
はてなブックマーク
いいね！
5件のコメント
コメントを書く
記事の感想を送る
スポンサードリンク
Sponsored Link
［広告］
<了>
（終わり）
―了―
▲このページの先頭へ
記事一覧へ
2ページ目に続く
1 2 3 次へ
ログインして続きを読む
会員登録はこちら
あなたにおすすめ
こちらの記事もおすすめ
この記事を書いた人
記者プロフィール
取材・文＝山田太郎　撮影＝鈴木花子
公式サイト：https://www.example.jp/
https://www.example.jp/news
#駅前 #広場
（2026/11/23-20:00）
目次
Table of contents
緑川新報の公式LINEを友だち追加すると、毎朝ニュースが届きます。友だち追加はこちら
公式Xのフォローをお願いします。
チャンネル登録お願いします！
この記事は約3分で読めます。
読了時間：約5分
5 min read
Lesezeit: 4 Minuten
この記事は公開から1年以上が経過しています。内容が古くなっている場合があります。
本記事は最終更新日から3年以上経過しています。情報が古い可能性があるため、ご注意ください。
この記事は2年以上前に書かれたものです。
（2026年11月23日付朝刊）
2026年11月23日 夕刊、3面
公開 2026年11月23日 20:00 更新 2026年11月24日 08:15
緑川新報 (東京) First published November 23, 2026: 8:05 PM
(緑川新報) Erstellt am 23.11.2026, 06:00
Sign In or Create an Account
Back to Gallery
입력 2026.11.23. 오후 8:05 수정 2026.11.23. 오후 9:10
２０２６年１１月２３日（月）午後８時
（C）緑川新報
山田太郎記者（yamada@example.jp）
김철수 기자(kim@example.kr)
※本ページはプロモーションが含まれています
本記事にはプロモーションが含まれています。
※記事内に商品プロモーションを含む場合があります
当サイトはアフィリエイト広告を利用しています。
※当サイトではアフィリエイトプログラムに参加しています。
（この記事には広告を含む場合があります。）
この記事が気に入ったら「いいね！」しよう。最新情報をお届けします。
この記事が気に入ったら フォローしよう
いいね 読み込み中…
Loading...
"""


@pytest.mark.parametrize("line", NOISE.split("\n")[1:-1])
def test_a_line_that_is_no_paragraph_is_left_out(line: str) -> None:
    assert _body(line) == list(TEXT)


SUBHEADINGS = """
写真の中の記憶
地図から消えた村
続く雨、増す不安
X線で見る古墳の中
画像診断の最前線
以上の結果をどう見るか
完成は来年の春
ページをめくる楽しみ
LINEで届く行政の知らせ
広告に頼らない雑誌づくり
終わりのない旅
登録文化財の今
この町の広告を含む看板の歴史
記事は広告に利用され、社長が謝罪した。
このサイトでは広告が市民を傷つける形で使われ、市が削除を求めた。
このページには広告を掲載しないと市は決めた。
"""


@pytest.mark.parametrize("line", SUBHEADINGS.split("\n")[1:-1])
def test_a_subheading_with_such_words_stays(line: str) -> None:
    assert line in _body(line)
