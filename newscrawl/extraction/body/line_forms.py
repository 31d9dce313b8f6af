"""Forms of lines around a text: buttons, counters, captions, pointers, sources, and what opens the lists behind it."""

from __future__ import annotations

import re

from newscrawl.text import look_for

_NETWORKS = r"(?:LINE|Facebook|Twitter|X|Pocket|Instagram|はてな(?:ブックマーク)?|メール|note)(?:[（(]旧Twitter[）)])?"
_PICTURES = "写真|画像|動画|映像|フォト|図解|図|グラフ|地図|イラスト"
_COUNT = r"(?:[（(]?全?\d+[枚点件本][）)]?)?"
_FORMS = (
    # advertisements and networks
    r"[【\[［〔]\s?(?:PR|AD|広告|スポンサード|sponsored)\s?[】\]］〕][^。]{0,60}",
    (
        r"スポンサード?・?リンク|sponsored(?: links?)?|この後に広告が表示されます|(?:記事は)?広告(?:の後"
        r"|の?下)に.{0,12}|この(?:後|あと)も?(?:記事|本文)が?続きます|(?:記事|本文|続き)は(?:この)?(?:下|後|あと)[にへも]?続(?:きます|く)"
    ),
    (
        rf"(?:この)?(?:動画|投稿|ポスト|ツイート|写真|続き)を(?:{_NETWORKS}|YouTube|TikTok)で(?:見る|表示"
        rf"|読む)(?:する)?|(?:{_NETWORKS}|YouTube|TikTok)で(?:見る|表示(?:する)?|開く)"
    ),
    (
        r"(?:大きな)?(?:地図|マップ)(?:を|で)(?:表示|見る|開く)(?:する)?|(?:画像を)?クリック(?:すると|で"
        r"|して)(?:画像を)?拡大.{0,8}|タップ(?:すると|で|して)拡大.{0,8}"
    ),
    r"この記事は(?:参考|お役|役)に.{0,14}[?？]?|この記事(?:は|が)(?:いかがでしたか|気に入ったら).{0,20}",
    (
        rf"{_NETWORKS}\s*(?:で|に|へ)?\s*(?:送る|シェア(?:する)?|共有(?:する)?|投稿(?:する)?|ブックマーク(?:する)?"
        rf"|保存(?:する)?)?"
    ),
    r"\S{0,10}アプリ(?:で|なら|から)[^。「」]{0,20}(?:受け取る|読む|見る|開く|チェック(?:する)?|ダウンロード(?:する)?)",
    r"いいね[!！]?|感想を(?:書く|送る)|記事の感想を送る|\d+件のコメント|コメントを(?:書く|見る|読む|投稿する)",
    # pictures that are elsewhere
    (
        rf"(?:この記事の|関連)?(?:{_PICTURES})(?:ギャラリー|一覧)?(?:を(?:もっと|すべて)?(?:見る"
        rf"|拡大(?:する)?))?\s*{_COUNT}"
    ),
    rf"[【\[［](?:{_PICTURES})[】\]］][^。]{{0,60}}",
    rf"※?(?:{_PICTURES})は(?:イメージ|資料)(?:図|写真)?(?:です)?",
    rf"(?:{_PICTURES})はイメージ|動画[:：].{{1,40}}|.{{0,10}}マップで見る",
    # the end of a text, and what is turned to from there
    r"[（(<＜〈―—\[【]*(?:了|終わり|おわり|完|以上|続く|つづく)[）)>＞〉―—\]】]*",
    (
        r"(?:この)?ページの?(?:先頭|トップ|上)(?:へ|に)?(?:戻る)?|(?:記事一覧|一覧|トップ(?:ページ)?|ホーム)(?:へ"
        r"|に)(?:戻る)?"
    ),
    (
        r"(?:元|もと)の?記事(?:を読む|はこちら|へ)?|(?:続き|詳細|詳しく)はこちら|(?:\d+\s+)+次へ|\d+ページ目(?:に"
        r"|へ)続(?:く|きます)"
    ),
    r"ログイン(?:して|すると).{0,16}|(?:無料)?(?:会員|メールマガジン|メルマガ)登録(?:する|はこちら)?(?:（無料）)?",
    r"(?:あなた|こちら)(?:への?|の記事も)?に?おすすめ.{0,8}|recommended by.{0,20}|.{0,20}の記事を?(?:もっと見る|一覧)",
    (
        r"この記事を(?:書いた(?:人|ライター|記者)|シェアする)|(?:この記事の)?(?:記者|ライター|筆者"
        r"|著者)(?:の?プロフィール|紹介)"
    ),
    # sources
    (
        r"(?:記事|情報|画像|写真|資料)?(?:提供|引用|配信|出典|出所)元?\s*[:：=＝].{1,40}|参考(?:資料|文献|サイト"
        r"|リンク)?\s*[:：].{1,60}"
    ),
    r"(?:.{1,12}\s*[:：]\s*)?https?://\S+|(?:[#＃]\S{1,20}\s*)+",
)
POINTER_LINE = re.compile("|".join(_FORMS), re.IGNORECASE)
OPENS_NOTE = frozenset("◆◇■□●▽▼▲△※＊☆★<＜")
"""Marks that open a profile or a note: ◆西野拓（にしの・たく）1998年生まれ。"""
MARKS_AROUND = " 　▼▽▲△▶▷►■□◆◇●○★☆＞>≫»→⇒・＊*-－—―─↓"


