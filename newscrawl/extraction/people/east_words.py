"""The words of East Asian credit lines, one table: each word is in one role."""

from __future__ import annotations

import re

from newscrawl.extraction.people import chinese_credits, taiwanese_credits
from newscrawl.text import look_for

WRITING = """
    文責 文 撰文 執筆者 執筆 筆者 著者名 著者 著 作者 取材 構成 聞き手 聞き書き 書き手 インタビュアー インタビュー
    テキスト まとめ リポート レポート 寄稿者 特別寄稿 寄稿 選評 評者 評 解説 記事 担当記者 担当ライター 発信者 投稿者
    文章 取材文 ライター名 作成者 本文 記者名 報告 署名 この記事を書いた人 この記事を書いた記者 この記事を書いたライター
    ライティング 撰稿 採訪撰稿 采访撰稿 采访 글 취재 작성자 글쓴이
    기자명 인터뷰 정리 대담 采写 採訪 採訪撰文 图文 圖文 采訪
    特約記者 text words story interview reported reporter report writer written
"""
"""What a writer does; a name behind it, or before `=` and it, is an author's."""

WRITING_IF_MARKED = "記者 ライター 기자 记者 本报记者 編譯 编译"
"""Posts that are labels, too, before a colon or a bar: 記者：A."""

OTHER = """
    写真提供 写真も 写真 撮影協力 撮影も 撮影 カメラマン フォトグラファー カメラ 画像提供 画像 イラスト 絵 画 作画
    漫画 訳 編集協力 編集 編集者 校閲 核稿編輯 核稿
    校正 翻訳校正 翻訳編集 翻訳 監修者 監修 図版 図 動画 映像 資料提供 資料 提供
    協力 取材協力 制作協力 制作 デザイン ヘアメイク ヘア メイク ヘアメーク メーク スタイリスト スタイリング 衣装 企画
    公開者 更新者 発行者 発行人 発行 運営者 管理者 モデル 出演 主演 司会 話し手 語り ゲスト お話 この人 人物 登場人物
    回答者 受访者 受訪者 嘉宾 嘉賓 출연 構図 題字 音声 責任編集 責任編輯 责任编辑
    編輯 编辑 責編 责编 摄 攝
    原创 原創 编审 監製 翻譯 攝影 摄影 圖片 图片 圖 图 来源 來源 解説者 語り手 料理 사진 그림 편집 번역
    그래픽 영상 출처 자료 제공 photographs photography photos photo images image pictures illustrations illustration
    editors editor edited edit translation translated translator hair make makeup styling stylist movie video design
    direction cooperation art source via
"""
"""What others do for a text: nobody named by it is an author."""

INTERVIEWS = "インタビュー 인터뷰 대담"
"""Tasks of a writer beside other tasks, before `=`, in a bracket or with a post; else the interviewee follows."""

SOURCES = "配信元 配信 提供元 出典 引用元 記事提供 新聞引據 新聞來源 资料来源 資料來源"
"""Whose text it is: an agency behind it is the author."""

PRESS = """
    記者 特派員 編集委員 論説副委員長 論説委員長 論説委員 論説主幹 論説顧問 解説委員長 解説委員 主筆 総局長 編集長
    支局長 通信局長 支社長 通信員 部長 次長 局長 室長 班長 課長 デスク キャップ キャスター ライター コラムニスト
    ジャーナリスト アナウンサー カメラマン 特約 特派 記者クラブ員 通讯员 记者 撰稿人 선임기자 기자 특파원 논설위원
    편집위원 에디터 앵커 통신원 칼럼니스트 아나운서 부장 차장 국장
    팀장 주필
"""
"""Endings of posts in a newsroom, with whatever is before them: ワシントン支局長, 特別記者."""

TITLES = """
    教授 講師 助教 院長 所長 館長 理事長 理事 会長 社長 校長 委員長 委員 代表 取締役 顧問 評論家 研究員 アナリスト
    エディター コンサルタント アドバイザー プランナー プロデューサー ディレクター デザイナー フォトグラファー
    コメンテーター タレント ブロガー カウンセラー エッセイスト スタイリスト クリエイター マネージャー インストラクター
    トレーナー スピーカー 監督 弁護士 医師 専門医 税理士 会計士 栄養士 薬剤師 予報士 診断士 書士 労務士 学者 研究者
    経営者 編集者 専門家 作家 写真家 批評家 芸人 歌人 俳人 詩人 교수 변호사 의사 작가 시인 소설가 평론가 박사
    연구원 연구위원 대표 소장 회장 이사장 감독 전문가 회계사 세무사
"""
"""Endings of what people are outside of newsrooms."""

