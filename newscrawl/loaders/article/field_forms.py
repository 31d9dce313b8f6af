"""Forms that the article readers look for: addresses of lists, headings of keywords, times, e-mail addresses."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from newscrawl.extraction.element import Element

_WORD = r"[_-](?!\d)[^/?#._-]{1,200}"
_NAMED = rf"(?:{_WORD}(?:{_WORD})?(?:[_-]\d+)?|[_-]\d+)(?=[/?#.]|$)"
"""A name of a word or two in the same part of the path: /tag-harbour, /author_jane-doe-7. Titles have more words.

A number is behind the name or alone: /category-5-hurricane/ is a title.
"""


def _addresses(words: str, behind: str, others: str = "") -> re.Pattern[str]:
    return re.compile(rf"/(?:{words})(?:{behind}|{_NAMED}){others}", re.IGNORECASE)


_ANY = r"[/=]|\.\w+[?]|$"
_CATEGORIES = "categor(?:y|ies|ia|ias|ie)"
CATEGORY = _addresses(
    rf"{_CATEGORIES}|kategorien?|cat|genre|sections?|rubri(?:ka|k|que|c|ek)s?|rovat",
    "[/=](?=[^/])",
    r"|[?&]cat=\d|/(?:blog-category|theme)-\d+\.html",
)
"""Of one category's list."""
TOPICS = _addresses(rf"tags?|topics?|keywords?|labels?|{_CATEGORIES}", _ANY)
"""Of lists that no writer has: the texts of such links are names of places and things."""
_TAGS, _ONE = "tags?|keywords?|labels?", "[/=](?=[^/])"
TAGS = _addresses(_TAGS, _ONE)
"""Of one tag's list."""
TAGS_AND_TOPICS = _addresses(rf"{_TAGS}|topics?|subjects?|them(?:a|en|es?|as)|temas?", _ONE)
"""Of one tag's list or one topic's page. At some sites articles are at those of topics, too."""
WRITERS = _addresses(
    "aut(?:h?ors?|eurs?|or(?:en|es|i|zy|e))|writers?|reporters?|co(?:lumnists?|ntributors?)|journaliste?s?|"
    "s(?:taff|kribent|zerz[oő]k?|ignataires?)|f(?:orfatter|irmas)|penulis|yazar(?:lar)?",
    _ANY,
)
"""Of a writer's page."""
PROVIDERS = _addresses("vend[eo]rs?|publishers?|providers?|media", _ONE)
"""Of the page about whose articles a portal carries."""
MORE_OF_WRITER = re.compile(r"(?:view|see|read|show|browse|follow|all|more)\b|.*の(?:記事|投稿)", re.IGNORECASE)
"""What is on a link to a writer's page that names nobody: View more articles, この記者の記事一覧."""
FILED_IN = re.compile(
    r"(?:(?:posted|published|filed|written)\s)?(?:in|under)\s?:?"
    r"|(?:veröffentlicht|publicado|publicada|publié|publiée|pubblicato|geplaatst)\s(?:in|en|dans)\s?:?",
    re.IGNORECASE,
)
"""What a line prints before the category that it links."""
FILED_BEHIND = re.compile(
    r"[\s,、|/·•-]*(?:\b(?:tagged(?:\s(?:as|with|in))?|(?:filed|posted|published)?\s?(?:in|under)|tags?|categor(?:y|ies))"
    r"|カテゴリー?|タグ)[\s:：]*$",
    re.IGNORECASE,
)
"""What a line prints behind its writer, before links to tags or categories."""
TERMS = frozenset({"dt", "th"})
EMAIL = re.compile(r"[\w.+-]+[@＠][\w-]+(?:\.[\w-]+)+")
CONTACT = re.compile(r"問い?合わ?せ先|連絡先|(?:担当|TEL|電話)\s?[:：]|press contact|media contact", re.IGNORECASE)
"""Of a press release: an address that is no writer's."""
INVITES = re.compile(
    r"情報提供|(?:意見|感想|質問|要望|お便り|投稿|情報)[^。@＠]{0,12}(?:こちら|宛|まで|寄せ|募集)|こちら(?:まで|へ|に|から)"
    r"|제보|문의|爆料|報料|报料|(?:投稿|客服|[举舉]报|[联聯][络絡系])(?:我[们們]|邮箱|郵箱|信箱|[电電]邮|[电電]郵)?\s*[:：]"
    r"|\b(?:tips?|feedback|letters?)\b.{0,24}\bto\b|\bcontact us\b",
    re.IGNORECASE,
)
"""Beside the address of the house, which asks its readers to write: 情報提供はこちらまで, 제보는."""
HOW_TO_REACH = re.compile(
    r"^(?:contact|e-?mail|reach|write(?: to)?) (?:(?:staff )?(?:reporter|writer|columnist),? )?"
    r"(?P<name>.{3,40}?) at (?=\S+@)",
    re.IGNORECASE,
)
"""Of a writer who gives an address: Contact Jane Doe at jane@example.org."""
BETWEEN_KEYWORDS = re.compile(r"\s*[,，、;；/／・#＃]\s*|\s+#")
LAST_PART = re.compile(r"(?P<first>.{4,}?)\s*(?:[|｜]|\s[-–—])\s*(?P<last>[^|｜]{2,40})$")

