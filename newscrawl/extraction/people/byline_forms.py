"""Brings the many printed forms of a byline into the few that names are taken out of, and takes times out of it."""

from __future__ import annotations

import re
from zoneinfo import ZoneInfo

from newscrawl.extraction.dates.read_times import read_times
from newscrawl.extraction.people.name_words import DATE_RUN, EAST_ROLES
from newscrawl.extraction.people.plausible_names import is_agency

_WRITING = "取材|構成|文|聞き手|執筆|インタビュー|企画"
_SHOWING = "写真|撮影|イラスト|訳|翻訳|編集|画|図版"
_KANJI = "[一-鿿々]"
_BUREAUS = (
    "ワシントン|ニューヨーク|ロサンゼルス|サンパウロ|ロンドン|パリ|ベルリン|ローマ|ウィーン|ジュネーブ"
    "|ブリュッセル|モスクワ|キーウ|カイロ|"
    "エルサレム|テヘラン|イスタンブール|ドバイ|ナイロビ|ヨハネスブルク|ニューデリー|バンコク|ハノイ|ジャカルタ"
    "|シンガポール|マニラ|シドニー|"
    "ソウル|北京|上海|広州|瀋陽|香港|台北"
)
"""Places whose bureaus are before a writer's name."""
_POSITIONS = (
    "教授|講師|記者|ライター|ジャーナリスト|アナリスト|代表|研究員|編集長|委員|評論家|作家|弁護士|医師|専門家"
    "|コンサルタント"
)
_FIELDS = "経済|国際|政治|社会|医療|科学|音楽|映画|軍事|教育|金融|技術|鉄道|旅行|料理|文芸|美術"
_REPORT = "(?:報導|报道|报导|報道)"
_REPORTER = "[记記]者"
_WIRE = "[電电讯訊]"

_EAST_LABELS = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        # 取材・構成 小池和樹, 企画・構成：小池和樹, 文　小池和樹
        (rf"^(?:(?:{_WRITING}|写真|撮影)[・･/／])+(?:{_WRITING})\s*[:：＝=]\s*", "文："),
        (rf"^(?:(?:{_WRITING}|写真|撮影)[・･/／])*(?:{_WRITING})\s+(?={_KANJI}{{2}})", "文："),
        (rf"^(?:{_WRITING})(?:[・･/／](?:{_WRITING}|{_SHOWING}))+\s+(?={_KANJI}{{2}})", "文："),
        # 写真・文／小池和樹, （文・写真 小池和樹）, TEXT／小池和樹; 翻訳・編集＝小池和樹 names no writer
        (rf"^([（(【\[〔]?)(?:(?:{_SHOWING}|{_WRITING})[・･/／])*文\s*[:：＝=/／]\s*(?=\S)", r"\1文："),
        (rf"^([（(【\[〔])(?:{_WRITING})(?:[・･/／](?:{_WRITING}|{_SHOWING}))*\s+(?={_KANJI}{{2}})", r"\1文："),
        (rf"^(?i:text)\s*[/／:：|｜]\s*(?={_KANJI}{{2}})", "文："),
        (rf"^[（(【\[〔]?(?:{_SHOWING})(?:[・･/／](?:{_SHOWING}))*\s*[:：＝=/／][^・･]*$", ""),
        # 文｜李文博
        (r"^(文|撰文|作者|采写|采訪|採訪|记者|記者|取材|執筆|筆者)\s*[|｜]\s*(?=\S)", r"\1："),
        # ソウル・小池和樹, ソウル支局 小池和樹
        (rf"^([【〔（(\[［]?)(?:{_BUREAUS})(?:支局長?|総局長?|特派員)?[・･\s](?={_KANJI}{{3}})", r"\1"),
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
            (
                r"^[\[【(（]\s?\S*(?:뉴스|일보|신문|경제|데일리|닷컴|스포츠|타임스|투데이|조선|동아|중앙|저널"
                r"|방송)\s([가-힣]{2,4}\s?\S{0,2}(?:기자|특파원))\s?[\]】)）]$"
            ),
            r"\1",
        ),
        # （中央社記者王小明台北24日電）, 記者王小明／台北報導, 記者王小明台北報導, 记者 王小明 报道
        (
            (
                rf"^[（(【〔\[]?\S{{0,6}}?{_REPORTER}\s?({_KANJI}{{3}}"
                rf"|{_KANJI}{{2}})\s?(?:{_KANJI}{{2,4}})?\d{{1,2}}日(?:{_KANJI}{{0,4}}){_WIRE}[）)】〕\]]?$"
            ),
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
        # 青川日报首席记者 王小明
        (
            rf"^{_KANJI}{{2,8}}(?:新[闻聞]|[日晚早時时][报報]|网|網|电视台|電視台)(?:首席|见习|實習|实习|特[约約])?{_REPORTER}\s?(?={_KANJI}{{2,4}}$)",
            "",
        ),
        # 新華社記者王小明
        (rf"^(?:新華社|新华社|中央社|中新社|本報|本报){_REPORTER}\s?(?={_KANJI}{{2,4}}$)", ""),
    )
)


