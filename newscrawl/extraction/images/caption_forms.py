"""Forms of what is printed below a picture: labels of credits, brackets, marks and agencies."""

from __future__ import annotations

import re

PRICE = re.compile(
    r"(?:ab|from|à partir de|desde|da|nur|only)?\s?(?:[€$£¥₩]\s?\d[\d.,]*"
    r"|\d[\d.,]*\s?(?:€|£|\$|円|元|원|EUR|USD|CHF|zł|kr|Kč))\*?",
    re.IGNORECASE,
)
"""All of a caption: the picture is of something for sale beside the text."""
_COLON = r"\s*[:：=＝／/]\s*"
_PHOTO_WORDS = (
    r"写真|画像|撮影者?|カメラ|フォト|図版|イラスト|動画|映像|資料|사진|이미지|자료|图片?|照片|攝影|摄影|图源|圖|"
    r"photos?|photographs?|pictures?|images?|fotos?|fotograf(?:ie|ía|ia)?|bild(?:er)?|imagen|imagem|immagine|zdjęcie|"
    r"fot|kép|kuva|bilde|billede|фото|фотография"
)
_SOURCE_WORDS = (
    r"(?:credit|crédit|crédito)s?\s(?:photo|image|foto)|引用元?|出典|出所|提供元?|クレジット|著作権者?|©|\(c\)|（c）|（Ｃ）|ⓒ|copyright|credits?|crédits?|créditos?|crediti|quelle|source|fuente|fonte|"
    r"źródło|kilde|källa|bron|rechte|courtesy of|via|источник|джерело|제공|출처|来源|來源"
)
CREDIT_NAME = re.compile(
    r"(?:^|[\s_-])(?:(?:image|photo|media|caption|figure|figcaption|picture)[_-]{0,2}(?:author|byline|source)"
    r"|(?:image|photo|media|caption|figure|figcaption|picture)?[_-]{0,2}(?:credits?|copyrights?|photographer|attribution"
    r"|rights|courtesy|fotograf|bildnachweis|quelle))(?:[_-]{1,2}(?:text|name|line|label|info|wrapper))?(?=$|\s)",
    re.IGNORECASE,
)
"""The class of an element for whose picture it is."""
CREDIT_OR_WRITER = re.compile(rf"{CREDIT_NAME.pattern}|(?:^|[\s_-])(?:author|byline)(?=$|[\s_-])", re.IGNORECASE)
"""In a `figcaption` a writer's class is the photographer's."""
LABEL = re.compile(
    rf"(?:(?:{_PHOTO_WORDS})\s*(?:(?:{_SOURCE_WORDS})\s*)?(?:[:：=＝]|[／/](?!/))"
    rf"|(?:{_PHOTO_WORDS})(?:は|・|/|／)?(?:{_SOURCE_WORDS}){_COLON}"
    rf"|(?:{_SOURCE_WORDS}){_COLON}|(?:©|\(c\)|（c）|（Ｃ）|ⓒ)\s*|(?:photo|photograph|picture|image|foto|fot\.|bild)s?\s(?:by|von|de|di|av)\s"
    r"|copyright\s)\s*",
    re.IGNORECASE,
)
BRACKETED = re.compile(r"[（(［\[【〔<＜]([^（(［\[【〔<＜）)］\]】〕>＞]{1,120})[）)］\]】〕>＞]\s*。?$")
BRACKET_SOURCE = re.compile(r"^[（(［\[【〔<＜]([^）)］\]】〕>＞]{1,120})[）)］\]】〕>＞]$")
TRAILING_MARK = re.compile(r"(?<=[^=＝])[=＝]\s*(?P<credit>[^=＝。、「」\s][^=＝。「」]{0,40})$")
PLACE_OR_DAY = re.compile(r"\d+[日年月]|[０-９]+[日年月]|(?:で|にて|前|内|付近|[都道府県市区町村駅港館])$")
"""What is behind ＝ in a caption that gives place and time: ＝22日、白浜漁港, ＝緑川市で."""
PHOTO_MARK = re.compile(r"^[【\[［〔](?:写真|画像|図|図版|イラスト|動画)[】\]］〕]\s*(?=\S)")
TRAILING_WORD = re.compile(r"(?P<credit>[^\s。、（）()「」=＝/／|｜]{1,20})\s?(?:撮影|提供|写す|제공)$")
GOES_ON = re.compile("[ぁ-ゖ(（]")
TASK = re.compile(r"(?:写真|撮影|提供|画像|カメラ)・(?=\S)")
PROVIDED = re.compile(r"(?:\s*(?:撮影|提供|写す|より|から|제공|供图))$")
SLASH = re.compile(
    r"\s*(?:/|／|\||｜|\s[–—-]\s)\s*(?P<credit>(?:getty|afp|ap|reuters|imago|dpa|epa|shutterstock|alamy|istock|"
    r"picture alliance|アフロ|ロイター|共同|時事|ゲッティ|聯合|ニュース1|뉴시스|뉴스1|연합뉴스)[^。]{0,60})$",
    re.IGNORECASE,
)
CAPITALS = re.compile(r"(?<=[.!?”\"])\s*[|｜]\s*(?P<credit>[A-Z][A-Z .,'’&/-]{3,60})$")
"""Behind a sentence: A baker checks a loaf. | JO REED."""
AGENCY_IN_BRACKETS = re.compile(
    r"(?:\b(?:afp|ap|reuters|getty|imago|dpa|epa|shutterstock|alamy|istock|anp|tt|ritzau|ntb|ansa|efe|pap|sda|keystone|apa)\b|"
    r"共同|時事|ロイター|アフロ|ゲッティ|聯合|通信|新聞社?$|提供|撮影|カメラ・|通讯|新华|뉴시스|뉴스1|연합|통신|제공)",
    re.IGNORECASE,
)
CREDIT_LINE = re.compile(
    r"[（(]写真|[©ⓒ]|.{2,80}[（(](?:写真|撮影|提供).{0,30}[)）]$|"
    r".{2,90}＝.{1,20}(?:提供|撮影|共同|時事|ロイター|ＡＰ|AP)$"
)
