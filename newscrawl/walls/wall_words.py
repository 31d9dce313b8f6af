"""Sentences of pages that are in front of a site: checks, refusals, logins, consent, failures; in four languages.

Compared like the sentences of `gone_words`: without white space and punctuation, and whole.
"""

from __future__ import annotations

import re
from typing import Literal

WallState = Literal["challenge", "forbidden", "login", "consent", "password", "unavailable"]
"""`challenge`: a check for bots. `forbidden`: a refusal. `login`: a login page, or an article for members only.
`consent`: a page that asks for consent, or for an age. `password`: an article that its author keeps behind a password.
`unavailable`: maintenance, an error, a browser that is too old."""


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns))


WALLS: dict[WallState, re.Pattern[str]] = {
    "challenge": _any(
        r"(?:お客様が|あなたが)?(?:人間|ロボット)(?:である|でない|ではない)(?:こと|か)(?:を|の|どうかを)?確認(?:しています|します|中です|してください|が必要です)",
        r"(?:アクセス|セキュリティ|接続)(?:の)?(?:確認|チェック|検証)(?:中|中です|しています)?|私はロボットではありません",
        r"ブラウザー?を(?:確認|チェック|検証)しています|.{0,24}(?:通常と異なる|不審な|異常な)(?:アクセス|通信|トラフィック)[がを](?:検出|検知|確認).{0,12}",
        r"justamoment|(?:verifying|verify|confirm|confirming|checking)(?:that)?(?:if)?youarea?human|pleaseverifythatyouarenotarobot",
        r"press(?:and)?holdtoconfirmyouareahuman[a-z]{0,16}|pardonourinterruption|attentionrequired|humanverification"
        r"|(?:security|robot|bot|captcha)(?:check|challenge|verification)|checkingyourbrowser[a-z]{0,40}|areyouarobot"
        r"|imnotarobot|.{0,60}unusual(?:traffic|activity)from.{0,40}",
        r"bestätigensie(?:bitte)?dasssie(?:ein)?(?:mensch|keinroboter)sind|nureinenmoment|sicherheits(?:über)?prüfung|sicherheitsabfrage",
        r"wirhabenungewöhnlichen(?:daten)?verkehr.{0,40}",
        r"사람인지확인(?:하는중입니다|중입니다|합니다)|자동입력방지(?:문자)?|보안(?:확인|검사)(?:중입니다)?"
        r"|비정상적인(?:접근|트래픽)[이가](?:감지|발견)(?:되었습니다|됐습니다)",
    ),
    "forbidden": _any(
        r"(?:403)?(?:アクセス|閲覧)(?:が)?(?:拒否|制限|遮断|禁止)(?:されました|されています|されております|しました)?",
        r"(?:error)?(?:403)?(?:forbidden|accessdenied|accesstothispagehasbeendenied)|youdonthavepermissiontoaccess.{0,90}"
        r"|(?:sorry)?youhavebeenblocked|requestblocked|(?:error)?(?:451)?unavailable(?:due|for)(?:to)?legalreasons"
        r"|(?:sorry)?(?:this(?:content|site|page|website|article)is)?notavailablein(?:your|this)(?:country|region|location)",
        r"zugriffverweigert|inihremlandnichtverfügbar|(?:403)?접근[이가](?:거부|차단)(?:되었습니다|됐습니다)|접근거부|접속차단",
    ),
    "login": _any(
        r"(?:会員|マイページ|メンバー|アカウント)?(?:に)?(?:ログイン|サインイン|login|logon|signin)"
        r"(?:ページ|画面|フォーム|page|form|が必要です|してください)?",
        r"(?:この|こちらの|本)?(?:記事|ページ|コンテンツ)?(?:の(?:続き|全文))?[はを]?(?:有料|無料|有料会員|無料会員|会員|購読者)(?:の方)?"
        r"(?:限定|専用|のみ)(?:の)?(?:記事|コンテンツ|ページ)?(?:です|となっております|となります|公開です)?",
        r"(?:この|本)?(?:記事)?(?:の)?続き(?:を|は).{0,30}(?:登録|ログイン|購読).{0,12}(?:必要です|ください)",
        r"(?:this|the)?(?:full)?(?:article|story|content|page)?(?:is)?(?:reserved|exclusively|available|only)*(?:for|to)?(?:our|registered|paying)?"
        r"(?:subscribers|members|users)only|(?:subscribe|register|login|signin)(?:now)?to(?:continue|keep)(?:reading)?"
        r"|(?:please)?(?:login|signin)(?:toread|tocontinue|toview)[a-z]{0,24}",
        r"anmelden|einloggen|anmeldung(?:erforderlich)?|(?:dieser)?(?:artikel|beitrag|inhalt)?(?:ist)?nurfür(?:abonnenten|mitglieder|registrierte(?:nutzer)?)",
        r"jetztweiterlesen(?:mit.{1,12})?|로그인(?:페이지|이필요합니다|후이용하실수있습니다|후이용해주세요)?"
        r"|(?:이기사는)?(?:유료)?(?:회원|구독자)전용(?:기사|콘텐츠|서비스)?(?:입니다)?",
    ),
    "consent": _any(
        r"(?:cookies?|クッキー|プライバシー)(?:の)?(?:使用|利用)?(?:に関する|への|に|の)?(?:同意|設定|consent|settings|preferences)"
        r"(?:のお願い|の確認)?(?:について)?",
        r"(?:続行|閲覧|利用)?(?:する)?(?:には)?同意(?:が必要です|のお願い|の確認|してください)|年齢(?:の)?確認|あなたは(?:18|20)歳以上ですか",
        r"beforeyoucontinue(?:to[a-z]{0,20})?|wevalueyourprivacy|yourprivacychoices|ageverification|areyou(?:over|atleast)?(?:18|21)(?:yearsorolder)?",
        r"mitwerbung(?:weiterlesen|oderimabolesen)|[a-z]{0,20}mitwerbungoderimabolesen|(?:cookie|datenschutz|privatsphäre)(?:n)?einstellungen|zustimmungerforderlich",
        r"쿠키(?:사용|이용)?(?:에대한)?(?:동의|설정)(?:안내)?|개인정보(?:이용)?동의|연령확인",
    ),
    "unavailable": _any(
        r"(?:ただいま|現在|只今)?(?:システム|サーバー?|サイト|サービス)?(?:の)?(?:緊急|定期|臨時)?メンテナンス(?:中|のお知らせ|のご案内|を?実施中)?"
        r"(?:です|となっております|しております|しています|を?(?:実施|行って)(?:しています|しております|います|おります))?",
        r"(?:ただいま|現在|只今)?(?:大変)?(?:アクセス|回線)?[がは]?(?:混雑|混み合って|集中)(?:して)?(?:います|おります)|(?:ただいま|現在)?サービスを?(?:停止|休止)(?:中です|しています|しております)",
        r"(?:予期せぬ|予期しない|システム|サーバー?)?エラーが発生(?:しました|いたしました|しています)|(?:システム|内部|サーバー?|データベース)?エラー",
        r"(?:ご利用|お使い|ご使用|ご覧)の(?:環境|ブラウザー?)(?:について|は(?:サポートされていません|対応していません|対象外です))|推奨環境(?:のご案内|について)?"
        r"|.{0,30}javascriptを有効にして(?:ください|いただく必要があります)|しばらくお待ちください",
        r"(?:(?:site|down|were|is|currently)*(?:under|for|undergoing)?)?(?:scheduled|planned)?maintenance(?:mode|inprogress|work)?|wellbeback(?:soon|shortly)"
        r"|(?:service|site|website)?(?:is)?(?:temporarily)?unavailable|(?:an)?(?:unexpected|internal|server|application|database)*error(?:occurred|hasoccurred)?"
        r"|errorestablishingadatabaseconnection|(?:oops)?somethingwentwrong|.{0,12}enable(?:javascript|js)(?:and.{0,40}|to.{0,40})?"
        r"|(?:your|unsupported|this)browser(?:is)?(?:notsupported|outdated)?|(?:please)?(?:update|upgrade)yourbrowser",
        r"wartungs(?:arbeiten|modus|seite)|(?:unsere|diese|die)(?:seite|website)wirdgerade(?:gewartet|überarbeitet)|(?:derzeit|vorübergehend)nicht(?:verfügbar|erreichbar)"
        r"|(?:ein)?fehler(?:istaufgetreten)?",
        r"(?:서비스|시스템|서버)?점검(?:중입니다|안내|중)|(?:일시적인|시스템)?오류가발생(?:했습니다|하였습니다)|잠시만기다려(?:주세요|주십시오)|잠시만기다리십시오",
    ),
}
"""In the order in which a page's words are tried."""

_TO_THE_READER = re.compile(
    r"ください|下さい|お待ち|お試し|ご利用|ご覧|ご確認|ご不便|ご迷惑|お客様|お使い|当サイト|本サイト|弊社"
    r"|お手数|申し訳|恐れ入り|ボタン"
    r"|세요\b|주십시오|바랍니다|하실 수|고객님|죄송합니다|이용하실|계속하려면"
    r"|\b[Yy]our?\b|\b[Pp]lease\b|\b[Ww]e\b|\b[Oo]ur\b"
    r"|\bBitte\b|\b[A-ZÄÖÜ]\w+en Sie\b|\bSie (?:werden|können|müssen|dürfen|haben)\b|\bIhre?[mnrs]?\b"
    r"|\b[Ww]ir\b|\b[Uu]nsere?[mnrs]?\b"
)


def addresses_the_reader(block: str) -> bool:
    """Return whether *block* turns to whoever reads the page, as notices do, and articles only where they quote."""
    return bool(_TO_THE_READER.search(block))
