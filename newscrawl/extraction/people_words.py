"""The words around names: labels before them, roles behind them, agencies, and what is never a name."""

from __future__ import annotations

import re

AGENCIES = frozenset(
    name.replace("_", " ")
    for name in """
afp ap upi reuters dpa apa sda ats ansa efe pap ctk čtk tass тасс interfax интерфакс ритм риа_новости anp belga tt ntb ritzau stt
lusa mti kna epd sid bloomberg xinhua yonhap kyodo jiji pti ani ians aap cp bernama antara anadolu aa dha iha iha_ajansı keystone-sda
associated_press the_associated_press ap_news agence_france-presse agence_france_presse deutsche_presse-agentur
thomson_reuters canadian_press the_canadian_press press_association pa_media pa kyodo_news jiji_press yonhap_news
yonhap_news_agency xinhua_news_agency anadolu_ajansı anadolu_agency demirören_haber_ajansı ihlas_haber_ajansı agencia_efe
europa_press bloomberg_news australian_associated_press press_trust_of_india afp_deutschland austria_presse_agentur
共同 共同通信 共同通信社 時事 時事通信 時事通信社 ap通信 afp時事 afp=時事 ロイター ロイター通信 聯合ニュース 聯合 新華社 タス通信 ブルームバーグ
afpbb_news cnn bbc 中央通訊社 中央社 新华社 新华网 中新社 中国新闻社 中新网 法新社 路透社 美联社 美聯社 共同社
연합뉴스 뉴시스 뉴스1 뉴스핌 교도통신 신화통신 로이터 로이터통신 ap통신 afp통신
""".split()
)
"""News agencies and broadcasters that sign texts in other papers, folded: lower case, with single spaces."""

AGENCY_ENDINGS = (
    "通信",
    "通信社",
    "通訊社",
    "通讯社",
    "통신",
    "news agency",
    "presse-agentur",
    "haber ajansı",
    "ajansı",
)

COLLECTIVES = re.compile(
    r"(?:編集部|編集局|編集室|報道部|取材班|取材チーム|デスク|政治部|社会部|経済部|国際部|外信部|運動部|文化部|ニュース部|速報班|编辑部|編輯部|编辑室|報導部|"
    r"편집국|편집부|취재팀|디지털뉴스팀|온라인뉴스팀|"
    r"redaktion|redaktionen|redaction|rédaction|redacción|redazione|redação|redactie|redakcja|redakcia|redakce|toimitus|haber merkezi|"
    r"редакция|редакція|newsroom|news desk|web desk|editorial (?:team|board|staff)|(?:news |web |gear |sports? )?team|staff|desk)$",
    re.IGNORECASE,
)
"""Groups that sign as one: kept as authors."""

EAST_ROLES = (
    "記者|特派員|編集委員|論説委員|編集長|副編集長|支局長|通信員|キャスター|ライター|コラムニスト|ジャーナリスト|アナウンサー|解説委員|カメラマン|評論家|研究員|"
    "さん|氏|通讯员|特约记者|记者|編輯|编辑|責任編輯|责任编辑|撰稿人|綜合報導|综合报道|報導|报道|报导|整理|"
    "선임기자|인턴기자|수습기자|객원기자|전문기자|온라인기자|기자|특파원|논설위원|편집위원|에디터|앵커|통신원|칼럼니스트|아나운서|PD"
)
EAST_ROLE_BEHIND = re.compile(rf"(?:[・\s/／(（]*(?:{EAST_ROLES})[)）]?)+$")
EAST_ROLE_BEFORE = re.compile(
    r"^(?:[^\s,、()（）]{0,12}(?:編集部|報道部|取材班|政治部|社会部|経済部|国際部|文化部|運動部|支局|総局|本社)\s*[・/／]?\s*)?"
    r"(?:(?:本紙|本報|本报|客員|専門|スポーツ)?(?:記者|特派員|编辑|记者|編輯|ライター)(?:\s*[:：・/／\s]\s*|(?=[一-鿿]{2,4}$)))"
)

_ROLE_NOUNS = (
    r"reporters?|writers?|correspondents?|editors?|columnists?|producers?|contributors?|journalists?|analysts?|critics?|authors?|freelancer|"
    r"editor-in-chief|photographers?|bureau chief|anchor|blogger|"
    r"redakteur(?:in|innen|e)?|reporter(?:in)?|korrespondent(?:in)?|volontär(?:in)?|autor(?:in|a|es)?|journalist(?:in)?|ressortleiter(?:in)?|"
    r"chefredakteur(?:in)?|freie[r]? mitarbeiter(?:in)?|politikredakteur(?:in)?|sportredakteur(?:in)?|wirtschaftsredakteur(?:in)?|"
    r"journaliste|rédact(?:eur|rice)(?: en chef)?|correspondante?|envoyée? spéciale?|reporter|periodista|redactora?|corresponsal|enviad[oa] especial|"
    r"giornalista|inviat[oa]|corrispondente|redattore|redattrice|jornalista|repórter|dziennikar(?:z|ka)|muhabiri?|editörü?|yazarı?|"
    r"journalisten|redacteur|verslaggever|correspondent|journalist|korrespondent|reporter|toimittaja|"
    r"журналист(?:ка)?|корреспондент|обозреватель|редактор|кореспондент(?:ка)?"
)
ROLE = re.compile(
    rf"(?:^|[\s/-])(?:{_ROLE_NOUNS})(?:$|\s(?:at|für|in|bei|of|for|chez|de|del|di|em|en|w|i)\s.{{1,40}}$)",
    re.IGNORECASE,
)
"""A piece that says what somebody does."""

