"""The words around names: labels before them, roles behind them, agencies, and what is never a name."""

from __future__ import annotations

import re

from newscrawl.text import fold

_AGENCIES = """
    afp ap upi reuters dpa apa sda ats ansa efe pap ctk čtk tass тасс interfax интерфакс риа_новости anp belga tt
    ntb ritzau stt lusa mti epd sid bloomberg xinhua yonhap kyodo jiji pti ani ians aap bernama antara anadolu iha
    keystone-sda associated_press the_associated_press ap_news agence_france-presse agence_france_presse
    deutsche_presse-agentur thomson_reuters canadian_press the_canadian_press press_association pa_media
    kyodo_news jiji_press yonhap_news yonhap_news_agency xinhua_news_agency anadolu_ajansı anadolu_agency
    demirören_haber_ajansı ihlas_haber_ajansı agencia_efe europa_press bloomberg_news australian_associated_press
    press_trust_of_india afp_deutschland austria_presse_agentur 共同 共同通信 共同通信社 時事 時事通信 時事通信社
    ap通信 afp時事 afp=時事 ロイター ロイター通信 聯合ニュース 聯合 新華社 タス通信 ブルームバーグ afpbb_news
    中央通訊社 中央社 新华社 新华网 中新社 中国新闻社 中新网 法新社 路透社 美联社 美聯社 共同社 연합뉴스 뉴시스
    뉴스1 뉴스핌 교도통신 신화통신 로이터 로이터통신 ap통신 afp통신
"""
AGENCY_ENDINGS = ("通信", "通信社", "通訊社", "通讯社", "통신", "newsagency", "presse-agentur", "ajansı")

AGENCIES = frozenset(fold(name.replace("_", " ")) for name in _AGENCIES.split())
"""News agencies, folded."""


def _any(words: str) -> str:
    """Return a pattern for any of *words*, which white space parts; an underscore means a space."""
    return "|".join(words.replace("_", r"\s").split())


_EAST_COLLECTIVES = """
    編集部 編集局 編集室 報道部 取材班 取材チーム デスク 政治部 社会部 経済部 国際部 外信部 運動部 文化部
    ニュース部 速報班 编辑部 編輯部 编辑室 報導部 편집국 편집부 취재팀 디지털뉴스팀 온라인뉴스팀
"""
_WEST_COLLECTIVES = r"""
    redaktion redaktionen redaction rédaction redacción redazione redação redactie redakcja redakcia redakce
    toimitus haber_merkezi редакция редакція newsroom (?:news|web|sports?|foreign)_desk
    editorial_(?:team|board|staff) team staff desk
"""
COLLECTIVES = re.compile(rf"(?:{_any(_EAST_COLLECTIVES)}|\b(?:{_any(_WEST_COLLECTIVES)}))$", re.IGNORECASE)
"""Groups that sign as one: authors, not roles."""

