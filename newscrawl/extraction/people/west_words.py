"""The words around names in Western scripts: labels before them, roles behind them, times beside them."""

from __future__ import annotations

import re

from newscrawl.text import look_for


def _any(words: str) -> str:
    """Return a pattern for any of *words*, which white space parts; an underscore means a space.

    Words that begin with the same letter are one branch: `re` tries each branch at each place.
    """
    by_letter: dict[str, list[str]] = {}
    for word in words.replace("_", r"\s").split():
        by_letter.setdefault(word[0] if word[:2].isalpha() else "", []).append(word)
    return "|".join([f"(?:{'|'.join(own)})" if letter else "|".join(own) for letter, own in by_letter.items()])


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
_ROLE_PLACE = r"\s(?:at|für|in|bei|of|for|from|aus|chez|de|del|di|em|en|w|i|à|au|a|da|do)\s.{1,40}$"
ROLE = re.compile(
    rf"(?:^|[\s/-])(?:{_ROLE_NOUNS})(?:$|{_ROLE_PLACE})|^(?:{_ROLE_NOUNS})\s(?-i:[^\W\d_a-z])[^\W\d_]+$",
    re.IGNORECASE,
)
"""A piece that says what somebody does, and for which house: Dziennikarz Wieści, Journalist Nieuwsblad."""

_OFFICES = _any(
    r"""
    officer (?:vice_)?president chair(?:man|woman|person)? (?:co-?)?founder c[efotims]o ciso manager engineer scientist
    researcher economist strategist consultant advis[eo]r architect evangelist specialist coordinator professor lecturer
    fellow attorney counsel secretary
    leiter(?:in)? geschäftsführer(?:in)? vorständ(?:e|in)? professor(?:in)? direktor(?:in)? präsident(?:in)?
    direct(?:eur|rice) président(?:e)? professeure? cherche(?:ur|use) avocate? générale?
    director(?:a|es)? president[ae] profesora? redactor(?:a)?_jefe jef[ea] investigadora? abogad[oa]
    direttor[ei] direttrice professor(?:e|essa) (?:vice|capo)(?:direttore|redattore) ricercat(?:ore|rice)
    diretora? professora? pesquisadora? advogad[oa]
"""
)
OFFICE = re.compile(
    rf"(?:^|\s|-)(?:{_OFFICES})(?:$|{_ROLE_PLACE})|^(?:(?:senior|executive|group)\s)?(?:[se]?vp|head|chief|leiter(?:in)?)\s",
    re.IGNORECASE,
)
"""What somebody is in a house that is no paper: Chief People Officer, Head of Research. One is behind a name."""

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
ROLE_BEFORE = re.compile(rf"^(?i:(?:(?:{_DESKS})\s)*(?:{_ROLE_NOUNS}))\s(?=[^\W\d_a-zß-ÿ]\S*\s[^\W\d_a-zß-ÿ])")
"""Business Editor Anna Berg."""
ROLE_BEHIND = re.compile(
    rf"(?:(?:\s+(?:{_DESKS})\b)*|\s+(?:{_RANKS})(?:\s+\w+){{1,3}})\s+(?:{_ROLE_NOUNS})$", re.IGNORECASE
)
"""Anna Berg Culture Editor; behind a rank whatever the desk is: Anna Berg Deputy Harbour Editor."""
GLUED_ROLE = re.compile(r"(?<=[a-zé])(?=(?:[A-Z][a-z]+\s){0,2}(?:Writer|Reporter|Editor|Correspondent|Columnist)\b)")
"""Where a byline's elements are without space between them: ``Jane DoeLifestyle Writer``."""