ARROWS = re.compile(r"[>›»＞→≫]")
CATEGORY_NAME = re.compile(r"categor|(?<![a-z])cats?(?![a-z])", re.IGNORECASE)
HEADING_OF_TAGS = re.compile(
    r"(?:この記事の|関連)?(?:キーワード|タグ|ハッシュタグ|トピックス?)|(?:関連)?(?:key)?words?|tags?|키워드|태그"
    r"|(?:相關|相关)?(?:標籤|标签|关键[词字]|關鍵[字詞])|(?:related|article)?topics(?:inthis(?:article|story))?|inthisarticle"
    r"|(?:read)?moreabout|schlagw(?:ö|oe)rter|schlagworte|themen(?:seiten)?(?:(?:zu|in)diesem(?:artikel|beitrag))?"
    r"|mehr(?:lesen)?über|mots-?clés|danscetarticle|ensavoirplussur|etiquetas|mássobre|leiamaissobre|(?:lees)?meerover"
    r"|läsmerom|les(?:mer|mere)om|теги|метки|ключевыеслова|темы|ключовіслова|темистатті|etiketler|anahtarkelimeler"
    r"|palavras-?chave|palabrasclave|archivadoen|argomenti|tagi|słowakluczowe|štítky|klíčováslova|kľúčovéslová|ämnen"
    r"|nyckelord|emneord|emner|stikord|avainsanat|aiheet|asiasanat|címkék|kulcsszavak|etichete|trefwoorden"
    r"|ετικ[εέ]τεσ|λέξεισ-?κλειδιά|tagterkait|từkhóa|وسوم|الوسوم|كلماتدلالية|الكلماتالمفتاحية"
)
OF_THIS_ARTICLE = re.compile(r"この記事|inthis|diesem|danscet")
"""In a heading of keywords: they are this article's, and not all topics of the site."""
BUTTON_OF_TAGS = re.compile(
    r"(?:(?:see|view|show|load|browse|explore)(?:all|more)|all)(?:related)?(?:topics?|tags?)|(?:see|view|show|load)(?:all|more)|"
    r"(?:get|set|signupfor)(?:email)?alerts?.{0,24}|followth(?:is|ese)topics?|"
    r"(?:(?:すべて|全て)の(?:タグ|キーワード|トピックス?)(?:を?見る)?|(?:すべて|全て)を?見る|もっと見る|"
    r"(?:タグ|キーワード)?一覧(?:へ|を見る)?|時系列(?:で見る)?|(?:この)?(?:連載|特集)を?(?:もっと)?(?:見る|読む))[>＞»›→…]*"
)
"""What is on a link beside keywords that leads to others of them, or to a service. Of folded text, without spaces."""

KEYWORD_NAME = re.compile(r"(?<![a-z])(?:tag|keyword|label)s?(?![a-z])", re.IGNORECASE)

