"""Forms of whole lines that turn to the reader: the rest is for subscribers, passwords, rights, embedded contents."""

from __future__ import annotations

import re

from newscrawl.text import look_for

_THIS = r"(?:この|本|こちらの|当)?"
_PIECE = r"(?:記事|コンテンツ|ページ|投稿|全文|続き|本文|サービス|部分)"
_POLITE = r"(?:です|ます|ました|ません|ください|下さい|でしょう|しょう)?[。.!！]?"
_PLACE = rf"(?:{_THIS}{_PIECE}?(?:の(?:続き|全文))?|こちら|(?:ここから|この|これ(?:より)?)(?:先|以降)|以降|以下)"
"""What is for members: この記事の続き, ここから先."""
_MEMBERS = (
    r"(?:(?:有料|無料|プレミアム|デジタル|電子版|読者|定期|法人|Web|ウェブ)・?){0,2}"
    r"(?:会員|購読者|登録者|契約者|読者)(?:様|の方)?"
)
_READ = r"(?:お読み|ご覧|閲覧|購読|読み放題|利用|使え|お?読め|お?読む|見る|見られ)"
_JOIN = r"(?:登録|ログイン|購読|会員|契約|入会|申し?込|加入|購入)"
_OR = r"(?:(?:ログイン|(?:無料|有料)?会員登録)(?:[（(]無料[）)])?(?:または|もしくは|か|・|、))?"
_LEFT = r"約?[\d,]+\s*(?:文字|字)"
WALL = re.compile(
    rf"{_PLACE}?(?:は、?)?(?:こちらは)?(?:「[^「」]{{1,24}}」の)?{_MEMBERS}(?:だけ|のみ|限定|専用|向け)(?:[のがに])?{_PIECE}?"
    rf"(?:となります|となっております|となっています|になります|公開中|です|でご利用いただけます"
    rf"|{_READ}(?:でき|いただけ|になれ)?{_POLITE})?"
    rf"[。.]?(?:残り[：:]?[\d,]+文字.{{0,12}})?"
    rf"|{_PLACE}は(?:、?)有料(?:会員|購読者)?(?:限定|専用|向け)?(?:の)?{_PIECE}?(?:です|となります"
    rf"|となっています|になります)[。.]?"
    # 残り1,203文字（全文：1,560文字）, 続きをみるには 残り 1,200字／画像3枚
    rf"|[（(\[【]?(?:続きを(?:みる|見る|読む)には?)?\s*{_THIS}(?:記事は|ここから先は)?(?:全文|続き"
    rf"|本文)?[：:]?残り\s*[：:]?\s*{_LEFT}"
    rf"\s*(?:[（(]?[/／、]?\s*全文[：:]?\s*{_LEFT}[）)]?)?(?:\s*[/／、]\s*(?:画像|写真)\s*\d+[枚点])?(?:です"
    rf"|あります)?[）)\]】。]?"
    rf"|ここから先は(?:\s*{_LEFT}.{{0,12}})?"
    rf"|(?:無料|有料)?会員登録(?:[（(]無料[）)])?で、?{_THIS}(?:記事の)?(?:続き|全文)[がをも][^「」。]{{0,8}}{_READ}(?:いただけ|でき|になれ)?{_POLITE}(?:る)?"
    rf"|.{{0,24}}(?:続き|全文|ここから先|この先)(?:を(?:お)?(?:読む|読み(?:いただく|になる)?|ご覧(?:いただく|になる)"
    rf"|閲覧(?:する)?)に?は|は)、?"
    rf"[^「」]{{0,40}}{_JOIN}[^「」]{{0,24}}(?:が必要|ください|下さい|いただけ|お読み|ご覧|閲覧){_POLITE}"
    rf"|(?:この|本|こちらの){_PIECE}を(?:お?読|ご覧|閲覧|見)[^「」]{{0,8}}(?:に"
    rf"|ため)は、?[^「」]{{0,20}}{_JOIN}[^「」]{{0,16}}(?:必要|ください|下さい){_POLITE}"
    rf"|(?:(?:有料|無料)?会員(?:登録)?(?:に(?:なる|登録する)|する)|(?:有料|月額)?(?:プラン|コース"
    rf"|会員)[にへ]?(?:ご)?{_JOIN}(?:み|いただく|する)?)と、?[^「」]{{0,24}}"
    rf"(?:記事|全文|続き|コンテンツ|機能)[^「」]{{0,24}}{_READ}(?:いただけ|になれ|でき|る|ます)?{_POLITE}"
    rf"|(?:今すぐ|いますぐ|無料で|まずは)?{_OR}(?:無料|有料)?(?:会員)?{_JOIN}(?:[（(]無料[）)])?(?:を?して|を?すると"
    rf"|し)、?{_THIS}(?:記事の)?(?:続き|全文)[をが](?:お?読[むみめ]|見る|ご覧|閲覧)[^「」。]{{0,12}}"
    r"|(?:全)?(?:記事|コンテンツ)が?読み放題(?:の)?(?:プラン|コース)?(?:[へは]?(?:こちら|登録(?:する)?))?[!！]?"
    r"|(?:初回|初月|今なら|月額).{0,24}読み放題[!！]?"
    # ログインまたは会員登録が必要です, 会員の方はログインしてください
    rf"|(?:閲覧(?:する)?には?、?)?{_OR}(?:ログイン|(?:無料|有料)?会員登録)(?:[（(]無料[）)])?が必要(?:です|となります)[。.]?"
    rf"|(?:すでに|既に)?{_MEMBERS}は、?(?:こちら(?:から|で)?)?ログイン(?:してください|する|はこちら)?[。.]?"
    # English: to continue reading, subscribe; this article is for subscribers only; you have reached your limit
    r"|to (?:continue|keep) reading.{0,20}(?:subscribe|log ?in|sign (?:in|up)|register|become an?).{0,60}"
    r"|to read (?:this|the (?:full|rest of (?:this|the))) ?(?:article|story|piece).{0,20}(?:subscribe|log ?in"
    r"|sign (?:in|up)|register|become an?).{0,60}"
    r"|(?:please )?(?:subscribe|log ?in|sign (?:in|up)|register|create (?:a|your) free account"
    r"|become an? (?:member|subscriber)|start your (?:free )?trial)"
    r"(?: now| today| for free| or register| or subscribe)? (?:to|and|for) (?:continue|keep|unlock|get (?:full "
    r"|unlimited )?access|(?:read|access|view|see) (?:this|the|full|more|rest|all|unlimited)).{0,60}"
    r"|(?:this|the|the rest of this|the rest of the|the full|the remainder of this)? ?(?:article|content|story"
    r"|page|post|text)? ?(?:is )?(?:only )?"
    r"(?:available |reserved |exclusive(?:ly)? |restricted )?(?:only )?(?:for |to )(?:our )?(?:paid |paying "
    r"|premium |registered |digital )?"
    r"(?:subscribers?|members?|users?)(?: only| on the .{1,40} tiers?(?: only)?)?\W*"
    r"|(?:this |the )?(?:article|content|story|page|post)? ?(?:is )?(?:subscribers?|members?)[- ]only(?: (?:article"
    r"|content|story))?\W*"
    r"|you(?:['’]ve| have) (?:reached|used|read|hit) (?:your|all|the).{0,30}(?:free |article "
    r"|story )(?:articles?|stories|limit).{0,30}"
    r"|(?:subscribe|sign up|register)(?: now| today)? for (?:full|unlimited) access.{0,40}"
    r"|continue reading (?:with|by) .{0,20}subscri\w+\W*"
    r"|this is (?:an? )?(?:premium|subscribers?|members?)(?:[- ]only)? (?:content|article|story|post)\W*"
    r"|(?:want to|would you like to|to) (?:read more|keep reading|continue)\? (?:subscribe|log ?in|sign up"
    r"|register).{0,40}"
    r"|already (?:a |have an? )?(?:subscri\w+|member|account)\?? ?(?:please )?(?:log|sign) ?in.{0,12}"
    # others
    r"|(?:dieser (?:artikel|beitrag|inhalt) ist )?(?:exklusiv )?nur für (?:unsere )?(?:abonnentinnen und )?(?:a"
    r"bonnenten|mitglieder|registrierte nutzer)"
    r"(?: (?:lesbar|zugänglich))?\W*"
    r"|(?:jetzt )?weiterlesen mit .{0,30}(?:abo|plus|premium|\+).{0,12}|(?:jetzt )?mit [^\s.]{1,16} weiterlesen\W*"
    r"|(?:cet |l['’])?(?:article|contenu)(?: est)? réservé aux? (?:nos )?abonnés\W*|(?:la suite"
    r"|le reste) (?:de cet article )?est réservée? (?:à nos |aux )abonnés\W*"
    r"|il vous reste [\d.,]+ ?% de cet article à lire.{0,60}"
    r"|(?:contenido|artículo|noticia|conteúdo|contenuto|articolo)? ?(?:exclusiv[oa]|sol[oa]"
    r"|riservat[oa]) (?:para|agli|per gli) "
    r"(?:suscriptores|assinantes|abbonati)\W*"
    r"|이 (?:기사|콘텐츠|글)[은는] .{0,14}(?:회원|구독자|독자)\s?(?:전용|만|에게만).{0,20}"
    r"|(?:本文|此文|该文|全文|以下内容|以下內容)[为為]?(?:付费|付費|会员|會員|订阅|訂閱).{0,12}|(?:登[录錄入]"
    r"|订阅|訂閱)[后後]?(?:即?可)?(?:[阅閱][读讀]|查看)(?:全文|更多).{0,8}"
    # 訂閱會員即可閱讀全文, 加入会员，解锁完整内容, 本文為會員專屬文章, 전문은 구독 후 읽을 수 있습니다
    r"|(?:立即|马上|馬上|[请請])?(?:(?:订阅|訂閱|加入|成为|成為|登录|登錄|登入|付费|付費|购买|購買|开通|開通)或?){1,2}"
    r"(?:[^\W_]{0,4}(?:会员|會員|帳號|账号|订阅|訂閱)[后後]?|[后後])[，,]?(?:即可|即|就能|可以?|以)?(?:[继繼][续續])?"
    r"(?:(?:免[费費]|[畅暢]享|無限)?(?:[阅閱][读讀]|查看|[观觀]看|解[锁鎖]|看)){1,2}(?:全文|更多|完整|全部|所有|本文|[剩其][余餘]).{0,8}"
    r"|(?:[此本该該]文(?:章)?|[这這]篇文章)?[为為是]?(?:(?:付费|付費|订阅|訂閱)?(?:会员|會員)|(?:订阅|訂閱)[者户戶])"
    r"(?:[专專][属屬享]|限定|独享|獨享)(?:的)?(?:文章|[内內]容|[报報][导導道]|全文)?"
    r"|(?:이 기사의 )?(?:전문|나머지|전체 내용|이어지는 내용)[은는을를]? .{0,20}"
    r"(?:로그인|구독|가입|결제)(?:하면|하시면| 후| 후에)"
    r"(?: .{0,12})? ?(?:읽을|보실|볼|이용하실|확인하실|열람하실) 수 있습니다\.?"
    r"|(?:로그인|구독)(?:하면|하시면| 후에?) .{0,8}(?:전문|나머지|전체|기사)[^.]{0,16}수 있습니다\.?"
    r"|(?:로그인|구독)(?:하고| 후) (?:전문|전체 기사|기사 전문|나머지)(?:을|를)? (?:읽기|보기|읽어 ?보세요|확인하세요)",
    re.IGNORECASE,
)
may_be_wall = look_for(
    (
        *"会員 読者 登録 契約 有料 残り 続き 全文 ここから先 ログイン 購読 読み放題 パスワード プラン コース".split(),
        *"入会 込 加入 購入 회원 독자 로그인 구독 결제 가입 비밀번호 成为 成為 购买 購買 开通 開通 付费 付費".split(),
        *"会员 會員 订阅 訂閱 登录 登錄 登入 subscri log sign read regist member user account become premium".split(),
        *"trial you password abonn mitglied nutzer weiterlesen suscriptor assinante abbonat".split(),
        "il vous reste",
    )
)
"""Returns whether `WALL` or `PASSWORD` may match in a text: it has one of their words. A look costs a tenth."""
PASSWORD = re.compile(
    rf"{_THIS}{_PIECE}?[はを]?(?:閲覧する|読む|見る)?(?:に|ため"
    rf"|の)?[はに]?パスワード(?:で保護されて(?:いるため|おり)?[^「」]{{0,50}}"
    rf"(?:います|おります|ください)|を(?:ご)?入力(?:してください|すると[^「」]{{0,20}}(?:ます|れる))"
    rf"|が必要です)[。.]?(?:閲覧するには[^「」]{{0,24}}ください[。.]?)?"
    r"|(?:this|the) (?:content|post|page|article) is password[- ]protected\..{0,90}"
    r"|이 (?:콘텐츠|글|페이지)[은는] 비밀번호로 보호되어 있습니다.{0,60}",
    re.IGNORECASE,
)
RIGHTS = re.compile(
    r"[^「」。]{0,60}(?:無断(?:での|で)?|許可なく|許諾なく)[^「」。]{0,30}(?:お断り(?:します|いたします"
    r"|しております)?|(?:を|は)?(?:固く)?禁(?:じます|ず|じております)|"
    r"(?:を|は)?(?:固く)?禁止(?:します|いたします|です|されています)?|厳禁(?:です)?)[。.]?"
    r"|[^「」。]{0,30}(?:の)?著作権は[^「」。]{0,40}(?:に帰属(?:します|しています|いたします)|が(?:保有"
    r"|所有)(?:します|しています))[。.]?(?:[^「」。]{0,60}禁[^「」。]{0,8}。?)?"
    r"|(?:.{0,80}(?:©|\(c\)|（c）|copyright|\d{4}).{0,60})?all rights reserved\W*"
    r"(?:this (?:material|content|article)\b[^.]{0,60} may not be (?:published|reproduced|copied)\b[^.]{0,160}\.)?"
    r"|this document is subject to copyright\b.{0,300}"
    r"|[^「」。]{0,40}(?:未[经經][^「」。]{0,16}(?:不得|禁止|[严嚴]禁|[谢謝]绝)[^「」。]{0,10}|(?:[严嚴]禁|禁止|[谢謝]绝)|如需)"
    r"(?:[转轉][载載]|摘编)(?:[^「」。的]{0,40}|[^「」。的]{0,12}[请請][^「」。]{0,60})[。.]?"
    r"|[^「」。]{0,24}[转轉][载載][^「」。]{0,8}[请請][务務]?必?[注註]明[^「」。]{0,24}[。.]?"
    r"|(?:[^.。]|\.(?=\w)){0,60}무단\s*전재[^.。]{0,40}(?:금지|금합니다)\W*(?:20\d\d/\d\d/\d\d \d\d:\d\d 송고)?",
    re.IGNORECASE,
)
COPYRIGHT = re.compile(
    r"(?:[©ⓒ](?![のをはがと])|[(（]c[)）]|&copy;|copyrights?\s*(?:[©ⓒ:：,]|\(c\)|\d{4}|by\b|(?:notice|information)\W*$)"
    r"|(?:著作権|copyrights?)\s*[:：=＝])"
    r"[^。]{0,150}",
    re.IGNORECASE,
)
may_claim = look_for("转载 转載 轉載 轉载 摘编 無断 許可なく 許諾なく 著作権 rights 무단 © ⓒ (c （c copy".split())
"""Returns whether `RIGHTS` or `COPYRIGHT` may match in a text: a look costs a tenth."""
EMBED = re.compile(
    r"이 기사는 언론사에서 \S{1,12} 섹션으로 분류했습니다\.?|(?:기사\s?)?제보는 .{0,40}|"
    r"[※＊*]?\s?PDF[^「」。]{0,24}(?:Adobe|Acrobat|Reader)[^「」。]{0,40}(?:必要です|ください|できます)。?|"
    r"原題\s?[:：].{4,160}|[(（][^()（）]{2,40}を(?:追加|更新|修正|加筆)(?:して更新)?(?:します|しました)[)）]|"
    r"不用抽 不用搶.{0,60}|(?:點我|按我|立即)下載\s?APP.{0,40}|"
    r"(?:特[别別]|免[责責]|版[权權])[声聲]明\s?[:：].{0,200}|notice: the content above .*|"
    r"dieses thema im programm\s?:.*|über dieses thema berichte[nt]e? .{0,120}|"
    r"この記事に関する.{0,30}(?:投稿|シェア|いいね).{0,40}の合計です。?|"
    r"save my name, e-?mail.{0,60}next time I comment\.?|次回のコメントで使用するため.{0,60}保存(?:する|します)。?|"
    r"meinen namen, (?:meine )?e-mail.{0,90}speichern\.?|enregistrer mon nom, (?:mon )?e-mail.{0,90}commentaire\.?|"
    r"guarda mi nombre, correo.{0,90}comente\.?|"
    r"an dieser stelle find\w+ (?:du|sie) (?:einen externen|externe).*|ich bin damit einverstanden, dass mir .*|"
    r"(?:du kannst|sie können) (?:ihn|sie|es) (?:dir|sich) mit einem klick.*|"
    r"(?:damit |dadurch )?(?:können )?personenbezogene daten (?:können|werden)?.{0,40}drittplattform.*|"
    r"(?:this|the) (?:content|video|post) is (?:not available (?:by|due|from)|hosted by|provided by)"
    r".{0,60}(?:cookies?|consent|settings|privacy|region|third part|embed).*|"
    r"(?:to|um) (?:view|see) this (?:content|post|video).*"
    r"(?:cookies?|consent|settings|accept|enable|javascript|click|log ?in).*",
    re.IGNORECASE,
)
"""Notices in place of what another site shows, and the label of a box in the form for comments."""
