"""Sentences of news that hold the words of walls, notices, buttons and endings are text, wherever they are."""

from __future__ import annotations

import pytest

from newscrawl.api import extract

SENTENCES = """
読み放題の対象に漫画を加えた図書アプリの利用者が、半年で倍になった。
テニスコートの抽選に会員登録を求める町の方針に、反対の声が上がった。
会員登録すると割引が受けられる制度を県が来春から始める。
有料会員限定の配信を巡り、出演者が契約の見直しを求めた。
この記事は有料だったため、市議会で費用の是非が問われた。
続きを読むには登録が必要だと書かれた偽のサイトが広がっている。
著作権法違反に当たるかどうかを巡り、楽団と作曲家の話し合いが続く。
無断転載を見つける仕組みを学生が作り、写真家の団体に贈った。
無断転載を禁じる条項を規約に加えた出版社が増えている。
著作権は作者の死後70年で切れると定められている。
写真は語る、と題した展覧会が港町の美術館で開かれている。
画像の加工を巡り、投稿した男性が市に謝罪したという。
広告の後に映画が流れた。
この記事に関する苦情が新聞社に相次いで寄せられた。
この記事を共有した利用者は3万人に上ると発表された。
この記事を書いた記者は、30年にわたり港町を取材してきた。
関連記事の削除を求めた裁判で、地裁は訴えを退けた。
人気の記事をまとめた本が来月、書店に並ぶ。
次の記事を書くまで3年かかったと作家は明かした。
前の写真と比べると、砂浜は半分ほどに狭くなっている。
もっと見るべき点があると専門家は指摘している。
ランキングの廃止を求める声が若手の棋士から上がった。
コメントを書く機能は12月で終わると同社は説明した。
ログインして申し込む方式に改めたところ、混雑が収まった。
おすすめの記事を選ぶ仕組みに偏りがあると研究班は述べた。
スポンサーの撤退が続き、大会の開催が危ぶまれている。
パスワードを入力してくださいと電話で促された店主が、不審に思い通報した。
このサイトでクッキーの利用に同意した人は6割だった。
タグを付けた渡り鳥が5千キロ離れた島で見つかった。
引用元を示さない論文が12本あったと大学は認めた。
ここから先は会員限定だと、受付の男性は観光客に告げた。
この先は有料会員のみ閲覧できますと書かれた札が庭園に立つ。
残り1200字を削るよう求められたと作家は語る。
今すぐ登録して続きを読むよう促す広告が問題になっている。
この記事をお読みいただくには登録が必要だと迫る詐欺が増えた。
ダミーの荷物を使った訓練が空港で行われた。
地図を表示する案内板が駅前に12基設けられる。
この動画をYouTubeで見る人は1日に3万人に上るという。
クリックすると拡大する仕掛けの広告は来月から禁じられる。
この記事は参考になりましたかと尋ねる調査に千人が答えた。
この記事を書いた人は誰かと、読者から問い合わせが続いた。
みんなのコメントを集めた冊子が図書館に置かれている。
会費が月額500円で読み放題となる図書の会が人気を集める。
取材に対し、記者：会見の時間が足りないとの声も出た。
Subscribe to the full plan and you pay twice, the regulator warned.
You have reached the age of reason, his father told him that night.
To continue reading in the dark, the pupils shared a single lamp.
Already a member of the council, she ran for mayor in the autumn.
The story was available only to members of the club until last year.
Sponsored by the harbour, the race drew two thousand runners.
A members only club in the harbour closed after ninety years.
Subscribers only learned of the change when their bills arrived.
Copyright law is being rewritten for the third time this decade.
All rights reserved to the states were listed in the first draft.
Minutes to read the label were all that the shoppers had.
Reading time is 20 minutes a day in the schools of the harbour.
町は公式の友だち追加を呼びかけ、年内に1万人を目指す。
店主は「フォローをお願いします」と書いた札を店先に掲げている。
この記事は公開から10年たった今も町の人に読まれている。
この記事は3年前の夏に書かれた手紙をもとにしている。
約3分で読めるという短い物語を集めた本が、町の書店でよく売れている。
Read the room before you speak, the mayor told the new council.
Read more slowly and you remember more, the study suggests.
More from the wreck was recovered by divers on Sunday evening.
More stories are expected to emerge as the inquiry goes on.
Related articles of the treaty were signed in the spring of 1951.
Comments by the minister drew anger from the fishing unions.
The author: a former teacher who had never written a novel before.
This video is not available at the museum, so pupils drew the whale from memory.
Recommended by doctors for decades, the drug is now in short supply.
Trending downward since May, the price of rice fell again on Friday.
Advertisement revenue fell by a third, the broadcaster reported.
Personenbezogene Daten der Fischer blieben laut Gericht zwei Jahre zu lang im Archiv.
友だち追加を求める偽の案内が届いたと、町の窓口に相談が相次いだ。
チャンネル登録は三年で10万人を超え、町の広報では全国で最も多い。
この本は10分で読めますと書かれた帯が、駅前の書店で目を引く。
公開から1年が過ぎた映画館の跡地に、子どもの広場ができる。
編集部は港に近い古い蔵の二階にあり、窓から船が見える。
監修を務めた元船長は、航路の図を一枚ずつ描き直したという。
写真特集を組んだ春の号は、発売から二日で売り切れた。
出典を求められた町議は、古い新聞の切り抜きを示した。
提供された苗木は500本に上り、児童が校庭に植えた。
この記事の筆者を名乗る電話が市内の商店に相次いだ。
関連記事：という見出しの下に、何も書かれていなかったという。
目次だけで30ページに及ぶ報告書を、委員は一晩で読み終えた。
文と写真を一人で手がけた冊子が、町の賞を受けた。
記者会見で町長は「文書は残っていない」と述べた。
地図が表示されないとの苦情を受け、市は案内板を作り直した。
予約は電話でのみ受け付け、当日の枠は正午に締め切られる。
コメントは差し控えると会社は答え、それ以上は語らなかった。
3件のコメントが寄せられただけで、意見の募集は終わった。
人気ランキングの1位に選ばれた菓子は、漁師の妻が考えた。
前の記事で触れた通り、橋の工事は来月にずれ込む。
シェアは4割に達し、二位との差は広がっている。
フォローする人が増えたのは、灯台の写真がきっかけだった。
いいねの数を競う催しは、苦情を受けて取りやめになった。
印刷を担うのは、町に一軒だけ残る活版の工房だ。
広告の収入は前の年より2割減り、無料の新聞は休刊を決めた。
スポンサーリンクの契約を巡り、両社の話し合いは続いている。
PRの動画は三日で百万回再生され、宿の予約が埋まった。
画像は市が公開した完成予想図で、色は後から付けたという。
更新は5年ごとで、次は2031年3月になる。
更新：という札の下がった窓口に、朝から列ができた。
カテゴリーは五つに分かれ、最も重い区分は罰金の対象になる。
タグには番号が刻まれ、海を渡った距離が分かる。
「続きを読む」を押すたびに料金がかかる仕組みだったという。
会員限定の催しに、抽選で選ばれた親子が招かれた。
ログインできない状態は夜まで続き、窓口には長い列ができた。
年齢：という欄を書類からなくす市町村が増えている。
場所は港の北側で、時間は午前10時から正午までだ。
電話 0120-000-000 に似た番号からの着信に注意してほしいと警察は話す。
11月23日、町議会は予算を認めた。
午後3時、鐘が鳴ると船が一斉に港を出た。
〒の印が入った古い箱を、郵便局は今も飾っている。
無料で読める小説の数は、この十年で三倍になった。
初月無料をうたう契約を巡り、相談が300件を超えた。
メールアドレスを入力すると当選したと表示される詐欺が広がる。
今すぐ申し込むよう迫る電話に、店主は受話器を置いた。
アンケートに答えた1200人のうち、通うと答えた人は7割だった。
この記事は役に立ちましたかという問いに、半数が答えなかった。
©の記号を付けるよう求める通知が、全国の学校に届いた。
A 10 minute read changed the mind of the judge, she later wrote.
Written by a fisherman in 1911, the diary was found in a wall.
Edited by pupils, the paper has appeared every week since the war.
Photo by photo, the archive shows how the beach has shrunk.
Continue reading the meter at home, the company told its customers.
Advertisement 1 on the wall of the station dates from the twenties.
Remove ads from the old walls, the council told the owners.
Follow the river for two miles and you reach the mill, he said.
Sign up to the rules or leave the league, the clubs were told.
Get our app out of the schools, parents demanded on Tuesday.
Listen to the tide before you sail, the old captain would say.
Watch the birds at dawn, when the harbour is still quiet.
See also the older map in the library, the guide advises.
Support our work with bread and soup, the volunteers had asked.
Join the conversation at the town hall, the mayor told the residents.
Save the article of the constitution that protects the coast, they chanted.
Updated plans for the bridge will be shown to residents in May.
Published in 1923, the novel sold only forty copies.
Last updated in 1987, the rules say nothing of drones.
Tags on the whales showed that they dive deeper than anyone had thought.
Category five storms have hit the island only twice.
Share prices of the shipping firm rose by a fifth on Monday.
Print runs of the local paper fell below a thousand last year.
Comments are closed to the public until the inquiry ends, the judge said.
Leave a comment in the book by the door, visitors are told.
Source: a word that appears forty times in the report, always without a name.
Image rights were sold to a company that no longer exists.
Originally published abroad, the study was ignored at home for years.
This story has been told in the harbour for three hundred years.
This article of the treaty was never signed by the smaller islands.
With additional reporting duties came a second desk and a louder telephone.
About the author little is known, except that he could not swim.
The newsletter that started the strike had only twelve readers.
Accept all the risks or stay ashore, the harbour master warned.
Was this article helpful to the defence, the judge asked twice.
Frequently asked questions about the ferry fill a whole page.
Breaking news of the fire reached the village only the next day.
Newsletter sign-ups doubled after the flood, the editor said.
Top stories of the old lighthouse can be heard at the inn.
Opinion: that is all the critics have, the minister replied.
Anzeige erstattete der Bürgermeister erst drei Wochen nach dem Sturm.
Von Montag an fahren die Busse im alten Hafen wieder jede Stunde.
Mehr zum Thema Hafen erfahren Besucher im neuen Museum am Kai.
Lesen Sie auch das Kleingedruckte, riet der Anwalt den Mietern.
À lire avant de partir, ce guide raconte trois siècles de naufrages.
Por María, la abuela del puerto, el pueblo guardó un minuto de silencio.
""".strip().split("\n")
JAPANESE = tuple(
    f"入江町の図書館は{day}日、古い倉庫を改装した分館を来年の夏に開き、蔵書を2万冊に増やすと発表した。"
    "館長は「雨の日にも子どもが過ごせる場所にしたい」と語っている。"
    for day in range(1, 7)
)
ENGLISH = tuple(
    f"The harbour council voted on day {day} to run three more buses an hour through the old town from next spring. "
    "An official said that nobody should have to wait for more than ten minutes."
    for day in range(1, 7)
)


