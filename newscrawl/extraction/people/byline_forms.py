"""Brings the many printed forms of a byline into the few that names are taken out of."""

from __future__ import annotations

import re

from newscrawl.extraction.people.byline_forms_cjk import with_plain_label
from newscrawl.extraction.people.name_words import EAST_ROLES, is_agency

_EAST = re.compile(r"[一-鿿ァ-ヺぁ-ゖ가-힣]")
_AT_NAME = r"(?=[一-鿿々ァ-ヺ가-힣])"
_PLACE_AGENCY = re.compile(
    r"[【\[［(（〔]?\s*(?P<place>[ァ-ヺー一-鿿]{2,10})(?:[\s・=＝|]+\d{1,2}日[\s|]+|[・=＝]|\s+)?"
    r"(?P<agency>共同|時事|聯合ニュース|ロイター|新華社|中央社|ＡＰ|AP|ＡＦＰ|AFP)\s*[】\]］)）〕]?"
)
_PRIZED = "配信元?|提供元?|出典|引用元?|記事提供"
"""Labels of whose text it is: an agency's or another house's."""

_KOREAN_PLACES = (
    "서울|부산|대구|인천|광주|대전|울산|세종|제주|수원|성남|고양|용인|안양|부천|안산|평택|의정부|파주|김포|춘천|원주|강릉|청주|충주|천안|"
    "아산|전주|군산|익산|목포|여수|순천|광양|나주|포항|경주|구미|안동|창원|마산|진주|김해|거제|통영|평양|도쿄|베이징|워싱턴|뉴욕|런던|파리|"
    "베를린|모스크바"
)
"""Places whose bureaus are before a writer's name."""

_FORMS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"^기자명\s+", ""),
        # 佐藤花子@緑川新報, 執筆：ライター・佐藤花子
        (r"(?<=[一-鿿々ぁ-ゖァ-ヺー])[@＠][^\s@＠.]{2,12}$", ""),
        (rf"(?<=[:：/／＝=])\s*(?:{EAST_ROLES})[・·]{_AT_NAME}", ""),
        # 山田太郎（やまだ・たろう）: how the name is read
        (r"[（(]\s*[ぁ-ゖー]+(?:[・･\s]+[ぁ-ゖー]+)*\s*[)）]", ""),
        (rf"^\s*(?:[©ⓒ]\s*|(?:{_PRIZED})\s*[:：=＝／/]\s*)(?=\S)", ""),
        # ソウル=小池和樹, without brackets
        (rf"^[ァ-ヺー]{{2,8}}[=＝]{_AT_NAME}(?![ァ-ヺ])", ""),
        (rf"[=＝](?:フリー(?:ランス)?|スポーツ|IT|ＩＴ|[一-鿿]{{2}})?(?:{EAST_ROLES})$", ""),
        (rf"(?<=\S)[\s・](?:フリー(?:ランス)?|スポーツ|IT|ＩＴ|[一-鿿]{{2}})(?={EAST_ROLES}$)", " "),
        (
            rf"^([（(【\[〔]?)(?:(?:{EAST_ROLES}|聞き手|取材|글|[^\s・]{{0,8}}(?:部|支局|総局|本社))[・·]|(?:{EAST_ROLES}|聞き手|글)\s){_AT_NAME}",
            r"\1",
        ),
        (rf"^(?:写真|撮影|画像|イラスト|図版|動画|訳|翻訳|監修|사진|그래픽|영상)(?:[・·\s]\s*){_AT_NAME}.*$", ""),
        (r"(?<=[가-힣]{2})\s?[·‧ㆍ]\s?(?=[가-힣]{2})", ", "),
        (r"(?<![가-힣])([가-힣]{3})\s([가-힣]{3})(?=\s(?:기자|특파원))", r"\1, \2"),
        (r"(?<=기자)\s*=\s*$", ""),
        (rf"^(?:(?:{_KOREAN_PLACES})(?:\s?[·=,]\s?|\s))+(?=[가-힣]{{3}}(?:[\s,]|$))", ""),
    )
)
_PIECES = "beitrag|kommentar|analyse|reportage|essay|kolumne|interview|glosse|porträt"
_SHOTS = "fotos?|bild(?:er)?|photos?|zdjęcia|foto’s"
_POSTS = (
    "inviat[oa]|corrispondente|correspondente?|verslaggever|redacteur|corresponsal|enviad[oa](?:\\sespecial)?|"
    "correspondante?|envoyée?(?:\\sspéciale?)?"
)
_WEST_FORMS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"(?i)(?<=\w)\s(?:published|posted|filed|categori[sz]ed)\s(?:in|under)\s.*$", ""),
        (r"(?i)\s+(?:und|and|et|y|e|mit|with|avec|con)\s+(?:agenturen|agencies|agences|agencias|agenzie|wires)$", ""),
        (r"(?<=\w)\s(?:avec|with|mit|con|com)\s(?=[A-Z]{2,6}$|(?:the\s)?Associated Press$|Reuters$|Agence\s)", ", "),
        (r"\s\((?:avec|with|mit|con|com)\s([A-Z]{2,6}|Reuters|dpa)\)", r", \1"),
        (r"\bFor(?=\s(?:The\s|[A-Z][\w]*\.?[A-Z]?\w*(?:\.[A-Za-z]+)?$))", "for"),
        (r"(?<=\w)\s(?:in|reports from|reporting from)\s(?=[A-Z])[^,;]*?(?=$|\s(?:and|und|et)\s|[,;])", ""),
        (r"(?i)\bvon\sunsere[mrn]?\s(?:\w*redakteur|\w*mitarbeiter|\w*korrespondent|\w*reporter)(?:in|en)?\s", "Von "),
        (r"(?i)^(?:interview|words|text und fotos|text & fotos|texte et photos)\s*:\s*", "Text: "),
        (r"(?i)^(?:di|by|von|par|por)\s(?=(?:redazione|redaktion|redaction|redacción|rédaction)\b)", ""),
        (r"^oprac\.\s(?=[A-Z])", ""),
        (rf"(?i)^(?:ein|eine)\s(?:gast)?(?:{_PIECES})\svon\s", "Von "),
        (r"(?i)^(?:reportagem\sde|redactado\spor|rozmawiał[aiy]?|opracowanie:?|opracował[aiy]?:?)\s", "Text: "),
        (rf"(?i)^(?:tekst|texte?|testo)\s(?:og|och|und|et|e|i|&|\+)\s(?:{_SHOTS})\s*:\s*", "Text: "),
        (rf"(?i)^(?:dal\snostr[oa]|van\sonze|de\snuestr[oa]|de\snotre)\s(?:{_POSTS})\s*:?\s(?=[A-Z])", "Text: "),
    )
)
_TITLES = re.compile(r"^(?:(?:Prof|Dr|Mr|Mrs|Ms|Mag|Ing|Dipl|Sir|Dame)\.?\s)+")