# Both begin with one set of signs, which `re` looks for by itself.
NUMBERS_OF_TIME = re.compile(
    r"[0-9０-９昨元〇一二三四五六七八九十](?:(?<=[0-9０-９])\s*+(?:[年/.\-:時月년／．－：]|(?:分|時間|日)前)|(?<=昨)日|(?<=[元〇一二三四五六七八九十])年)"
)
_LETTERS = r"[^\W\d_]{3}"
WORDED_DAY = re.compile(
    rf"\d(?:\.?(?:st|nd|rd|th)?\s(?:de\s|of\s)?{_LETTERS}"
    rf"|(?:(?<={_LETTERS}\s\d)|(?<={_LETTERS}\s\d\d)|(?<={_LETTERS}\.\s\d)|(?<={_LETTERS}\.\s\d\d))"
    r"(?:st|nd|rd|th)?,?\s\d{4})"
)
"""14 January, Jan 14, 2025, 14. Januar: from the last digit of the day on."""
DATE_LABEL = re.compile(
    r"(?:公開|掲載|配信|投稿|日時|日付|작성|입력|등록|发布|發布|發佈|发表|datum|date|published|veröffentlicht|publi|pubblicat)",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(r"(?:[。．!?！？」』”\"]|…|(?<!\d)(?<![ap]\.m)(?<!\b[A-Za-z]{3})(?<!\d น)(?<!\dh)\.)$")
"""A bracket around a time, and an abbreviation behind it, are no end of a sentence: 08:21 น."""
TIME_OF_DAY = re.compile(
    r"\d{1,2}\s*[:：時시h]\s*\d{2}|\d{1,2}\.\d\d\s*Uhr|[午오][前後전후]|\d\s*[ap]\.?m\b", re.IGNORECASE
)
CHANGE_NAME = re.compile(r"modif|updat|revised", re.IGNORECASE)
PUBLICATION_NAME = re.compile(r"publi|posted|created", re.IGNORECASE)

TIME_ATTRIBUTES = (
    "datetime", "data-published", "data-published-at", "data-published-time", "data-publish-date", "data-pubdate",
    "data-publishtime", "data-publish-time", "data-published-date", "data-pubtime",
    "data-datetime", "data-date-time", "data-modify-date-time",
)  # fmt: skip
EXACT_ATTRIBUTES = ("data-time", "data-timestamp", "data-seconds", "data-utime", "data-date", "title")
"""Attributes that hold other things, too: a time counts where it has a day (`FULL_DAY`), or is Unix time."""
TIMED = frozenset((*TIME_ATTRIBUTES, *EXACT_ATTRIBUTES[:-1]))
"""The attributes of any element that may hold a time."""
TITLED = frozenset({"abbr", "span"})
"""The elements whose `title` may hold one, too."""
NAME_OF_TIME = re.compile(r"^content$|^data-.*(?:time|date|stamp|epoch|unix|utc|iso|publi|creat|-ts)", re.IGNORECASE)
"""Of an attribute with the time of a `time` element, whatever a theme calls it; it may be an update's."""
FULL_DAY = re.compile(r"\s*\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}")
UNIX_TIME = re.compile(r"1\d{9}(?:\d{3})?")


def time_in_attributes(element: Element) -> str:
    """Return the time in *element*'s attributes: one with a time of day, else its day. Unix seconds count, too."""
    names = (*TIME_ATTRIBUTES, "title") if element.tag == "abbr" else TIME_ATTRIBUTES
    written = next((value for name in names if (value := (element.get(name) or "").strip(" \\\"'"))), "")
    if ":" in written:
        return written
    others = [(element.get(name) or "").strip() for name in EXACT_ATTRIBUTES]
    if element.tag == "time":
        named = (name for name in map(str, element.attrib) if NAME_OF_TIME.search(name))
        others += [(element.get(name) or "").strip() for name in named if not CHANGE_NAME.search(name)]
    exact = [_spelled(one) for one in (written, *others) if FULL_DAY.match(one) or UNIX_TIME.fullmatch(one)]
    day = exact[0] if exact else written if any(map(str.isdigit, written)) else ""
    return next((one for one in exact if ":" in one), day)


def _spelled(written: str) -> str:
    return datetime.fromtimestamp(int(written[:10]), UTC).isoformat() if UNIX_TIME.fullmatch(written) else written


NAME_IN_SCRIPT = re.compile(r"pub[a-z_]{0,12}(?:date|time|at|on)\W{0,3}:|date_?published\W{0,3}:", re.IGNORECASE)
"""The name of a time of publication in a script's object."""
FILE_MADE = frozenset({"meta:date", "microdata:dateCreated", "jsonld:dateCreated", "microdata:created", "meta:created"})
"""The rules for times that may be those at which a file was made: a printed time is nearer to the publication."""
GLUED_TIMES = re.compile(r"(?<=[:：]\d\d)(?=(?:19|20)\d\d\s?[年./-]|\d{1,2}\smin)")
"""Times in elements side by side: 2026.11.17 08:212026.11.18 09:00, 18:252 minuti di lettura."""
BRACKET_BEHIND = re.compile(r"(?<=[\w\]］])\s?[（(][^（()）。]{1,24}[)）]$")
READER_COUNTS = re.compile(
    r"\s*(?:(?:アクセス|閲覧|조회)(?:数|回数|수)?(?![^\W\d_])|(?<![^\W\d_])(?:PV|views?)\b).*", re.IGNORECASE
)
BAR_AND_TIME = re.compile(r"\s*[|｜•·]\s*[^|｜•·]{0,24}\d.*$")
"""Jane Doe | Published: 23 Nov 2026."""
OF_COUNTS, OF_BARS = re.compile("[ア閲조PVpv]"), re.compile(r"[|｜•·]")
"""Signs without which neither is in a line."""
OWN_DEPARTMENT = re.compile(r"[^\s。、・／]{2,16}(?:\s[^\s。、・／]{2,12})?\s?(?:編集部|取材班|特集班)")
OF_WRITER = re.compile(r"author|writer|avatar|profile?|portrait|columnist|reporter", re.IGNORECASE)
WRITERS_CLASS = re.compile(r"(?:^|[\s_-])(?:author|writer|reporter)(?:[_-]{1,2}name)?(?=$|\s)", re.IGNORECASE)
COUNT_ALONE = re.compile(
    r"[\d,.]+\s?(?:views?|comments?|shares?|likes?|pv|回|件|コメント|閲覧|いいね)"
    r"|(?:views?|hits|vues|visitas|lecturas|просмотр(?:ы|ов)|перегляд(?:и|ів)|wyświetle(?:nia|ń)|odsłon[ay]?"
    r"|görüntülenme|okunma|lượt xem|dibaca)(?: sayısı)?\s?:\s?[\d.,\s]+",
    re.IGNORECASE,
)
PEN_NAME = re.compile(r"(?:written |posted |text )?by:?\s([\w.-]{2,20})", re.IGNORECASE)
"""A name that need not look like one, in a line that is a byline by its element's name and by its label."""
AUTHOR_ITEM = re.compile(
    r"(?P<label>(?:Autor(?:in|en|a|es)?(?:\s?/\s?Autor(?:in)?)?|Authors?|Auteure?s?|Autor[ei]|Written by|Reporter"
    r"|著者名?|筆者|執筆者?|記者名?|文責|작성자|기자))(?:\s*[:：]\s*|\s+|$)(?P<names>.*)",
    re.IGNORECASE,
)
OPENS_AUTHOR_ITEM = frozenset("AaRrWw著筆執記文작기")
MARKS_AROUND_NAMES = " 　|｜/／・･·•,，、:：-–—（()）[]［］【】<>＜＞＝="
SMALL_HEADINGS = frozenset({"h4", "h5", "h6"})
"""Headings that themes set a writer's name in."""
CLASSES_OF_NAMES = frozenset({"name", "author-name", "author_name", "author__name", "byline-name", "fn", "p-name"})
TAIL = re.compile(r"[。．.!?！？」』”\"]\s*(?P<line>[（(【\[［〔<＜〈◆◇■●©](?:[^。！？!?]{2,160}))$")
"""Behind the last sentence of a paragraph: …した。【取材・文】小池和樹, … said. (Reporting by Jane Doe)."""
DASH = re.compile(r"\s*[―—–~-]{1,3}\s?(?=[^\W\d_])")
OPENS_TITLE = re.compile(r"(?:the|a|an|la|le|les|el|los|der|die|das|il)\s", re.IGNORECASE)
NEWSROOM_POST = re.compile("記者|记者|기자|reporter|correspondent|redakteur", re.IGNORECASE)
EDITOR = re.compile(r"\bedit(?:ors?|ed|ing|ora?)\b|編集|편집|编辑|編輯|penyunting", re.IGNORECASE)
OPENS_BIO = re.compile(
    r"[^\s。]{0,12}(?:記者|ライター|作家|評論家|ジャーナリスト|コラムニスト|エッセイスト|教授|研究員)[。、．\s]"
    r"|(?:[\w-]{1,20}\s){0,3}(?:reporter|writer|correspondent|columnist|journalist)\b",
    re.IGNORECASE,
)
"""Below a name: ライター。1978年生まれ, Freelance writer in Berlin."""
BIO = re.compile(
    r"(?P<name>[^\W\d_][^\s,]{0,30}(?:\s[^\s,]{1,30}){1,3}?),?\s(?:(?:is|was)\s(?:an?|the|our)|writes|covers|reports"
    r"|(?:est|ist|es|è|é)(?=.{1,60}?(?:journalist|redakteur|periodist|giornalist|autor|auteur|profess)))\s",
    re.IGNORECASE,
)
"""Jane Doe is a reporter at the Morning Post."""
AUTHOR_BOX = re.compile(
    r"[\W_]*(?:(?:この)?記事を書いた(?:人|ライター|記者)|(?:この記事の)?(?:著者|筆者|執筆者|執筆|ライター"
    r"|担当記者)(?:の?(?:紹介|プロフィール|情報)|について)?|プロフィー?ル|profile"
    r"|(?:about )?(?:the |this )?(?:author|writer|blogger)(?: in chief)?|written by"
    r"|über (?:den autor|die autorin)|à propos de l['’]auteur|sobre el autor)[\W_]*",
    re.IGNORECASE,
)
"""The label of a box about the writer."""
CLASS_OF_CREATOR = re.compile(
    r"(?:creator|user|nick|author|writer)[_-]{0,2}name(?![a-z])|(?:header|creator|user|profile)\w{0,24}__name(?![a-z])",
    re.IGNORECASE,
)
"""The name of an element that holds a user's name, whatever its form."""
CLASS_OF_BOX = re.compile(
    r"(?<![a-z])(?:author|writer|reporter|contributor)s?[_-]{0,2}(?:box|bio|info|card|profile|about|detail)"
    r"|(?:about|bio|profile)[_-]{0,2}(?:the[_-])?(?:author|writer)",
    re.IGNORECASE,
)
CLASS_OF_SIGNATURE = re.compile(
    r"\bright\b|(?<![a-z])(?:txt-?r|tar|sign(?:ature|ed)?|writers?|byline|authors?)(?![a-z])", re.IGNORECASE
)
CLASS_OF_FILING = re.compile(
    r"kicker|eyebrow|(?<![a-z])(?:series|section|topic|genre|label|tag|cat(?:egor\w*)?)s?(?![a-z])", re.IGNORECASE
)
"""The name of an element that holds what an article is filed under."""
CLASS_OF_SECTION = re.compile(
    r"kicker|eyebrow|overline|(?<![a-z])(?:section|genre|label|cat(?:e|egor\w*)?|rubri(?:c|k|ka|que)|ressort)s?(?![a-z])",
    re.IGNORECASE,
)
"""The name of an element that holds an article's section: no tag, topic or series."""


MORE_SECTIONS = re.compile(r"(?<=[^\W\d]),(?=[^\W\d])(?!.*,\s).*|,(?=(?:[^,]*,){2}).*")
"""Behind the first of names that commas without spaces part: 社会,地域."""
MARKS_OF_TRAILS = "›»>→/#＃ "
"""What is before a section's name in a trail, or before a keyword."""
COUNT_BEHIND = re.compile(r"\s?[（(]\d{1,5}[）)]$")
"""How many articles a label of a section prints behind its name: 地域 (25)."""
NO_WORDS = frozenset({"true", "false", "null", "none", "undefined", "nan", "n/a", "description", "[object object]"})
"""What programs leave in the place of a text."""
