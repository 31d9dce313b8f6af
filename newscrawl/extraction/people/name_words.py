"""Words that are names, or never are: agencies, departments that sign, families, topics, buttons."""

from __future__ import annotations

import re
from functools import lru_cache

from newscrawl.extraction.people import east_words
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


_WEST_COLLECTIVES = r"""
    redaktion redaktionen redaction rédaction redacción redazione redação redactie redakcja redakcia redakce
    toimitus haber_merkezi редакция редакція newsroom (?:news|web|sports?|foreign)_desk
    editorial_(?:team|board|staff) team staff desk
"""
COLLECTIVES = re.compile(rf"(?:{_any(east_words.COLLECTIVES)}|\b(?:{_any(_WEST_COLLECTIVES)}))$", re.IGNORECASE)
"""Groups that sign as one: authors, not roles."""

_BUTTONS = _any(
    r"""
    (?:per|via|by|par|por)_e-?mail
    facebook twitter x instagram linkedin whatsapp telegram youtube tiktok line e-?mail mail share follow(?:_us)?
    teilen folgen print (?:\d+_)?comments?:?\d* subscribe about_the_author über_den_autor name author autor(?:in)?
    admin
    administrator webmaster listen read_more editing root user guest null none undefined unknown anonymous n/a
    super_?user user_?admin (?:viele?|mit_freundlichen|beste|liebe)_(?:spa(?:ss|ß)|gr(?:ü|ue)(?:ße|sse)n?|dank)
    (?:best|kind|warm)_(?:regards|wishes)
    (?:welcome|willkommen|hello|hallo|bienvenue|bienvenid[oa]|bem-vindo|benvenut[oa]),?_\S+
    (?:show|view|see|read|browse)_(?:all|more)(?:_.{0,40})? (?:all|more)_(?:posts|articles|stories)(?:_(?:by|of|from))?
    website web online by von par por contact_us (?:\S+_)?(?:developer|super_?admin|web_?admin|site_?admin)
    (?:leave|post|add|write|view|no|all)_(?:a_)?comments? (?:print|share|save)_this(?:_\S+)?
    getty(?:_images)? gettyimages istock(?:photo)? i?stockphoto shutterstock alamy unsplash pexels pixabay adobe_stock
    depositphotos 123rf imago picture_alliance dpa/picture_alliance pixta アフロ
    ゲッティ(?:イメージズ)? フォトライブラリー
    from_\S.* [ap]\.?m\.?(?:_[a-z]{2,4})? (?:subscribe|sign_up|suscríbete|abonnez-vous|inscrivez|iscriviti|assine)_.*
    (?:.{1,24}_)?(?:profile|profil|perfil|profiel|profilo|профиль)(?:_.{1,24})?
    (?:release|publication|published|publishing|posting|post|posted|issue|issued|press_release)_(?:date|time|on)
    date_(?:published|posted|issued|updated|modified|created|added|of_(?:publication|issue|release))
    last_(?:updated?|modified|reviewed|edited)
    (?:fecha_de|date_de|data_de|data_di)_\S+ (?:veröffentlichungs|erscheinungs|erstellungs)datum
    (?:kanzlei|praxis|geschäfts|büro)leitung sekretariat impressum \w*fachangestellter? \w*ansprechpartner(?:in)?
    tel fax phone mobile tel/fax url [-–—・|]+ mr mrs ms dr jr sr phd md ph\.d\.? m\.d\.? posted published updated
"""
)
_EAST_NEVER = _any(
    r"""
    フォロー シェア コメント アクセス 記者 기자 记者 編輯 编辑 写真 画像 動画 資料 映像 社説 完 続 続く 終わり
    速報 以上 参考 提供 撮影 前編 後編 上 中 下 有料 会員限定 有料会員限定 広告 敬称略 文中敬称略 一部抜粋
    以下省略 中略 後略 関連記事 最終回 随時掲載 連載終わり 第一回 現地時間 日本時間 当時 故人 仮名 匿名 肩書は当時
    つづく おわり 印刷 保存 共有 入力 公開中 掲載中 最終変更 公開日 掲載日 更新日 最終更新 著者 著者を 一覧 ツイート
    記事を保存 記事一覧
    この記事を メール お問い合わせ 日時 投稿日 投稿日時 パーマリンク 固定リンク トラックバック 個別ページ
    입력 수정 등록 편집자주 페이지 업데이트 공유 인쇄 복사 승인 기사승인 발행 오전 오후 구독 댓글
    プロフィー?ル ログイン マイページ バックナンバー \S{1,8}(?:を|と|に|く)(?:見る|みる|読む|戻る) [一-鿿ァ-ヺー]{1,8}へ
    [一-鿿ァ-ヺー]{1,8}する \S{0,10}一覧 \S{0,10}(?:広報|総務|宣伝)(?:部|室|課|係|担当|グループ)
    [▷▶☞◎]?\s?(?:전화|팩스|이메일|카카오톡|홈페이지|계좌) \S{0,12}(?:網頁|網站|网页|网站)(?:設計|设计|製作|制作)\S{0,6}
    読者になる 読者をやめる id:\S+ \S{0,6}(?:報料|报料|爆料)\S{0,6}﹕?
    \S+[\x5f-]admin\d* admin[\x5f-]\S+
    未知 佚名 无名氏 網絡 网络 网络整理 管理员 系统管理员 編前語 编前语 编者按 編者按 编者注 编者的话 编后语
    原标题 导语 引言 \S{0,4}(?:女士|先生|朋友|同志|来宾)们 查看更多 返回\S{0,8} 暂无\S{0,6}
    \S{0,4}(?:信箱|邮箱|邮编|邮政编码|电话|传真|网址|热线|篇数|点击量|阅读量)
"""
)
NEVER = re.compile(rf"^(?:{_BUTTONS}|{_EAST_NEVER})$", re.IGNORECASE)
"""Whole pieces that are no names: networks, buttons, placeholders, titles, editors' marks."""