def in_usual_form(text: str) -> str:
    """Return the byline *text* in a form that `people_names` knows, names letter for letter.

    ``【ソウル時事】`` becomes 時事, ``編集委員・小池和樹`` 小池和樹; ``写真・山田太郎`` names nobody.
    """
    if not _EAST.search(text):
        return _changed(text, _WEST_FORMS)
    text = _without_latin_house(with_plain_label(with_colons(text.strip())))
    match = _PLACE_AGENCY.fullmatch(text.strip())
    if match and not is_agency(match["place"]):
        return match["agency"]
    return _changed(text, _FORMS)


_LATIN_HOUSE = re.compile(r"([\[［【（(][^\[［【（(]{2,40}?)[，,、]\s?([A-Za-z][\w.]{1,15})\s?([\]］】）)])")


def _without_latin_house(text: str) -> str:
    """Return the bracketed line *text* without the house in Latin letters behind its names: [田中宏昌，ITmedia]."""
    match = _LATIN_HOUSE.fullmatch(text)
    return f"{match[1]}{match[3]}" if match and not is_agency(match[2]) else text


_DOTTED = re.compile(
    r"(?:^|(?<=[\s、,／/（(]))(文|聞き手|取材|構成|執筆|写真|撮影|翻訳|訳|イラスト|編集)・"
    r"(?!写真|撮影|構成|取材|聞き手|文[・＝=:：／/]|画|イラスト|編集)(?=[一-鿿々]{2})"
)


def with_colons(text: str) -> str:
    """Return *text* with a colon behind labels that a middle dot parts from the name: 聞き手・佐藤花子."""
    return _DOTTED.sub(r"\1：", text) if "・" in text else text


def without_titles(name: str) -> str:
    """Return *name* without academic titles and forms of address before it."""
    return _TITLES.sub("", name)


def _changed(text: str, forms: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    for pattern, replacement in forms:
        text = pattern.sub(replacement, text)
    return text