_WRITING = _any(
    r"""
    written words story texts? interview(?!\sde\s) reported reporting report article writing posted published submitted
    contributed compiled analysis opinion commentary column review essay exclusive feature guest_post tekst teksti
    oprac\. text[eo]s? test[io]
    geschreven skrevet skriven escrito écrit rédigé geschrieben verfasst aufgezeichnet scritto ditulis
    post(?:ad|ead)o publicad[oa] publié pubblicato redactado reportagem reportaje entrevista artículo crónica
    propos_recueillis enquête chronique récit reportage artikel analyse kommentar kolumne glosse porträt protokoll
    (?:gast)?beitrag articolo intervista a_cura dossier
"""
)
"""What a writer does: a name behind it and `by`, `von`, `de` … is an author's."""
_NAMES_WRITER = _any(
    r"""
    words texts? authors?(?:\(s\))? reporters? reporting writing
    (?:guest_|contributing_|staff_)?(?:writers?|columnists?|correspondents?|contributors?)
    autor(?:en|in|a|es|as)? auteure?s? autor[ei]
    tekst författare forfatter skribent tekijä teksti penulis oleh yazan haber yazar автор текст автори szerző napisał
    írta szerkesztette muhabir авторка автори авторы autorka tác_giả συντάκτης συντάκτρια κείμενο
    كتب كتبت الكاتب الكاتبة بقلم إعداد
    opracował oprac\. text[eo]s? test[io] reportagem redacción protokoll
"""
)
"""Those that need no more than a colon. Before a colon the others are kickers: Interview: …"""
_OTHERS = _any(
    r"""
    (?:additional|further|extra)_(?:reporting|research) (?:with_)?(?:additional_)?files
    editors? edited editing edit[öo]r photographed photography photographers?
    (?:photos?|photographs?|pictures?|images?|artwork|videos?)(?:_(?:submitted|contributed|provided|supplied|taken))?
    portraits?(?=\sby) (?:hair_)?styling styled stylists? make-?up typography layout (?:art_)?direction production
    illustrations? illustrated illustrators? graphics? art cover screenshots? gif design animation
    translat(?:ed|ions?|ors?) (?:medically_)?reviewed fact[-\s]?checked research updated curated hosted
    sponsored powered presented produced brought_to_you modified approved maintained developed designed made
    directed fotos? bild(?:er)? redaktör fotograf zdjęcia fotografie ilustracja traduction traduit traducción traducido
    traduzione tradotto traduzido tradução übersetzung übersetzt grafik quelle source fuente fonte źródło kilde källa
    kamera kuvat? valokuvat? képek? snímky tasarım fotograf[ií]as? photographies? fotógraf[oa] infograf[ií]as?
    ilustra(?:ção|ción) vídeos? foto['’]s beeld
    bron penyunting edición edição montaje montage редактор фото опубликовано stand aktualisiert veröffentlicht
    redaktion theme template web(?:site)? site created built (?:site|website|web)_design(?:ed)?
    (?:read_|see_|view_)?(?:more|all)(?:_(?:stories|articles|posts|news|content))? stories articles posts
    (?:tous_les|alle|todos_los|tutti_gli|weitere|mehr|plus)(?:_(?:articles?|artikel|artículos|articoli))?
"""
)
"""What others do for a text, and lists of what somebody wrote: nobody named by it is an author."""
_WITH_COLON = rf"{_NAMES_WRITER}|{_OTHERS}|interview|published|posted"
_JOINT = r"\s?(?:,|&|\+|/|\b(?:and|und|et|y|e|i|och|og)\b)\s?"
_TASKS = rf"(?:{_WRITING}|{_OTHERS})(?:{_JOINT}(?:{_WRITING}|{_OTHERS}))*"
_UPPER = r"(?=[^\W\d_a-zà-ÿа-я一-鿿])"
_ARTICLE = r"(?:(?:an?|the|een|eine?|un[ae]?|uma?)\s)?"
_BY = "by|von|par|por|di|de|da|door|a[vf]|oleh"
LABEL = re.compile(
    r"(?:^|(?<=[\s|｜、,。；;（(【〔\[/／]))(?:"
    rf"(?i:{_ARTICLE}(?P<by>{_TASKS})\s(?:by:?\s+(?=\S)|(?:{_BY}):?\s+(?-i:{_UPPER})))"
    rf"|(?i:(?P<from>{_TASKS})\s(?:from|via|courtesy(?:\sof)?|credit:?)\s)"
    rf"|(?i:(?P<point>(?:{_WITH_COLON})(?:{_JOINT}(?:{_WITH_COLON}))*)\s?[:：]\s*)"
    r"|(?i:by[:\s]\s*(?=\S)|(?:(?:das|ein)\s)?(?:interview|gespräch)\sführten?\s|berichte[tn]\s|as\stold\sto\s)"
    rf"|(?i:ein|eine|een)\s[^\W\d_]{{3,20}}\s(?i:v[ao]n)\s+{_UPPER}"
    r"|By(?=[A-Z][a-z]+\s)"
    r"|(?P<weak>(?i:von|par|por|di|door|av|af|oleh|nga|του|της|(?:scris |text )?de către|scris de):?\s+"
    rf"(?:{_UPPER}|(?=(?:dpa|afp|sid|epd|apa|ap|ntb|tt|anp)\b)))"
    r")\s*"
)
"""What is before names: a task with `by` or a colon, or `by` alone. *weak*: also parts of names, Von der Leyen."""
OF_LABELS = re.compile(
    rf"[:：]|\b(?:{_BY}|v[ao]n|from|via|courtesy|credit|interview|gespräch|berichte|as\stold|nga|του|της)",
    re.IGNORECASE,
)
"""One of these is in each label: a look at it costs a tenth."""
LABEL_ALONE = re.compile(
    rf"(?P<task>(?:{_TASKS})\s(?:{_BY})|{_BY}|(?:ein|eine|een)\s[^\W\d_]{{3,20}}\sv[ao]n|autor(?:in|a|e)?|authors?|text[eo]?|reporter|words|photos?|fotos?"
    r"|photographs?|edited|illustrations?|(?:medically )?reviewed|fact[- ]checked|editors?"
    rf"|(?:{_WITH_COLON})(?=\s?[:：]))\s*[:：]?",
    re.IGNORECASE,
)
"""A label that is the whole of a line: then it labels what is below it."""
BY_BEHIND = re.compile(rf"(?:^|\s)(?:{_BY})$", re.IGNORECASE)
JOINT_OF_TASKS = re.compile(_JOINT, re.IGNORECASE)
TASK_WRITES = re.compile(rf"(?:^|[^\w(])(?:{_WRITING}|{_NAMES_WRITER})(?=$|[^\w])", re.IGNORECASE)
TASK_OF_OTHERS = re.compile(_OTHERS, re.IGNORECASE)
KICKER = re.compile("interview|published|posted", re.IGNORECASE)

