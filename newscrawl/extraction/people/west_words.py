"""The words around names in Western scripts: labels before them, roles behind them, times beside them."""

from __future__ import annotations

import re


def _any(words: str) -> str:
    """Return a pattern for any of *words*, which white space parts; an underscore means a space."""
    return "|".join(words.replace("_", r"\s").split())


_ROLE_NOUNS = _any(
    r"""
    reporters? writers? correspondents? editors? columnists? producers? contributors? journalists? analysts?
    critics? directors? bureau authors? freelancer editor-in-chief editor-at-large photographers? bureau_chief anchor
    blogger
    redakteur(?:in|innen|e)? reporter(?:in)? korrespondent(?:in)? volontär(?:in)? autor(?:in|a|es)?
    journalist(?:in)? ressortleiter(?:in)? chefredakteur(?:in)? freie[r]?_mitarbeiter(?:in)?
    (?:politik|sport|wirtschafts)redakteur(?:in)? journaliste rédact(?:eur|rice)(?:_en_chef)? correspondante?
    envoyée?_spéciale? periodista redactora? corresponsal enviad[oa]_especial giornalista inviat[oa]
    corrispondente redattore redattrice jornalista repórter dziennikar(?:z|ka) muhabiri? editörü? yazarı?
    redacteur verslaggever toimittaja журналист(?:ка)? корреспондент обозреватель редактор кореспондент(?:ка)?
"""
)
_ROLE_PLACE = r"\s(?:at|für|in|bei|of|for|chez|de|del|di|em|en|w|i)\s.{1,40}$"
ROLE = re.compile(rf"(?:^|[\s/-])(?:{_ROLE_NOUNS})(?:$|{_ROLE_PLACE})", re.IGNORECASE)
"""A piece that says what somebody does."""

_DESKS = _any(
    """
    senior chief staff political politics business sports? lifestyle news travel health science technology tech
    entertainment features? deputy assistant associate managing digital freelance consumer education crime royal
    showbiz economics finance foreign national international white_house special audience content social_media
    world local environment climate content hub investigative trainee freie[rs]? leitende[r]?
    culture arts fashion food books film music media security defen[cs]e weather money schools property transport
    housing religion communit(?:y|ies) data video legal courts? energy labou?r weekend
"""
)
_RANKS = "senior|chief|deputy|assistant|associate|managing|executive|acting"
ROLE_BEFORE = re.compile(rf"^(?i:(?:(?:{_DESKS})\s)*(?:{_ROLE_NOUNS}))\s(?=[^\W\d_a-z]\S*\s[^\W\d_a-z])")
"""Business Editor Anna Berg."""
ROLE_BEHIND = re.compile(
    rf"(?:(?:\s+(?:{_DESKS})\b)*|\s+(?:{_RANKS})(?:\s+\w+){{1,3}})\s+(?:{_ROLE_NOUNS})$", re.IGNORECASE
)
"""Anna Berg Culture Editor; behind a rank whatever the desk is: Anna Berg Deputy Harbour Editor."""
GLUED_ROLE = re.compile(r"(?<=[a-zé])(?=(?:[A-Z][a-z]+\s){0,2}(?:Writer|Reporter|Editor|Correspondent|Columnist)\b)")
"""Where a byline's elements are without space between them: ``Jane DoeLifestyle Writer``."""

