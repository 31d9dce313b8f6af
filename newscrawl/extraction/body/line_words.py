"""What portals print between the paragraphs of a text and at its end, in their languages.

The tables of labels and pointers are of whole lines, as letters alone. A `Vocabulary` is of lines that have no other
word: a sentence of the news always has one.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from newscrawl.text import letters

_ADVERTS = """
anzeige|werbung|publicité|pub|publicidad|pubblicità|publicidade|advertentie|reclame|reklama|reklam|реклама|hirdetés
publicitate|διαφήμιση|διαφημιση|annons|annonse|annonce|mainos|ilmoitus|إعلان|اعلان|الإعلان|تبليغات|تبلیغات|פרסומת
iklan|quảng cáo|publicitat|oglas|reklāma|โฆษณา|विज्ञापन|advertisement|advertising|publi|sponsorisé|patrocinado|anuncio
anúncio|sponsorizzato|gesponsert|gesponsord|sponsrad|sponset|sponsoreret|artykuł sponsorowany|на правах рекламы
"""
_TO_OTHERS = """
lire aussi|à lire aussi|lisez aussi|lire également|à lire également|à voir aussi|voir aussi|voir également
lire la suite
notre dossier|sur le même sujet|pour aller plus loin|retrouvez aussi|écouter aussi
lesen sie auch|lesen sie mehr|lesen sie hier|lesen sie dazu|lesen sie dazu auch|lesen sie außerdem|lesen sie weiter
mehr zum thema
mehr dazu|mehr lesen|mehr zu|das könnte sie auch interessieren|auch interessant|passend dazu|siehe auch|hintergrund
lesetipp|zum thema|zum weiterlesen|dazu passend
lea también|lee también|leer también|lea más|lee más|leer más|te puede interesar|le puede interesar
te podría interesar
puede interesarte|quizás te interese|también te puede interesar|además|ver más|ver también|más información
noticia relacionada
mira también|mirá también|conozca más|seguí leyendo
leggi anche|leggi di più|leggi pure|vedi anche|guarda anche|potrebbe interessarti|potrebbe interessarti anche
per approfondire
approfondisci|ti potrebbe interessare|approfondimento|articolo correlato
leia também|leia mais|leia ainda|veja também|veja mais|saiba mais|confira também|ler mais|ler também|assista também
notícia relacionada
lees ook|lees meer|lees verder|bekijk ook|zie ook|ook interessant|luister ook|meer lezen
czytaj też|czytaj także|czytaj również|czytaj więcej|przeczytaj też|przeczytaj także|przeczytaj również|zobacz też
zobacz także|zobacz również|sprawdź też|polecamy|warto przeczytać|zobacz więcej|przeczytaj
читайте также|читайте по теме|читайте еще|читайте ещё|по теме|смотрите также|читать также|материалы по теме|подробнее
читайте подробнее|см также|еще по теме|ещё по теме
читайте також|читати також|дивіться також|до теми|за темою|вас може зацікавити|прочетете още|вижте още|още по темата
läs också|läs även|läs mer|se även|se också|missa inte|mer läsning
les også|les mer|se også|les og|følg med|læs også|læs mere|hør også
lue myös|lue lisää|katso myös|kuuntele myös
ayrıca okuyun|ayrıca bakınız|bunu da okuyun|ilgili haber|ilgili haberler|ilginizi çekebilir
bunlar da ilginizi çekebilir
devamını oku|benzer haber|oku
اقرأ أيضا|اقرأ أيضًا|إقرأ أيضا|اقرأ المزيد|شاهد أيضا|شاهد أيضًا|مواضيع ذات صلة|قد يهمك|بیشتر بخوانید|קראו גם
čtěte také|přečtěte si také|přečtěte si|čtěte více|související|mohlo by vás zajímat|prečítajte si|čítajte aj|súvisiace
olvassa el ezt is|olvasd el ezt is|ez is érdekelheti|kapcsolódó|kapcsolódó cikk|ajánlott|lásd még|olvasta már
citește și|citeşte şi|citiți și|citește mai mult|citește mai multe|vezi și|vezi mai mult|pe aceeași temă
te-ar putea interesa
διαβάστε επίσης|διαβάστε ακόμα|διαβάστε ακόμη|διαβάστε περισσότερα|δείτε επίσης|δείτε ακόμα|διαβάστε σχετικά
baca juga|baca selengkapnya|simak juga|lihat juga|baca|simak|tonton juga|baca lagi
xem thêm|đọc thêm|mời bạn đọc thêm|tin liên quan|đọc tiếp|xem ngay
pročitajte i|pročitajte još|vidi još|citiți mai mult|llegiu també|llegeix també|อ่านเพิ่มเติม|อ่านต่อ|यह भी पढ़ें
ये भी पढ़ें
related|related story|related article|read also|read more|also read|see also|see more|watch|watch also
in case you missed it
up next|recommended|recommended reading|must read|explore more|explainer|editors choice|editors pick|dig deeper
more on this story
keep reading|further reading|suggested reading|background
"""
_SHARING = """
partager|imprimer|envoyer|enregistrer|envoyer par e-mail|envoyer par mail|copier le lien|offrir cet article
teilen|drucken|merken|kopieren|per e-mail|per e-mail teilen|link kopieren|artikel teilen|vorlesen|artikel drucken
compartir|imprimir|enviar|guardar|copiar enlace|enviar por correo|condividi|stampa|invia|salva|copia link
copia il link
compartilhar|copiar link|salvar|partilhar|delen|afdrukken|kopieer link|bewaren|deel dit artikel|udostępnij|drukuj
skopiuj link|zapisz|dela|skriv ut|spara|kopiera länk|dela artikeln|del|kopier lenke|gem|jaa|tulosta|tallenna
kopioi linkki
paylaş|yazdır|kaydet|bağlantıyı kopyala|поделиться|распечатать|скопировать ссылку|сохранить|поділитися|роздрукувати
sdílet|vytisknout|uložit|zdieľať|megosztás|nyomtatás|distribuie|printează|share|print|save|gift this article|copy link
share this article|email this article|bagikan|salin tautan|chia sẻ|κοινοποίηση|εκτύπωση|شارك|طباعة|مشاركة
share this story|share this post|share this|kindly share this story|compartir esta noticia|compartilhe|condividi su
compartilhe esta notícia|partager cet article|شارك المقال|شارك الخبر|شیئر کریں|শেয়ার করুন
"""
_RIGHTS = """
tous droits réservés|tous droits de reproduction et de représentation réservés|reproduction interdite
alle rechte vorbehalten
todos los derechos reservados|reproducción prohibida|prohibida su reproducción|todos os direitos reservados
reprodução proibida|proibida a reprodução|tutti i diritti riservati|tutti i diritti sono riservati
riproduzione riservata
alle rechten voorbehouden|wszelkie prawa zastrzeżone|все права защищены|усі права захищені|tüm hakları saklıdır
alla rättigheter förbehållna|all rights reserved|minden jog fenntartva|toate drepturile rezervate
všechna práva vyhrazena
جميع الحقوق محفوظة
"""
_GO_ON = """
continue continues continuez suite poursuit continúa sigue continua prosegue verder door fortsätter fortsetter
fortsætter jatkuu
weiter weiterlesen fortgesetzt ciąg dalszy dalsza reszta część pokračuje continuă folytatódik devamı продолжение
"""
_SHOWN = """
advertisement ad ads advert anzeige werbung publicité pub publicidad anuncio pubblicità annuncio publicidade anúncio
propaganda
advertentie reclame annonsen reklamen annoncen mainoksen reklamą reklamou publicitate reclamă hirdetés reklamdan
рекламы
photo picture image video vidéo bild video photo foto vídeo video immagine imagem bilden videon klippet grafiken
bildet videoen
billedet kuvan videon grafiikan grafikken tweet grafiek afbeelding kaart wideo zdjęciem galerią grafiką filmem
videem fotografií
fotogalerií galerií obrázkem grafikou видео фото фотографии below bajo abajo sotto ci-dessous
"""
_AROUND = """
the this article story text reading after below under our l'article de la le cette votre lecture après sous cet
article
der die das dem des artikel text beitrag geht wird unter nach unterhalb el la los noticia artículo información texto
leyendo
después tras debajo il lo l'articolo articolo lettura a leggere dopo o a matéria notícia artigo após depois da do
lendo
tekst artikel het de verhaal gaat loopt onder na artikeln texten efter artikkelen saken teksten etter artiklen
juttu artikkeli teksti jälkeen alla artykułu tekstu materiału pod za znajduje się materiałem článek clanek text dále
articolul știrea textul după a cikk cikkünk után haberin haber yazının sonra после под
"""
_CONTINUED = """
passer la publicité|passer l'annonce|skip advertisement|saltar publicidad|pular anúncio|salta la pubblicità
nach der anzeige weiterlesen|weiterlesen nach der anzeige|weiterlesen nach der werbung
hier geht es nach der anzeige weiter
mehr nach der werbung|mehr nach der anzeige|la suite après cette publicité
haberin devamı|haberin devamı için tıklayın|haberin devamı aşağıda|haberin devamı için aşağı kaydırın|yazının devamı
scroll to continue with content|scroll to continue|scroll down to continue|gulir untuk lanjut membaca
lanjutkan membaca|advertisement scroll to continue|advertisement story continues below
story continues below advertisement
advertisement article continues below this ad|article continues below this ad|article continues after ad
story continues below
article continues after advertisement|continue reading below|keep scrolling to read|story continues
hirdetés után folytatódik|a cikk a hirdetés után folytatódik|a cikk lentebb folytatódik
cikkünk a hirdetés után folytatódik
продолжение ниже|продолжение после рекламы|читать далее|текст продовжується після реклами|la nota continúa abajo
sigue abajo
"""
_TO_HEAR = """
listen to this article|listen to this story|listen|artikel anhören|beitrag anhören|écouter l'article
écouter cet article
écoutez cet article|escuchar el artículo|escuchar|escuchar la noticia|escucha este artículo|ascolta l'articolo|ascolta
luister naar dit artikel|beluister dit artikel|ouvir notícia|ouvir|ouça este conteúdo|lyssna på artikeln|lyssna
posłuchaj artykułu|posłuchaj|lytt til artikkelen|lyt til artiklen|kuuntele artikkeli|kuuntele juttu|haberi dinle
dengarkan artikel|poslechnout článek|getting your trinity audio player ready
your browser does not support the audio element
"""
_SUBSCRIBERS = """
abonné abonnés abonnées abonnez abonnez-vous abonner s'abonner abonnement abonnenten abonnentinnen abonnieren abo
plus-abo
suscriptor suscriptores suscríbete suscríbase suscribirse suscribirte suscripción abonados hazte
abbonato abbonati abbonarsi abbonarti abbonamento assinante assinantes assine assinatura assinar
abonnee abonnees abonneer lid leden prenumerator prenumeratorów prenumeratorom prenumerata prenumeratę subskrypcja
subskrybentów subskrypcję подписчик подписчикам подписчиков подписка подписке подписку подпишитесь передплатникам
передплатників передплату підписникам prenumerant prenumeranter prenumerera prenumeration abonnent abonnenter
tilaajille tilaaja tilaajalle tilaa tilaus tilauksen předplatitele předplatitelům předplaťte předplatné předplatným
predplatiteľov predplatné előfizető előfizetők előfizetőknek előfizetőink előfizetéssel fizessen abone abonelere
aboneler aboneliği abonelik abonați abonaților abonament συνδρομητές συνδρομή pelanggan berlangganan
"""
_READ = """
réservé réservée réservés exclusivement lire suite weiterlesen lesen nur exklusiv exclusivo exclusiva leer leyendo
solo sólo
seguir riservato riservata esclusivo esclusiva leggere lettura ler lendo lezen verder alleen exclusief tylko
wyłącznie czytać
czytaj dalej только читать дальше лише читати endast bara läsa läs kun bare lese les læse læs vain lue lukea
lukemista jen
pouze číst čtěte čítať len csak olvasáshoz folytatáshoz yalnızca sadece okumak okuyun doar numai citi citiți μόνο
hanya
membaca reste restent
article contenu artikel beitrag inhalt contenido artículo noticia contenuto articolo conteúdo matéria artykuł treść
материал
статья матеріал стаття artikeln innehåll innehållet saken artikkelen juttu jutun článek obsah cikk içerik haber yazı
"""
_AROUND_WALLS = """
cet cette ce article contenu est aux à nos de la l'article le les pour vous il lire intégralité déjà connectez-vous se
connecter dès et en votre un accès
dieser dieses beitrag artikel inhalt ist für unsere unserem unserer mit jetzt anmelden den ganzen und einem diesen
este esta contenido artículo noticia es para nuestros el sigue continúa continuar y accede inicia sesión con una tu al
questo contenuto articolo è agli ai per gli i nostri continua continuare a accedi ed con l'articolo il
conteúdo matéria texto é nossos continue o acesse tenha acesso
dit is voor onze om te log in of en met een het hele deze
dalszy dalsza ciąg część artykułu artykuł tekst tekstu treść dostępny dostępna dostępne jest dla naszych wykup kup
dostęp
zaloguj się aby żeby pełny cały i
материал статья текст доступен доступна для по оформите чтобы полная версия наших и продолжить чтение матеріал стаття
доступний доступна щоб оформіть
det här är en för våra logga att vidare fortsätta innehåll innehållet låst hela artikeln och
denne saken artikkelen er for våre logg inn å videre fortsette hele du må være
artikel vores ind at du skal være
tämä juttu artikkeli on ja koko jatka kirjaudu jutun vain meidän
tento článek je pro naše a si dál přihlaste se chcete celý obsah pokračovat tento text chcete
cikk ez tartalma tartalom teljes érhető el elő érhetők be lépjen
bu içerik haber yazı içindir özeldir devamını tamamını için olun yapın giriş yalnız
este acest articol pentru noi abonează-te continua
αυτό το άρθρο είναι για τους
artikel ini untuk khusus baca
"""


_IN_ROWS = """
文字サイズ|文字の大きさ|小|中|大|標準|拡大|縮小|印刷|印刷する|保存|共有|シェア|シェアする|ツイート|ポスト
ポストする|はてブ|はてなブックマーク|LINE|LINEで送る|Facebook|X|note|Pocket|メール|コピー|リンクをコピー
URLをコピー|ブックマーク|コメント|いいね|いいね！|フォロー|RSS|Threads|Bluesky|추천|좋아요|댓글|공유|공유하기
인쇄|인쇄하기|프린트|스크랩|글자크기|글자 크기 변경하기|글씨크기 조절하기|글자크기조정|본문 요약봇|본문듣기
텍스트 음성 변환 서비스 사용하기|SNS 보내기|URL복사|URL 복사|번역 설정|카카오톡|페이스북|트위터|밴드|공감
게시글 관리|구독하기|가|크게|작게|打印|关闭|收藏|分享|微博|微信|朋友圈|QQ空间|缩小字体|放大字体|字号|字体|字號
字級|大|中|小|列印|收藏本文|點讚|留言|複製連結|分享給朋友
"""
"""Buttons that portals print side by side in one line."""


class Vocabulary(NamedTuple):
    """The words of one kind of line."""

    must: frozenset[str]
    """One of them is in the line."""

    about: frozenset[str]
    """One of them, too."""

    words: frozenset[str]
    """All words that may be in it."""


def _table(lines: str) -> frozenset[str]:
    return frozenset(letters(form) for line in lines.split("\n") for form in line.split("|") if form.strip())


def _vocabulary(must: str, about: str, around: str) -> Vocabulary:
    return Vocabulary(*(frozenset(words.split()) for words in (must, about, f"{must} {about} {around}")))


LABELS = _table(_ADVERTS) | _table(_CONTINUED) | _table(_TO_HEAR) | _table(_RIGHTS) | _table(_SHARING)
"""Labels of adverts, of what goes on behind one, of a player, buttons to share, and claims of rights."""
IN_ROWS = _table(_IN_ROWS)
"""Buttons of a row, each in an element of its own."""
POINTERS = _table(_TO_OTHERS)
"""What is beside the link to another article: Lees ook, Czytaj też."""
GOES_ON = _vocabulary(_GO_ON, _SHOWN, _AROUND)
"""The text goes on below the picture."""
KEPT = _vocabulary(_SUBSCRIBERS, _READ, _AROUND_WALLS)
"""The rest is for subscribers: Denna artikel är endast för prenumeranter. A word to subscribe alone is a button."""

_ASKS = (
    "please |kindly |follow|join|subscribe|like|click|download|únete|sígu|sigu|suscr|participe|siga|inscreva|acesse|"
    "clique|rejoign|suiv|abonn|retrouv|segui|iscriv|unisc|folg|подпис|читайт|слідку|присоед|приєдн|takip|abone|katıl|"
    "bergabung|ikuti|dapatkan|theo dõi|dołącz|obserw|zapisz|polub|sleduj|přihlas|követ|csatlakoz|urmăr|ακολουθ|تابع|"
    "اشترك|انضم|volg|följ|følg"
)
_OUR = (
    r"our|us|nuestr[oa]s?|noss[oa]s?|notre|nos|nous|nostr[oai]|ci|unser\w*|uns|onze?|ons|vår\w*|oss|vores|naš\w*|nasz\w*|nas|"
    r"наш\w*|нас|bizi|kami|chúng|μας|channels?|canal|canale|kanal\w*|канал\w*|قناتنا|قناة|saluran|kênh"
)
_NETWORKS = "whatsapp|telegram|newsletter|facebook|instagram|google|youtube|tiktok|viber|bluesky|واتساب|تلغرام"
INVITE = re.compile(
    rf"(?=.*(?:{_NETWORKS}))(?:{_ASKS})\w*\b[^.:“”\"]{{0,80}}?\b(?:{_OUR})\b.*",
    re.IGNORECASE,
)
"""Joins the reader to a channel: Follow our channel on WhatsApp."""
OPENING = 3
OPENINGS = frozenset(word[:OPENING] for word in _ASKS.split("|"))
"""The first letters of what may be one: a look at them costs a tenth."""