SOCIAL = re.compile(
    r"\b(?:follow|on twitter|on x|auf twitter)\b.*$"
    r"|\b(?:e-?mail|contact|message)\s(?:the\s)?(?:author|writer|reporter|columnist|editor|him|her|them|me)\b|フォロー(?:する)?|すべて見る|すべての記事|をもっと見る",
    re.IGNORECASE,
)

_MONTHS = _any(
    """
    jan feb mar apr may jun jul aug sep oct nov dec januar februar märz april mai juni juli august september
    oktober november dezember january february march june july october december
    janvier janv février févr mars avril mai juin juillet août septembre octobre novembre décembre déc
    enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
    janeiro fevereiro março maio junho julho setembro outubro novembro dezembro
    gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre
"""
)
_DAYS = "(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?"
_UNITS = "minutes?|mins?|hours?|uhr"
DATE_RUN = re.compile(
    rf"(?:\b(?:posted|published|updated|stand|am|on|(?:le|el|il|em)(?=\s\d)|{_DAYS})\b[:,\s]*"
    rf"|(?:(?:公開|掲載|配信|更新|投稿)(?:日時?)?|日時)[:：\s]*){{0,4}}+"
    rf"(?:\b(?:{_MONTHS})\.?\s\d{{1,2}}(?:st|nd|rd|th)?\b|(?:令和|平成|昭和)\s?(?:\d{{1,2}}|元)\s?[./年-]\s?\d{{1,2}}|(?<![^\W_])\d{{1,4}}(?:[-./:年月]\d{{1,4}}|\.\s\d{{1,2}}\.\s\d{{1,2}}\b"
    rf"|\s?(?:{_UNITS}|[年月日時分])"
    rf"|(?:st|nd|rd|th|er)?[.,]?\s(?:de\s)?(?:{_MONTHS})\b))"
    rf"(?:[月火水木金土日]曜日?|[週周][一二三四五六日]|星期[一二三四五六日天]|午[前後]|[上下]午|오[전후]"
    rf"|[\s,.:/年月日時分秒-]|\d|\b(?:{_MONTHS}|{_UNITS}|at|de(?=\s\d)|à(?=\s\d)|h(?=\d)|am|pm|[ap]\.m\b|read|gmt|utc|bst|est|edt|comments?)\b)*",
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
_AGO_BEFORE, _AGO_BEHIND = "vor|il y a|hace|há|för|for|fa", "ago|temu|önce|siden|sedan|fa|atrás|read|lesezeit"
AGO = re.compile(
    rf"(?P<ago>\b(?:{_AGO_BEFORE})\s)?\b\d{{1,3}}\s?(?:{_AGO_UNITS})(?P<behind>\s(?:{_AGO_BEHIND}))?\b"
    r"|(?P<east>\d{1,3}\s?(?:(?:分|時間|日|か月|ヶ月|年)前|(?:분|시간|일)\s?전))",
    re.IGNORECASE,
)
"""How long ago, or how long to read. Without any of the groups it is how long something takes: 40 minutes."""
GLUED_TIME = re.compile(rf"(?<=[^\W\d_])(?=\d{{1,4}}(?:年|[./-]\d|:\d\d|\s?(?:{_AGO_UNITS})\b))", re.IGNORECASE)
TIME_LABEL = re.compile(
    r"(?:last\s)?(?:published|updated?|posted|veröffentlicht|aktualisiert|publi\w+|actualizad\w+|aggiornat\w+"
    r"|uppdaterad\w*|"
    r"publicerad\w*|opdateret|oppdatert|giriş|güncelleme|aktualizacja|dodano|入力|公開|更新|掲載"
    r"|配信|(?:기사)?(?:입력|등록|송고)|(?:최종)?수정|업데이트)(?:日時?)?\s*[:：]?\s*",
    re.IGNORECASE,
)
may_be_ago = look_for(
    "min hour hr day week month year stunde tag hora heure ore timer timmar godzin saat 前 전".split()
)
"""Returns whether `AGO` may match in a text."""
EMPTY_BRACKET = re.compile(r"[（(\[［]\s*[|\s]*[）)\]］]")
CLOCK = re.compile(r"(?<!\d)\d{1,2}[.:]\d\d(?!\d)")
DURATION = re.compile(
    r"\d\s?(?:分|時間|日|週|(?:か|ヶ|カ|ケ|箇)月|年)(?:間|後|目|ぶり|以上|以内|以下|未満|超|連続|分の)"
    r"|\d\s?(?:時間|(?:か|ヶ|カ|ケ|箇)月)(?!前)|\d\s?(?:일|년|시간|개월|분)(?:간|째|만에|\s?동안|\s?후|\s?뒤)"
    r"|(?<![年月日\d])\d{1,2}[月日時](?!間?前)(?=[一-鿿ァ-ヺ])"
)
"""How long something takes (45分間, 7年ぶり), and a lone unit before a word (4月値上げ): no line of writers."""
OF_DURATION = re.compile("[分時日週月年일년시개분]")
"""One of these is in each."""

_POSTS = (
    "inviat[oa]|corrispondente|correspondente?|verslaggever|redacteur|corresponsal|enviad[oa](?:\\sespecial)?|"
    "correspondante?|envoyée?(?:\\sspéciale?)?"
)
_PAPERS = "Daily|Evening|Gazette|Herald|Journal|Mail|Media|News|Observer|Post|Press|Star|Sun|Times|Tribune|Weekly"
_SHOWN = r"photos?|photographs|photography|fotos?|bilder|kuvat?|zdjęcia|pictures|illustrations?"
_PART = r"[^\W\d_a-zß-ÿ][\w.'’-]+"
WEST_FORMS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"(?i:\bby)\s?(?=[Bb]y\b)", ""),
        (r"(?<=\w)\son(?:\s(?i:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?)?[,.]?$", ""),
        (r"(?i),\s(?:da|de la|della|dalla)\s(?:redação|redacción|redazione|rédaction)$", ""),
        (r"(?i)(?<=\w)\s(?:published|posted|filed|categori[sz]ed)\s(?:in|under)\s.*$", ""),
        (r"(?i)\s+(?:und|and|et|y|e|mit|with|avec|con)\s+(?:agenturen|agencies|agences|agencias|agenzie|wires)$", ""),
        (r"(?i)(?<=\w),?\swith\s(?:additional\s)?(?:files|reporting)\s(?:from|by)\s.*$", ""),
        (r"(?<=\w)\s(?:avec|with|mit|con|com)\s(?=[A-Z]{2,6}$|(?:the\s)?Associated Press$|Reuters$|Agence\s)", ", "),
        (
            rf"\s\((?:avec|with|mit|con|com)\s([A-Z]{{2,6}}|Reuters|dpa|{_PART}(?:(?:,?\s(?:et|and|und|y|e)|,)?\s{_PART}){{1,5}})\)",
            r", \1",
        ),
        (rf"(?<=\w)\savec\s(?={_PART}\s{_PART})", ", "),
        (r"(?i)^(by\s\S+\s(?:\S+\s){1,3})with\s(?=\S+\s\S)", r"\1and "),
        (r"(?i)(?<=\w)\s?[,/|]?\sspecial(?:ly)?\s(?:to|for)\s.*$", ""),
        (r"(?<=\w)\svia\s[A-Z].*$", ""),
        (r"(?<=\w)\sof\s[Tt]he\s[A-Z].*$", ""),
        (r",\s([JS]r)\.?(?=$|\s|,)", r" \1."),
        (r"\bFor(?=\s(?:The\s|[A-Z][\w]*\.?[A-Z]?\w*(?:\.[A-Za-z]+)?$))", "for"),
        (rf"(?<=\w)\sFor(?=\s(?:[A-Z]\w*\s){{0,2}}(?:{_PAPERS})\b)", " for"),
        (r"(?<=\w)\s(?:in|reports from|reporting from)\s(?=[A-Z])[^,;]*?(?=$|\s(?:and|und|et)\s|[,;])", ""),
        (r"(?i)\bvon\sunsere[mrn]?\s(?:\w*redakteur|\w*mitarbeiter|\w*korrespondent|\w*reporter)(?:in|en)?\s", "Von "),
        (r"(?i)^(?:di|by|von|par|por)\s(?=(?:redazione|redaktion|redaction|redacción|rédaction)\b)", ""),
        (r"^(?i:aus)\s[^\W\d_]+\s(?=von\s[A-Z]|berichte[tn]\s)", ""),
        (r"^(?i:oprac\.|(?:rozmawiał[aiy]?|opracowanie:?|opracował[aiy]?:?|napisał[aiy]?:?))\s(?=[A-Z])", "Text: "),
        (
            rf"^(?i:words|text[eo]?s?|testo|teksti?)\s(?=[A-Z])(.{{3,60}}?),?\s(?i:{_SHOWN})\s(?=[A-Z])",
            r"Text: \1 Photos: ",
        ),
        (
            rf"(?i)^(?:dal\snostr[oa]|(?:van|door)\sonze|de\snuestr[oa]|de\snotre)\s(?:{_POSTS})\s*:?\s(?=[A-Z])",
            "Text: ",
        ),
        (r"^\(?([A-Za-z]{2,4})/[a-z]{2,4}\)?$", r"Text: \1"),
        (r"^(?:\([cC]\)|[©ⓒ])\s?(?=(?:AFP|CNS|AP)/)(?:[A-Z]{2,4}/)", "Text: "),
    )
)
"""Forms of a byline, and the usual form of each."""

WEST_DATELINE = re.compile(
    r"^\s*[^\W\d_a-zß-ÿ]{3}[^\d()。、]{0,40}?\s?\((?P<name>[A-Za-z][\w .-]{1,30})\)\s?[—–-]\s|"
    r"^\s*[^\W\d_a-zß-ÿ]{3}[^\d()。、]{0,40}?\s\((?P<bare>[a-z]{3})\)\.?\s|"
    r"^\s*[^\W\d_a-zß-ÿ][\w./-]{2,24}\s\((?P<mixed>[A-Za-z/]{2,12})\)\.?\s?[—–-]\s"
)
"""HAYWARD, Calif. (AP) — ; BERLIN (dpa)."""
