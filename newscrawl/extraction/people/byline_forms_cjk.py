"""Bylines of Japanese, Korean and Chinese pages whose labels and names only a space, a slash or nothing parts."""

from __future__ import annotations

import re

_WRITING = "取材|構成|文|聞き手|執筆|インタビュー|企画"
_SHOWING = "写真|撮影|イラスト|訳|翻訳|編集|画|図版"
_KANJI = "[一-鿿々]"
_BUREAUS = (
    "ワシントン|ニューヨーク|ロサンゼルス|サンパウロ|ロンドン|パリ|ベルリン|ローマ|ウィーン|ジュネーブ|ブリュッセル|モスクワ|キーウ|カイロ|"
    "エルサレム|テヘラン|イスタンブール|ドバイ|ナイロビ|ヨハネスブルク|ニューデリー|バンコク|ハノイ|ジャカルタ|シンガポール|マニラ|シドニー|"
    "ソウル|北京|上海|広州|瀋陽|香港|台北"
)
"""Places whose bureaus are before a writer's name."""
_REPORT = "(?:報導|报道|报导|報道)"
_REPORTER = "[记記]者"
_WIRE = "[電电讯訊]"

_FORMS = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        # 取材・構成 小池和樹, 企画・構成：小池和樹, 文　小池和樹
        (rf"^(?:(?:{_WRITING}|写真|撮影)[・･/／])+(?:{_WRITING})\s*[:：＝=]\s*", "文："),
        (rf"^(?:(?:{_WRITING}|写真|撮影)[・･/／])*(?:{_WRITING})\s+(?={_KANJI}{{2}})", "文："),
        (rf"^(?:{_WRITING})(?:[・･/／](?:{_WRITING}|{_SHOWING}))+\s+(?={_KANJI}{{2}})", "文："),
        # ソウル・小池和樹
        (rf"^([【〔（(\[［]?)(?:{_BUREAUS})[・･](?={_KANJI}{{3}})", r"\1"),
        # 小池和樹＝文　佐藤花子＝写真
        (rf"\s*[^\s＝=]{{2,12}}\s?[＝=]\s?(?:{_SHOWING})(?=$|[\s、）)])", ""),
        (rf"^([^\s＝=]{{2,12}})\s?[＝=]\s?(?:(?:{_WRITING})[・･]?)+$", r"文：\1"),
        # 【ソウル小池和樹】
        (rf"^([【〔（(\[])[ァ-ヺー]{{2,8}}(?={_KANJI}{{3,5}}[】〕）)\]]$)", r"\1"),
        # 글·사진 김철수 기자, 글 김철수 사진 이영희
        (r"^(?:글|취재)\s?[·‧ㆍ,/]\s?(?:사진|그림|영상)[\s:=]+(?=[가-힣])", ""),
        (r"(?<=[가-힣])\s(?:사진|영상|그래픽|그림)[\s=:]+[가-힣]{2,4}(?:\s?기자)?$", ""),
        # [초록일보 김철수 기자]
        (
            r"^[\[【(（]\s?\S*(?:뉴스|일보|신문|경제|데일리|닷컴|스포츠|타임스|투데이|조선|동아|중앙|저널|방송)\s([가-힣]{2,4}\s?\S{0,2}(?:기자|특파원))\s?[\]】)）]$",
            r"\1",
        ),
        # （中央社記者王小明台北24日電）, 記者王小明／台北報導, 記者王小明台北報導, 记者 王小明 报道
        (
            rf"^[（(【〔\[]?\S{{0,6}}?{_REPORTER}\s?({_KANJI}{{3}}|{_KANJI}{{2}})\s?(?:{_KANJI}{{2,4}})?\d{{1,2}}日(?:{_KANJI}{{0,4}}){_WIRE}[）)】〕\]]?$",
            r"\1",
        ),
        (
            rf"^[（(【〔\[]?\S{{0,6}}?{_REPORTER}\s*([一-鿿、，\s]{{2,20}}?)\s*[/／]\s*\S{{0,10}}{_REPORT}[）)】〕\]]?$",
            r"\1",
        ),
        (rf"^[（(【〔\[]?{_KANJI}{{0,4}}{_REPORTER}\s?({_KANJI}{{3}}){_KANJI}{{2,6}}{_REPORT}[）)】〕\]]?$", r"\1"),
        (rf"^{_KANJI}{{0,4}}{_REPORTER}\s?({_KANJI}{{2,4}})\s{_REPORT}$", r"\1"),
        # 國際中心／綜合報導, 娛樂中心／王小明報導
        (rf"^{_KANJI}{{2,4}}(?:中心|組|组|部)\s*[/／]\s*(?:綜合|综合|外電|編譯){_REPORT}$", ""),
        (rf"^{_KANJI}{{2,4}}(?:中心|組|组|部)\s*[/／]\s*({_KANJI}{{2,4}}){_REPORT}$", r"\1"),
        # 新華社記者王小明
        (rf"^(?:新華社|新华社|中央社|中新社|本報|本报){_REPORTER}\s?(?={_KANJI}{{2,4}}$)", ""),
    )
)


def with_plain_label(text: str) -> str:
    """Return the byline *text* with its labels in a form that other rules know, or without them."""
    for pattern, replacement in _FORMS:
        text = pattern.sub(replacement, text)
    return text
