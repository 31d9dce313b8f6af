"""Small pages in the markup of well-known portals and site makers: one row shows one thing that they do."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from newscrawl import extract
from newscrawl.items import Article

HEADLINE = "駅前広場の改修を承認"
TEXT = (
    "市議会は二十三日、駅前広場を来年春までに改修する計画を承認した。歩道を広げ、雨をしのぐ屋根を設けるという。",
    "工事費は二億円を見込む。商店街の店主は「工事の間も人が通れる道を残してほしい」と話し、市は説明会を開く考えだ。",
    "広場には噴水とベンチを置き、夜は足元を照らす灯りをつける。完成は再来年の三月になる見通しである。",
)


@dataclass(frozen=True)
class Markup:
    """What a page has at each place."""

    above: str = ""
    text: str = "".join(f"<p>{one}</p>" for one in TEXT)
    below: str = ""
    head: str = ""
    lang: str = "ja"
    before: str = ""

    def read(self) -> Article:
        body = f"<main><article>{self.before}<h1>{HEADLINE}</h1>{self.above}<div>{self.text}</div>{self.below}</article></main>"
        page = f"<html lang={self.lang}><head>{self.head}</head><body>{body}</body></html>"
        article = extract(page, "https://midori.example/a/1").article
        assert article is not None
        return article


AUTHORS = {
    "a second writer without a link beside a linked one": (
        Markup('<div><span class="w"><a href="/reporter/1">宮崎太郎</a></span><span class="w">佐々木しおり</span></div>'),
        ["宮崎太郎", "佐々木しおり"],
    ),
    "an editorial department on a link beside the time": (
        Markup('<p><time>2026年11月17日 12:00</time> <a href="/film">緑川映画編集部</a></p>'),
        ["緑川映画編集部"],
    ),
    "what the writer does in a line of its own": (
        Markup('<div class="author-box"><p class="author-name"><a href="/a/1">根岸 昌</a></p><p class="author-title">睡眠外来医師</p></div>'),
        ["根岸 昌"],
    ),
    "what the writer does in an element beside the name": (
        Markup(
            "<p><time>10 hours ago</time></p><div><span>Helen Marsh</span><span>Local democracy reporter</span></div>",
            lang="en",
        ),
        ["Helen Marsh"],
    ),
    "a translator behind the writer": (
        Markup("<p>大森恵 （町工場ライター） 翻訳校正： 石橋みどり<span>2026年11月17日 08時21分</span></p>"),
        ["大森恵"],
    ),
    "an address for questions behind the writer": (
        Markup(text=Markup.text + "<p>パク・ソヨン記者（お問い合わせ <a href='mailto:p@midori.example'>p@midori.example</a>）</p>"),
        ["パク・ソヨン"],
    ),
    "the site's other name, in brackets, as the author of the data": (
        Markup(
            "<div><time>掲載日 2026/11/17 08:21</time><p>著者：<a href='/author/9'>波田野 実</a></p></div>",
            head='<meta property="og:site_name" content="NAMI+（みどりなび）"><meta name="author" content="みどりなび">',
        ),
        ["波田野 実"],
    ),
    "a line above the headline that links a writer's page": (
        Markup(before='<div><img src="/t.jpg"><a href="/authors/t">戸張 玄</a><span>言語ジャーナリスト</span></div>'),
        ["戸張 玄"],
    ),
    "a house and its department before the writer in a bracket below the text": (
        Markup(text=Markup.text + "<p>（J-MIDORIニュース編集部　高橋佳奈）</p>"),
        ["高橋佳奈"],
    ),
    "a pen name before the house in a bracket": (
        Markup(
            "<div>[<span>ながしま</span>，みどりっぽ]</div><div>2026年11月17日 20時30分</div>",
            head='<meta property="og:site_name" content="みどりっぽ">',
        ),
        ["ながしま"],
    ),
    "somebody who checked the text is no writer": (
        Markup(
            "<p>2026年11月17日</p><div><p>この記事の監修者</p><p>根岸 昌</p></div>",
            head='<meta name="author" content="みどり編集部"><meta property="og:site_name" content="みどり">',
        ),
        ["みどり編集部"],
    ),
    "a Chinese house before its reporter": (
        Markup("<div><span>彭飞新闻记者 林晓彤</span></div><div>2026-11-17 08:21</div>", lang="zh"),
        ["林晓彤"],
    ),
    "a company in the line above the day, and not its address for questions": (
        Markup(
            "<p>みどり食品株式会社</p><p>2026年11月17日 15時00分</p>",
            text=Markup.text + "<p>【お問い合わせ先】<br>みどり食品株式会社　広報室　担当：小泉<br>TEL：000-0000　E-mail：pr@midori.example</p>",
        ),
        ["みどり食品株式会社"],
    ),
    "a card with the class of a post's author": (
        Markup(
            "<div class='hentry'><h3 class='entry-title'>駅前広場の改修を承認</h3>",
            below="<div><span class='post-author vcard'>投稿者 <span class='fn'>みさき</span></span></div></div>",
        ),
        ["みさき"],
    ),
    "a byline of the head with an address, before a user's name": (
        Markup(
            head='<meta name="sailthru.author" content="oscarfield"><meta name="article_author" content="Oscar Field | oscar@midori.example">',
            lang="en",
        ),
        ["Oscar Field"],
    ),
    "who signs, of many whom the data name": (
        Markup(
            "<div class='byline'><span><a href='/author/clara'>Clara Winter</a></span></div>",
            head='<meta name="author" content="Clara Winter, Ruth Oak, Lena Field at Studio, Noah Hill, May Lake, Otto Brook">',
            lang="en",
        ),
        ["Clara Winter"],
    ),
    "the writer of a card for Twitter": (
        Markup(head='<meta name="twitter:label1" content="執筆者"><meta name="twitter:data1" content="佐藤花子">'),
        ["佐藤花子"],
    ),
    "a printed writer before the user in a card for Twitter": (
        Markup(
            "<p>文＝小池和樹</p>",
            head='<meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="佐藤花子">',
        ),
        ["小池和樹"],
    ),
    "a name with the post below it, in a list of writers": (
        Markup('<ul class="writers"><li><div class="name">根岸昌</div><div class="title">睡眠外来医師</div></li></ul>'),
        ["根岸昌"],
    ),
    "a name beside what the person does where": (
        Markup('<ul class="authors"><li><span>Pieter de Boer</span><span>verslaggever binnenland</span></li></ul>', lang="nl"),
        ["Pieter de Boer"],
    ),
    "a department beside the linked name": (
        Markup('<div class="m"><span>2026/11/17 08:00</span><span class="a"><a href="/author/hm">堀　真由美</a><small>社会部</small></span></div>'),
        ["堀 真由美"],
    ),
    "a post of an editorial in a bracket": (Markup(text=Markup.text + "<p>（論説副委員長　南 一郎）</p>"), ["南 一郎"]),
    "the end of a series before the bracket": (Markup(text=Markup.text + "<p>＝おわり　（南岬支局・榎本 碧）</p>"), ["榎本 碧"]),
    "a user's name behind a label": (Markup("<p>投稿者: mikan</p>"), ["mikan"]),
    "a full name with a space and a form of address": (Markup("<p>筆者：木田 涼子さん</p>"), ["木田 涼子"]),
    "an editorial department in the line of the time": (
        Markup("<div><span>鉄道チャンネル編集部</span> <span>2026.11.17 12:15</span></div>"),
        ["鉄道チャンネル編集部"],
    ),
    "a calling in a line below the name": (
        Markup("<p>2026年11月17日 08時00分</p><div class='writer'>岡安 学<br><span>テクニカルライター</span></div>"),
        ["岡安 学"],
    ),
    "a region beside the time is nobody": (
        Markup("<div><span>北関東</span></div><div><time>2026年11月17日 14:00</time></div>"),
        [],
    ),
    "Drupal's line": (
        Markup("<footer class='node__meta'>Submitted by <span>Sam Okafor</span> on Tue, 11/17/2026 - 21:30</footer>", lang="en"),
        ["Sam Okafor"],
    ),
    "the house with its article behind a person": (
        Markup(head='<meta name="author" content="Jana Brandt, DER MIDORI">', lang="de"),
        ["Jana Brandt"],
    ),
    "a pen name on the only link of a byline, beside a post": (
        Markup("<div class='authors'><a href='/users/kazu'>カズ先生</a><span>テクニカルライター</span></div>"),
        ["カズ先生"],
    ),
    "a pen name on the link to a writer's page": (Markup("<div><time>2026/11/17</time><a href='/author/moe'>もえりん</a></div>"), ["もえりん"]),
    "a list of all writers is nobody": (Markup("<div><time>2026/11/17</time><a href='/author/'>著者の一覧</a></div>"), []),
    "a calling beside the name in a box about the writer": (
        Markup(below="<div><p>この記事を書いた人</p><p>菊間 麻里<span>料理研究家</span></p></div>"),
        ["菊間 麻里"],
    ),
    "a department for the public is no writer": (
        Markup("<table><tr><th>掲載日</th><td>2026/11/17</td></tr><tr><th>担当</th><td>広報部</td></tr></table>"),
        [],
    ),
    "a subheading of verbs and nouns is nobody": (Markup(text=f"<p>{TEXT[0]}</p><p>続く雨、増す不安</p><p>{TEXT[1]}</p><p>{TEXT[2]}</p>"), []),
    "a calling as the label": (Markup("<p>公開日：2026.11.17</p><p>医療ライター：若槻 沙耶</p><p>医療監修：根岸 昌</p>"), ["若槻 沙耶"]),
    "a note on pictures in the bracket of a department": (
        Markup(text=Markup.text + "<p>（科学みらい部・白鳥 圭介、写真も）</p>"),
        ["白鳥 圭介"],
    ),
    "the house's own editorial department, where nobody else signs": (
        Markup(
            "<p>2026年11月17日 4:00</p><p>芸能みどり編集部</p>",
            head='<meta property="og:site_name" content="芸能みどり">',
        ),
        ["芸能みどり編集部"],
    ),
    "what somebody was, before the name": (Markup("<p>元代表GK 楠木 豊</p><p>2026/11/17</p>"), ["楠木 豊"]),
    "a dash before the name at the end": (Markup("<p>2026/11/17</p>", text=Markup.text + "<p>――梶浦 ともえ</p>"), ["梶浦 ともえ"]),
    "a name in a box named for the reporter, below the office": (
        Markup(below="<div class='reporter'><p>緑川放送局 記者</p><p>小杉 隼</p><p>二〇二三年に入り、現在は交通を取材する。</p></div>"),
        ["小杉 隼"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("page", "authors"), AUTHORS.values(), ids=AUTHORS)
def test_the_writer_is_read(page: Markup, authors: list[str]) -> None:
    assert [author.name for author in page.read().authors] == authors


TIME = "<time>2026年11月17日 8時00分</time>"
PARTED = {
    "name and department": ("<span>堀 真由美</span><span>社会部</span>", ["堀 真由美"]),
    "department, name and time": (f"<span>社会部</span><span>南 一郎</span>{TIME}", ["南 一郎"]),
    "name, post and office": ("<b>小池 和樹</b><i>編集委員</i><i>南岬支局</i>", ["小池 和樹"]),
    "two names and a time": (f"<span>小池 和樹</span><span>堀 真由美</span>{TIME}", ["小池 和樹", "堀 真由美"]),
    "house and name": ("<span>緑川新報</span><span>南 一郎</span>", ["南 一郎"]),
    "label, name and house": ("<span>取材・文</span><span>南 一郎</span><span>緑川新報デジタル</span>", ["南 一郎"]),
    "family name, given name and post": ("<span>田中</span><span>一郎</span><span>記者</span>", ["田中一郎"]),
    "name and agency": ("<span>南 一郎</span><span>共同通信</span>", ["南 一郎", "共同通信"]),
    "a name of two letters and a department": ("<span>林 健</span><span>経済部</span>", ["林 健"]),
    "a labelled name and a department": ("<span>記者：堀 真由美</span><span>社会部</span>", ["堀 真由美"]),
    "a portrait, a name, and a post in a department": (
        "<img src='/p.jpg'><span>矢代 菜穂</span><span>くらし報道部記者</span>",
        ["矢代 菜穂"],
    ),
    "a post of one word more and a name": (f"<span>特別編集委員</span><span>荒巻 周平</span>{TIME}", ["荒巻 周平"]),
    "a name and a field": ("<span>海老沢 望美</span><span>環境担当</span>", ["海老沢 望美"]),
    "a section before a name with its calling": (
        f"<span>鉄道</span>{TIME}<span>遠野 誠一郎</span><span>（鉄道ジャーナリスト）</span>",
        ["遠野 誠一郎"],
    ),
    "a given name in hiragana, a department and a field": (
        "<span>湯浅 はるか</span><small>社会部・裁判担当</small>",
        ["湯浅 はるか"],
    ),
    "another task before the writer": (
        "<i>監修</i><span>根岸 昌</span><i>執筆</i><span>千種 いずみ</span>",
        ["千種 いずみ"],
    ),
    "two tasks with their labels": ("<span>Text：三枝 陸</span><span>Photo：緒方 灯</span>", ["三枝 陸"]),
    "a department in a bracket": ("<span>堀 真由美</span>（<span>社会部</span>）", ["堀 真由美"]),
}


@pytest.mark.parametrize(("line", "authors"), PARTED.values(), ids=PARTED)
def test_elements_side_by_side_are_parts_of_a_byline(line: str, authors: list[str]) -> None:
    assert [author.name for author in Markup(f"<div>{line}</div>").read().authors] == authors


BODIES = {
    "lines of one element that begin with an ideographic space": "<p>　" + "\n\n　".join(TEXT) + "</p>",
    "single breaks before ideographic spaces, behind a double one": "（写真）<br><br>　" + "<br>　".join(TEXT) + "<br><br>",
    "a linked article with its heading in a figure": (
        f"<p>{TEXT[0]}</p><figure><h3>市営バスの値上げ、来年二月から</h3><a href='/x'>Read more</a></figure>"
        f"<p>{TEXT[1]}</p><p>{TEXT[2]}</p>"
    ),
    "an offer to sign up in a card": Markup.text + "<div class='card signup-card'><h2>Sign up for Midori</h2><p>News from the sea, every Friday.</p></div>",
    "a request to subscribe in a widget": (
        Markup.text + "<div class='subscription-wrap'><p>To support my work, consider becoming a free or "
        "paid subscriber.</p></div>"
    ),
    "the programme that the text was made for": Markup.text + "<p>Dieses Thema im Programm: Radio Midori | 17. November 2026 | 12:00 Uhr.</p>",
    "an offer in an element named for a call to action": (
        f"<p>{TEXT[0]}</p><div class='inline-cta'><p>Midori event</p><p>Join your peers for two days of talks. Save 400 before Friday.</p></div>"
        f"<p>{TEXT[1]}</p><p>{TEXT[2]}</p>"
    ),
    "a form to sign up for mail": (
        f"<p>{TEXT[0]}</p><section class='email-sign-up'><h3>Get the morning briefing</h3><p>By signing up, you agree to receive newsletters.</p></section>"
        f"<p>{TEXT[1]}</p><p>{TEXT[2]}</p>"
    ),
    "a list of other articles that is read out as a list": (
        f"<p>{TEXT[0]}</p><div><h2>Recommended Stories</h2><span>list of 2 items</span><ul><li><a href='/1'>Ferry service suspended</a></li>"
        f"<li><a href='/2'>Walks to try</a></li></ul><span>end of list</span></div><p>{TEXT[1]}</p><p>{TEXT[2]}</p>"
    ),
    "a link to another article with its section": (
        f"<p>{TEXT[0]}</p><div><a href='/x'>Des apiculteurs testent des ruches connectées</a><p>Environnement</p></div><p>{TEXT[1]}</p><p>{TEXT[2]}</p>"
    ),
    "a line that tells the reader to scroll": f"<p>{TEXT[0]}</p><p>請繼續往下閱讀...</p><p>{TEXT[1]}</p><p>{TEXT[2]}</p>",
    "paragraphs that a style makes of spans": "".join(f"<span style='display: block'>{one}</span>" for one in TEXT),
    "a line of an advert": f"<p>{TEXT[0]}</p><p>【PR】今だけ無料！人気の英会話アプリ</p><p>{TEXT[1]}</p><p>{TEXT[2]}</p>",
    "a line with the time and the source, and a platform's statement": (
        "<div>2026-11-17 08:21:00　来源: <a href='/q'>青川日报</a>四川 举报</div>" + Markup.text
        + "<p>特别声明：以上内容为自媒体平台用户上传并发布，本平台仅提供信息存储服务。</p>"
    ),
    "a note on the counter": "<ul><li>この記事に関する公式アカウントの投稿が、SNS上でシェア / いいねされた数の合計です。</li></ul>" + Markup.text,
}  # fmt: skip


@pytest.mark.parametrize("text", BODIES.values(), ids=BODIES)
def test_the_body_is_the_paragraphs_alone(text: str) -> None:
    assert [one for one in Markup(text=text).read().body.split("\n\n") if one != "（写真）"] == list(TEXT)


NAMES_OF_COMPONENTS = ("data-testid", "data-component", "data-area", "data-qa")


@pytest.mark.parametrize("attribute", NAMES_OF_COMPONENTS)
def test_a_component_named_for_an_advert_is_left_out(attribute: str) -> None:
    advert = f"<div {attribute}='ad-slot'><p>広告：秋の大感謝祭、全品二割引きで開催中です。</p></div>"

    assert Markup(text=f"<p>{TEXT[0]}</p>{advert}<p>{TEXT[1]}</p><p>{TEXT[2]}</p>").read().body == "\n\n".join(TEXT)


@pytest.mark.parametrize("attribute", NAMES_OF_COMPONENTS)
@pytest.mark.parametrize("name", ["related-body", "share-wrapper", "SidebarLayout", "lead-text", "ad-free-content"])
def test_the_name_of_a_component_alone_takes_no_paragraph_away(attribute: str, name: str) -> None:
    whole = f"<div {attribute}='{name}'>{Markup.text}</div>"
    each = "".join(f"<p {attribute}='{name}'>{one}</p>" for one in TEXT)

    assert [Markup(text=text).read().body for text in (whole, each)] == ["\n\n".join(TEXT)] * 2


def test_a_declaration_that_the_text_quotes_is_a_paragraph() -> None:
    line = "声明：市議会は計画を支持し、来年の春までに工事を終えるように求める。"

    assert Markup(text=f"{Markup.text}<p>{line}</p>").read().body.endswith(line)


@pytest.mark.parametrize("button", ["プロフィール", "もっと見る", "一覧へ", "続きを読む"])
def test_a_button_that_leads_to_a_writers_page_is_no_name(button: str) -> None:
    line = f'<div class="byline"><time>2026-11-17</time> <a href="/author/7">{button}</a></div>'

    assert Markup(line).read().authors == ()


def test_a_byline_with_a_time_between_headline_and_text_is_no_paragraph() -> None:
    line = "Par <a href='/auteur/p'>Luc Perrin</a>, pour Le Matin Publié le 17/11/2026 à 07:12, mis à jour le 17/11/2026 à 07:15"
    data = '<meta name="author" content="Luc Perrin">'

    assert Markup(f"<div>{line}</div>", head=data, lang="fr").read().body == "\n\n".join(TEXT)


@pytest.mark.parametrize("beside", ["経済", "共同通信社", "（最終更新 11/17 14:20）"])
def test_a_line_of_a_time_and_a_short_label_is_no_paragraph(beside: str) -> None:
    line = f"<div><span>{beside}</span><span>2026年11月17日 11:00</span></div>"

    assert Markup(line).read().body == "\n\n".join(TEXT)


@pytest.mark.parametrize(
    "line",
    [
        "<span>鉄道</span><span>2026年11月17日</span><span>遠野 誠一郎</span><span>（鉄道ジャーナリスト）</span>",
        "編集委員　高階 敦史（たかしな・あつし）",
    ],
)
def test_a_line_of_a_writer_is_no_paragraph(line: str) -> None:
    assert Markup(f"<div><p>2026/11/17</p><p>{line}</p></div>").read().body == "\n\n".join(TEXT)


def test_a_short_summary_in_japanese_is_part_of_the_text() -> None:
    lead = "＜雨をしのぐ屋根と噴水のある広場が、駅前の景色を変える＞"

    assert Markup(f"<p class='lead'><strong>{lead}</strong></p>").read().body.split("\n\n")[0] == lead


TIMES = {
    "2026.11.17 Tue posted at 20:45 JST": "2026-11-17T20:45:00+09:00",
    "二〇二六年十一月十七日": "2026-11-17T00:00:00+09:00",
    "2026.11.17.08:21": "2026-11-17T08:21:00+09:00",
    "Submitted by Sam Okafor on Tue, 11/17/2026 - 21:30": "2026-11-17T21:30:00+09:00",
    "17.11.26, 08:21 Uhr": "2026-11-17T08:21:00+09:00",
}


@pytest.mark.parametrize(("line", "at"), TIMES.items())
def test_the_time_is_read(line: str, at: str) -> None:
    published = Markup(f"<p>{line}</p>").read().published_at

    assert published is not None
    assert published.isoformat() == at


def test_a_time_on_a_button_is_read_and_is_no_paragraph() -> None:
    line = "<div class='date'><span>입력 2026.11.17 08:21</span><button>업데이트 2026.11.17 10:05</button></div>"

    article = Markup(line, lang="ko").read()

    assert article.modified_at is not None
    assert article.modified_at.isoformat()[:16] == "2026-11-17T10:05"
    assert article.body == "\n\n".join(TEXT)


def test_a_time_on_a_button_below_the_text_is_of_something_else() -> None:
    below = "<div><button>업데이트 2026.11.18 10:05</button></div>"

    assert Markup("<p>입력 2026.11.17 08:21</p>", below=below, lang="ko").read().modified_at is None


def test_the_day_in_a_list_above_the_headline_is_read() -> None:
    items = (
        "date'>19.07.2022",
        "kind'>Hintergrund",
        "length'>Lesedauer ca. 10 Minuten",
        "b'>Drucken",
        "b'>Teilen",
        "b'>Mehr",
    )
    above = "".join(f"<li class='meta__{one}</li>" for one in items)

    published = Markup(before=f"<aside><ul>{above}</ul></aside>", lang="de").read().published_at

    assert published is not None
    assert published.date().isoformat() == "2022-07-19"


def test_the_day_of_a_programme_is_no_publication() -> None:
    line = "<p>Dieses Thema im Programm: NDX 90,3 | Aktuell | 17.11.2026 | 17:00 Uhr</p>"

    assert Markup(below=line, lang="de").read().published_at is None


TAGS = {
    "in the article's own foot": Markup(below="<footer><ul class='post-tags'><li><a href='/tags/a'>広場</a></li><li><a href='/tags/b'>駅前</a></li></ul></footer>"),
    "beside categories": Markup(
        below="<footer><div class='entry-categories-tags'><div class='entry-categories'><a href='/category/city/'>市政</a></div>"
        "<div class='entry-tags'><a href='/tag/a/'>広場</a><a href='/tag/b/'>駅前</a></div></div></footer>"
    ),
    "in a list named for the article's tags": Markup("<ul class='articletag-list'><li><a href='/ch/a'>広場</a></li><li><a href='/ch/b'>駅前</a></li></ul>"),
    "in meta tags of one more form": Markup(head='<meta property="og:article:tag" content="広場"><meta property="og:article:tag" content="駅前">'),
}  # fmt: skip


@pytest.mark.parametrize("page", TAGS.values(), ids=TAGS)
def test_the_tags_are_read(page: Markup) -> None:
    assert page.read().tags == ("広場", "駅前")


@pytest.mark.parametrize(
    "page",
    [
        Markup(head='<meta property="og:article:section" content="市政">'),
        Markup("<div class='post-meta'><span class='cat-links'><a href='/category/city/'>市政</a></span></div>"),
        Markup(below="<footer><div class='entry-categories'><a href='/category/city/'>市政</a></div></footer>"),
    ],
)
def test_the_section_is_read(page: Markup) -> None:
    assert page.read().section == "市政"


@pytest.mark.parametrize(
    ("printed", "caption", "credit"),
    [
        ("完成予想図（17日）＝青木一撮影", "完成予想図（17日）", "青木一"),
        ("喜ぶ店主ら（撮影・滝沢徹）", "喜ぶ店主ら", "滝沢徹"),
        ("喜ぶ店主ら（カメラ・堺　恒志）", "喜ぶ店主ら", "堺 恒志"),
        ("喜ぶ店主ら（Ｃ）緑川新報", "喜ぶ店主ら", "緑川新報"),
        ("A baker checks a loaf. | JO REED", "A baker checks a loaf.", "JO REED"),
    ],
)
def test_the_caption_ends_before_its_credit(printed: str, caption: str, credit: str) -> None:
    image = Markup(f"<figure><img src='/a.jpg'><figcaption>{printed}</figcaption></figure>").read().images[0]

    assert (image.caption, image.credit) == (caption, credit)


def test_characters_left_and_an_offer_in_one_line_are_a_wall() -> None:
    line = "この記事は有料記事です。残り412文字<a href='/join'>有料会員になると続きをお読みいただけます。</a>"

    assert Markup(below=f"<div><p>{line}</p></div>").read().is_paywalled