_WEST_WRITERS = _any(
    r"""
    text autor(?:en|in|a|es)? author auteur autore tekst författare forfatter skribent tekijä teksti penulis oleh
    yazan haber yazar автор текст автори reporter szerző napisał opracował oprac\. texto testo texte
"""
)
_UPPER = r"(?=[^\W\d_a-zà-ÿа-я一-鿿])"
AUTHOR_LABEL = re.compile(
    r"(?:^|(?<=[\s|｜、,。；;（(【〔\[]))(?:"
    r"(?i:(?:written|words|story|text|interview|reported|reporting|article|posted|published|submitted|contributed)\sby:?\s|by[:\s]\s*(?=\S))"
    r"|By(?=[A-Z][a-z]+\s)"
    rf"|(?i:(?:{_WEST_WRITERS})\s*[:：]\s*|(?:een artikel|ein artikel|eine analyse|ein kommentar)\sv[oa]n\s+)"
    r"|(?i:(?:geschreven|skrevet|skriven|escrito|écrit|geschrieben|verfasst|scritto|ditulis|post(?:ad|ead)o"
    r"|publicad[oa]|publié"
    rf"|pubblicato)\s(?:door|a[vf]|por|par|von|da|oleh)):?\s+{_UPPER}"
    rf"|(?i:von|par|por|di|door|av|af|oleh):?\s+(?:{_UPPER}|(?=(?:dpa|afp|sid|epd|apa|ap|ntb|tt|anp)\b))"
    r")\s*"
)
WEAK_LABEL = re.compile(r"(?:von|par|por|di|av|af|door)\s", re.IGNORECASE)
"""Labels that are also parts of names: Von der Leyen, Di Marzio."""

_WEST_OTHERS = _any(
    r"""
    editors? edit[öo]r photos? fotos? bild(?:er)? redaktör fotograf zdjęcia fotografie ilustracja traduction
    übersetzung illustration image video grafik quelle source fuente fonte źródło kilde källa bron penyunting редактор
    фото опубликовано published updated posted stand aktualisiert veröffentlicht
"""
)
_SHOWN = _any(
    r"""
    photos? photographs? photography pictures? images? illustrations? graphics? artwork art cover videos? screenshots?
    gif design animation
"""
)
OTHER_LABEL = re.compile(
    r"(?:^|(?<=[\s|｜、,。；;/／（(]))(?:(?i:(?:edited|editing|translat(?:ed|ion)|additional reporting|reviewed)\sby\s)"
    rf"|(?i:(?:{_SHOWN})\s(?:(?:submitted|contributed|provided|supplied|taken)\s)?(?:by|via|from|courtesy(?:\sof)?|credit:?)\s)"
    rf"|(?i:(?:{_WEST_OTHERS})\s*[:：]\s*|übersetzt von\s))"
)
"""Labels of what is no writer."""

SOCIAL = re.compile(
    r"\b(?:follow|on twitter|on x|auf twitter)\b.*$|フォロー(?:する)?|すべて見る|すべての記事|をもっと見る",
    re.IGNORECASE,
)

_MONTHS = _any(
    """
    jan feb mar apr may jun jul aug sep oct nov dec januar februar märz april mai juni juli august september
    oktober november dezember january february march june july october december
"""
)
_DAYS = "(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_UNITS = "minutes?|mins?|hours?|uhr"
DATE_RUN = re.compile(
    rf"(?:\b(?:posted|published|updated|stand|am|on|{_DAYS})\b[:,\s]*|(?:公開|掲載|配信|更新|投稿)(?:日時?)?[:：\s]*)*"
    rf"(?:\b(?:{_MONTHS})\.?\s\d{{1,2}}(?:st|nd|rd|th)?\b|(?<![^\W_])\d{{1,4}}(?:[-./:年月]\d{{1,4}}"
    rf"|\s?(?:{_UNITS}|[年月日時分])"
    rf"|(?:st|nd|rd|th)?[.,]?\s(?:{_MONTHS})\b))"
    rf"(?:[\s,.:/年月日時分秒-]|\d|\b(?:{_MONTHS}|{_UNITS}|at|am|pm|[ap]\.m\b|read|gmt|utc|bst|est|edt|comments?)\b)*",
    re.IGNORECASE,
)
"""Days and times of day, which are beside names in a byline."""

DATED = re.compile(
    r"(?<!\d)(?:19|20)\d{2}(?!\d)|\d{1,2}[:：/]\d{2}|\d+\s?(?:min|mins|minutes|hours?|uhr)\b|\d+[月日時分]",
    re.IGNORECASE,
)

