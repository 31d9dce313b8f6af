"""Makes hostile pages, lists and feeds of any size: each kind repeats one thing until the size is reached."""

from __future__ import annotations

from collections.abc import Callable

TEXT = "<p>" + "江南の市場で新しい商店街の計画が発表され、住民の間で話題になっている。" * 6 + "</p>"
HEADINGS = ("おすすめニュース", "話題", "関連記事", "アクセスランキング", "Related articles")
Maker = Callable[[int], str]


def grown(piece: str | Callable[[int], str], size: int) -> str:
    """Return *piece*, or `piece(0) + piece(1) + …`, until it has about *size* characters."""
    if isinstance(piece, str):
        return piece * (size // len(piece) + 1)
    count = size // max(1, len(piece(1000))) + 1
    return "".join(piece(number) for number in range(count))


def page(*, head: str = "", before: str = "", after: str = "", h1: str = "<h1>市場の計画</h1>") -> str:
    """Return an article with one hostile part in its head, before its text or behind it."""
    return (
        f"<html lang=ja><head><meta charset=utf-8><title>市場の計画</title>{head}</head>"
        f"<body><article>{h1}{before}{TEXT}{after}</article></body></html>"
    )


def head(piece: str | Callable[[int], str], around: str = "{}") -> Maker:
    """Return a maker of pages whose head holds *around* with *piece* grown in it."""
    return lambda size: page(head=around.replace("{}", grown(piece, size)))


def before(piece: str | Callable[[int], str], around: str = "{}") -> Maker:
    """Return a maker of pages with *piece* grown between headline and text."""
    return lambda size: page(before=around.replace("{}", grown(piece, size)))


def after(piece: str | Callable[[int], str], around: str = "{}") -> Maker:
    """Return a maker of pages with *piece* grown behind the text."""
    return lambda size: page(after=around.replace("{}", grown(piece, size)))


def _jsonld(inner: str) -> str:
    return f'<script type="application/ld+json">{inner}</script>'


_ARTICLE = '{"@type":"NewsArticle","headline":"市場の計画",'
JSONLD: dict[str, Maker] = {
    "comment begins": head("/*", _jsonld("{}")),
    "comment begins and slashes": head("/*/", _jsonld("{}")),
    "comments whole": head("/**/", _jsonld("{}")),
    "line comments": head("//\n", _jsonld("{}")),
    "comment begins in data": head("/*", _jsonld(_ARTICLE + '"x":1} {}')),
    "html comments": head("<!--", _jsonld("{}")),
    "html comments end": head("-->", _jsonld("{}")),
    "cdata": head("//<![CDATA[", _jsonld("{}")),
    "cdata ends": head("]]>", _jsonld("{}")),
    "commas": head(",", _jsonld("[1{}")),
    "commas and spaces": head(", ", _jsonld("[1{}")),
    "spaces": head(" ", _jsonld(_ARTICLE + "{}")),
    "newlines after a comma": head("\n", _jsonld("[1,{}")),
    "quotes": head('"', _jsonld("{}")),
    "quotes with words": head('"a ', _jsonld("{}")),
    "escaped quotes": head('\\"', _jsonld('{"a":"{}')),
    "backslashes": head("\\", _jsonld('{"a":"{}')),
    "odd escapes": head("\\x", _jsonld('{"a":"{}"}')),
    "brackets": head("[", _jsonld("{}")),
    "brackets closed": head("]", _jsonld("{}")),
    "braces": head('{"a":', _jsonld("{}")),
    "braces side by side": head("}{", _jsonld("{}")),
    "lists side by side": head("[]", _jsonld("{}")),
    "graph in graph": head('{"@graph":[', _jsonld("{}")),
    "escaped marks": head("&quot;", _jsonld("{}")),
    "authors": head(lambda n: f'{{"@type":"Person","name":"Jane Do{n}"}},', _jsonld(_ARTICLE + '"author":[{}{"name":"x"}]}')),
    "authors by reference": head(lambda n: f'{{"@id":"#p{n}"}},', _jsonld(_ARTICLE + '"author":[{}{"name":"x"}]}')),
    "authors that refer to nodes": lambda size: page(
        head=_jsonld(
            '{"@graph":['
            + ",".join(f'{{"@id":"#p{n}","name":"Jane Do{n}"}}' for n in range(size // 60))
            + "," + _ARTICLE + '"author":['
            + ",".join(f'{{"@id":"#p{n}"}}' for n in range(size // 60)) + "]}]}"
        )
    ),
    "one long author": head("田中宏昌、", _jsonld(_ARTICLE + '"author":"{}"}')),
    "one long author of words": head("Jane Doe and ", _jsonld(_ARTICLE + '"author":"{}"}')),
    "author of brackets": head("（", _jsonld(_ARTICLE + '"author":"{}"}')),
    "articles": head(lambda n: f'{{"@type":"NewsArticle","headline":"見出し{n}"}},', _jsonld("[{}1]")),
    "articles with addresses": head(lambda n: f'{{"@type":"NewsArticle","url":"/{n}","headline":"x"}},', _jsonld("[{}1]")),
    "types": head(lambda n: f'"T{n}",', _jsonld('{"@type":[{}"NewsArticle"],"headline":"市場の計画"}')),
    "keywords": head(lambda n: f'"話題{n}",', _jsonld(_ARTICLE + '"keywords":[{}"x"]}')),
    "one long keyword list": head(lambda n: f"話題{n},", _jsonld(_ARTICLE + '"keywords":"{}"}')),
    "long date": head("2026-11-23 ", _jsonld(_ARTICLE + '"datePublished":"{}"}')),
    "dates": head('"2026-11-23T10:00:00",', _jsonld(_ARTICLE + '"datePublished":[{}1]}')),
    "long headline": head("見出し ", _jsonld(_ARTICLE + '"alternativeHeadline":"x","headline":"{}"}')),
    "headline of houses": head("日報社", _jsonld('{"@type":"NewsArticle","headline":"{}x"}')),
    "headline of separators": head(" | ", _jsonld('{"@type":"NewsArticle","headline":"{}"}')),
    "images": head(lambda n: f'"/p{n}.jpg",', _jsonld(_ARTICLE + '"image":[{}"x"]}')),
    "scripts": lambda size: page(head=grown(_jsonld(_ARTICLE + '"x":1}'), size)),
    "broken scripts": lambda size: page(head=grown(_jsonld("/*{"), size)),
    "scripts without type": lambda size: page(head=grown('<script>{"@context":"https://schema.org",</script>', size)),
    "digits": head("9", _jsonld(_ARTICLE + '"commentCount":{}}')),
    "a count of digits": head("9", _jsonld(_ARTICLE + '"commentCount":"{}"}')),
    "description of tags": head("<b", _jsonld(_ARTICLE + '"description":"{}"}')),
    "list of items": head(lambda n: f'{{"@type":"ListItem","position":{n},"name":"x"}},', _jsonld('{"@type":"BreadcrumbList","itemListElement":[{}1]}')),
}  # fmt: skip

_IMG = "<img src=/p.jpg srcset='{}'>"
PICTURES: dict[str, Maker] = {
    "srcset of commas": before(",", _IMG),
    "srcset of letters": before("a", _IMG),
    "srcset of data": before("data:image/png;base64,AAAA", _IMG),
    "srcset of data and spaces": before("data:,x 1x, ", _IMG),
    "srcset of spaces": before(" ", "<img src=/p.jpg srcset='a{}b'>"),
    "srcset of candidates": before(lambda n: f"/p{n}.jpg {n}w, ", _IMG),
    "srcset of letters and commas": before("a,", _IMG),
    "srcset of digits": before("1", "<img srcset='/a.jpg {}'>"),
    "srcset of dots": before("1.", "<img srcset='/a.jpg {}'>"),
    "sources": before(lambda n: f"<source srcset='/p{n}.jpg 1x'>", "<picture>{}<img src=/p.jpg></picture>"),
    "pictures in one element": before("<img src=/p.jpg>", "<picture><source>{}</picture>"),
    "pictures": before(lambda n: f"<img src=/p{n}.jpg>"),
    "pictures with captions": before(
        lambda n: f"<figure><img src=/p{n}.jpg><figcaption>引用:社{n}</figcaption></figure>"
    ),
    "pictures in one figure": before(
        lambda n: f"<img src=/p{n}.jpg>", "<figure>{}<figcaption>引用:社</figcaption></figure>"
    ),
    "figures in figures": before("<figure><img src=/p.jpg>"),
    "pictures with text": before(lambda n: f"<p><img src=/p{n}.jpg>写真{n}</p>"),
    "a long address": before("a/", "<img src='/{}.jpg'>"),
    "a long address of dots": before("../", "<img src='/{}.jpg'>"),
    "a data address": before("A", "<img src='data:image/png;base64,{}'>"),
    "a caption of brackets": before("（写真", "<figure><img src=/p.jpg><figcaption>{}</figcaption></figure>"),
    "a caption of equals": before("＝", "<figure><img src=/p.jpg><figcaption>{}</figcaption></figure>"),
    "a caption of words": before("写真：", "<figure><img src=/p.jpg><figcaption>{}</figcaption></figure>"),
    "named pictures": head(lambda n: f'<meta property="og:image" content="/p{n}.jpg">'),
}

ELEMENTS: dict[str, Maker] = {
    "categories in the box of another article": before(
        '<p class=cat><a href="/category/x">地域</a></p>', '<div>{}<h2><a href="/y">次の記事</a></h2></div>'
    ),
    "newlines, and an indented line": before("\n", "<p>{}あ\n\u3000文</p>"),
    "indented lines": before("\n\u3000文", "<p>{}</p>"),
    "writers side by side": after(lambda n: f"<i class=w><a href=/author/{n}>小池和樹</a></i>", "<div>{}</div>"),
    "spans that are blocks": before("<span style='display:block'>文。</span>"),
    "attributes": before(lambda n: f" a{n}=1", "<p{}>文</p>"),
    "attributes of one name": before(" a=1", "<p{}>文</p>"),
    "attributes of the document": lambda size: page().replace("<html", "<html" + grown(lambda n: f" a{n}=1", size)),
    "classes": before("c ", "<p class='{}'>文</p>"),
    "class names": before(lambda n: f"c{n} ", "<div class='{}'>文</div>"),
    "links": before(lambda n: f"<a href=/news/{n}.html>見出し{n}</a>"),
    "links in one line": before(lambda n: f"{n}. <a href=/news/{n}.html>見出し{n}の話題</a> "),
    "headings in a link that is left open": before(lambda n: f"<h3>{n}月1日の話題</h3>", "<a href=/x.html>{}"),
    "labels of times in one line": before(f"<p>{'更新：' * 40}</p>"),
    "links of one address": before("<a href=/x.html>x</a>"),
    "links in lists": before(lambda n: f"<li><a href=/news/{n}.html>見出し{n}の長い記事</a>", "<ul>{}</ul>"),
    "links to pages": before(lambda n: f"<a href=?page={n}>{n}</a>"),
    "links to authors": before(lambda n: f"<a rel=author href=/w/{n}>Jane Do{n}</a>"),
    "links to tags": before(lambda n: f"<a rel=tag href=/t/{n}>話題{n}</a>"),
    "links to categories": before(lambda n: f"<a rel=category href=/c/{n}>分類{n}</a>"),
    "breadcrumbs": before(lambda n: f"<a href=/c/{n}/>分類{n}</a> &gt; ", "<nav class=breadcrumb>{}</nav>"),
    "breadcrumbs in items": before(lambda n: f"<li><a href=/c{n}/>分類</a>", "<ol class=breadcrumbs>{}</ol>"),
    "breadcrumbs above": lambda size: page(h1=grown(lambda n: f"<a href=/c/{n}/>分{n}</a> &gt; ", size) + "<h1>市場の計画</h1>"),
    "breadcrumbs of microdata": before("<span itemprop=itemListElement itemscope><a itemprop=item href=/c/>c</a></span>"),
    "headings": before(lambda n: f"<h2>見出し{n}</h2>"),
    "headings of the first level": before(lambda n: f"<h1>見出し{n}</h1>"),
    "equal headings": before("<h1>市場の計画</h1>"),
    "equal headings of the second level": before("<h2>市場の計画</h2>"),
    "headings that begin": before("<h2>"),
    "headings of one letter": before("<h3>a</h3>"),
    "a heading of breaks": before("市場<br>", "<h1>{}</h1>"),
    "headings of breaks": before("<h2>a<br>b</h2>"),
    "a heading of links": before("<a href=/x.html>x</a>", "<h1>{}</h1>"),
    "tags in tags": before("<a /"),
    "many tags in tags": before("<a /" * 125 + ">"),
    "attributes with quoted ends": before(lambda n: f' a{n}=">"', "<p{}>文</p>"),
    "attributes without values": before(lambda n: f" a{n}", "<p{}>文</p>"),
    "open quotes": before("<a b='"),
    "next pages": before(lambda n: f"<a rel=next href=/a/1.html?page={n}>次へ</a>"),
    "list headings": after(f"<h3>{HEADINGS[0]}</h3>"),
    "list headings with a link": after(lambda n: f"<h3>{HEADINGS[0]}</h3><a href=/news/{n}.html>見出し{n}</a>"),
    "list headings of all kinds": after(lambda n: f"<h3>{HEADINGS[n % 5]}</h3><p>文{n}</p>"),
    "list headings in one block": after(HEADINGS[0] + " "),
    "list headings and links far": after(f"<h3>{HEADINGS[1]}</h3><p></p>", "{}<a href=/news/1.html>見出し</a>"),
    "list headings nested": after(f"<div><h3>{HEADINGS[1]}</h3>"),
    "section rankings": after(lambda n: f"<h3>[国際{n}] ランキング</h3><a href=/news/{n}.html>見出し{n}</a>"),
    "times": before(lambda n: f"<time datetime=2026-11-{n % 28 + 1:02}T10:00>2026年11月{n % 28 + 1}日</time>"),
    "times in one block": before("2026年11月23日 10時00分 "),
    "times in blocks": before("<p>2026年11月23日 10時00分</p>"),
    "empty times": before("<time></time>"),
    "relative times": before("<span>3時間前</span>"),
    "digits": before("1"),
    "digits and signs": before("1/"),
    "clock times": before("10:00 "),
    "months": before("11月"),
    "eras": before("令和"),
    "labels": before("掲載："),
    "labels in blocks": before("<p>更新：2026年11月23日</p>"),
    "labels side by side": before("カテゴリ：経済　掲載：2026年11月23日　"),
    "bylines": before("<p>記者：小池和樹</p>"),
    "bylines in one line": before("文・小池和樹 "),
    "byline of marks": before("＝"),
    "names in brackets": before("<p>（田中宏昌）</p>"),
    "mail addresses": before("a@b.jp "),
    "at signs": before("@"),
    "list items": before("<li>文</li>"),
    "list items of text": before(f"<li>{TEXT[3:40]}</li>", "<ul>{}</ul>"),
    "paragraphs": before(f"<p>{TEXT[3:60]}</p>"),
    "numbered paragraphs": before(lambda n: f"<p>{n}{TEXT[3:60]}</p>"),
    "short paragraphs": before("<p>文</p>"),
    "paragraphs without text": before("<p></p>"),
    "breaks": before("文<br>"),
    "one long paragraph": before("文"),
    "one long paragraph of sentences": before("市場の計画が発表された。"),
    "one long line of words": before("word "),
    "spaces": before(" ", "<p>文{}文</p>"),
    "wide spaces": before("　", "<p>文{}文</p>"),
    "newlines": before("\n", "<p>文{}文</p>"),
    "entities": before("&amp;"),
    "open tags": before("<"),
    "tags that never end": before("<a "),
    "comments": before("<!--"),
    "comments whole": before("<!-- -->"),
    "divisions": before("<div>"),
    "divisions closed": before("</div>"),
    "divisions with text": before("<div>文"),
    "inline elements": before("<b>"),
    "inline elements with text": before("<span>文</span>"),
    "inline elements nested": before("<i>文"),
    "tables": before("<table><tr><td>文"),
    "cells": before("<td>文</td>", "<table><tr>{}</tr></table>"),
    "rows": before("<tr><td>更新</td><td>2026年11月23日</td></tr>", "<table>{}</table>"),
    "terms": before("<dt>更新<dd>2026年11月23日", "<dl>{}</dl>"),
    "forms": before("<form><input type=text>"),
    "buttons": before("<button>続きを読む</button>"),
    "frames": before("<iframe src=/x></iframe>"),
    "quotations": before("<blockquote>文</blockquote>"),
    "ruby": before("<ruby>漢<rt>かん</rt></ruby>"),
    "styles": before("<style>a{}</style>"),
    "hidden blocks": before("<p style='display:none'>文</p>"),
    "articles": before(lambda n: f"<article><h2>見出し{n}</h2><p>文</p></article>"),
    "articles nested": before("<article><h2>見出し</h2>"),
    "asides": before("<aside><p>文</p></aside>"),
    "menus": before("<nav><a href=/>x</a></nav>"),
    "microdata": before("<span itemprop=author>田中</span>"),
    "microdata nested": before("<div itemscope itemprop=author>"),
    "scopes": before("<div itemscope itemtype=https://schema.org/Person><b itemprop=name>田中</b></div>"),
    "microformats": before("<div class=h-entry><span class=p-author>田中</span></div>"),
    "one microformat of many authors": before("<span class='p-author h-card'><b class=p-name>田中</b></span>", "<div class=h-entry>{}</div>"),
    "walls": before("<p>この記事は有料会員限定です。続きを読むには会員登録が必要です。</p>"),
    "copyright lines": before("<p>無断転載を禁じます</p>"),
    "data of other pages": before(
        lambda n: _jsonld(f'{{"@type":"NewsArticle","headline":"{n}","url":"https://news.example/b/{n}"}}') + f"<h1>{n}</h1>"
    ),
    "teasers": before(lambda n: f"<p>【関連】<a href=/news/{n}.html>見出し{n}</a></p>"),
    "symbols": before("■"),
    "dashes": before("-"),
    "underscores": before("_"),
    "capital words": before("By Jane Doe "),
    "quotes": before("「"),
    "data of scripts": head('"content":"aaaaaaaa",', "<script>window.x={{}}</script>"),
    "strings of scripts": head('\\"', '<script>{"articleBody":"{}"}</script>'),
    "starts of scripts": head("={", "<script>{}</script>"),
    "brackets of scripts": head("([", "<script>{}</script>"),
}  # fmt: skip

HEADS: dict[str, Maker] = {
    "metas": head(lambda n: f"<meta name=m{n} content=x>"),
    "metas of one name": head('<meta property="article:tag" content="話題">'),
    "authors": head(lambda n: f'<meta name=author content="Jane Do{n}">'),
    "a long author": head("Jane Doe, ", '<meta name=author content="{}">'),
    "a long author of marks": head("・", '<meta name=author content="{}">'),
    "a long time": head("1", '<meta name=date content="{}">'),
    "times": head('<meta property="article:published_time" content="2026-11-23">'),
    "a long headline": head("見出し", '<meta property="og:title" content="{}">'),
    "a headline of separators": head("| ", '<meta property="og:title" content="a{}">'),
    "a headline of dashes": head(" - ", '<meta property="og:title" content="a{}">'),
    "a headline of brackets": head("【", '<meta property="og:title" content="a{}">'),
    "a title of separators": lambda size: page(h1="").replace("市場の計画</title>", grown("市場｜", size) + "</title>"),
    "a title of spaces": lambda size: page(h1="").replace("市場の計画</title>", "市" + grown(" ", size) + "場</title>"),
    "titles": head("<title>x</title>"),
    "a description": head("要約。", '<meta name=description content="{}">'),
    "a description of tags": head("&lt;", '<meta name=description content="{}">'),
    "keywords": head(lambda n: f"話題{n},", '<meta name=keywords content="{}">'),
    "keywords of hashes": head("#", '<meta name=keywords content="{}">'),
    "links": head("<link rel=canonical href=/x>"),
    "icons": head(lambda n: f"<link rel=icon href=/x{n}>"),
    "bases": head("<base href=/x/>"),
    "a long base": head("a/", "<base href='/{}'>"),
    "a long canonical": head("../", "<link rel=canonical href='/{}'>"),
    "refreshes": head("<meta http-equiv=refresh content=0>"),
    "charsets": head("<meta charset=shift_jis>"),
    "languages": head("a-", "<meta name=language content='{}'>"),
}  # fmt: skip

ARTICLES: dict[str, Maker] = {
    **{f"JSON-LD: {name}": maker for name, maker in JSONLD.items()},
    **{f"picture: {name}": maker for name, maker in PICTURES.items()},
    **{f"element: {name}": maker for name, maker in ELEMENTS.items()},
    **{f"head: {name}": maker for name, maker in HEADS.items()},
}
"""Kind → page of about so many characters."""

DENSE: dict[str, Maker] = {
    "paragraphs of a letter": before("<p>a"),
    "lines of a letter": before("a\n", "<pre>{}</pre>"),
    "breaks behind a letter": before("a<br>"),
}
"""Those with more blocks a kilobyte than any other page: a page has so many at most that a long one takes no longer."""

_ITEM = "<item><title>見出し</title><link>https://news.example/{n}</link>{inner}</item>"


def _rss(piece: str | Callable[[int], str], around: str = "{}") -> Maker:
    return lambda size: f"<?xml version='1.0'?><rss><channel>{around.replace('{}', grown(piece, size))}</channel></rss>"


FEEDS: dict[str, Maker] = {
    "entries": _rss(lambda n: f"<item><link>https://news.example/{n}</link><pubDate>Mon, 23 Nov 2026 10:00:00 +0900</pubDate></item>"),
    "one entry of categories": _rss(lambda n: f"<category>c{n}</category>", "<item><link>https://news.example/1</link>{}</item>"),
    "one entry of links": _rss("<link/>", "<item>{}</item>"),
    "one entry of dates": _rss("<pubDate>x</pubDate>", "<item><link>https://news.example/1</link>{}</item>"),
    "entries of odd dates": _rss("<item><link>https://news.example/1</link><pubDate>1/1/1/1</pubDate></item>"),
    "a long date": _rss("1 ", "<item><link>https://news.example/1</link><pubDate>{}</pubDate></item>"),
    "a long title": _rss("題", "<title>{}</title>"),
    "a long address": _rss("../", "<item><link>https://news.example/{}</link></item>"),
    "attributes": _rss(lambda n: f" a{n}='1'", "<item{}><link>https://news.example/1</link></item>"),
    "names": _rss(lambda n: f" xmlns:a{n}='u{n}'", "<item{}><link>https://news.example/1</link></item>"),
    "nested": _rss("<a>"),
    "entities": _rss("&amp;", "<title>{}</title>"),
    "cdata": _rss("<![CDATA[x]]>", "<title>{}</title>"),
    "comments": _rss("<!-- x -->"),
    "open tags": _rss("<"),
    "before its first element": lambda size: grown(" ", size) + "<rss></rss>",
    "instructions": lambda size: grown("<?x ?>", size) + "<rss></rss>",
    "comments that begin": lambda size: grown("<!--", size) + "<rss></rss>",
    "declarations": lambda size: grown("<!", size) + "<rss></rss>",
    "sitemap": lambda size: "<urlset>" + grown(lambda n: f"<url><loc>https://news.example/{n}</loc><lastmod>2026-11-23</lastmod></url>", size) + "</urlset>",
    "atom": lambda size: "<feed>" + grown(lambda n: f"<entry><link href='https://news.example/{n}'/><updated>2026-11-23T10:00:00Z</updated></entry>", size) + "</feed>",
}  # fmt: skip