SPOKEN_OF = """
    店主 店長 主婦 職人 女将 親方 住職 大臣 首相 知事 市長 町長 村長 区長 議長 幹事長 党首 総裁 総理 大統領 長官 次官
    選手 投手 捕手 監督 主将 俳優 女優 歌手 声優 生徒 会社員
"""
"""Endings of callings of people in the news: a name with one is no byline."""

OFFICES = """
    担当 部 局 室 課 班 係 支局 総局 本社 支社 本部 センター グループ チーム デスク ユニット 編集部 取材班 本誌 本紙
    小誌 報道 放送局 通信部
    정치부 경제부 사회부 문화부 국제부 산업부 체육부 스포츠부 생활부 전국부 과학부 교육부 연예부 사진부 뉴스부 뉴스팀
"""
"""Endings of departments."""

COLLECTIVES = """
    編集部 編集局 編集室 報道部 取材班 特集班 取材チーム デスク 政治部 社会部 経済部 国際部 外信部 運動部 文化部
    ニュース部 速報班 编辑部 編輯部 编辑室 報導部 편집국 편집부 취재팀 디지털뉴스팀 온라인뉴스팀
"""
"""Endings of departments that sign as one."""

HOUSES = """
    新聞社 新聞 新報社 新報 日報社 日報 通信社 通信 ニュース デジタル オンライン 放送 テレビ 出版社 総研 研究所
    研究センター 书局 新闻 新聞網 日报 晚报 時報 时报 報 报 网 網 电视台 電視台 일보 신문 방송 뉴스 스포츠조선
    스포츠동아 스포츠서울 경제 타임스 투데이 데일리 저널 미디어 닷컴 헤럴드 대학교
"""
"""Endings of houses."""

PLACES = """
    ワシントン ニューヨーク ロサンゼルス サンパウロ サンフランシスコ シリコンバレー ロンドン パリ ベルリン ローマ
    ウィーン ジュネーブ ブリュッセル モスクワ キーウ カイロ エルサレム テヘラン イスタンブール ドバイ ナイロビ
    ヨハネスブルク ニューデリー バンコク ハノイ ジャカルタ シンガポール マニラ シドニー ソウル 平壌 北京 上海 広州
    瀋陽 香港 台北 東京 大阪 名古屋 札幌 仙台 横浜 神戸 京都 福岡 広島 那覇 서울 부산 대구 인천 광주 대전 울산 세종
    제주 수원 성남 고양 용인 안양 부천 안산 평택 의정부 파주 김포 춘천 원주 강릉 청주 충주 천안 아산 전주 군산 익산
    목포 여수 순천 광양 나주 포항 경주 구미 안동 창원 마산 진주 김해 거제 통영 평양 도쿄 베이징 워싱턴 뉴욕 런던 파리
    베를린 모스크바
"""
"""Places of bureaus, before a writer's name."""

FAMILIES_IN_BU = "阿 安 服 渡 磯 長谷 岡 矢 園 曽我 日下 軽 占 海 卜 刑"
"""Family names that end as departments do: 長谷部."""