@lru_cache(maxsize=2048)  # the same few people sign a portal's articles
def is_never(text: str) -> bool:
    """Return whether *text* is no name, whoever prints it: one of `NEVER`."""
    return NEVER.match(text) is not None


EAST_PLACE = re.compile("(?:[都道府県市区町村局]|大学|大学院|病院|会社|支局|研究所|新聞|協会|委員会)$")
"""Endings of what a bracket holds beside persons' names."""

OF_PARTY = re.compile(
    r"[A-ZÄÖÜ]{2,8}\s?[-–]\s?(?:\w+-?)?(?:[Ff]raktion|[Vv]erband|[Vv]erein|[Gg]ruppe|[Gg]roup|[Cc]lub)(?:\s.{2,30})?"
)
"""A group with its short name and a dash, which parts no two authors: CDU - Fraktion Erfurt."""

PARTICLES = frozenset(
    "von vom van de den der des di da do dos das del della du d la le el al bin ibn ben abu af av zu zum ten ter te y "
    "e i et og und and of the bint binti o a 't ’t".split()
)
"""Small words inside names."""

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
    发布 日期 来源 來源 浏览 瀏覽 次数 信息 编辑 作者 点击 阅读 字体 打印 收藏 现场 活动 总则 重点 目录 导读 摘要
    附件 通知 公告 公示 信箱 邮箱 邮编 邮政 电话 传真 网址 热线 篇数 点击量 阅读量 粉丝 版权 声明 更多 第一 第二 第三
    頭條 头条 专访 專訪 对话 對話 访谈 訪談
    砂丘 高原 海岸 半島 渓谷 平野 盆地 山地 山脈 海峡 諸島 列島 群島 まつり
    建設 製作 製薬 技研 電機 電鉄 組合 運河 工業 商事 物産 証券 銀行 保険 食品 化学 重工 電力 鉄道 商店 商会 書店 書房
    百貨 航空 航路 運輸 交通 空港 漁協 農協 農園 牧場 温泉 公園 神社 球場 球団 遺跡 街道 水産 酒造 醸造 旅館 著者 近影
    締切 締め切り 申込 応募 受付 期限 期間 日程 会期 会場 主催 開催 開始 終了 料金 価格 発売 販売 問合
    再生 再開 復興 駅前 開発 改革 日記 探訪 散歩 紀行 事情 物語 未来 時代 最前線 地元 街角 暮らし 話題 現場 最新 入門
