"""The words of printed dates: months, weekdays, labels and fillers of the languages that news portals print."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

# One line a language, twelve months; a bar splits the forms of one month.
_MONTH_LINES = """
january|jan february|feb march|mar april|apr may june|jun july|jul august|aug september|sep|sept october|oct \
november|nov december|dec
januar|jänner|jän februar|feber|febr märz|mär|mrz april mai juni juli august september|septbr oktober|okt november \
dezember|dez
janvier|janv février|févr|fév mars avril|avr mai juin juillet|juil août|aoû septembre|septe octobre novembre \
décembre|déc
enero|ene febrero marzo abril|abr mayo junio julio agosto|ago septiembre|setiembre octubre noviembre diciembre|dic
gennaio|gen|genn febbraio|febb marzo aprile maggio|mag giugno|giu luglio|lug agosto settembre|set|sett ottobre|ott \
novembre dicembre
janeiro fevereiro|fev março abril maio junho julho agosto setembro outubro|out novembro dezembro
gener|gen febrer març|març abril maig|mai juny juliol agost setembre octubre novembre desembre|des
xaneiro febreiro marzo abril maio xuño xullo agosto setembro outubro novembro decembro
januari februari maart|mrt april mei juni juli augustus september oktober november december
januarie februarie maart april mei junie julie augustus september oktober november desember
januari februari mars april maj juni juli augusti september oktober november december
januar februar marts april maj juni juli august september oktober november december
januar februar mars april mai juni juli august september oktober november desember
janúar febrúar mars apríl maí júní júlí ágúst september október nóvember desember
tammikuuta|tammikuu helmikuuta|helmikuu maaliskuuta|maaliskuu huhtikuuta|huhtikuu toukokuuta|toukokuu \
kesäkuuta|kesäkuu heinäkuuta|heinäkuu elokuuta|elokuu syyskuuta|syyskuu lokakuuta|lokakuu marraskuuta|marraskuu \
joulukuuta|joulukuu
jaanuar veebruar märts aprill mai juuni juuli august september oktoober november detsember
janvāris|janvārī februāris|februārī marts|martā aprīlis|aprīlī maijs|maijā jūnijs|jūnijā jūlijs|jūlijā \
augusts|augustā septembris|septembrī oktobris|oktobrī novembris|novembrī decembris|decembrī
sausio|sausis vasario|vasaris kovo|kovas balandžio|balandis gegužės|gegužė birželio|birželis liepos|liepa \
rugpjūčio|rugpjūtis rugsėjo|rugsėjis spalio|spalis lapkričio|lapkritis gruodžio|gruodis
stycznia|styczeń|sty lutego|luty|lut marca|marzec kwietnia|kwiecień|kwi maja|maj czerwca|czerwiec|cze \
lipca|lipiec|lip sierpnia|sierpień|sie września|wrzesień|wrz października|październik|paź listopada|lis \
grudnia|grudzień|gru
ledna|leden února|únor března|březen dubna|duben května|květen června|červen července|červenec srpna|srpen září \
října|říjen listopadu|listopad prosince|prosinec
januára|január februára|február marca|marec apríla|apríl mája|máj júna|jún júla|júl augusta septembra októbra \
novembra decembra
január|jan február|febr március|márc április|ápr május|máj június|jún július|júl augusztus szeptember|szept \
október november december
ianuarie|ian februarie martie aprilie mai iunie iulie august septembrie octombrie|oct noiembrie|noi decembrie
siječnja|siječanj veljače|veljača ožujka|ožujak travnja|travanj svibnja|svibanj lipnja|lipanj srpnja|srpanj \
kolovoza|kolovoz rujna|rujan - studenoga|studeni|studenog prosinca|prosinac
januarja|januarjem februarja marca|marec aprila maja|maj junija|junij julija|julij avgusta|avgust septembra \
oktobra novembra decembra
januara februara marta|mart aprila maja juna|jun jula|jul avgusta|avgust septembra|septembar oktobra|oktobar \
novembra|novembar decembra|decembar
јануара|јануар фебруара|фебруар марта|март априла|април маја|мај јуна|јун јула|јул августа|август \
септембра|септембар октобра|октобар новембра|новембар децембра|децембар
января|январь|янв февраля|февраль|фев марта|март|мар апреля|апрель|апр мая|май июня|июнь|июн июля|июль|июл \
августа|август|авг сентября|сентябрь|сен|сент октября|октябрь|окт ноября|ноябрь|ноя|нояб декабря|декабрь|дек
січня|січень|січ лютого|лютий|лют березня|березень|бер квітня|квітень|кві травня|травень|тра червня|червень|чер \
липня|липень|лип серпня|серпень|сер вересня|вересень|вер жовтня|жовтень|жов листопада|листопад|лис \
грудня|грудень|гру
студзеня лютага сакавіка красавіка мая чэрвеня ліпеня жніўня верасня кастрычніка лістапада снежня
януари февруари март април май юни юли август септември октомври ноември декември
ιανουαρίου|ιανουάριος|ιαν φεβρουαρίου|φεβρουάριος|φεβ μαρτίου|μάρτιος|μαρ απριλίου|απρίλιος|απρ \
μαΐου|μάιος|μαϊ|μαΐ ιουνίου|ιούνιος|ιουν ιουλίου|ιούλιος|ιουλ αυγούστου|αύγουστος|αυγ σεπτεμβρίου|σεπτέμβριος|σεπ \
οκτωβρίου|οκτώβριος|οκτ νοεμβρίου|νοέμβριος|νοε δεκεμβρίου|δεκέμβριος|δεκ
ocak|oca şubat|şub mart nisan|nis mayıs haziran|haz temmuz|tem ağustos|ağu eylül|eyl ekim|eki kasım|kas aralık|ara
yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr
janar shkurt mars prill maj qershor korrik gusht shtator tetor nëntor dhjetor
januari februari|pebruari maret|mac april mei jun|juni julai|juli ogos|agustus september oktober november|nopember \
disember|desember
jan feb mar apr mei jun jul agt|agu|ags sep okt nov des
enero pebrero marso abril mayo hunyo hulyo agosto setyembre oktubre nobyembre disyembre
januari februari machi aprili mei juni julai agosti septemba oktoba novemba desemba
janawari febhuwari mashi ephreli meyi juni julayi agasti septhemba okthoba novemba disemba
يناير|جانفي فبراير|فيفري مارس أبريل|ابريل|إبريل|أفريل مايو|ماي يونيو|جوان يوليو|جويلية أغسطس|أوت سبتمبر \
أكتوبر|اكتوبر نوفمبر ديسمبر
ינואר|בינואר פברואר|בפברואר מרץ|במרץ אפריל|באפריל מאי|במאי יוני|ביוני יולי|ביולי אוגוסט|באוגוסט ספטמבר|בספטמבר \
אוקטובר|באוקטובר נובמבר|בנובמבר דצמבר|בדצמבר
जनवरी फरवरी|फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर|सितम्बर अक्टूबर|अक्तूबर नवंबर|नवम्बर दिसंबर|दिसम्बर
জানুয়ারি ফেব্রুয়ারি মার্চ এপ্রিল মে জুন জুলাই আগস্ট|আগষ্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর
جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر
ژانویه فوریه مارس آوریل می ژوئن ژوئیه|جولای اوت|آگوست سپتامبر اکتبر نوامبر دسامبر
- شباط آذار|اذار نيسان أيار|ايار حزيران تموز آب أيلول|ايلول - - -
ဇန်နဝါရီ ဖေဖော်ဝါရီ မတ် ဧပြီ မေ ဇွန် ဇူလိုင် ဩဂုတ်|သြဂုတ် စက်တင်ဘာ အောက်တိုဘာ နိုဝင်ဘာ ဒီဇင်ဘာ
មករា កុម្ភៈ មីនា មេសា ឧសភា មិថុនា កក្កដា សីហា កញ្ញា តុលា វិច្ឆិកា ធ្នូ
ມັງກອນ ກຸມພາ ມີນາ ເມສາ ພຶດສະພາ ມິຖຸນາ ກໍລະກົດ ສິງຫາ ກັນຍາ ຕຸລາ ພະຈິກ ທັນວາ
ஜனவரி பிப்ரவரி மார்ச் ஏப்ரல் மே ஜூன் ஜூலை ஆகஸ்ட் செப்டம்பர் அக்டோபர் நவம்பர் டிசம்பர்
జనవరి ఫిబ్రవరి మార్చి ఏప్రిల్ మే జూన్ జులై|జూలై ఆగస్టు|ఆగస్ట్ సెప్టెంబర్|సెప్టెంబరు అక్టోబర్|అక్టోబరు \
నవంబర్|నవంబరు డిసెంబర్|డిసెంబరు
जानेवारी फेब्रुवारी मार्च एप्रिल मे जून जुलै ऑगस्ट सप्टेंबर ऑक्टोबर नोव्हेंबर डिसेंबर
જાન્યુઆરી ફેબ્રુઆરી માર્ચ એપ્રિલ મે જૂન જુલાઈ ઓગસ્ટ સપ્ટેમ્બર ઓક્ટોબર નવેમ્બર ડિસેમ્બર
ಜನವರಿ ಫೆಬ್ರವರಿ ಮಾರ್ಚ್ ಏಪ್ರಿಲ್ ಮೇ ಜೂನ್ ಜುಲೈ ಆಗಸ್ಟ್ ಸೆಪ್ಟೆಂಬರ್ ಅಕ್ಟೋಬರ್ ನವೆಂಬರ್ ಡಿಸೆಂಬರ್
ജനുവരി ഫെബ്രുവരി മാർച്ച് ഏപ്രിൽ മേയ്|മെയ് ജൂൺ ജൂലൈ|ജൂലായ് ഓഗസ്റ്റ്|ആഗസ്റ്റ് സെപ്റ്റംബർ|സെപ്തംബർ ഒക്ടോബർ നവംബർ ഡിസംബർ
ਜਨਵਰੀ ਫਰਵਰੀ ਮਾਰਚ ਅਪ੍ਰੈਲ ਮਈ ਜੂਨ ਜੁਲਾਈ ਅਗਸਤ ਸਤੰਬਰ ਅਕਤੂਬਰ ਨਵੰਬਰ ਦਸੰਬਰ
იანვარი|იანვარს|იან თებერვალი|თებ მარტი|მარ აპრილი|აპრ მაისი|მაი ივნისი|ივნ ივლისი|ივლ აგვისტო|აგვ \
სექტემბერი|სექ ოქტომბერი|ოქტ ნოემბერი|ნოე დეკემბერი|დეკ
հունվարի|հունվար փետրվարի|փետրվար մարտի|մարտ ապրիլի|ապրիլ մայիսի|մայիս հունիսի|հունիս հուլիսի|հուլիս \
օգոստոսի|օգոստոս սեպտեմբերի|սեպտեմբեր հոկտեմբերի|հոկտեմբեր նոյեմբերի|նոյեմբեր դեկտեմբերի|դեկտեմբեր
қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан
јануари февруари март април мај јуни јули август септември октомври ноември декември
มกราคม|ม.ค. กุมภาพันธ์|ก.พ. มีนาคม|มี.ค. เมษายน|เม.ย. พฤษภาคม|พ.ค. มิถุนายน|มิ.ย. กรกฎาคม|ก.ค. สิงหาคม|ส.ค. \
กันยายน|ก.ย. ตุลาคม|ต.ค. พฤศจิกายน|พ.ย. ธันวาคม|ธ.ค.
"""

# Weekdays, and what is printed between a day and its time of day.
_FILLERS = """
monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so
lundi mardi mercredi jeudi vendredi samedi dimanche lun mer jeu ven sam dim
lunes martes miércoles jueves viernes sábado domingo mié jue vie sáb dom
lunedì martedì mercoledì giovedì venerdì sabato domenica segunda terça quarta quinta sexta feira
maandag dinsdag woensdag donderdag vrijdag zaterdag zondag ma wo vr za zo
poniedziałek wtorek środa czwartek piątek sobota niedziela pon wt śr czw pt sob nd
pazartesi salı çarşamba perşembe cuma cumartesi pazar måndag tisdag onsdag torsdag fredag lördag söndag mandag
tirsdag lørdag søndag
понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс понеділок вівторок середа
четвер пʼятниця субота неділя
luni marți miercuri joi vineri sâmbătă duminică hétfő kedd szerda csütörtök péntek szombat vasárnap
maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai maanantaina tiistaina keskiviikkona torstaina
perjantaina lauantaina sunnuntaina pondělí úterý čtvrtek pátek neděle pondelok utorok streda štvrtok piatok
δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο κυριακή الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد
thứ hai ba tư năm sáu bảy chủ nhật ngày सोमवार मंगलवार बुधवार गुरुवार शुक्रवार शनिवार रविवार
senin selasa rabu kamis jumat sabtu minggu
at on the of um uhr den am à le a las los el de del alle ore il dia às os o godz r dnia saat kl klo den op om в г
года о р і and time date gada
local ora horas hours hrs kello
月曜 火曜 水曜 木曜 金曜 土曜 日曜 月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 日曜日 月 火 水 木 金 土 日 祝 日祝
土祝 月祝 曜日 頃 ごろ 現在 付 分 時 日付 日時
월 화 수 목 금 토 일 월요일 화요일 수요일 목요일 금요일 토요일 일요일 기사 날짜
星期一 星期二 星期三 星期四 星期五 星期六 星期日 星期天 周一 周二 周三 周四 周五 周六 周日 週一 週二 週三 週四
週五 週六 週日
一 二 三 四 五 六 时间 時間 t に
"""

_PUBLISHED = """
公開 掲載 配信 投稿 発信 発表 登録 作成 発行 初出 입력 등록 게재 발행 작성 승인 发布 發布 發佈 发表 發表 刊登
建立時間 建立时间 来源
published posted publish created issued released first\\ published on\\ air veröffentlicht publiziert erschienen
erstellt publié publiée paru créé publicado publicada creado pubblicato pubblicata publicat gepubliceerd geplaatst
publicerad publicerat publisert
publiceret udgivet julkaistu opublikowano publikacja dodano data\\ publikacji publikováno vydáno yayınlanma
yayın\\ tarihi giriş oluşturulma
publicată zveřejněno közzétéve publikálva udgivet offentliggjort δημοσίευση δημοσιεύθηκε δημοσιεύτηκε
تاريخ\\ النشر نشر\\ في نُشر\\ في نشر منشور פורסם प्रकाशित tayang xuất\\ bản eklenme
опубликовано опубліковано публикация създадено dipublikasikan diterbitkan đăng megjelent objavljeno datepublished
"""
_MODIFIED = """
更新 最終更新 修正 最終 改訂 改定 改稿 追記 修订 修訂 수정 업데이트 최종수정 최종 변경 修改 编辑 編輯
updated update last\\ updated last\\ modified modified edited revised aktualisiert stand geändert
letzte\\ aktualisierung letzte\\ (?:änderung|überarbeitung|bearbeitung) überarbeitet revision\\ date
(?:date\\ of\\ )?last\\ (?:revision|revised|modification|change) dernière\\ (?:révision|modification)
(?:última|ultima)\\ (?:revisión|modificación|revisão|revisione|modifica)
mis\\ à\\ jour modifié màj actualisé mise\\ à\\ jour actualizado actualizada modificado aggiornato aggiornata modificato
modifica atualizado
última\\ actualización última\\ atualização atualizada ultimo\\ aggiornamento actualizat actualizată
ultima\\ actualizare τελευταία\\ ενημέρωση ενημερώθηκε آخر\\ تحديث تم\\ التحديث עודכן अपडेट módosítva
utolsó\\ frissítés aktualizace aktualizované upraveno muokattu
aangepast bijgewerkt laatste\\ update gewijzigd uppdaterad uppdaterat oppdatert opdateret päivitetty aktualizacja
zaktualizowano aktualizováno
güncelleme güncellendi güncellenme son\\ güncelleme обновлено изменено оновлено diperbarui cập\\ nhật frissítve
ažurirano datemodified
"""
# Of something else than the page: periods, deadlines, the days of a manuscript. Without what follows a day.
_OTHER = """
(?:公開|掲載|配信|開催|募集|申込|申込み|放送|実施|受付)?期間 会期 開催(?:日時?)? 受付 受理
(?:(?:公開|掲載|配信|販売|放送|受付|募集)?終了|(?:販売|予約|受付|募集)?開始|開幕|閉幕|公演|試合|実施|調査|訪問|イベント|オープン)日時?
(?:公開|掲載|配信|販売|募集)終了 (?:販売|予約|募集)開始 (?:受稿|受領|採択|採録)日? (?:取得|閲覧|アクセス|録音)日時?
撮影 生年月日 没年月日 지면(?:일자|게재)?(?!보기)
(?<=\\W)(?:発売号?|号(?!外)|開催|開幕|開店|上映|公演|締め?切り?|生まれ)
締切 締め切り 申込期限 有効期限 期限 (?:発売|放送|放映|上映|開店|施行)(?:開始)?日時?
(?:取材|撮影|収録|執筆|発生|視聴)日時? thema\\ im\\ programm
erstausstrahlung sendetermin preisstand air\\ date first\\ aired 初回放送
received accepted submitted(?!\\ by|\\ on\\ \\w{3,9},) deadline expires valid\\ until
(?:available|embargoed)\\ (?:un)?til available\\ to retrieved accessed (?:recorded|filmed|interviewed)(?:\\ on)?
photo\\ taken fact-?checked medically\\ reviewed next\\ review last\\ checked (?:event|closing|start|end|visit)\\ date
offer\\ ends comments\\ close date\\ of\\ birth born died print\\ issue in\\ print(?:\\ on)? effective(?:\\ date)?
(?:beginn|begin|ende|einlass|begins|starts|ends|inicio|início|inizio|fine)(?=\\s?:)
eingereicht angenommen gültig\\ bis reçu accepté recibido aceptado
"""
THAI = re.compile("[\u0e00-\u0e7f]")
_OPENING = re.compile(r"(?:^|\(\?:|\||\)\??)([^\W\d_])")


def without_accents(word: str) -> str:
    """Return *word* without accents."""
    return "".join(c for c in unicodedata.normalize("NFD", word.replace("ı", "i")) if not unicodedata.combining(c))


def _month_names() -> Iterator[tuple[str, int]]:
    for line in _MONTH_LINES.strip().replace("\\\n", "").splitlines():
        names = line.split()  # "-" where a name means another month in a language with more readers
        if len(names) != 12:
            raise ValueError(f"expected twelve months a line, got {len(names)}: {line}")
        for number, forms in enumerate(names, start=1):
            yield from ((unicodedata.normalize("NFKC", form), number) for form in forms.split("|") if form != "-")


def _months() -> dict[str, int]:
    exact: dict[str, int] = {}
    for name, number in _month_names():
        if exact.setdefault(name, number) != number:
            raise ValueError(f"expected one month for {name!r}, got {exact[name]} and {number}")
    plain = {without_accents(name): number for name, number in exact.items() if name.isascii() or not THAI.search(name)}
    return plain | exact


def _alternation(words: Iterable[str]) -> str:
    """Return a pattern of *words*: those of Latin, Greek or Cyrillic letters as whole words only."""
    ordered = sorted(words, key=len, reverse=True)
    whole = "|".join(word for word in ordered if _is_whole(word))
    return "|".join([*(word for word in ordered if not _is_whole(word)), rf"\b(?:{whole})\b"])


def _is_whole(word: str) -> bool:
    return word[0].isalpha() and word[0] < "\u0500"


def _openings(words: Iterable[str]) -> str:
    """Return the letters that may open one of *words* within a word; a pattern has them at the start of its parts."""
    return "".join(sorted({letter for word in words if not _is_whole(word) for letter in _OPENING.findall(word)}))


def _words(table: str) -> list[str]:
    return [word.replace("\0", r"\s?") for word in table.replace("\\ ", "\0").split()]


MONTHS: dict[str, int] = _months()
"""Name of a month in lower case → 1 to 12."""

ARABIC_MONTHS = {
    "كانون الثاني": "يناير", "تشرين الأول": "أكتوبر", "تشرين الاول": "أكتوبر", "تشرين الثاني": "نوفمبر",
    "كانون الأول": "ديسمبر", "كانون الاول": "ديسمبر",
}  # fmt: skip
"""Months of the Levant that have two words → their names elsewhere."""

FILLERS: frozenset[str] = frozenset(unicodedata.normalize("NFKC", _FILLERS).split())
"""Words that may be around a date and do not change which day it is."""

_ALL_LABELS = [*_words(_OTHER), *_words(_MODIFIED), *_words(_PUBLISHED)]
# The look ahead keeps letters that open no label from being tried with each of 250 words.
LABEL = re.compile(
    rf"(?=[{_openings(_ALL_LABELS)}]|\b[^\W\d_])(?:(?P<other>{_alternation(_words(_OTHER))})|(?P<modified>{_alternation(_words(_MODIFIED))})|(?P<published>{_alternation(_words(_PUBLISHED))}))"
)
"""A printed label: published, modified, or of something else."""

LAST_UPDATE = re.compile(
    r"(?:\blast\s(?:updated?|modified)|\bletzte\s(?:aktualisierung|änderung)|\bdernière\smise|\b(?:última|ultima)\sa[ct]|\bultimo\sagg"
    r"|\bτελευταία\sενημ|\bson\sgüncelle|\bпоследнее\sобн|آخر\sتحديث)\D{0,4}\d{1,2}[:.]\d\d"
)
"""What is before the time of day of an update, behind its day."""

THAI_YEARS = 543
"""Thai years minus ours."""