KANA_GIVEN = frozenset(
    """
    はるか はるみ はるな はるこ はな はづき ひかり ひろみ ひとみ ひなた ひより ひろこ かおり かおる かずみ かなえ かほ
    かえで けいこ こころ さくら さつき さとみ さやか さおり さゆり しおり しのぶ しずか すみれ すず たまき ちひろ
    ちなみ ちあき ちか つばさ つかさ ともみ ともこ なおこ なおみ なつみ なつき ななみ なぎさ のぞみ のぞむ ふみ ふゆみ
    まどか まゆみ まなみ まい まき まこと まさみ まりこ みさき みさと みずき みずほ みどり みなみ みのり みゆき みゆ
    みほ みき みか むつみ めぐみ めい もえ もも ももこ やよい やすし ゆい ゆうか ゆうき ゆかり ゆき ゆきこ ゆみ ゆみこ
    ゆり ゆりか ゆう よしこ よしみ りえ りか りさ りな りょう るみ れい わかな あい あおい あかね あかり あき あきこ
    あすか あずさ あや あやか あやこ あゆみ あんな いずみ いつき うらら えり えりか えみ
    あきら あつし いさむ うみ おさむ かい かずき かな かよ きよし くみ けい けん けんじ けんた こうじ こうへい さち
    さとし さとる さき しゅん しょう しん じゅん じろう すすむ そら たかし たくみ たく たけし ただし たろう だいすけ
    つとむ てつや とおる としお なお なおき なつ なな なみ のぼる はじめ はる はるき ひかる ひさし ひであき ひとし
    ひなの ひろ ひろき ひろし ひろと ふみえ ふみこ まさし まさと まさる まなぶ まゆ まゆこ まりえ まりな みお みな
    みのる みゆう もとこ ゆうこ ゆうすけ ゆうた ゆうと ゆうや ゆずき ゆたか よう ようこ ようすけ よし りお りく りこ
    りょうこ りん るな れな わたる
    まひる ひなこ ひさこ ひさえ ひろえ ひろの ふうか ふみの ふみか ほたる ほのか まおみ まお まこ まみこ まりあ まりん
    みく みさ みさこ みちこ みちる みつき みつこ みわ みわこ もとみ もなみ ももか やすこ やすえ ゆいか ゆうみ ゆめ
    ゆな よりこ らん りいさ りさこ るり るりこ れいこ れいか わかこ あいこ あいり あきえ あさみ あさひ あまね ありさ
    いおり いちか えいこ えつこ えま えみこ かえ かすみ かなこ かのん かりん きみこ きよみ くみこ くるみ けいた ここみ
    こずえ ことね ことみ こはる さえ さえこ さきこ さちこ さゆみ さよこ しおん しげる しずく しほ しほり じゅんこ
    すばる せいこ たえこ たかこ たかお たけお たつや ちえ ちえこ ちかこ ちづる つぐみ つばき てるみ ともか ともき
    ともや ともえ なおか なつえ なつこ なほ なほこ のえ のどか のりこ のりえ はやと はると ひろか ひろな まさえ まさき
    まさこ まさや
    """.split()
)
"""Given names that are printed in hiragana."""


def _any(table: str) -> str:
    """Return a pattern for any of the words of *table*, the longest first."""
    return "|".join(sorted(map(re.escape, table.split()), key=len, reverse=True))


KANJI, KATAKANA = "一-鿿々〆ヶ", "ァ-ヺー"
_EAST = f"{KANJI}ぁ-ゖ{KATAKANA}가-힣"
_OPENING, _CLOSING = "（(【[［〔《〈＜<", "）)】]］〕》〉＞>"
_EQUALS, _POINTS = "=＝", ":：●◎○◆■▼▲"
_BARS, DOTS = "、，,;；|｜•／/", "・･·‧ㆍ"
_STOPS = re.escape(f"{_OPENING}{_CLOSING}{_EQUALS}{_POINTS}{_BARS}{DOTS}")
_TASK = rf"(?:{_any(WRITING)}|{_any(OTHER)}|{_any(SOURCES)})"
_BEHIND_TASK = rf"(?=\s*[{_STOPS}]|\s|$)"
TOKEN = re.compile(
    rf"(?P<open>[{re.escape(_OPENING)}])|(?P<close>[{re.escape(_CLOSING)}])"
    rf"|(?P<task>(?i:{_TASK}(?:\s?(?:[{DOTS}&＆+/／、]|と)\s?{_TASK})*(?:\sby)?){_BEHIND_TASK}"
    rf"|(?:{_any(WRITING_IF_MARKED)})(?=\s?[:：/／|｜●])|担当(?=[{DOTS}])|[Bb][Yy](?=[\s:：{_EAST}]))"
    rf"|(?P<equals>\s*[{_EQUALS}]\s*)|(?P<point>\s*[{_POINTS}]\s*)"
    rf"|(?P<bar>\s*[{_BARS}]\s*|\s[–—-]+\s)|(?P<dot>\s*[{DOTS}]\s*)|(?P<space>\s+)"
    rf"|(?P<word>[^\s{_STOPS}]+(?:(?<=[A-Za-z])[/／][{KATAKANA}]+)?)"
)
WRITES = re.compile(
    rf"(?:^|[^\w]|と)(?:(?i:{_any(WRITING)})|{_any(WRITING_IF_MARKED)}|by|担当)(?=$|[^\w]|と|\sby)",
    re.IGNORECASE,
)
_WIRES = "中央社 新華社 新华社 中新社 共同社 法新社 路透社"
_OF_WRITERS = f"{WRITING} {WRITING_IF_MARKED} {_WIRES} by 担当 撰稿 © ⓒ c) c）".split()
_IN_PIECES = [rf"{letter}\s+[者筆]" for letter in "執記作筆"]
may_sign = look_for([*_OF_WRITERS, *PRESS.split()], *_IN_PIECES)
"""Returns whether a line may show that somebody wrote: it has one of these words. A look costs a hundredth."""
may_label = look_for([*_OF_WRITERS, *OTHER.split(), *SOURCES.split()], *_IN_PIECES)
"""Returns whether a line may be a label alone."""
SOURCE = re.compile(_any(SOURCES))
INTERVIEW = re.compile(_any(INTERVIEWS))