"""
NOUN = re.compile("|".join(sorted(_NOUNS.split(), key=len, reverse=True)))

# The same in Western scripts, as whole words. Those that are names too (West, Page, Israel) are not here.
LABEL_WORDS = frozenset(
    """
    ข่าว समाचार खबर أخبار خبر חדשות новости новини
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
    ac bc cf real borussia
    meet ask with inside about featuring introducing entrevista entretien intervista gespräch portrait porträt
    rovers athletic rangers wanderers town lower upper bad zone centre center station district valley bay port
    ville tal unteres oberes valle commune council
    morning evening daily weekend edition press magazine today tonight digital services
    neueste neuste artikel archiv archive link links weiterführender weiterführende einträge gemeinde stadt
    statistik umfrage kategorien kontakt
    leadership approved tested certified verified radio kanzlei kanzleileitung fraktion landesanstalt bundesanstalt
    """.split()
)
SURNAMES = frozenset(
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
    青山 赤木 秋元 秋葉 浅田 芦田 安達 足立 天野 荒川 有馬 安西 飯島 池上 石黒 石塚 石渡 磯部 市村 稲葉 稲田 井口 今泉
    岩井 岩下 岩瀬 植木 上村 宇田 内海 梅田 梅原 江口 榎本 海老原 遠山 大内 大木 大崎 大沢 大澤 大竹 大友 大場 大平
    大村 岡部 岡村 岡野 荻野 奥山 落合 小沼 柿沼 梶原 柏木 片岡 片桐 勝又 金井 金城 鎌田 上条 神山 亀井 川合 川井 川田
    川野 川本 川原 河合 河内 河原 菅野 神田 菊田 岸本 北原 北野 木本 木内 木島 木田 木原 金原 草野 久野 窪田 倉田 栗山
    黒川 黒沢 桑原 小出 古賀 小坂 小杉 児島 小谷 小寺 小宮 小室 小柳 近江 近森 斎木 榊原 坂井 坂田 坂野 相良 佐川 桜田
    笹川 佐久間 佐竹 里見 沢村 塩田 志村 篠崎 柴崎 島村 島崎 清野 下村 白井 白川 新藤 進藤 神保 菅谷 杉田 杉原 杉村
    鈴村 住吉 瀬川 関根 関谷 仙石 相馬 曽我 高井 高倉 高島 高瀬 高梨 高見 高森 滝沢 滝本 竹下 竹田 竹中 竹村 武井 武内
    多田 田崎 立石 立花 田畑 玉井 玉木 田宮 田渕 丹羽 千田 塚田 津田 土田 筒井 津村 寺田 寺島 土橋 堂本 徳田 飛田 富永
    友田 豊田 鳥居 中井 中沢 中澤 中嶋 中谷 中根 中原 中本 中森 長井 長尾 長沢 長島 長岡 永島 永野 永瀬 成瀬 名取 難波
    新田 西岡 西沢 西澤 西野 西原 西本 根岸 根津 野上 野崎 野沢 野中 野原 野呂 萩原 橋爪 蓮見 長谷部 畑中 浜口 浜野
    早坂 林田 原口 原島 東山 樋渡 日野 平川 平岡 平松 平林 広田 廣田 深沢 深澤 福原 藤岡 藤木 藤沢 藤澤 藤野 藤村 古谷
    古田 堀口 堀川 堀江 本多 本村 前川 前島 牧野 真鍋 益田 町村 松崎 松山 松原 松木 松沢 松澤 三島 三谷 三井 三橋 三村
    水谷 水田 水島 溝口 宮内 宮川 宮沢 宮澤 宮島 宮野 宮原 向井 武藤 室井 目黒 茂木 森川 森岡 森下 森山 森脇 安井 八代
    柳田 柳原 矢島 矢部 山岸 山際 山川 山県 山城 山中 山根 山野 山室 横井 横田 横尾 吉井 吉沢 吉澤 吉野 吉原 吉本 米田
    若林 若松 和久井 鷲尾 渡瀬 小暮 平良 比嘉 知念 新垣 玉城 仲村 宮里 座間 戸倉 門倉 倉知
    平山 二宮 四十万 能登 国分 金 朴 李 崔 姜 趙 尹 張 林 王 陳 劉 黄 呉 周 洪 申 徐 権 白 文 呂 柳 韓 盧 鄭
    陈 张 刘 杨 赵 吴 孙 马 罗 郑 谢 冯 邓 许 苏 吕 贾 叶 钟 谭 邹 陆 龙 钱 汤 贺 赖 龚 韩 萧 卢 蒋 顾 严
    """.split()
)
KOREAN_NAME = re.compile(
    "(?:[김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구민나진지엄채원천방공현함변염여"
    "추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용예경봉사부][가-힣]{2}|(?:남궁|황보|제갈|선우|독고"
    "|사공)[가-힣]{1,2})"
)
KOREAN_NOUN = re.compile(
    "정치|경제|사회|국제|문화|연예|스포츠|뉴스|기사|속보|단독|사진|영상|조회|댓글|공유|인쇄|입력|수정|승인"
    "|등록|발행|오전|오후|"
    "전체|이전|다음|목록|주간|일보|신문|방송|기자|한국|전국|지역|종합|특집|이슈|인기|최신|오늘|사설|칼럼|구독"
    "|선거|부동산|주식"
)