def with_plain_label(text: str) -> str:
    """Return the byline *text* with its labels in the form of the other rules, or without them."""
    for pattern, replacement in _EAST_LABELS:
        text = pattern.sub(replacement, text)
    return text


_LONGEST_TIME = 60
_UNITS = (
    r"min\w*|hours?|hrs?|days?|weeks?|months?|years?|stunden?|tage?n?|horas?|heures?|ore|timer|timmar|godzin\w*|saat"
)
_AGO = re.compile(
    rf"(?:\b(?:vor|il y a|hace|há|för|for|fa)\s)?\b\d{{1,3}}\s?(?:{_UNITS})"
    r"(?:\s(?:ago|temu|önce|siden|sedan|fa|atrás|read|lesezeit))?\b"
    r"|\d{1,3}\s?(?:分|時間|日|か月|ヶ月|年)前|\d{1,3}\s?(?:분|시간|일)\s?전",
    re.IGNORECASE,
)
_GLUED = re.compile(rf"(?<=[^\W\d_])(?=\d{{1,4}}(?:年|[./-]\d|:\d\d|\s?(?:{_UNITS})\b))", re.IGNORECASE)
_TIME_LABEL = re.compile(
    r"(?:last\s)?(?:published|updated|posted|veröffentlicht|aktualisiert|publi\w+|actualizad\w+|aggiornat\w+"
    r"|uppdaterad\w*|"
    r"publicerad\w*|opdateret|oppdatert|giriş|güncelleme|aktualizacja|dodano|入力|公開|更新|掲載"
    r"|配信)(?:日時?)?\s*[:：]?\s*",
    re.IGNORECASE,
)
_EMPTY_BRACKET = re.compile(r"[（(\[［]\s*[|\s]*[）)\]］]")
_CLOCK = re.compile(r"(?<!\d)\d{1,2}[.:]\d\d(?!\d)")
_IN_WORDS = re.compile(
    r"\d\s?(?:分|時間|日|週|(?:か|ヶ|カ|ケ|箇)月|年)(?:間|後|目|ぶり|以上|以内|以下|未満|超|連続|分の)"
    r"|\d\s?(?:時間|(?:か|ヶ|カ|ケ|箇)月)(?!前)|\d\s?(?:일|년|시간|개월|분)(?:간|째|만에|\s?동안|\s?후|\s?뒤)"
    r"|(?<![年月日\d])\d{1,2}[月日時](?!間?前)(?=[一-鿿ァ-ヺ])"
)
"""How long something takes (45分間, 7年ぶり), and a lone unit before a word (4月値上げ): no line of writers."""
_MARKS = " 　|｜,，、•·‧-–—/／"
_UTC = ZoneInfo("UTC")


def without_times(text: str) -> str:
    """Return the line *text* without times and the marks around them; *text* itself where it holds none."""
    if _IN_WORDS.search(text):
        return text
    told = _GLUED.sub(" ", text)
    bare = DATE_RUN.sub("|", _AGO.sub("|", told))
    if bare == told:
        return text
    return _EMPTY_BRACKET.sub(" ", _CLOCK.sub(" ", _TIME_LABEL.sub(" ", bare))).strip(_MARKS)


def tells_time(text: str) -> bool:
    """Return whether the short line *text* is there for a time: a day, a time of day behind a label, 3 hours ago."""
    if len(text) > _LONGEST_TIME or not any(map(str.isdigit, text)):
        return False
    if _AGO.search(text) or (_TIME_LABEL.match(text) and _CLOCK.search(text)):
        return True
    return any(read.at is not None for read in read_times(text, zone=_UTC))


_EAST = re.compile(r"[一-鿿ァ-ヺぁ-ゖ가-힣]")
_AT_NAME = r"(?=[一-鿿々ァ-ヺ가-힣])"
_PLACE_AGENCY = re.compile(
    r"[【\[［(（〔]?\s*(?P<place>[ァ-ヺー一-鿿]{2,10})(?:[\s・=＝|]+\d{1,2}日[\s|]+|[・=＝]|\s+)?"
    r"(?P<agency>共同|時事|聯合ニュース|ロイター|新華社|中央社|ＡＰ|AP|ＡＦＰ|AFP)\s*[】\]］)）〕]?"
)
_PRIZED = "配信元?|提供元?|出典|引用元?|記事提供"
"""Labels of whose text it is: an agency's or another house's."""