_AGO_UNITS = (
    r"min\w*|hours?|hrs?|days?|weeks?|months?|years?|stunden?|tage?n?|horas?|heures?|ore|timer|timmar|godzin\w*|saat"
)
AGO = re.compile(
    rf"(?:\b(?:vor|il y a|hace|há|för|for|fa)\s)?\b\d{{1,3}}\s?(?:{_AGO_UNITS})"
    r"(?:\s(?:ago|temu|önce|siden|sedan|fa|atrás|read|lesezeit))?\b"
    r"|\d{1,3}\s?(?:分|時間|日|か月|ヶ月|年)前|\d{1,3}\s?(?:분|시간|일)\s?전",
    re.IGNORECASE,
)
GLUED_TIME = re.compile(rf"(?<=[^\W\d_])(?=\d{{1,4}}(?:年|[./-]\d|:\d\d|\s?(?:{_AGO_UNITS})\b))", re.IGNORECASE)
TIME_LABEL = re.compile(
    r"(?:last\s)?(?:published|updated|posted|veröffentlicht|aktualisiert|publi\w+|actualizad\w+|aggiornat\w+"
    r"|uppdaterad\w*|"
    r"publicerad\w*|opdateret|oppdatert|giriş|güncelleme|aktualizacja|dodano|入力|公開|更新|掲載"
    r"|配信)(?:日時?)?\s*[:：]?\s*",
    re.IGNORECASE,
)
EMPTY_BRACKET = re.compile(r"[（(\[［]\s*[|\s]*[）)\]］]")
CLOCK = re.compile(r"(?<!\d)\d{1,2}[.:]\d\d(?!\d)")
DURATION = re.compile(
    r"\d\s?(?:分|時間|日|週|(?:か|ヶ|カ|ケ|箇)月|年)(?:間|後|目|ぶり|以上|以内|以下|未満|超|連続|分の)"
    r"|\d\s?(?:時間|(?:か|ヶ|カ|ケ|箇)月)(?!前)|\d\s?(?:일|년|시간|개월|분)(?:간|째|만에|\s?동안|\s?후|\s?뒤)"
    r"|(?<![年月日\d])\d{1,2}[月日時](?!間?前)(?=[一-鿿ァ-ヺ])"
)
"""How long something takes (45分間, 7年ぶり), and a lone unit before a word (4月値上げ): no line of writers."""

_PIECES = "beitrag|kommentar|analyse|reportage|essay|kolumne|interview|glosse|porträt"
_SHOTS = "fotos?|bild(?:er)?|photos?|zdjęcia|foto’s"
_POSTS = (
    "inviat[oa]|corrispondente|correspondente?|verslaggever|redacteur|corresponsal|enviad[oa](?:\\sespecial)?|"
    "correspondante?|envoyée?(?:\\sspéciale?)?"
)
WEST_FORMS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
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
"""Forms of a byline, and the usual form of each."""

WRITERS_LABEL = re.compile(
    r"(?:(?:written |text |story )?by|von|par|por|di|af|av|door|autor(?:in|a|e)?|author|text[eo]?|reporter)\s*[:：]?",
    re.IGNORECASE,
)
OTHERS_LABEL = re.compile(
    r"(?:photos?|fotos?|photographs?|edited|illustrations?|reviewed|medically reviewed|fact[- ]checked)(?: by)?\s?:?"
    r"|editors?:?",
    re.IGNORECASE,
)

WEST_DATELINE = re.compile(
    r"^\s*[^\W\d_a-zß-ÿ]{3}[^\d()。、]{0,40}?\s?\((?P<name>[A-Za-z][\w .-]{1,30})\)\s?[—–-]\s|"
    r"^\s*[^\W\d_a-zß-ÿ]{3}[^\d()。、]{0,40}?\s\((?P<bare>[a-z]{3})\)\.?\s|"
    r"^\s*[^\W\d_a-zß-ÿ][\w./-]{2,24}\s\((?P<mixed>[A-Za-z/]{2,12})\)\.?\s?[—–-]\s"
)
"""HAYWARD, Calif. (AP) — ; BERLIN (dpa)."""