POST = re.compile(rf"[^\s]{{0,16}}(?:{_any(PRESS)})")
SUBJECT = re.compile(rf"[^\s]{{0,20}}(?:{_any(SPOKEN_OF)})")
TITLE = re.compile(
    rf"[^\s]{{0,20}}(?:{_any(TITLES + SPOKEN_OF)})|[{KANJI}{KATAKANA}]{{2,12}}[家者員師士]"
    rf"|[元前](?![田川原野島山木橋沢澤園崎井村])\S{{3,12}}"
)
HOUSE = re.compile(rf".{{2,12}}(?:{_any(HOUSES)})")
OFFICE = re.compile(rf"[^\s]{{0,16}}(?:{_any(OFFICES)})|.{{0,12}}(?:{_any(HOUSES)})")
COLLECTIVE = re.compile(rf"[^\s]{{0,16}}(?:{_any(COLLECTIVES)})")
FAMILY_IN_BU = re.compile(rf"(?:{_any(FAMILIES_IN_BU)})部[{KANJI}]{{0,3}}")
PLACE = re.compile(_any(PLACES))
_WIRE = "共同|時事|聯合ニュース|ロイター|新華社|中央社|ＡＰ|AP|ＡＦＰ|AFP"
PLACE_AND_AGENCY = re.compile(rf"[{KATAKANA}{KANJI}]{{2,10}}?({_WIRE})")
_MODIFIER = "特別|専門|客員|上級|首席|主任|筆頭|契約|編集|論説|解説|スポーツ|社会|経済|政治"
_NAME = (
    rf"[{KANJI}]{{2,7}}?|[{KANJI}]{{1,4}}[ぁ-ゖ{KATAKANA}]{{1,4}}?|"
    rf"[{KATAKANA}]{{1,8}}(?:・[{KATAKANA}]{{2,8}})+|[가-힣]{{2,4}}"
)
NAME_AND_POST = re.compile(
    rf"(?P<name>{_NAME})(?P<post>(?:{_MODIFIER}|(?<=[{KATAKANA}])[{KANJI}]{{2,8}})?(?:{_any(PRESS)}))"
)
ADDRESSED = re.compile(rf"(?P<name>[{_EAST}]{{1,8}})(?:さん|氏)")
NAME_AND_TITLE = re.compile(rf"(?P<name>[{KANJI}]{{2,6}}?)(?P<post>准?(?:{_any(TITLES)}))")
POST_AND_NAME = re.compile(
    rf"(?P<post>[^\s]{{0,12}}?(?:記者|记者|編譯|编译|特派員|支局長|編集長|編集委員|論説委員|キャスター|アナウンサー|ライター|ジャーナリスト|コラムニスト))(?P<name>[{KANJI}]{{2,5}})"
)
PLACE_AND_NAME = re.compile(
    rf"(?P<place>{_any(PLACES)}|[{KATAKANA}]{{2,8}})(?P<name>[{KANJI}]{{3,5}}|[{KANJI}]{{2,3}}[ぁ-ゖ]{{2,3}})"
)
TASK_AND_NAME = re.compile(rf"(?:構成|取材|聞き手|執筆|撮影|写真)(?P<name>[{KANJI}]{{3,5}})")
REPORT = re.compile(rf".{{0,6}}(?:報導|報道|报道|报导|電|电|讯|訊)|[{KANJI}]{{2,4}}(?:中心|組|组)")
NAME_AND_REPORT = re.compile(rf"(?P<name>[{KANJI}]{{2,3}})(?:[{KANJI}]{{2,6}})?(?:報導|报道|报导)")
LATIN = re.compile(r"[A-Za-zÀ-ÿ][\w.'’&-]*")
HOUSE_BEHIND = re.compile(rf"(?<=[{KANJI}{KATAKANA}ぁ-ゖ])\s?[,，]\s?[ぁ-ゖ{KATAKANA}]{{2,10}}$")
"""[小池和樹，みなと]: the last of a square bracket is the house."""

