"""The letters that are frequent in each language, and how much a text looks like it; the encodings of alphabets."""

from __future__ import annotations

import re
from functools import cache

_HIRAGANA = "".join(map(chr, range(0x3041, 0x3097)))
_KATAKANA = "".join(map(chr, range(0x30A1, 0x30FD)))
_PUNCTUATION = "、。「」『』（）・ー！？：／　〜～，．“”…《》【】‘’·"
_KANJI = (
    "日一国人年大十二本中長出三時行見月後前生五間上東四今金九入学高円子外八六下来気小七山話女北午百書先名川千水半男西電校語土"
    "木聞食車何南万毎白天母火右読友左休父雨会同事自社発者地業方新場員立開手力問代明動京目通言理体田主題意不作用度強公持野以思家"
    "世多正安院心界教文元重近考画海売知集別物使品計死特私始朝運終台広住無真有口少町料工建空急止送切転研足究楽起着店病質待試族銀"
    "早映親験英医仕去味写字答夜音注帰古歌買悪図週室歩風紙黒花春赤青館屋色走秋夏習駅洋旅服夕借曜飲肉貸堂鳥飯勉冬昼茶弟牛魚兄犬妹"
    "姉漢政議民連対部合市内相定回選米実関決全表戦経最現調化当約首法性的要制治務成期取都和機平加受続進数記初指権支産点報済活原共得"
    "解交資予向際勝面告反判認参利組信在件側任引求所次昨論官増係感情投示変打直両式確果容必演歳争談能位置流格疑過局放常状球職与供役"
    "構割身費付由説難優夫収断石違消神番規術備宅害配警育席訪乗残想線命映"
)
_SIMPLIFIED = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
    "十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形"
    "相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展"
    "五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战"
    "先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白"
    "教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且"
)
_TRADITIONAL = (
    "的一是在不了有和人這中大為上個國我以要他時來用們生到作地於出就分對成會可主發年動同工也能下過子說產種面而方後多定行學法所民得經"
    "十三之進著等部度家電力裡如水化高自二理起小物現實加量都兩體制機當使點從業本去把性好應開它合還因由其些然前外天政四日那社義事平形"
    "相全表間樣與關各重新線內數正心反你明看原又麼利比或但質氣第向道命此變條只沒結解問意建月公無系軍很情者最立代想已通並提直題黨程展"
    "五果料象員革位入常文總次品式活設及管特件長求老頭基資邊流路級少圖山統接知較將組見計別她手角期根論運農指幾九區強放決西被做必戰先"
    "回則任取據處隊南給色光門即保治北造百規熱領七海口東導器壓志世金增爭濟階思術極交受聯什認六共權收證改清己美再採轉更單風切打白教速"
    "花帶安場身車例真務具萬每目至達走積示議聲報完類八離華名確才科張信馬節話米整空元況今集溫傳土許步群廣石記需段研界拉林律台灣港媒"
)
_HANGUL = (
    "이다는을의에가고하지를로한은서기도사자스어시일그나아리해대정보인있수과부라전제원장만상들주면게구니으성여러비동적안우공무국마요와"
    "위유오했진명되조경선연세방치것화소신실양행계일모관생문내회영미당학난할중입트재달있발후던습말년월물약임터산업때지않건추의통남개까"
    "권단출민지최분현강속불차법북없노론했김려려더체두집용며따금타반보번채결반투증거음드감심식천팀"
)
COMMON: dict[str, frozenset[str]] = {
    "ja": frozenset(_HIRAGANA + _KATAKANA + _PUNCTUATION + _KANJI),
    "zh-hans": frozenset(_SIMPLIFIED + _PUNCTUATION),
    "zh-hant": frozenset(_TRADITIONAL + _PUNCTUATION),
    "ko": frozenset(_HANGUL + _PUNCTUATION),
}
"""Language → its frequent letters and marks."""


_MARKS = "“”„‘’‚«»–—…•·°€£§©®™\xa0\xad"
_CYRILLIC = "абвгдежзийклмнопрстуфхцчшщыьэюяёіїєґў"
_USUAL = {
    "cp1252": "éèàäöüßñóíáúçêâôûëïîìòùåøæãõœÉÄÖÜÀÇÅØ¿¡º½",
    "cp1250": "ąćęłńóśźżáčďéěíňřšťúůýžäöüßőűăâîşţđŚŁŻČŠŽÁÉ",
    "iso8859_2": "ąćęłńóśźżáčďéěíňřšťúůýžäöüßőűăâîşţđŚŁŻČŠŽÁÉ",
    "cp1254": "çğıöşüâîûİŞÇÖÜĞ",
    "cp1257": "āčēģīķļņšūžąęėįųõäöüŠČŽĀ",
    "cp1251": _CYRILLIC,
    "koi8_r": _CYRILLIC,
    "cp1253": "αβγδεζηθικλμνξοπρστυφχψωάέήίόύώςϊ",
    "cp1255": "אבגדהוזחטיכלמנסעפצקרשתםןףץך",
    "cp1256": "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةأإآءئؤپچژگ،؟",
    "cp874": "กขคงจฉชซญณดตถทธนบปผพฟภมยรลวศษสหอะัาำิีึืุูเแโใไๆ็่้์",
}
ALPHABETS = {codec: frozenset(usual + _MARKS) for codec, usual in _USUAL.items()}
LATIN_CODECS = frozenset({"cp1252", "cp1250", "iso8859_2", "cp1254", "cp1257"})
CODEC_OF_LANGUAGE = {
    "ru": "cp1251", "uk": "cp1251", "bg": "cp1251", "be": "cp1251", "sr": "cp1251", "mk": "cp1251", "pl": "cp1250",
    "cs": "cp1250", "sk": "cp1250", "hu": "cp1250", "sl": "cp1250", "hr": "cp1250", "ro": "cp1250", "tr": "cp1254",
    "el": "cp1253", "he": "cp1255", "ar": "cp1256", "fa": "cp1256", "et": "cp1257", "lt": "cp1257", "lv": "cp1257",
    "th": "cp874",
}  # fmt: skip

SAMPLE = 6000
"""So many characters of a page beyond ASCII show whether it is written language."""
_ASCII = bytes(range(128))
_BAD = re.compile("[\ufffd\x80-\x84\x86-\x9f\ue000-\uf8ff\U000f0000-\U0010ffff]")
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fc]")


def beyond_ascii(text: str) -> str:
    """Return the characters of *text* beyond ASCII. To drop bytes takes a tenth of a search for the others."""
    return text.encode("utf-8", "surrogatepass").translate(None, _ASCII).decode("utf-8", "surrogatepass")


def plausibility(sample: str, language: str) -> float:
    """Return 0.0 to 1.0: the share of *sample*, characters beyond ASCII, that is frequent in *language*.

    Characters that mean no text (replacements, controls, private use) count five times against it.
    """
    if not sample:
        return 1.0
    good = sum(map(len, _common_runs(language).findall(sample)))
    if language.startswith("zh"):
        # Hiragana has the same place in the Japanese and the Chinese sets: it is evidence of Japanese.
        good -= len(_KANA.findall(sample))
    return max(0.0, (good - 5 * bad_count(sample)) / len(sample))


def bad_count(others: str) -> int:
    """Return how many of *others*, characters beyond ASCII, mean no text."""
    return len(_BAD.findall(others))


@cache
def _common_runs(language: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(''.join(COMMON[language]))}]+")