def _body(paragraphs: list[str]) -> list[str]:
    html = "".join(f"<p>{one}</p>" for one in paragraphs)
    page = f"<html><h1>図書館の分館、来年の夏に開館</h1><article><div>{html}</div></article></html>"
    article = extract(page, "https://www.example.jp/news/112233.html").article
    assert article is not None
    assert article.is_paywalled is None
    return article.body.split("\n\n")


@pytest.mark.parametrize("place", [3, 5, 6], ids=["middle", "before_last", "end"])
@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_natural_sentence_stays(sentence: str, place: int) -> None:
    lines = list(JAPANESE if sentence.endswith("。") else ENGLISH)
    lines.insert(place, sentence)

    assert _body(lines) == lines


def _article(html: str) -> list[str]:
    found = extract(
        f"<html><h1>図書館の分館、来年の夏に開館</h1>{html}</html>", "https://www.example.jp/news/112233.html"
    )
    assert found.article is not None
    return found.article.body.split("\n\n")


def test_a_text_in_several_containers_of_one_form_begins_behind_the_headline() -> None:
    def part(name: str, paragraphs: tuple[str, ...]) -> str:
        text = "".join(f"<p class=text>{one}</p>" for one in paragraphs)
        return (
            f"<div class='box {name}'><div class=row><div class=column><div class=story>{text}</div></div></div></div>"
        )

    html = part("first", JAPANESE[:1]) + "<div class=ad>広告</div>" + part("second", JAPANESE[1:])

    assert _article(f"<main>{html}</main>") == list(JAPANESE)


def test_rows_of_labels_and_values_before_the_first_paragraph_are_text() -> None:
    lines = ["店名：港町食堂", "場所：港町市中央区", *JAPANESE]

    assert _article(f"<div>{''.join(f'<p>{one}</p>' for one in lines)}</div>") == lines


def test_a_first_sentence_that_is_mostly_a_link_is_text() -> None:
    opening = '<p><a href="/news/445566.html">港町の広報課が発表した循環バスの増便計画</a>に反響が広がっている。</p>'
    rest = "".join(f"<p>{one}</p>" for one in JAPANESE)

    assert _article(f"<div>{opening}{rest}</div>")[0].endswith("に反響が広がっている。")


def test_each_sentence_of_a_notice_of_rights_claims_one() -> None:
    notice = "当サイトに掲載の記事・見出し・写真の無断転載を禁じます。Copyright © 2026 Minato, Inc."

    assert _body([*JAPANESE, notice]) == list(JAPANESE)