ENDS = (
    r"(?:more|recent|latest|top|popular) (?:stories|articles|posts|headlines)\b.*|"
    r"(?:most |popular )(?:read|popular|now|this week).*|trending(?: now)?|"
    r"you (?:may|might) (?:also )?(?:like|be interested).*|recommended(?: for you| stories| articles)?|"
    r"(?:am )?meist(?:gelesen|geklickt).*|das könnte (?:sie|dich) auch .*|weitere (?:artikel|meldungen|nachrichten).*|"
    r"(?:les )?(?:articles les )?plus lus.*|sur le même (?:sujet|thème).*|à lire (?:aussi|également).*|"
    r"te puede interesar.*|lo más (?:leído|visto).*|noticias relacionadas.*|mais lid[oa]s.*|"
    r"(?:i )?più letti.*|potrebbe(?:ro)? interessarti.*|najczęściej czytane.*|zobacz (?:też|także|również).*|"
    r"ilgili haberler.*|(?:en )?çok okunan.*|meest gelezen.*|(?:mest|meist) (?:lest|läst|læst).*|"
    r"推[薦荐][閱阅][讀读].*|[熱热][門门](?:新[聞闻]|文章|排行).*|猜你喜[歡欢]|(?:인기|추천)\s?기사.*"
)
"""What opens the lists behind a text, as a pattern."""

COOKIES = ("ookie", "COOKIE", "クッキー", "ersonal information", "ersonal data", "hird parties")
CONSENT = re.compile(
    r"\b(?:your (?:browser|device)|(?:this|our) (?:web)?sites?|we (?:use|store)|opt[- ]?out|"
    r"wir (?:verwenden|nutzen|setzen)|unsere[rm]? website|nous utilisons|utilizamos|utilizziamo|używamy|"
    r"vi bruger|vi använder|wij gebruiken)\b|当サイト|本サイト|このサイト",
    re.IGNORECASE,
)