EAST_ROLES = _any(
    """
    記者 特派員 編集委員 論説副?委員長 論説委員 論説主幹 主筆 編集局次?長 総局長 副編集長 編集長 支局長
    通信員 キャスター ライター コラムニスト ジャーナリスト
    アナウンサー 解説委員 カメラマン 評論家 研究員 さん 氏 通讯员 特约记者 记者 責任編輯 责任编辑 編輯 编辑 撰稿人
    綜合報導 综合报道 선임기자 인턴기자 수습기자 객원기자 전문기자 온라인기자 기자 특파원 논설위원 편집위원 에디터
    앵커 통신원 칼럼니스트 아나운서
"""
)
EAST_ROLE_BEHIND = re.compile(rf"(?:[・\s/／(（]*(?:{EAST_ROLES})[)）]?)+$")
_OFFICES = _any("編集部 報道部 取材班 政治部 社会部 経済部 国際部 文化部 運動部 支局 総局 本社")
EAST_ROLE_BEFORE = re.compile(
    rf"^(?:(?:[^\s,、()（）]{{0,12}}(?:{_OFFICES}))[\s・/／]+)?"
    r"(?:(?:本紙|本報|本报|客員|専門|スポーツ)?(?:記者|特派員|编辑|记者|編輯|ライター)(?:\s*[:：・/／]\s*|\s+"
    r"|(?=[一-鿿]{2,4}$)))?"
)
_CALLINGS = _any(
    """
    ジャーナリスト ライター 評論家 アナリスト エディター コラムニスト コンサルタント 研究員 編集者 写真家 作家 弁護士
    アドバイザー プランナー
    """
)
EAST_CALLING = re.compile(rf"^[一-鿿々ァ-ヺー]{{0,8}}(?:{_CALLINGS})[\s　・/／:：]+(?=[一-鿿々ァ-ヺー]{{2}})")
"""What somebody does, before the name: 経済ジャーナリスト, フリーライター."""
EAST_ROLE_ALONE = re.compile(
    rf"(?:フリー(?:ランス)?|スポーツ|IT|ＩＴ|経済|国際|政治|医療|科学|音楽|映画|[一-鿿]{{1,4}}[部局班室社])?"
    rf"(?:{_CALLINGS}|記者|特派員|編集委員|論説委員|副?編集長|支局長|カメラマン|デスク)"
)
"""A piece that names no person: 経済部記者, フリーライター."""
EAST_POST = re.compile(
    r"[ァ-ヺー]{2,10}(?:ライター|エディター|ジャーナリスト|アナリスト|コンサルタント)|"
    r"(?P<whose>[一-鿿々ァ-ヺーA-Za-z・]{3,14}?)(?:(?P<title>医師|専門医|弁護士|税理士|会計士|栄養士|薬剤師|准?教授|講師)"
    r"|カウンセラー|院長|所長|理事長|会長|社長|代表取締役|取締役|プロデューサー|ディレクター|デザイナー|フォトグラファー|カメラマン|コメンテーター|タレント|ブロガー)"
)
"""A post with what it is in, longer than a name: 睡眠外来医師, 緑川大学准教授. A *title* may be behind a name, too."""
OFFICE = re.compile(
    r"[一-鿿々ぁ-ゖァ-ヺーA-Za-z・]{1,16}(?:支局|総局|支社|本社|本部|センター|グループ|チーム|取材班|デスク)"
    r"|[一-鿿々ぁ-ゖァ-ヺーA-Za-z・]{2,16}[部局室課班]"
)
"""A department or an office of a house: 社会部, 南岬支局, くらし報道センター."""
POST = re.compile(
    rf"(?:[一-鿿々ぁ-ゖァ-ヺーA-Za-z・]{{1,14}}(?:支局|総局|本社|本部|センター|グループ|チーム|[部局室課班])[・　\s]?)?"
    rf"(?:特別|客員|専門|上級|首席|主任|筆頭|元|前|新人|デジタル|スポーツ|フリー|担当|[一-鿿]{{2}}担当)?(?:{EAST_ROLES})"
    r"|[一-鿿々ァ-ヺー・]{2,8}担当"
)
"""What somebody is, with where: くらし報道部記者, 特別編集委員, 環境担当."""
CALLING = re.compile(
    r"[一-鿿々ァ-ヺー]{2,12}(?:[家者員師]|ジャーナリスト|ライター|アナリスト|エディター|コラムニスト|コンサルタント|デザイナー)"
)
"""What somebody does: 料理研究家, 睡眠研究者."""
HOUSE_NAME = re.compile(r".{1,12}(?:新聞社?|新報社?|日報社?|通信社?|ニュース|デジタル|オンライン|放送|テレビ)")
BYLINE_LABEL = re.compile(
    r"(?:取材|文|記者|執筆|筆者|著者|ライター|取材・文|글|기자|by|von|par|por|di|text)", re.IGNORECASE
)
EAST_REPORT = re.compile(r"^(?:.{2,6}(?:報導|报道|报导|電|电)|[ァ-ヺー]{2,10}(?:特派員|支局長?|総局長?))$")
"""A place and the word for a report or a post: no name."""

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

_SEES = r"\s*[=＝:：/／●■◆▲▼○◎]"
_EAST_WRITERS = _any(
    "執筆者? 著者 作者 筆者 寄稿者? 投稿者 作成者 文責 記事 この記事を書いた(?:人|ライター"
    "|記者) ライター 撰文 聞き手 取材 構成 記者 特約記者 记者 本报记者 기자 글 취재"
)
_TASKS = "取材|構成|企画|文|聞き手|執筆"
_WEST_WRITERS = _any(
    r"""
    text autor(?:en|in|a|es)? author auteur autore tekst författare forfatter skribent tekijä teksti penulis oleh
    yazan haber yazar автор текст автори reporter szerző napisał opracował oprac\. texto testo texte
"""
)
_UPPER = r"(?=[^\W\d_a-zà-ÿа-я一-鿿])"
AUTHOR_LABEL = re.compile(
    r"(?:^|(?<=[\s|｜、,。；;（(【〔\[]))(?:"
    r"(?:記者|筆者|著者|執筆|ライター|(?i:writer|text))\s+(?=[一-鿿々][一-鿿々ぁ-ゖァ-ヺー]{1,5}(?:\s|$))"
    r"|記者(?=[一-鿿]{2,4}\s?[／/])|"
    rf"(?:(?:取材|構成|企画)[・･/／])?文[・･/／](?:写真|撮影|構成|取材|画|イラスト){_SEES}"
    rf"|(?:{_TASKS})[・･/／](?:{_TASKS}){_SEES}|(?:取材|構成|企画)[・･/／]文|文{_SEES}"
    rf"|(?:{_EAST_WRITERS}){_SEES}|この記事の(?:筆者|著者|ライター)\s"
    r"|(?i:(?:written|words|story|text|reported|reporting|article|posted|published|submitted|contributed)\sby:?\s|by[:\s]\s*(?=\S))"
    r"|By(?=[A-Z][a-z]+\s)|[Bb]y(?=[一-鿿ぁ-ゖァ-ヺ])"
    rf"|(?i:(?:{_WEST_WRITERS})\s*[:：]\s*|(?:een artikel|ein artikel|eine analyse|ein kommentar)\sv[oa]n\s+)"
    r"|(?i:(?:geschreven|skrevet|skriven|escrito|écrit|geschrieben|verfasst|scritto|ditulis|post(?:ad|ead)o"
    r"|publicad[oa]|publié"
    rf"|pubblicato)\s(?:door|a[vf]|por|par|von|da|oleh)):?\s+{_UPPER}"
    rf"|(?i:von|par|por|di|door|av|af|oleh):?\s+(?:{_UPPER}|(?=(?:dpa|afp|sid|epd|apa|ap|ntb|tt|anp)\b))"
    r")\s*"
)
WEAK_LABEL = re.compile(r"(?:von|par|por|di|av|af|door)\s", re.IGNORECASE)
"""Labels that are also parts of names: Von der Leyen, Di Marzio."""