ROLE_BEHIND = re.compile(
    r"(?:\s+(?:senior|chief|staff|political|politics|business|sports?|lifestyle|news|travel|health|science|technology|tech|"
    r"entertainment|features?|deputy|assistant|associate|managing|digital|freelance|consumer|education|crime|royal|showbiz|"
    r"economics|finance|foreign|national|international|white house|special|audience|content|social media|world|local|"
    rf"environment|climate|investigative|trainee|freie[rs]?|leitende[r]?)\b)*\s+(?:{_ROLE_NOUNS})$",
    re.IGNORECASE,
)

AUTHOR_LABEL = re.compile(
    r"(?:^|(?<=[\s|｜、,。；;（(【\[]))(?:"
    r"(?:取材|構成|企画)?[・･/／]?文[・･/／](?:写真|撮影|構成|取材|画|イラスト)\s*[=＝:：/／]|(?:取材|構成|企画)[・･/／]文\s*[=＝:：/／]?|文\s*[=＝:：/／]"
    r"|(?:執筆者?|著者|作者|筆者|寄稿者?|投稿者|ライター|撰文|聞き手|取材|構成|記事)\s*[=＝:：/／]|(?:記者|特約記者|记者|本报记者|기자|글|취재)\s*[=＝:：/／]"
    r"|(?:written|words|story|text|reported|article|posted|published)\s+by:?\s|by:\s?|by\s+(?=\S)|by(?=[A-Z][a-z]+\s)"
    r"|(?:text|autor(?:en|in|a|es)?|author|auteur|autore|tekst|författare|forfatter|skribent|tekijä|teksti|penulis|oleh|yazan|haber|yazar|"
    r"автор|текст|автори|penulis|reporter|szerző|napisał|opracował|oprac\.|texto|testo|texte)\s*:\s*"
    r"|von:?\s+(?=[A-ZÄÖÜ])|par:?\s+(?=[A-ZÀ-Ý])|por:?\s+(?=[A-ZÀ-Ý])|di:?\s+(?=[A-ZÀ-Ý])|door:?\s+(?=[A-Z])|av:?\s+(?=[A-ZÅÄÖ])"
    r"|af:?\s+(?=[A-ZÆØÅ])|oleh:?\s+(?=[A-Z])|een artikel van\s+|ein artikel von\s+|eine analyse von\s+|ein kommentar von\s+"
    r")\s*",
    re.IGNORECASE,
)
WEAK_LABEL = re.compile(r"^(?:von|par|por|di|av|af|door)\s+", re.IGNORECASE)
"""Labels that are also parts of names: Von der Leyen, Di Marzio."""

OTHER_LABEL = re.compile(
    r"(?:^|(?<=[\s|｜、,。；;/／（(]))(?:"
    r"(?:写真|撮影|画像|イラスト|編集|校閲|翻訳|監修|図版|動画|責任編集|编辑|責編|责编|编审|監製|翻譯|사진|편집|번역|그래픽|영상|출처|来源|來源)\s*[=＝:：/／]"
    r"|(?:edited|photos?|photographs?|pictures?|translated|translation|illustrations?|additional reporting|reviewed)\s+by\s"
    r"|(?:editors?|edit[öo]r|photos?|fotos?|bild(?:er)?|bilder|redaktör|fotograf|foto|zdjęcia|fotografie|ilustracja|traduction|übersetzung|"
    r"übersetzt von|illustration|video|grafik|quelle|source|fuente|fonte|źródło|kilde|källa|bron|penyunting|редактор|фото|опубликовано|"
    r"published|updated|posted|stand|aktualisiert|veröffentlicht)\s*[:：]\s*"
    r")",
    re.IGNORECASE,
)

NEVER = re.compile(
    r"^(?:facebook|twitter|x|instagram|linkedin|whatsapp|telegram|youtube|tiktok|line|e-?mail|mail|share|follow(?: us)?|teilen|folgen|フォロー|シェア|"
    r"すべて見る|この記事の筆者|print|comments?|コメント|アクセス|subscribe|about the author|über den autor|name|author|autor(?:in)?|admin|administrator|"
    r"root|user|guest|null|none|undefined|unknown|anonymous|n/a|website|web|online|by|von|par|por|記者|기자|记者|編輯|编辑|[-–—・|]+|"
    r"mr|mrs|ms|dr|jr|sr|phd|md|ph\.d\.?|m\.d\.?)$",
    re.IGNORECASE,
)
"""Whole pieces that are no names: networks, buttons, placeholders, titles."""

SOCIAL = re.compile(
    r"(?:\b(?:follow|on twitter|on x|auf twitter)\b|フォロー|すべて見る|この記事の筆者|すべての記事).*$", re.IGNORECASE
)
DATED = re.compile(
    r"(?<!\d)\d{4}(?!\d)|\d{1,2}[:.：/]\d{2}|\d+\s?(?:min|mins|minutes|hours?|h|uhr|月|日|時間|分)\b|\d+[月日時分]"
)