CAPTION_LINE = re.compile(
    r"(?:引用|出典|出処|写真|画像|撮影|提供|photo|foto|bild|image|credit)\s*[:：=＝/／]", re.IGNORECASE
)
CREDITED = re.compile(
    r"[▲▼△▽][^。]{0,80}。?[（(【\[](?:圖|图|照片|翻攝|摄)[^）)】\]]{0,24}[）)】\]]"
    r"|[^。]{0,80}[（(【\[](?:写真|画像|撮影|提供|写真提供|photo|foto|bild|사진)\s?(?:[:：=＝・/／]|by\s"
    r"|von\s)[^）)】\]]{1,40}[）)】\]]",
    re.IGNORECASE,
)
"""改修される広場（写真＝佐藤花子）"""
SOURCE_AT_END = re.compile(r"(?:[^。]*\s)?(?:引用|出典|写真提供|画像提供)[:：]\s*\S.{0,40}")
_COUNTER = re.compile(
    r"(?:アクセス|閲覧(?:数|回数)?|pv|views?|コメント(?:数)?|comments?|いいね!?|シェア|ツイート|조회(?:수)?"
    r"|댓글)[\s:：(（]*[\d,]*\s*[件回)）]?",
    re.IGNORECASE,
)
BUTTON = re.compile(
    r"(?:続き|つづき)を(?:読む|見る)[^、]{0,24}|もっと(?:読む|見る)[^、]{0,24}|(?:次|前)の?(?:ページ|記事"
    r"|写真)(?:へ|を.{0,8}|[\s:：→＞>].*)?|"
    r"記事を保存|(?:大きな文字で|このページを|この記事を)?印刷(?:する)?|この記事を(?:シェア|共有|ツイート|印刷)[^、]{0,24}|"
    r"シェアする|ツイートする|フォローする|"
    r"(?:story|article) continues (?:below|after).{0,20}|"
    r"advertisement \d{1,2}|article content|(?:don['’]t want to see this\? )?remove ads|"
    r"(?:広告|スポンサーリンク|PR|AD|Advert|Advertisement|Anzeige|Werbung|Publicidad|Pubblicità|광고)|"
    r"read(?: (?:more|next|on|now|all|also|full (?:article|story)|the (?:full )?(?:article|story|rest)))?\W*|"
    r"(?:continue reading|weiterlesen|mehr lesen|lire aussi|leer más).{0,12}|"
    r"czytaj (?:więcej|także|też|również)|leia (?:mais|também)|leggi anche|lees (?:meer|ook)|läs (?:mer|också)|"
    r"les (?:også|mer)|"
    r"читайте также|читати також|baca juga|devamını oku|schriftgröße anpassen!?|"
    r"(?:empfohlener )?(?:redaktioneller|externer) inhalt|.{0,12}(?:URL|リンク)[がを].{0,4}コピー.{0,12}|"
    r"(?:sign|log) in or (?:create an account|register|sign up)|or|back to (?:the )?gallery|view (?:images|gallery)|"
    r"list of \d+ items?|end of list|[請请]?[繼继][續续](?:往下)?[閱阅][讀读]\W*|"
    r"기사\s*URL.{0,12}|\$\$\w+\$\$|\{\{.{0,60}\}\}|\[?%%\w+%%\]?|\d{1,4}|\d+\s*/\s*\d+|[\W_]+",
    re.IGNORECASE,
)
_OF_OF = "of|/|von|de|sur|di|van|av"
_ON_PICTURE = (
    r"prev(?:ious)?|next|close|play|watch|video(?: ad)?|feedback|print|pin(?: it)?|save|share|tweet|facebook|twitter"
    r"|e-?mail|enlarge|zoom|expand|open|view|recipe|image|photo|gallery|full ?screen|(?:add|leave) a (?:comment|photo)"
    rf"|slideshow|(?:image|photo|bild|foto)? ?\d{{1,3}} ?(?:{_OF_OF}) ?\d{{1,3}}|\(?\d{{1,3}} (?:images|photos)\)?"
    r"|bildbeschreibung (?:ein|aus)blenden|bild vergrößern|vergrößern|ampliar(?: foto| imagen)?"
    r"|agrandir(?: l['’]image)?|ingrandisci|vergroot|powiększ|compartilhe|compartir|condividi|partager|teilen"
    r"|zurück|weiter|előző|következő|précédent|suivant|anterior|siguiente"
    r"|分享到?(?:微信|微博|qq)?|关闭|点击查看大图|확대|이미지 ?확대"
)
ON_PICTURE = re.compile(rf"(?:(?:{_ON_PICTURE})[\W_]*)+", re.IGNORECASE)
"""Buttons on a picture, printed where a caption would be: Print Pin, Previous Next, Slideshow (14 Images)."""
POINTER = re.compile(
    r"[\W_]*(?:(?:also |please )?(?:read|see|watch|listen|look) ?(?:more|also|next|this|too)?"
    r"(?: (?:on|about|here|at))?|"
    r"more(?: on this)?|"
    r"related(?: (?:articles?|stor(?:y|ies)|news))?|don['’]t miss|mehr (?:dazu|zum thema)|lesen sie (?:auch|mehr)|"
    r"siehe auch|"
    r"(?:à )?lire (?:aussi|également)|voir aussi|le[ea] (?:también|más)|relacionad[oa]s?|"
    r"leia (?:também|mais)|leggi anche|"
    r"関連(?:記事|ニュース|動画|リンク)?|[あ合]わせて読みたい|参考(?:記事)?|詳し[くい](?:は|記事は)"
    r"|こちらも(?:読む|どうぞ|おすすめ)?|"
    r"관련\s*기사|相关(?:阅读|新闻|报道)|延伸閱讀|相關(?:新聞|報導))[\W_]*",
    re.IGNORECASE,
)
"""What is beside the link to another article."""
POINTING = re.compile(
    r"[【\[〈《<＜(（▼▽▶►→■◆●◇>＞\s]+(?:関連(?:記事|ニュース|動画)?|[あ合]わせて読みたい|写真|画像|動画|フォト"
    r"|写真特集|参考記事|관련\s*기사|영상)"
    r"[】\]〉》>＞)）:：｜|\s]"
)
EMAIL_LINE = re.compile(r"\S{0,20}\s*[\w.+-]+[@＠][\w-]+(?:\.[\w-]+)+\s*")
END = re.compile(
    r"(?:コメント(?:欄|一覧|を(?:書く|投稿|する))?|この記事(?:の(?:著者|筆者|執筆者|関連記事)|に関する|をシェア).*|"
    r"関連(?:記事|ニュース|リンク|キーワード|タグ).*|"
    r"あわせて読みたい.*|(?:こんな|この|他の|ほかの)(?:記事|ニュース)も.*|.{0,14}ランキング|"
    r"人気(?:記事|の記事).*|おすすめ(?:記事|ニュース|の記事)?|"
    r"タグ|キーワード|ログイン|related (?:articles?|stories|news|content|topics).*|read (?:more|next|also):?.*|"
    r"more (?:on|from) .{0,40}|more:|don['’]t miss:?|相关(?:阅读|新闻|报道).*|延伸閱讀.*|相關(?:新聞|報導).*|"
    r"(?:leave a )?comments?|mehr zum thema.*|lesen sie auch.*|관련\s*기사.*|많이 본 (?:뉴스|기사).*|"
    rf"{ENDS})",
    re.IGNORECASE,
)
DATED = re.compile(r"\W*\d{1,4}\s*[年./-]\s*\d{1,2}")
DAY = re.compile(
    r"(?:[（(【\[|｜/／・→]?\s*(?:(?:公開|掲載|配信|更新|最終更新|作成|投稿|발행|입력|수정|승인"
    r"|등록)(?:日時?)?\s*[:：]?\s*)?"
    r"(?:(?:\d{4}|[令平昭]\w{1,3})\s*[年년./-]\s*\d{1,2}\s*[月월./-]\s*\d{1,2}[日일]?\.?"
    r"|\d{1,2}[月월]\s*\d{1,2}[日일]|\d{1,2}/\d{1,2}(?=\s?\d{1,2}[:：]))"
    r"[\s\d:：時時分秒시분()（）月火水木金土日曜월화수목금토일午前後오전후-]*"
    r"(?:[（(](?:日本時間|現地時間|JST|GMT|UTC)[）)])?(?:付?\s?[朝夕]刊(?:\s?[、・]?\s?\d{1,2}面)?|付|公開|掲載|配信|更新|입력|수정)?\s*[)）】\]]?\s*)+"
)
"""A line that is nothing but times."""
_SOURCED = re.compile(
    r"\d{4}[-年/.]\d{1,2}[-月/.]\d{1,2}日?\s*\d{1,2}[:：]\d\d.{0,6}(?:来源|來源|出处|出處)\s*[:：].{0,40}"
)
"""2026-11-17 08:21:00 来源: 青川日报."""
_OF_DESKS = re.compile(
    r"[（(【\[]?(?:\s*(?:责任编辑|责编|值班编辑|编审|审核|校对|初审|复审|终审|监制|(?:信息|稿件|文章|本文)?来源于?|出处"
    r"|发布(?:日期|时间)|(?:浏览|阅读|点击)(?:次数|量|数)?|字号|字体|分享到)\s*[:：]"
    r"\s*[^\s。：:，]{0,24}(?:\s\d{1,2}:\d\d(?::\d\d)?)?)+\s*[)）】\]]?"
    r"|[（(]\s?[一-鿿]{0,4}(?:整理|综合|编译|摘编|摘|转载|转)自[^（）()。]{2,40}[)）]"
)
"""Labels of Chinese desks, each with its value: 发布日期：2026-11-17 来源：青川日报, （责任编辑：王小明）."""
_FOLLOW = (
    r"[^「」]{0,80}(?:友[だ達]ち?追加|チャンネル登録|フォロー)"
    r"(?:は(?:こちら|下記)(?:から)?|[をも]?[^「」。]{0,6}お願い(?:します|いたします)|してください)[^「」。]{0,6}。?"
)
_WHOM = r"(?:follow|like|find|join) us|follow (?:me|him|her|them|@\w{1,20}|[^\W\d_]+(?: [^\W\d_]+){0,3})"
_TO_READERS = (
    rf"(?:please |you can )?(?:also )?(?:{_WHOM}) on (?:twitter|facebook|instagram|x|linkedin|youtube|tiktok|threads"
    r"|telegram|whatsapp|bluesky|mastodon|social media)\b(?![^.]{0,80}\b(?:said|says|wrote)\b).{0,100}|"
    r"read or share this story:? ?https?://\S{4,60}|"
    # Do you have a story for us? Email …
    r"(?:do you have|have you got|have|got) (?:a|an|any|some) (?:\w+ )?(?:stor(?:y|ies)|tips?|news|questions?|comments?"
    r"|feedback|thoughts|information|photos?|views?)\b[^.?]{0,60}\?"
    r" ?(?:please |you can |just )?(?:e-?mail|contact|write|call|let us know|get in touch|send)\b.{0,80}|"
    # Sign up for our newsletter to get stories like this in your inbox.
    r"(?:please |click here to )?(?:sign up|subscribe|register)(?: (?:here|now|today))? (?:for|to) (?:our|the|your)\b"
    r"[^.?]{0,60}\b(?:newsletters?|mailing list|briefings?|e-?mails?|alerts?|podcasts?|channel)\b"
    r"(?![^.]{0,80}\bsaid\b)[^.]{0,100}\.?|"
    r"(?:get|receive) (?:the |our |all )?[^.?]{0,60}\b(?:in|to) your inbox\b[^.]{0,60}\.?|"
    r"(?:new ?)?you can now (?:listen to|watch) [^.!?]{2,40}[!.]|"
    # Found a mistake? Select the text and press Ctrl+Enter.
    r"(?=[^+]*+\+)(?=.*(?:text|tekst|текст|fragment|фрагмент|ошибк|помилк|kļūd|klaid|greš|грешк|хиб|қате|error|typo|mistake))"
    r".{0,120}\bctrl\s?\+\s?enter\b.{0,80}|"
    r"(?:yuk,? )?(?:simak|lihat|tonton) juga video ini!?"
)
"""A line that asks readers to follow, to write or to subscribe."""
_PROMOTED = (
    r"[※＊*【\[（(]?\s?(?:この|本|当|こちらの)?(?:ページ|記事|サイト|ブログ|メディア|コンテンツ|投稿)(?:内|中)?[にではも、]{0,4}[^「」。]{0,16}"
    r"(?:広告|プロモーション|アフィリエイト|ＰＲ|PR)[^「」。]{0,8}[がをにも](?:[^「」。]{0,4})(?:含|掲載|利用|使用|参加)"
    r"[^「」。]{0,12}(?:ます|む|り)[。）)】\]]{0,2}"
)
"""What Japanese law asks of a page with advertising: 本ページはプロモーションが含まれています."""
_LIKE = (
    r"(?:この|本)(?:記事|投稿|ページ)が気に入ったら、?「?(?:いいね|フォロー|シェア|応援)[^。]{0,16}[!！。]?"
    r"(?:最新(?:情報|記事|ニュース)[^「」。]{0,16}(?:届け|受け取)[^「」。]{0,8}。?)?"
)
_OF_PAGE = (
    r"[^「」。]{0,24}JavaScript[^「」。]{0,30}(?:有効|オン|ON)[^「」。]{0,12}(?:ください|下さい)。?|"
    r"※?(?:この|本)?(?:記事|番組|コラム)?(?:[へにの]|について)?の?(?:ご)?(?:感想|意見)[^「」。]{0,16}(?:寄せ|聞かせ|送り)(?:ください|下さい)。?|"
    r"※\s?(?:この|本)記事は[^「」。]{0,24}(?:会員|有料)[^「」。]{0,24}公開し(?:た|ている)ものです。?"
)
"""JavaScriptを有効にしてください。 記事の感想をお寄せください。 ※この記事は会員限定記事を無料公開したものです。"""
_LOADING = r"(?:いいね[!！]?\s?[:：]?\s?)?(?:読み込み中|ロード中|loading)(?:です)?\s?[.…。]{0,3}"
_POLITE_END = r"(?:ます|です|ません|ください)。?"
CONTINUES = re.compile(
    r"(?:(?:この|本)記事は)?(?:約|およそ)?\d{1,3}分(?:\d{1,2}秒)?(?:ほど|程度)?で(?:読め|お読みいただけ|読み終わり|読了でき)ます。?|"
    rf"{_FOLLOW}|{_TO_READERS}|{_PROMOTED}|{_LIKE}|{_OF_PAGE}|{_LOADING}|"
    # 公開から1年以上が経過しています。内容が古くなっている場合があります。
    r"(?:この|本)(?:記事|ページ|投稿)は、?[^「」。]{0,24}(?:公開|更新|掲載|投稿|執筆|作成|書かれ)?[^「」。]{0,16}"
    r"(?:年|[かヶカケ]月|日)[^「」。]{0,6}(?:経過|経って|経ち|前の|前に)[^「」。]{0,24}"
    rf"{_POLITE_END}(?:[^「」。]{{0,40}}(?:情報|内容|記述|リンク)[^「」。]{{0,50}}{_POLITE_END}){{0,2}}|"
    r"(?:story|article) continues (?:below|after).{0,20}|(?:this )?advertisement has not loaded.{0,60}|"
    r"(?:続き|詳細|詳しく)は(?:こちら|次のページ)(?:で|へ|から)?(?:です|どうぞ|ご覧ください|お読みください)?。"
    r"|※?(?:写真|画像)は(?:イメージ|資料)(?:写真)?です。|"
    r".{0,12}(?:URL|リンク)[がを].{0,4}コピー.{0,12}|기사\s*URL.{0,12}",
    re.IGNORECASE,
)
"""Full sentences that are buttons or pointers all the same."""
may_continue = look_for(
    (
        *"読め 読み 読了 追加 チャンネル登録 フォロー 広告 プロモーション アフィリエイト 気に入った 感想 意見".split(),
        *"公開し ロード中 記事は ページは 投稿は はこちら は次のページ はイメージ は資料 リンク have got".split(),
        *"subscribe register inbox ctrl javascript loading continues advert url pr".split(),
        *(" on ", "sign up", "share this story", "you can now", "juga video", "ｐ"),
    )
)
"""Returns whether `CONTINUES` may match in a text."""
PAIR = re.compile(
    r"[^\W\d](?:[^:：。]{0,40}[^\s:：。])?\s?(?:(?<!\d)[:：]\s?\S|[:：]\s?[^\d\s])|(?:[＜<][^＜＞<>。]{2,30}[＞>]|[◇◆◎▽])"
    r"[^。]{0,30}(?:◇|\d{1,3}(?:日|節|回戦|試合)[^。]{0,60}$)"
)
"""A label and its value; the event that a text of sports begins with: ＜秋場所＞◇10日目◇国技館."""
_MINUTES = r"\d{1,3}(?:[-–]\d{1,3})?"
TO_READ = re.compile(
    rf"読了(?:時間|まで|の?目安)*\s?[:：]?\s?(?:約|およそ)?\s?{_MINUTES}分\S{{0,6}}|"
    rf"(?:estimated )?read(?:ing)? time\s?:?\s?(?:about )?{_MINUTES}\s?min(?:ute)?s?(?: read)?\.?|"
    rf"{_MINUTES}[- ]?min(?:ute)?s?\.? read|(?:lesezeit|lesedauer)\s?:?\s?(?:ca\. ?)?{_MINUTES}\s?min(?:uten?)?\.?|"
    rf"temps de lecture\s?:?\s?{_MINUTES}\s?min(?:utes?)?\.?|tiempo de lectura\s?:?\s?{_MINUTES}\s?min(?:utos?)?\.?",
    re.IGNORECASE,
)
may_take_time_to_read = look_for(("読了", "read", "lese", "lectur"))
"""Returns whether `TO_READ` may match in a text."""
_CONTENTS = re.compile(
    r"(?:この記事の)?(?:目次|もくじ)|(?:table of )?contents|inhalts(?:verzeichnis|übersicht)|sommaire|目[錄录]|목차",
    re.IGNORECASE,
)
FURNITURE = (
    _CONTENTS,
    _COUNTER,
    BUTTON,
    DAY,
    _SOURCED,
    _OF_DESKS,
    POINTER,
    TO_READ,
    re.compile(rf"{_FOLLOW}|{_TO_READERS}|{_PROMOTED}|{_LIKE}|{_OF_PAGE}|{_LOADING}", re.IGNORECASE),
)


PICTURE_LINE = re.compile(
    r"[▲△▼▽↑⬆←◀◁]\s?[^。]{2,60}|[^。＝=]{2,60}[＝=][^。＝=]{2,16}"
    r"|.{2,160}[\s.(\[](?:photo(?:graph|s)?|picture|image|credit|foto)(?: credit| courtesy)?"
    r"(?:\s?[:/]\s?| by | of )[^.]{2,40}[)\].]?"
    r"|.{2,160}\s(?:[©ⓒ]|\([cC]\)|fot\.|ph\.|фото:?|kuva:?|bilde:)\s?[^.]{2,40}[)\].]?",
    re.IGNORECASE,
)