GENERIC = (
    r"online|digital|news|nachrichten|web|webmaster|the|media|group|redaktion|redaktionen|editor|editors"
    r"|newsroom|staff|team|"
    r"com|net|org|info|www|デジタル|新聞社?|新報社?|日報社?|ニュース|編集部|編集局|オンライン|株式会社|신문"
    r"|뉴스|닷컴|온라인"
)
"""What is around the core of a house's name."""

_NAME = r"(?P<{}>[^\s.,:].{{1,40}}?)"
_FORMS = (
    r"(?:view|see|read|show|browse)\s(?:all\s|more\s)?(?:of\s)?NAME(?:['’]s|(?<=s)['’])\s(?:posts|articles|stories)",
    r"(?:(?:view|see|read|show|browse)\s)?(?:all|more)\s(?:posts|articles|stories)\s(?:by|from|of)\sNAME",
    r"NAME\s?の\s?(?:(?:すべて|全て|他|ほか)の|全)?\s?(?:投稿|記事)(?:一覧)?(?:を(?:もっと|すべて|全て|一覧で)?(?:表示|見る|読む)(?:する)?)?",
    r"alle\s(?:beiträge|artikel|einträge)\svon\sNAME(?:\s(?:anzeigen|ansehen|lesen))?",
    r"(?:(?:voir|afficher|lire)\s)?(?:tous|toutes)\sles\s(?:articles|billets|publications)\s(?:de\s|d['’]|par\s)NAME",
    r"ver\stod[oa]s\s(?:las|los|as|os)\s(?:entradas|artículos|posts|artigos|publicações)\s(?:de|por)\sNAME",
    r"(?:(?:visualizza|vedi|leggi)\s)?tutti\sgli\sarticoli\s(?:di|da)\sNAME",
    r"alle\sberichten\s(?:van|door)\sNAME(?:\s(?:tonen|bekijken|weergeven))?",
    r"NAME\s?의\s?(?:모든\s)?(?:글|기사)(?:\s?(?:모두|전체)?\s?보기)?",
    r"(?:查看|檢視|检视)\s?(?:由)?\s?NAME\s?(?:的|發佈的|发布的)\s?(?:所有|全部)?\s?(?:文章|投稿)",
)
ALL_POSTS = re.compile(
    "|".join(form.replace("NAME", _NAME.format(f"name{number}")) for number, form in enumerate(_FORMS)), re.IGNORECASE
)
"""The words of a link to all posts of one writer, as WordPress's themes and their translations have them."""