_OPENS, _CLOSES, _INSIDE = (re.escape(marks) for marks in (_OPENING, _CLOSING, _OPENING + _CLOSING))
WHOLE = re.compile(rf"[{_OPENS}]((?:[^{_INSIDE}]|[{_OPENS}][^{_INSIDE}]*[{_CLOSES}])+)[{_CLOSES}]")
BULLET = re.compile(r"^[◆◇■□●○▼▲※＊*◎★☆─―—–\s]+|^この記事の")
DAY = re.compile(rf"(?<=[{KATAKANA}{KANJI}])\d{{1,2}}日(?=[{KANJI}])")
ENDED = re.compile(
    r"(?:[=＝](?:この項)?(?:おわり|終わり|つづく|続く|敬称略|[一-鿿ぁ-ゖ]{1,6}掲載))$|(?<=[）)】\]])(?:おわり|つづく)$"
)
_ROMAJI = (
    r"(?:(?:[KGSZTDNHBPMYRWJFkgsztdnhbpmyrwjf]|[CScs]h|[Tt]s|[KGNHBPMRkgnhbpmr]y|kk|ss|tt|pp)?[AIUEOaiueoāīūēōŌ]"
    r"|[Nn](?![aiueoy])|m(?=[bp])|(?<=o)h)"
)
"""A syllable of Japanese in letters."""
READING = re.compile(rf"[（(]\s*(?:[ぁ-ゖー]+(?:[{DOTS}\s、]+[ぁ-ゖー]+)*|(?:[A-Z][A-Za-z'-]+\s?){{1,3}})\s*[)）]")
ROMAN = re.compile(
    rf"(?<=[{KANJI}ぁ-ゖー])\s?[A-Z][a-z]+\s[A-Z][a-z]+$"
    rf"|(?<=[{KANJI}ぁ-ゖー])\s?[/／|｜]\s?(?:{_ROMAJI}){{1,8}}\s(?:{_ROMAJI}){{1,8}}$"
    rf"|^(?:{_ROMAJI}){{1,8}}\s(?:{_ROMAJI}){{1,8}}\s?[/／|｜]\s?(?=[{KANJI}]{{1,4}}[{KANJI}ぁ-ゖー\s]{{1,5}}$)"
)
"""A name in letters again: 小池和樹 Kazuki Koike; beside a bar only where it is Japanese by its syllables."""
AT_HOUSE = re.compile(rf"(?<=[{_EAST}])[@＠][^\s@＠.]{{2,12}}$")
MORE = re.compile(r"\s?(?:외\s?\d+\s?명|他\d*人?|ほか\d*人?|ら\d*人)$")
_NEXT = rf"(?=[{KANJI}{KATAKANA}ぁ-ゖ]{{2,8}}(?:[、，,{_CLOSING}]|$))"