_EAST_OTHERS = _any(
    """
    写真 撮影 画像 イラスト 訳 編集 校閲 翻訳 翻訳校正 翻訳編集 翻訳・編集 監修 図版 動画 責任編集 编辑 責編 责编
    编审 監製 翻譯 사진 편집 번역 그래픽 영상 출처 来源 來源 攝影 摄影 圖片 图片 圖 图 責任編輯
"""
)
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
    rf"(?:^|(?<=[\s|｜、,。；;/／（(]))(?:(?:{_EAST_OTHERS}){_SEES}"
    r"|(?i:(?:edited|editing|translat(?:ed|ion)|additional reporting|reviewed)\sby\s)"
    rf"|(?i:(?:{_SHOWN})\s(?:(?:submitted|contributed|provided|supplied|taken)\s)?(?:by|via|from|courtesy(?:\sof)?|credit:?)\s)"
    rf"|(?i:(?:{_WEST_OTHERS})\s*[:：]\s*|übersetzt von\s))"
)
"""Labels of what is no writer."""

_BUTTONS = _any(
    r"""
    facebook twitter x instagram linkedin whatsapp telegram youtube tiktok line e-?mail mail share follow(?:_us)?
    teilen folgen print (?:\d+_)?comments?:?\d* subscribe about_the_author über_den_autor name author autor(?:in)?
    admin
    administrator webmaster listen read_more editing root user guest null none undefined unknown anonymous n/a
    website web online by von par por contact_us (?:\S+_)?(?:developer|super_?admin|web_?admin|site_?admin)
    (?:leave|post|add|write|view|no|all)_(?:a_)?comments? (?:print|share|save)_this(?:_\S+)?
    getty(?:_images)? gettyimages istock(?:photo)? i?stockphoto shutterstock alamy unsplash pexels pixabay adobe_stock
    depositphotos 123rf imago picture_alliance dpa/picture_alliance pixta アフロ
    ゲッティ(?:イメージズ)? フォトライブラリー
    tel fax phone mobile tel/fax url [-–—・|]+ mr mrs ms dr jr sr phd md ph\.d\.? m\.d\.? posted published updated
"""
)
_EAST_NEVER = _any(
    r"""
    フォロー シェア コメント アクセス 記者 기자 记者 編輯 编辑 写真 画像 動画 資料 映像 社説 完 続 続く 終わり
    速報 以上 参考 提供 撮影 前編 後編 上 中 下 有料 会員限定 有料会員限定 広告 敬称略 文中敬称略 一部抜粋
    以下省略 中略 後略 関連記事 最終回 随時掲載 連載終わり 第一回 現地時間 日本時間 当時 故人 仮名 匿名 肩書は当時
    つづく おわり 印刷 保存 共有 入力 公開日 掲載日 更新日 最終更新 著者 著者を 一覧 ツイート 記事を保存 記事一覧
    この記事を
    입력 수정 등록 편집자주 공유 인쇄 복사 승인 기사승인 발행 오전 오후 구독 댓글
    プロフィール ログイン マイページ バックナンバー \S{1,8}(?:を|と|に|く)(?:見る|みる|読む|戻る) [一-鿿ァ-ヺー]{1,8}へ
    [一-鿿ァ-ヺー]{1,8}する \S{0,10}一覧 \S{0,10}(?:広報|総務|宣伝)(?:部|室|課|係|担当|グループ)
"""
)
NEVER = re.compile(rf"^(?:{_BUTTONS}|{_EAST_NEVER})$", re.IGNORECASE)
"""Whole pieces that are no names: networks, buttons, placeholders, titles, editors' marks."""

EAST_PLACE = re.compile("(?:[都道府県市区町村局]|大学|大学院|病院|会社|支局|研究所|新聞|協会|委員会)$")
"""Endings of what a bracket holds beside persons' names."""

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

PARTICLES = frozenset(
    "von vom van de den der des di da do dos das del della du d la le el al bin ibn ben abu af av zu zum ten ter te y "
    "e i et og und and of the bint binti o a".split()
)
"""Small words inside names."""
