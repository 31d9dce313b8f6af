"""Decides whether a text is a person's name: not another short word, an agency, or the page's publisher."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from newscrawl.extraction.people.name_words import (
    AGENCIES,
    AGENCY_ENDINGS,
    BYLINE_LABEL,
    CALLING,
    COLLECTIVES,
    EAST_PLACE,
    EAST_POST,
    EAST_ROLE_ALONE,
    HOUSE_NAME,
    OFFICE,
    OTHER_LABEL,
    PARTICLES,
    POST,
    ROLE,
)
from newscrawl.items import Author
from newscrawl.text import fold, letters
from newscrawl.urls import host_of

_HANGUL = re.compile("[가-힣 ]+")
_KANJI_KATAKANA = re.compile("[一-鿿々〆ヶ]{2,}[ァ-ヺー]+")
_TAIL = re.compile(
    "[一-鿿々](?:から|まで|など|する|した|して|より|ため|こと|もの|への|との|ない|では|には|とは|って|済み|中"
    "|を.*|で.*|に.*|は.*|が.*)$"
)
_VERB = re.compile("[一-鿿][るすくむぶぐう][一-鿿]")
"""増す不安: a verb before its noun. No name has its ending between characters."""
_KANA_GIVEN = re.compile("[一-鿿々〆ヶ]{1,4}[ 　][ぁ-ゖー]{2,4}")
"""湯浅 はるか: the space parts a family name from a given name in hiragana."""
_SHORTEST = 3

# What labels, sections, buttons and topics are made of. Words of two characters or more: a name holds none of them.
_NOUNS = """
    政治 経済 社会 国際 国内 海外 世界 芸能 文化 科学 地域 地方 生活 暮らし 教育 医療 健康 環境 災害 天気 気象 予報
    防災
    写真 動画 画像 特集 連載 社説 論説 解説 速報 号外 訂正 野球 相撲 将棋 囲碁 競馬 映画 音楽 書評 読書 文芸 芸術 美術
    歴史 宗教 皇室 裁判 事件 事故 犯罪 選挙 国会 内閣 政府 政権 外交 安保 防衛 軍事 戦争 侵攻 情勢 大統領 首相 知事
    市長
    議員 選手 代表 監督 五輪 大会 地震 津波 台風 大雨 原発 感染 新型 記事 全文 本文 目次 関連 人気 新着 注目 話題 一覧
    検索 会員 登録 限定 有料 無料 公式 情報 続報 詳報 独自 独占 緊急 図解 検証 視点 論点 取材 報道 放送 番組 朝刊 夕刊
    日刊 週刊 月刊 紙面 新聞 通信 雑誌 出版 編集 投稿 閲覧 保存 印刷 拡大 縮小 文字 標準 朗読 音声 既読 共有 設定 規約
    広告 求人 募集 告知 予告 案内 質問 回答 意見 投票 調査 統計 株価 為替 市況 企業 業界 技術 産業 金融 不動産 旅行
    観光 料理 飲食 恋愛 結婚 占い 漫画 小説 対談 座談 会見 声明 全国 日本 韓国 中国 米国 台湾 香港 北朝鮮 英国 欧州
    中東
    関東 関西 北陸 近畿 九州 四国 東北 信越 首都圏
    東京 大阪 京都 北海道 沖縄 北京 上海 台北 平壌 釜山 名古屋 横浜 神戸 札幌 仙台 福岡 広島 新潟 那覇 現地 当時 時間
    更新 公開 配信 掲載 作成 著作 無断 転載 禁止 複製 今日 昨日 明日 今週 来週 本日 子育 高校 大学 学校 病院 会社
    団体 協会
    委員 機構 財団 法人 省庁 警察 消防 裁判所 研究 学会
    再生 再開 復興 駅前 開発 改革 日記 探訪 散歩 紀行 事情 物語 未来 時代 最前線 地元 街角 暮らし 話題 現場 最新 入門