_KOREAN_PLACES = (
    "서울|부산|대구|인천|광주|대전|울산|세종|제주|수원|성남|고양|용인|안양|부천|안산|평택|의정부|파주|김포"
    "|춘천|원주|강릉|청주|충주|천안|"
    "아산|전주|군산|익산|목포|여수|순천|광양|나주|포항|경주|구미|안동|창원|마산|진주|김해|거제|통영|평양|도쿄"
    "|베이징|워싱턴|뉴욕|런던|파리|"
    "베를린|모스크바"
)
"""Places whose bureaus are before a writer's name."""

_FORMS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"^기자명\s+", ""),
        # 元代表GK 小池 和樹
        (r"^(?:元|前)[^\s\d・、]{2,12}[\s　](?=[一-鿿々]{1,4}[\s　]?[一-鿿々ぁ-ゖァ-ヺー]{1,5}$)", ""),
        # 佐藤花子@緑川新報, 執筆：ライター・佐藤花子
        (r"(?<=[一-鿿々ぁ-ゖァ-ヺー])[@＠][^\s@＠.]{2,12}$", ""),
        (rf"(?<=[:：/／＝=])\s*(?:{EAST_ROLES})[・·]{_AT_NAME}", ""),
        # 山田太郎（やまだ・たろう）: how the name is read
        (r"[（(]\s*[ぁ-ゖー]+(?:[・･\s]+[ぁ-ゖー]+)*\s*[)）]", ""),
        (rf"^\s*(?:[©ⓒ]\s*|(?:{_PRIZED})\s*[:：=＝／/]\s*)(?=\S)", ""),
        # ソウル=小池和樹, without brackets
        (rf"^[ァ-ヺー]{{2,8}}[=＝]{_AT_NAME}(?![ァ-ヺ])", ""),
        (rf"[=＝](?:フリー(?:ランス)?|スポーツ|IT|ＩＴ|[一-鿿]{{2}})?(?:{EAST_ROLES})$", ""),
        (rf"(?<=\S)[\s・](?:フリー(?:ランス)?|スポーツ|IT|ＩＴ|{_FIELDS})(?={EAST_ROLES}$)", " "),
        (
            (
                rf"^([（(【\[〔]?)(?:(?:{EAST_ROLES}|聞き手|取材|글|[^\s・]{{0,8}}(?:部|支局|総局|本社))[・·]"
                rf"|(?:[^\s・]{{0,8}}(?:部|局|社|紙|班))?(?:{EAST_ROLES}|聞き手|글)\s){_AT_NAME}"
            ),
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
        (r"(?i:\bby)\s?(?=[Bb]y\b)", ""),
        (r"(?<=\w)\son(?:\s(?i:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?)?[,.]?$", ""),
        (r"(?i),\s(?:da|de la|della|dalla)\s(?:redação|redacción|redazione|rédaction)$", ""),
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


_LATIN_HOUSE = re.compile(
    r"([\[［【（(][^\[［【（(]{2,40}?)[，,、]\s?([A-Za-z][\w.]{1,15}(?:\s[A-Z][\w.]{1,15}){0,2})\s?([\]］】）)])"
)


def _without_latin_house(text: str) -> str:
    """Return the bracketed line *text* without the house in Latin letters behind its names: [田中宏昌，ITmedia]."""
    match = _LATIN_HOUSE.fullmatch(text)
    return f"{match[1]}{match[3]}" if match and not is_agency(match[2]) else text


_DOTTED = re.compile(
    r"(?:^|(?<=[\s、,／/（(]))(文責?|聞き手|寄稿|取材|構成|執筆|写真|撮影|翻訳|訳|イラスト|編集)・"
    r"(?!写真|撮影|構成|取材|聞き手|文[・＝=:：／/]|画|イラスト|編集)(?=[一-鿿々]{2})"
)


def with_colons(text: str) -> str:
    """Return *text* with a colon behind labels that a middle dot parts from the name: 聞き手・佐藤花子."""
    return _DOTTED.sub(r"\1：", text) if "・" in text else text


_ONE_BRACKET = re.compile(r"[（(【\[〔《［〈＜<][^（(【\[〔《［〈＜<）)】\]〕》］〉＞>]{2,38}[）)】\]〕》］〉＞>]")


def is_bracketed(line: str) -> bool:
    """Return whether the whole short *line* is in one bracket."""
    return _ONE_BRACKET.fullmatch(line.strip()) is not None


_POSITION = re.compile(rf"(?<=[一-鿿々ぁ-ゖァ-ヺー])\s?[:：]\s?[^\s:：]{{0,18}}(?:{_POSITIONS})$")


def without_position(text: str) -> str:
    """Return the line *text* without the post behind a colon: 小池和樹：東洋大学教授."""
    return _POSITION.sub("", text)


def without_titles(name: str) -> str:
    """Return *name* without academic titles and forms of address before it."""
    return _TITLES.sub("", name)


def _changed(text: str, forms: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    for pattern, replacement in forms:
        text = pattern.sub(replacement, text)
    return text
