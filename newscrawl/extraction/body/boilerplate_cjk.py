"""Lines among the paragraphs of Japanese pages that are no paragraphs: pointers, buttons, marks of the end, sources."""

from __future__ import annotations

import re

_NETWORKS = r"(?:LINE|Facebook|Twitter|X|Pocket|Instagram|はてな(?:ブックマーク)?|メール|note)(?:[（(]旧Twitter[）)])?"
_PICTURES = "写真|画像|動画|映像|フォト|図解|図|グラフ|地図|イラスト"
_COUNT = r"(?:[（(]?全?\d+[枚点件本][）)]?)?"
_FORMS = (
    # advertisements and networks
    r"スポンサード?・?リンク|sponsored links?|この後に広告が表示されます|広告(?:の後|下)に.{0,12}",
    rf"{_NETWORKS}\s*(?:で|に|へ)?\s*(?:送る|シェア(?:する)?|共有(?:する)?|投稿(?:する)?|ブックマーク(?:する)?|保存(?:する)?)?",
    r"いいね[!！]?|感想を(?:書く|送る)|記事の感想を送る|\d+件のコメント|コメントを(?:書く|見る|読む|投稿する)",
    # pictures that stand elsewhere
    rf"(?:この記事の|関連)?(?:{_PICTURES})(?:ギャラリー|一覧)?(?:を(?:もっと|すべて)?(?:見る|拡大(?:する)?))?\s*{_COUNT}",
    rf"[【\[［](?:{_PICTURES})[】\]］][^。]{{0,60}}",
    rf"※?(?:{_PICTURES})は(?:イメージ|資料)(?:図|写真)?(?:です)?",
    rf"(?:{_PICTURES})はイメージ|動画[:：].{{1,40}}|.{{0,10}}マップで見る",
    # the end of a text, and what is turned to from there
    r"[（(<＜〈―—\[【]*(?:了|終わり|おわり|完|以上|続く|つづく)[）)>＞〉―—\]】]*",
    r"(?:この)?ページの?(?:先頭|トップ|上)(?:へ|に)?(?:戻る)?|(?:記事一覧|一覧|トップ(?:ページ)?|ホーム)(?:へ|に)(?:戻る)?",
    r"(?:元|もと)の?記事(?:を読む|はこちら|へ)?|(?:続き|詳細|詳しく)はこちら|(?:\d+\s+)+次へ|\d+ページ目(?:に|へ)続(?:く|きます)",
    r"ログイン(?:して|すると).{0,16}|(?:無料)?(?:会員|メールマガジン|メルマガ)登録(?:する|はこちら)?(?:（無料）)?",
    r"(?:あなた|こちら)(?:への?|の記事も)?に?おすすめ.{0,8}|recommended by.{0,20}|.{0,20}の記事を?(?:もっと見る|一覧)",
    r"この記事を(?:書いた(?:人|ライター|記者)|シェアする)|(?:この記事の)?(?:記者|ライター|筆者|著者)(?:の?プロフィール|紹介)",
    # sources
    r"(?:記事|情報|画像|写真|資料)?(?:提供|引用|配信|出典|出所)元?\s*[:：=＝].{1,40}|参考(?:資料|文献|サイト|リンク)?\s*[:：].{1,60}",
    r"[（(【]?(?:取材・|構成・)?文(?:・写真|・構成)?\s*[=＝/／:：].{2,30}[）)】]?",
    r"(?:.{1,12}\s*[:：]\s*)?https?://\S+|(?:[#＃]\S{1,20}\s*)+",
)
_LINE = re.compile("|".join(_FORMS), re.IGNORECASE)
_MARKS = " 　▼▽▲△▶▷►■□◆◇●○★☆＞>≫»→⇒・＊*-－—"


def is_pointer(text: str) -> bool:
    """Return whether the line *text*, marks around it left out, is one of these and not a sentence."""
    return _LINE.fullmatch(text.strip(_MARKS)) is not None