"""
_NOUN = re.compile("|".join(sorted(_NOUNS.split(), key=len, reverse=True)))

# The same in Western scripts, as whole words. Those that are names too (West, Page, Israel) are not here.
_LABEL_WORDS = frozenset(
    """
    news live update updates story stories top latest breaking exclusive interview premium content article
    articles audio video videos photo photos picture pictures gallery image images edition print subscriber
    subscribers subscription members member only sponsored paid opinion column editorial letters listen watch
    share save gift font size dark mode ad ads advertisement cup league world politics society sport sports
    business market markets stock stocks estate culture lifestyle health science technology climate intelligence
    war election elections policy foreign explainer explained analysis review reviews podcast newsletter weather
    traffic crime courts education travel food entertainment desk version aloud dive home menu search login
    comments reply related more also trending popular featured special report united states kingdom new york los
    africa europe east korea china japan kong ukraine russia gaza germany italy republic city county im zum zur
    thema neue neuer neues erste erster überblick politik wirtschaft kultur wissen meinung kommentar leben lokales
    regional deutsche deutscher deutsches ausgabe anzeige startseite aktuell aktuelles mehr über actualité
    actualités monde société économie culture sciences últimas noticias política mundo sociedad economía deportes
    cronaca politica economia notizie mondo cultura esporte notícias nyheter sporten samfunn verden fc sv tsv vfb
    ac bc
    """.split()
)
_SURNAMES = frozenset(
    """
    佐藤 鈴木 高橋 田中 伊藤 渡辺 渡邊 渡邉 山本 中村 小林 加藤 吉田 山田 佐々木 山口 松本 井上 木村 林 斎藤 斉藤
    齋藤 齊藤
    清水 山崎 森 池田 橋本 阿部 石川 山下 中島 石井 小川 前田 岡田 長谷川 藤田 後藤 近藤 村上 遠藤 青木 坂本 福田 太田
    西村 藤井 岡本 金子 藤原 三浦 中野 中川 原田 松田 竹内 小野 田村 中山 和田 石田 森田 上田 原 内田 柴田 酒井 宮崎
    横山 高木 安藤 宮本 大野 小島 谷口 今井 工藤 高田 増田 丸山 杉山 村田 大塚 新井 小山 平野 藤本 河野 上野 野口 武田
    松井 千葉 菅原 岩崎 木下 久保 佐野 野村 松尾 市川 菊地 菊池 杉本 古川 大西 島田 水野 桜井 高野 渡部 吉川 山内 西田
    飯田 西川 小松 北村 安田 五十嵐 川口 平田 関 中田 久保田 服部 東 岩田 土屋 川崎 福島 本田 辻 樋口 秋山 田口 永井
    中西 吉村 川上 石原 大橋 松岡 馬場 浜田 森本 星野 矢野 浅野 大島 吉岡 小池 野田 荒木 大久保 松浦 熊谷 片山 本間
    田辺
    尾崎 早川 栗原 荒井 望月 川村 岩本 黒田 西山 堀 今村 松村 小西 東海林 広瀬 菅 栗田 須藤 上原 小田 松永 川端 大石
    内藤
    三宅 岸 岸田 安倍 麻生 石破 河村 小泉 宮田 宮下 児玉 富田 田島 奥田 堀内 飯塚 大谷 須田 平井 八木 関口 町田 大川
    篠原
    成田 沢田 澤田 奥村 小沢 小澤 黒木 永田 高山 岡崎 小倉 大山 金田 村山 藤川 徳永 土井 沼田 柳沢 川島 坂口 中尾
    北川 浅井 戸田
    根本 稲垣 内山 西尾 杉浦 白石 門脇 長田 渋谷 塚本 神谷 宇野 角田 細川 堤 植田 植村 石橋 小野寺 大森 松下 三木
    三上 今野 田代
    平山 二宮 四十万 能登 国分 金 朴 李 崔 姜 趙 尹 張 林 王 陳 劉 黄 呉 周 洪 申 徐 権 白 文 呂 柳 韓 盧 鄭
    """.split()
)
_LONGEST_SURNAME = 4
_KOREAN_NAME = re.compile(
    "(?:[김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구민나진지엄채원천방공현함변염여"
    "추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용예경봉사부][가-힣]{2}|(?:남궁|황보|제갈|선우|독고"
    "|사공)[가-힣]{1,2})"
)
_KOREAN_NOUN = re.compile(
    "정치|경제|사회|국제|문화|연예|스포츠|뉴스|기사|속보|단독|사진|영상|조회|댓글|공유|인쇄|입력|수정|승인"
    "|등록|발행|오전|오후|"
    "전체|이전|다음|목록|주간|일보|신문|방송|기자|한국|전국|지역|종합|특집|이슈|인기|최신|오늘|사설|칼럼|구독"
    "|선거|부동산|주식"
)


def may_be_person(name: str) -> bool:
    """Return whether *name*, in East Asian script and without any label, may be a person's: 小池和樹, not 国際政治.

    Japanese names have no mark of their own: words of sections, buttons and topics are no name, nor
    are two characters; other forms than characters alone are one where they begin with a known surname. Korean ones are
    three syllables, the first a surname.
    """
    plain = name.replace(" ", "").replace("　", "")
    if _HANGUL.fullmatch(plain):
        return bool(_KOREAN_NAME.fullmatch(plain)) and not _KOREAN_NOUN.search(plain)
    if len(plain) < _SHORTEST or _NOUN.search(plain) or _VERB.search(name):
        return False
    if _TAIL.search(plain) and not _KANA_GIVEN.fullmatch(name):
        return False
    return not _KANJI_KATAKANA.fullmatch(plain) or has_surname(plain)


def names_topic(text: str) -> bool:
    """Return whether *text*, in Japanese, holds a word of sections, buttons and topics: 記者一覧."""
    return _NOUN.search(text) is not None


def has_label_word(name: str) -> bool:
    """Return whether *name*, in a Western script, holds a word of labels and topics: Latest News, World Cup."""
    return any(word.strip(".,").casefold() in _LABEL_WORDS for word in name.split())


def has_surname(plain: str) -> bool:
    """Return whether *plain* begins with one of the common surnames of Japan, Korea and China."""
    return any(plain[:size] in _SURNAMES for size in range(1, _LONGEST_SURNAME + 1))


def is_agency(name: str) -> bool:
    """Return whether *name* is a news agency's (共同通信, AP), not a person's."""
    plain = fold(name)
    return plain in AGENCIES or plain.endswith(AGENCY_ENDINGS)


_EAST_NAME = re.compile(r"[一-鿿々〆ヶ]{1,4}[ 　]?[一-鿿々ぁ-ゖァ-ヺー]{1,5}|[가-힣]{2,4}")
_WEST_NAME = re.compile(r"[^\W\d_a-z]\S*(?:\s(?:[^\W\d_]\S*)){1,5}")
_LONGEST_EAST = 6
_EAST = re.compile("[一-鿿ぁ-ゖァ-ヺ가-힣]")
_KATAKANA_NAME = re.compile(r"[ァ-ヺー]+(?:[・＝=][ァ-ヺー]+)+")


def without_title(text: str) -> str:
    """Return the name in *text* that a title is right behind: 田中太郎 of 田中太郎教授; else *text*."""
    match = EAST_POST.fullmatch(text)
    name = match["whose"] if match and match["title"] else None
    is_name = name is not None and len(name) <= _LONGEST_EAST and not name.endswith("科")
    return name if name and is_name and has_surname(name) and may_be_person(name) else text


def is_east_role(text: str) -> bool:
    """Return whether *text* is what somebody does, and nobody's name: 経済部記者, 睡眠外来医師."""
    return bool(EAST_ROLE_ALONE.fullmatch(text) or (EAST_POST.fullmatch(text) and without_title(text) == text))