_FORMS = (
    chinese_credits.FORMS
    + taiwanese_credits.FORMS
    + tuple(
        (re.compile(form), usual, signs)
        for form, usual, signs in (
            (r"([著筆執文記作])[\s　]+([者責筆])(?=\s*[:：])", r"\1\2", ":："),
            (rf"(?<![^\s、，,（(【\[])((?:{_TASK}))は{_NEXT}", r"\1：", "は"),
            (r"^[ぁ-ゖー]{1,6}[・･\s][ぁ-ゖー]{1,6}\s*[=＝]", "", "=＝"),
            (r"^(?:[（(][cC][)）]|[©ⓒ])\s?(?:AFP|CNS|AP|ＡＦＰ)[/／]", "文：", "/／"),
            (rf"(?<=[{KANJI}])\s*[=＝][ぁ-ゖー]{{1,6}}[・･][ぁ-ゖー]{{1,6}}(?=\s|$)", " ", "=＝"),
            (rf"(?<=[{KANJI}])[\s　][ぁ-ゖー]{{1,6}}[・･][ぁ-ゖー]{{1,6}}(?=\s*[=＝、])", "", "=＝、"),
            ("丨", "|", "丨"),
            (r"^担当者?\s?[:：]\s*(?=\S{0,8}(?:広報|総務|宣伝|営業|人事|窓口|お客様))", "提供：", "担"),
            (r"^Author,\s+([^,，、]{2,24})(?:[,，、]\s?[A-Z]{2,6}\b.{0,12})?$", r"文：\1", "A"),
            (r"\s?[\[［](?:原文|翻訳版?)[\]］]", "", "[［"),
            (
                rf"^[\[［]?([{KANJI}ぁ-ゖ{KATAKANA}\s]{{3,10}})[\]］]?\s?[,，]\s?[A-Za-z][\w.]{{1,15}}(?:\s[A-Z]\w{{1,12}})?$",
                r"\1",
                ",，",
            ),
            (r"^文字(?=[:：].{1,24}(?:攝影|摄影|圖|图))", "文", "文"),
            (
                rf"(?<=[{KANJI}])\s(?:实习生|(?:实习|见习|特约)记者|實習記者)\s(?=[{KANJI}]{{2,3}}(?:\s|$))",
                " ",
                "习约習",
            ),
            (r"(?<=[가-힣])\s(인턴|수습|선임|객원|전문)\s(?=기자)", r" \1", "자"),
            (
                r"(?:(?<=[가-힣]{3}\s)|(?<=[·・]))([가-힣]{2,8}대)\s(?=(?:명예|석좌|부|조|겸임|초빙)?교수)",
                r"\1학교 ",
                "교",
            ),
        )
    )
)
FORMS = tuple((re.compile(f"[{re.escape(signs)}]").search, form, usual) for form, usual, signs in _FORMS)
"""Forms of a credit, and the usual form of each: 写真は佐藤花子, (c)AFP/小池和樹, 记者 李明 王芳, 小池和樹，ITmedia."""
SAID = re.compile(
    rf"^(?:.{{0,20}}は、?)?(?P<names>[{_EAST}・、]{{2,24}})が(?:担当|執筆|取材)し(?:た|ました|ています|ます)?。?$"
)
WIRED = tuple(
    map(
        re.compile,
        (
            rf"\S{{0,12}}?[記记]者\s?(?P<name>[{KANJI}]{{3}})[{KANJI}]{{2,6}}(?:報導|报道|报导)$",
            rf"\S{{0,12}}?[記记]者\s?(?P<name>[{KANJI}]{{3}}|[{KANJI}]{{2}})\s?(?:[{KANJI}]{{2,4}})?[\d|\s日]+[{KANJI}]{{0,4}}[電电讯訊]$",
            rf"(?P<name>中央社|新華社|新华社|中新社|共同社|法新社|路透社)(?![記记]者)[{KANJI}\d|\s]{{2,16}}(?:報導|報道|报道|[電电讯訊])$",
        ),
    )
)
"""中央社記者王小明台北24日電, 中央社台北24日電."""
PROSE = re.compile(r"[。！？!?「」『』]|(?:ます|です|した|する|ない|いる|れる)$|[一-鿿][をがはにで][一-鿿]")
LABEL_POST = re.compile(_any(WRITING_IF_MARKED))
SHOWING_OFFICE = re.compile(r"\S{0,8}(?:写真|映像|フォト|グラフィック|カメラ|デザイン)\S{0,12}")
"""Departments of those who take pictures: 写真部, 写真映像報道センター."""
_NO_GIVEN_END = (
    "(?:[まえけげせてねべめれきぎしじちにびみり]る|[いっんし]た|して|から|まで|など|より|だけ|とは|には|では|たち|ない|ます|です"
    "|しい|さん|もの|こと|ため)"
)
"""Endings of verbs and particles: 高まる."""
NAMED_BY_POST = re.compile(
    rf"[{KANJI}]{{1,3}}[{KATAKANA}]{{2,4}}|[{KANJI}]{{1,3}}[ぁ-ゖー]{{2,4}}(?<!{_NO_GIVEN_END})|[김박윤허황](?![포해제천스금])[가-힣]|[가-힣]{{2}}(?![부팀국실])[가-힣]"
)
TWO_LETTERS_IN_BU = re.compile(rf"(?![本支全一])[{KANJI}]部")
"""A family name; departments are longer (社会部), but for 本部 and the like."""
