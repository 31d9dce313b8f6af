"""Articles that speak of captchas, missing pages, cookies and passwords, in our own words: name → page."""

from __future__ import annotations

from tests.walls.layouts import article

HONEST: dict[str, str] = {
    "captchas, Japanese": article(
        "「私はロボットではありません」はなぜ消えるのか",
        "画像を選ばせる認証が、この秋から姿を消しつつある。大手の通販サイトは十月、購入画面から画像認証を外した。",
        "担当者は「人間であることを確認する手間で、買い物をやめる客が一割いた」と話す。代わりに使うのは端末の動きを見る仕組みだ。",
        lang="ja",
    ),
    "captchas, English": article(
        "Why you are asked to prove that you are human",
        "The small box with the words “I'm not a robot” turns twenty next spring, and its inventors want it gone.",
        "Researchers in Leeds found that programs now solve picture riddles faster than people do. Two of the largest "
        "providers said on Thursday that they will stop showing them by the end of next year.",
        lang="en",
    ),
    "captchas, Korean": article(
        "‘로봇이 아닙니다’ 인증, 내년부터 사라진다",
        "정부는 20일 공공 누리집에서 자동입력 방지 문자를 없애기로 했다. 고령층과 장애인의 불편이 크다는 지적에 따른 것이다.",
        "행정안전부 관계자는 “사람인지 확인하는 다른 방법을 상반기 안에 마련하겠다”고 말했다.",
        lang="ko",
    ),
    "captchas, German": article(
        "Bitte bestätigen Sie, dass Sie kein Roboter sind",
        "Der Satz begleitet uns seit Jahren durchs Netz. Nun zeigt eine Studie aus Jena, dass er kaum noch jemanden aufhält.",
        "Die Forscher ließen Programme gegen zweihundert Freiwillige antreten. Die Programme waren schneller und machten "
        "weniger Fehler, sagte die Leiterin der Gruppe am Freitag.",
        lang="de",
    ),
    "a firewall's failure, English": article(
        "“Just a moment…”: half the web stood still for an hour",
        "Millions of readers saw the same three words on Tuesday morning. A faulty update at a large network provider kept "
        "browsers in an endless check of their connection.",
        "The company apologised. “Access denied” pages appeared on the sites of banks, papers and two ministries.",
        lang="en",
    ),
    "a firewall's failure, Japanese": article(
        "通信障害で「しばらくお待ちください」 銀行や新聞社のサイトにも",
        "二十日朝、国内の多くのサイトで接続の確認画面が続く障害が起きた。配信網の設定の誤りが原因で、一時間後に復旧した。",
        "利用者からは「何度試してもアクセスが拒否された」との声が相次いだ。運営会社は再発防止策をまとめるとしている。",
        lang="ja",
    ),
    "404, Japanese": article(
        "404エラーの画面で遊べる 市役所の工夫が話題に",
        "「お探しのページは見つかりません」。市の公式サイトでこの画面が出ると、特産の梨が転がるゲームが始まる。",
        "考えたのは広報課の職員三人だ。見つからない残念さを楽しさに変えたかったという。公開から一週間で五万人が遊んだ。",
        lang="ja",
    ),
    "404, English": article(
        "Page not found: how the error 404 got its number",
        "It is the best-known failure of the web, and nearly every story told about it is wrong.",
        "There never was a room 404 at the laboratory in Geneva. The number simply came fourth in a list of errors that "
        "are the reader's fault, says one of the engineers who wrote it.",
        lang="en",
    ),
    "404, Korean": article(
        "‘페이지를 찾을 수 없습니다’… 사라진 공공 기록 3만 건",
        "지방자치단체 누리집 개편 과정에서 공공 기록 3만여 건의 주소가 끊긴 것으로 나타났다.",
        "시민단체가 20일 낸 보고서를 보면, 삭제된 문서의 절반은 회의록이었다. 행정안전부는 복구를 검토하겠다고 밝혔다.",
        lang="ko",
    ),
    "404, German": article(
        "Seite nicht gefunden: Ministerium löscht versehentlich Archiv",
        "Wer am Montag die Berichte des Ministeriums aufrufen wollte, las nur noch eine Fehlermeldung. Zwölf Jahre waren weg.",
        "Ein Sprecher sagte, die Dateien lägen noch auf Bändern. Bis Ende der Woche solle alles wieder da sein.",
        lang="de",
    ),
    "removed videos, Japanese": article(
        "動画の配信を終了、遺族が要請 「この記事は削除されました」の表示も",
        "県警の事故映像を載せていた三つのサイトが二十日までに公開をやめた。遺族が削除を求めていた。",
        "専門家は、掲載期間が終了した後も複製が出回ると指摘する。国は来年、手続きを定める方針だ。",
        lang="ja",
    ),
    "a right to be forgotten, English": article(
        "This article is no longer available: a court weighs the right to be forgotten",
        "A newspaper must not be forced to rewrite its past, the highest court decided on Wednesday.",
        "The judges said that a note above an old report is enough. The paper had removed forty stories in two years.",
        lang="en",
    ),
    "deleted posts, Korean": article(
        "삭제된 기사입니다… 언론사 무더기 삭제 논란",
        "포털에서 지난달 기사 2천 건이 한꺼번에 사라졌다. 해당 기사에는 ‘언론사의 요청으로 삭제되었습니다’라는 안내만 남았다.",
        "언론노조는 20일 성명을 내고 경위를 밝히라고 요구했다. 포털 측은 계약이 끝났기 때문이라고 설명했다.",
        lang="ko",
    ),
    "an old shop, German": article(
        "Dieses Produkt ist nicht mehr verfügbar: Abschied vom Kaufhaus",
        "Am Samstag schließt das letzte Kaufhaus am Markt. Auf der Internetseite steht seit Tagen nur noch ein Satz.",
        "Achtzig Angestellte verlieren ihre Arbeit. Die Stadt sucht einen Käufer für das Haus, das unter Schutz steht.",
        lang="de",
    ),
    "cookies of the web, Japanese": article(
        "クッキーの同意、押さない人が三割に 新しい法律で表示に変化",
        "サイトを開くたびに現れるクッキー利用の同意画面。調査会社が二十日に公表した結果では、三割の人が拒んでいた。",
        "「同意する」を目立たせる表示は来年から認められない。各社は設定の画面を作り直している。",
        lang="ja",
    ),
    "cookies of the web, English": article(
        "We value your privacy: the banner that nobody reads",
        "Seven in ten readers click the largest button, whatever it says, according to a survey of four thousand adults.",
        "Regulators want the choice to move into the browser. Publishers fear for the money that their advertising partners pay.",
        lang="en",
    ),
    "cookies of the web, German": article(
        "Akzeptieren und weiter? Was hinter den Cookie-Bannern steckt",
        "Werbung oder Abo: Vor dieser Wahl stehen Leser vieler Zeitungen. Ein Gericht in Bonn hat das Modell nun erlaubt.",
        "Die Richter verlangen aber, dass der Preis angemessen ist. Verbraucherschützer prüfen, ob sie Beschwerde einlegen.",
        lang="de",
    ),
    "cookies to eat, English": article(
        "Cookie settings: a baker's guide to the perfect oven",
        "Butter must be soft, the oven hot, and nobody may open its door, says Ruth Adeyemi, who bakes for a school in Hull.",
        "Her recipe fills one page. It needs no mixer, and the dough keeps for a week.",
        lang="en",
    ),
    "cookies to eat, Korean": article(
        "쿠키 굽는 경찰관, 전통시장의 명물 되다",
        "퇴근한 경찰관이 시장 골목에서 쿠키를 굽는다. 3년째 수익금을 모두 이웃에 나눴다.",
        "그는 “동의를 구할 것도 없이 아내가 먼저 나섰다”며 웃었다. 지난달에는 두 번째 가게가 문을 열었다.",
        lang="ko",
    ),
    "passwords, Japanese": article(
        "パスワードはもういらない? ログインの新しい形",
        "顔や指でログインする仕組みが、地方の銀行にも広がっている。青葉銀行は二十日、全ての支店で始めると発表した。",
        "会員登録の際に端末を覚えさせるだけで済む。パスワードをお忘れの方への対応に、年三億円かかっていたという。",
        lang="ja",
    ),
    "passwords, English": article(
        "Log in or stay out: libraries struggle with passwords",
        "One visitor in five cannot remember the word that opens the catalogue, librarians in Kent have counted.",
        "From March, a card and a number of four digits will do. The change costs less than the help desk did.",
        lang="en",
    ),
    "passwords, Korean": article(
        "로그인만 하면 끝? 간편 인증 사고 잇따라",
        "남의 휴대전화로 로그인해 돈을 빼 간 일당이 20일 붙잡혔다. 피해자는 확인된 것만 40명이다.",
        "경찰은 비밀번호를 자주 바꾸고, 모르는 주소에서 로그인하지 말라고 당부했다.",
        lang="ko",
    ),
    "passwords, German": article(
        "Anmelden ohne Passwort: Was der neue Schlüssel taugt",
        "Zwei Sparkassen verzichten ab Januar auf das Passwort. Angemeldet wird nur noch mit Fingerabdruck oder Gesicht.",
        "Im Test der Redaktion gelang das in neun von zehn Fällen. Ärger machten vor allem ältere Geräte.",
        lang="de",
    ),
    "phishing, Japanese": article(
        "偽のログイン画面に注意 「アカウントを確認してください」",
        "実在の銀行をかたるメールが急増している。開くと、本物そっくりのログインページが現れ、暗証番号を入力させる。",
        "県警は「ログインが必要です、とせかす連絡はまず疑ってほしい」と呼びかけている。十一月の被害は二十件に上った。",
        lang="ja",
        beside="<form><h2>ログイン</h2><input type=password name=p></form>",
    ),
    "subscribers, English": article(
        "Subscribe to continue reading: local papers try the wall",
        "Four weeklies in the valley will ask their readers for money from January. One of them has printed since 1871.",
        "“Advertising no longer pays for a court reporter,” says the editor. The first ten articles a month stay free.",
        lang="en",
    ),
    "members, Japanese": article(
        "会員限定の市場、雨でも行列 年会費は千円",
        "「この先は会員限定です」。倉庫の入り口に立つ看板の前に、朝六時から列ができる。農家が直接売る市場だ。",
        "会員登録は窓口で三分。二年で四千人が加わった。運営する組合は、来春に二つ目の会場を開く。",
        lang="ja",
    ),
    "maintenance, Japanese": article(
        "ただいまメンテナンス中 橋の点検に密着",
        "海にかかる大橋の点検が二十日夜に始まった。作業員十二人がワイヤを一本ずつ確かめる。",
        "しばらくお待ちください、と書かれた板の前で、釣り人が見上げていた。作業は月末まで続く。",
        lang="ja",
    ),
    "maintenance, German": article(
        "Wartungsarbeiten an der Elbbrücke dauern länger",
        "Die Brücke bleibt bis Ostern gesperrt. Taucher haben an zwei Pfeilern Risse gefunden, teilte die Stadt mit.",
        "Bitte später noch einmal versuchen: Mit diesem Zettel am Zaun nimmt ein Anwohner die Sperrung auf die Schippe.",
        lang="de",
    ),
    "JavaScript, English": article(
        "You need to enable JavaScript, says the oldest web page of the county",
        "Built in 1994 without a line of script, the page of the fishing club would not open after its redesign last week.",
        "Members voted on Sunday to bring the old one back. It weighs four kilobytes and shows the tides.",
        lang="en",
        beside="<noscript>Please enable JavaScript to comment.</noscript><div class='g-recaptcha'></div>",
    ),
    "a database, Korean": article(
        "데이터베이스 오류로 열차표 예매 세 시간 중단",
        "20일 오전 열차표 예매가 세 시간 동안 멈췄다. 화면에는 서비스 점검 중이라는 안내만 떴다.",
        "철도 당국은 “시스템 교체 과정에서 오류가 생겼다”며 이용에 불편을 드려 죄송하다고 밝혔다.",
        lang="ko",
    ),
    "short and about a login, Japanese": article(
        "市の電子窓口、ログインできない状態に",
        "市は二十日、電子窓口にログインできない状態が続いていると発表した。原因を調べている。",
        lang="ja",
    ),
}