def is_role(text: str) -> bool:
    """Return whether *text* is what somebody does, or begins with it: 記者, Local reporter, verslaggever binnenland."""
    opens = text[:1].islower() and ROLE.search(text.split(maxsplit=1)[0])
    return is_east_role(text) or bool(opens or ROLE.search(text))


_OTHER_TASK = re.compile(
    r"写真|画像|撮影|提供|写真提供|引用|出典|動画|図|図版|イラスト|翻訳|訳|編集|校閲|監修|사진|그래픽|자료"
    r"|영상|출처|제공|photo|foto",
    re.IGNORECASE,
)
"""What is before = in a credit: [사진=MBC]."""


def names_other_task(place: str) -> bool:
    """Return whether what is before = names no place but what somebody does who is no writer: 翻訳・編集."""
    return all(_OTHER_TASK.fullmatch(part.strip()) for part in re.split("[・･/／]", place))


def is_post(text: str) -> bool:
    """Return whether *text* is a post, a calling, a department, a house or a label, and nobody's name."""
    if any(form.fullmatch(text) for form in (OFFICE, POST, BYLINE_LABEL, HOUSE_NAME)) or COLLECTIVES.search(text):
        return True
    if (other := OTHER_LABEL.match(text)) and other.end() < len(text):
        return True  # Photo：小池 和樹
    is_calling = CALLING.fullmatch(text) is not None and not has_surname(text)
    return is_calling or names_other_task(text) or is_role(text)


def is_signing_name(name: str) -> bool:
    """Return whether *name* has the form of a person's or an agency's name."""
    if is_agency(name):
        return True
    if _WEST_NAME.fullmatch(name):
        return all(word in PARTICLES or not word.islower() for word in name.split())
    return not EAST_PLACE.search(name) and bool(_EAST_NAME.fullmatch(name) or _KATAKANA_NAME.fullmatch(name))


def is_name_alone(name: str) -> bool:
    """Return whether *name* may sign without any label: section names and buttons look like names."""
    if not is_signing_name(name) or is_agency(name):
        return is_agency(name)
    return may_be_person(name) if _EAST.search(name) else not has_label_word(name)


_GENERIC = (
    r"online|digital|news|nachrichten|web|webmaster|the|media|group|redaktion|redaktionen|editor|editors"
    r"|newsroom|staff|team|"
    r"com|net|org|info|www|デジタル|新聞社?|新報社?|日報社?|ニュース|編集部|編集局|オンライン|株式会社|신문"
    r"|뉴스|닷컴|온라인"
)
_GENERIC_AROUND = re.compile(rf"^(?:{_GENERIC})*?(?P<core>.+?)(?:{_GENERIC})*$")
_SHORTEST_CORE = 2
_ARTICLE = re.compile(r"(?:the|der|die|das|le|la|les|el|il)\s+", re.IGNORECASE)
"""DER SPIEGEL of spiegel.de."""
_LEGAL = re.compile(
    r"^(?:株式会社|有限会社|合同会社|(?:一般|公益)(?:社団|財団)法人)|(?:株式会社|有限会社)$|[\s,](?:Inc|Ltd|LLC|Corp|GmbH|K\.K|S\.A|B\.V)\.?$"
)


def is_house(name: str, houses: Iterable[str]) -> bool:
    """Return whether *name* is the house itself: STERN.de of stern.de, 毎日新聞 of 毎日新聞社.

    *houses* are what the page calls its publisher and site, and its URL or host.
    """
    signed = letters(name)
    if not signed:
        return False
    forms = {signed, _core(signed), _initials(name), letters(_ARTICLE.sub("", name))}
    return any(not forms.isdisjoint(_names_of(house)) for house in houses)


def without_house(authors: Sequence[Author], houses: Iterable[str]) -> tuple[Author, ...]:
    """Return *authors* without the house, and without companies by their legal form, where others sign beside them."""
    named = tuple(houses)
    others = tuple(author for author in authors if not is_house(author.name, named) and not _LEGAL.search(author.name))
    return others or tuple(authors)


def is_company(name: str) -> bool:
    """Return whether *name* is a company's by its legal form: みどり食品株式会社."""
    return _LEGAL.search(name) is not None


def _initials(name: str) -> str:
    """Return the initials of a name of several words, as hosts have them: dw of Deutsche Welle."""
    words = name.split()
    return letters("".join(word[0] for word in words)) if len(words) > 1 else letters(name)


@lru_cache(maxsize=512)
def _names_of(house: str) -> frozenset[str]:
    host = host_of(house) if "//" in house else ""
    if host:
        labels = [
            label for label in host.split(".")[:-1] if label not in {"www", "co", "com", "or", "ne", "org", "news"}
        ]
        return frozenset(letters(form) for form in (*labels, host, "".join(host.split(".")[-2:])))
    whole = letters(house)
    return frozenset(form for form in (whole, _core(whole)) if form)


@lru_cache(maxsize=2048)
def _core(name: str) -> str:
    match = _GENERIC_AROUND.match(name)
    core = match["core"] if match else name
    return core if len(core) >= _SHORTEST_CORE else name
