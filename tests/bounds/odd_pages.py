"""Odd pages, each once: values, structures, encodings, dates, structured data, feeds. None is large."""

from __future__ import annotations

import json

from tests.bounds.hostile_pages import TEXT, page

_TITLE = "市場の計画"


def data(*objects: object, kind: str = "application/ld+json") -> str:
    """Return an article whose head holds *objects*, each in a script of *kind*."""
    return page(head="".join(f'<script type="{kind}">{json.dumps(one)}</script>' for one in objects))


def news(**fields: object) -> str:
    """Return an article with these fields of schema.org."""
    return data({"@context": "https://schema.org", "@type": "NewsArticle", "headline": _TITLE, **fields})


def raw(written: str) -> str:
    """Return an article with a script of JSON-LD as *written*."""
    return page(head=f'<script type="application/ld+json">{written}</script>')


def metas(**named: str) -> str:
    """Return an article with these metas; `__` is a colon."""
    return page(head="".join(f'<meta property="{k.replace("__", ":")}" content="{v}">' for k, v in named.items()))


_NEST: dict[str, object] = {"@type": "NewsArticle"}
for _ in range(200):
    _NEST = {"@graph": [_NEST], "isPartOf": _NEST} if len(str(_NEST)) < 9000 else {"@graph": [_NEST]}

VALUES: dict[str, str] = {
    "a headline of nulls": page(h1="<h1>\0\0市場\0</h1>"),
    "a headline of direction marks": page(h1="<h1>\u202e市場\u2066の計画\u2069</h1>"),
    "a headline of combining marks": page(h1="<h1>市場" + "\u0300" * 900 + "</h1>"),
    "a headline of joiners": page(h1="<h1>" + "👩\u200d" * 300 + "</h1>"),
    "a headline of noncharacters": page(h1="<h1>市場\ufffe\uffff\ufdd0</h1>"),
    "a headline of private characters": page(h1="<h1>\ue000\uf8ff市場の計画</h1>"),
    "a headline of references to nothing": page(h1="<h1>&#0;&#xD800;&#x110000;&#99999999999;&#x1b;市場</h1>"),
    "a headline of control references": page(h1="<h1>&#27;[31m&#7;&#8;&#127;&#155;市場の計画</h1>"),
    "a headline of line separators": page(h1="<h1>市場\u2028の\u2029計画\x85\x0b\x0c</h1>"),
    "a headline of tags": page(h1="<h1>&lt;script&gt;alert(1)&lt;/script&gt;市場</h1>"),
    "a headline of a number": news(headline=10**400),
    "a headline of a list of lists": news(headline=[[["市場"]]]),
    "a headline that is an object": news(headline={"@value": "市場", "@language": "ja"}),
    "a headline of infinity": raw('{"@type":"NewsArticle","headline":Infinity}'),
    "a headline of not a number": raw('{"@type":"NewsArticle","headline":NaN,"commentCount":NaN}'),
    "half characters in data": raw('{"@type":"NewsArticle","headline":"\\ud83d市場","author":"\\udc00田中"}'),
    "nulls in data": raw('{"@type":"NewsArticle","headline":"市\\u0000場","author":{"name":"\\u0000"}}'),
    "keys twice": raw('{"@type":"NewsArticle","headline":"a","headline":["b"],"author":1,"author":{"name":"田中宏"}}'),
    "an empty key": news(**{"": {"": {"": []}}}),
    "a type that is a number": data({"@type": 7, "headline": _TITLE}, {"@type": None}, {"@type": {"@id": "x"}}),
    "a type of all kinds": data({"@type": ["NewsArticle", None, 3, {"a": 1}, ["x"]], "headline": _TITLE}),
    "a graph that is a text": data({"@graph": "x"}, {"@graph": 1}, {"@graph": {"@graph": {"@graph": None}}}),
    "graphs in graphs": data(_NEST),
    "data that are a text": raw('"NewsArticle"') + raw("7") + raw("null") + raw("true"),
    "data in data": raw(json.dumps({"@type": "NewsArticle", "articleBody": raw("{}").replace("</", "<\\/")})),
    "an identity that is a list": data({"@id": ["#a"], "@type": "NewsArticle", "author": {"@id": ["#a"]}}),
    "an identity of each other in lists": data(
        {"@graph": [{"@id": "#a", "author": [{"@id": "#b"}]}, {"@id": "#b", "author": [{"@id": "#a"}]},
                    {"@type": "NewsArticle", "headline": _TITLE, "author": [{"@id": "#a"}]}]}
    ),
    "a publisher in itself": data({"@type": "NewsArticle", "@id": "#n", "publisher": {"@id": "#n"}, "isPartOf": {"@id": "#n"}}),
    "pictures of all kinds": news(image=[None, 1, True, [], {}, {"url": []}, {"url": {"url": {"url": "/p.jpg"}}}, "", " "]),
    "pictures at odd addresses": news(image=["javascript:alert(1)", "data:x", "//[::1", "http://[", "http://a:99999999/x", "\\\\a\\b", "http://é\0/"]),
    "a picture of an address that is none": page(before="<img src='http://[::bad]/a.jpg'><img src='//'><img src='http://:0/'>"),
    "links that are none": page(after="<a href='http://[x'>見出し一の記事です</a><a href='http://a:b:c/'>見出し</a><a href='//:@/'>x</a>"),
    "a base that is none": page(head="<base href='http://[::bad]/'>"),
    "a base of a script": page(head="<base href='javascript:alert(1)'>", after="<a href='news/1'>見出し一の記事です</a>"),
    "a canonical that is none": page(head="<link rel=canonical href='http://[::bad]/'>"),
    "a canonical of a script": page(head="<link rel=canonical href='javascript:alert(1)'>"),
    "a canonical elsewhere": page(head="<link rel=canonical href='https://evil.example/news/1'>"),
    "a count with separators of all kinds": news(commentCount="1 234.567,89'0"),
    "a count below nothing": news(commentCount=-0.0, interactionStatistic={"userInteractionCount": -1}),
    "a count of digits of other scripts": news(commentCount="١٢٣"),
    "a count of superscripts": news(commentCount="²³"),
    "a count of circled digits": news(commentCount="①②"),
    "a count of a fraction": news(commentCount="½"),
    "a count in words of hundred millions": news(commentCount="9" * 30 + "億"),
    "a count of a thousand zeros": news(commentCount="1" + "0" * 1000),
    "a count that is true": news(commentCount=True),
    "a count with an exponent": raw('{"@type":"NewsArticle","headline":"x","commentCount":1e308}'),
    "a count with an exponent too large": raw('{"@type":"NewsArticle","headline":"x","commentCount":1e99999}'),
    "statistics in a ring": data({"@type": "NewsArticle", "@id": "#n", "interactionStatistic": [{"@id": "#n"}]}),
    "a person of all kinds": news(author=[None, 1, True, "", {}, {"name": None}, {"name": []}, {"name": {"name": 1}}, [[]]]),
    "a person of marks": news(author="、、・・//;;||"),
    "a person of a thousand words": news(author="田中 " * 1000),
    "a person of an address": news(author={"name": "https://x.example/" + "a" * 290, "email": "\r\nBcc: a@b"}),
    "an e-mail of lines": page(after="<p>田中宏 a@b.jp\r\nBcc: x@y.jp &lt;x@y.jp&gt;</p>"),
    "an e-mail of two hundred signs": page(after="<p>田中宏 " + "@" * 200 + "b.jp</p>"),
    "keywords of all kinds": news(keywords=[None, 1, [], {}, {"name": "題"}, ["x"], "a,b;c、d", "\u202e"]),
    "keywords of a defined term in itself": data({"@type": "NewsArticle", "keywords": {"@id": "#k", "name": {"@id": "#k"}}, "@id": "#k"}),
    "a section of all kinds": news(articleSection=[None, [], {}, 1, {"name": {"name": "経済"}}, "\u2028"]),
    "a language of all kinds": news(inLanguage=[{"@type": "Language", "name": ["ja"]}, None, 1, "x" * 99]),
    "a language that is a path": page().replace("lang=ja", "lang='../../etc/passwd'"),
    "a lead of a thousand lines": news(description="行\n" * 1000),
    "a paywall of all kinds": news(isAccessibleForFree=[{"a": 1}, "maybe", None, 0, "False "]),
    "a speakable without end": news(speakable={"xpath": ["//*" * 500], "cssSelector": ["*" * 500]}),
}  # fmt: skip

DATES: dict[str, str] = {
    f"a time of {written!r}": news(datePublished=written, dateModified=written)
    for written in (
        "0000-00-00T00:00:00", "9999-12-31T23:59:60Z", "2026-02-30", "2026-11-23T25:61:61", "2026-11-23T10:00:00+99:99",
        "2026-11-23T10:00:00-23:59", "-2026-11-23", "+002026-11-23T00:00Z", "2026-W48-1", "2026-333", "20261123T100000Z", "2026-11-23T10:00:00.1234567890123Z",
        "1763860800", "1763860800000", "-1", "1e20", "2026/11/23 午後13時", "令和99年13月45日", "令和元年", "民國115年11月23日",
        "二〇二六年十一月二十三日", "２０２６年１１月２３日", "今日", "3時間前", "-5分前", "999999999999時間前", "昨日25時",
        "Mon, 31 Feb 2026 10:00:00 XYZ", "11/23/26 10:00 AM PST8PDT", "2026-11-23T10:00:00[Asia/Nowhere]",
        "2026-11-23T10:00:00.123456789123456789Z", "T10:00", "", " ", "\0", "2026-11-23T10:00:00Z" * 50, "00/00/00",
        "2100-12-31T23:59:59-12:00", "1990-01-01T00:00:00+14:00", "2026-11-23T٠١:٠٢", "Ⅻ月", "12月32日 24:60",
    )
}  # fmt: skip

_JA = page().encode()
ENCODINGS: dict[str, bytes] = {
    "UTF-16 without a mark": page().encode("utf-16-le"),
    "UTF-16 with the wrong mark": b"\xff\xfe" + page().encode("utf-16-be"),
    "UTF-16 of an odd length": page().encode("utf-16")[:-1],
    "UTF-32": page().encode("utf-32"),
    "UTF-7": page().encode("utf-7").replace(b"charset=utf-8", b"charset=utf-7"),
    "UTF-8 and Shift_JIS": _JA + TEXT.encode("shift_jis"),
    "UTF-8 twice": page().encode().decode("latin-1").encode(),
    "marks of all kinds": b"\xef\xbb\xbf\xff\xfe\xfe\xff" + _JA,
    "half characters": page().encode("utf-16", "surrogatepass").decode("utf-16").encode() + b"\xed\xa0\x80" * 99,
    "overlong characters": _JA.replace(b"<h1>", b"<h1>\xc0\xbc\xe0\x80\xbc"),
    "bytes of no text": bytes(range(256)) * 99 + _JA,
    "ISO-2022-JP that does not end": page().encode("iso-2022-jp", "ignore") + b"\x1b$B" + b"%" * 999,
    "ISO-2022-JP in UTF-8": _JA.replace(b"<h1>", b"<h1>\x1b$B;T>l\x1b(B"),
    "HZ": _JA.replace(b"utf-8", b"hz-gb-2312"),
    "EBCDIC": page().encode("cp037", "ignore"),
    "a charset without end": _JA.replace(b"utf-8", b"u" * 5000),
    "a charset of a codec that is no charset": _JA.replace(b"utf-8", b"base64"),
    "a charset of a module": _JA.replace(b"utf-8", b"../encodings/utf_8"),
    "a charset of zlib": _JA.replace(b"utf-8", b"zlib_codec"),
    "a charset of punycode": _JA.replace(b"utf-8", b"punycode"),
    "a charset of idna": _JA.replace(b"utf-8", b"idna"),
    "a charset of escapes": _JA.replace(b"utf-8", b"unicode_escape"),
    "a charset with a zero": _JA.replace(b"utf-8", b"utf\x00-8"),
    "zeros between": _JA.replace(b"<", b"\0<"),
    "an XML declaration of another charset": b"<?xml version='1.0' encoding='utf-16'?>" + _JA,
}

STRUCTURES: dict[str, str] = {
    "no document": "",
    "a comment that is all": "<!-- " + page(),
    "a script that is all": "<script>" + page(),
    "a text area that is all": "<textarea>" + page(),
    "plain text that is all": "<plaintext>" + page(),
    "no script": "<noscript>" + page() + "</noscript>",
    "a template": "<template>" + page() + "</template>",
    "frames": "<frameset><frame src=/a></frameset>" + page(),
    "two documents": page() + page(),
    "a document in a document": page(before=page()),
    "a head behind the body": "<body>" + page() + "<head><title>x</title></head>",
    "SVG around all": "<svg><foreignObject>" + page() + "</foreignObject></svg>",
    "maths around all": "<math><mtext>" + page() + "</mtext></math>",
    "a select around all": "<select>" + page() + "</select>",
    "a table around all": "<table>" + page(),
    "a button around all": "<button>" + page(),
    "a link around all": "<a href=/x>" + page() + "</a>",
    "a heading around all": "<h1>" + page() + "</h1>",
    "a paragraph around all": "<p>" + page(),
    "a time around all": "<time datetime=2026-11-23>" + page() + "</time>",
    "a figure caption around all": "<figure><figcaption>" + page() + "</figcaption></figure>",
    "a list around all": "<ul><li>" + page() + "</ul>",
    "elements of namespaces": page(before="<x:y xmlns:x='u'><x:z a:b='c'>文</x:z></x:y>"),
    "names of a kilobyte": page(before=f"<{'a' * 1000}>文</{'a' * 1000}>"),
    "attributes with zeros": page(before="<p a\0b='c\0d' \0>文</p>"),
    "attributes that are tags": page(before="<p <b> >文</p>"),
    "conditional comments": page(before="<!--[if IE]><p>古</p><![endif]--><![if !IE]>文<![endif]>"),
    "instructions": page(before="<?php echo 1; ?><?xml-stylesheet href='x'?>"),
    "entities of itself": '<!DOCTYPE html [<!ENTITY a "&a;&a;">]>' + page(before="&a;"),
    "entities from a file": '<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + page(before="&a;"),
    "a document type without end": "<!DOCTYPE " + page(),
    "end tags alone": "</p></div></html>" * 50 + page(),
    "two thousand levels": page(before="<div>" * 2000 + TEXT),
    "two thousand levels of inline": page(before="<b><i>" * 1000 + TEXT),
    "microdata in a ring": page(before="<div itemscope id=a itemref='a b' itemprop=author><div id=b itemref=a itemprop=name>x</div></div>"),
    "microdata of odd types": page(before="<div itemscope itemtype='x y z http://[ '><b itemprop='headline datePublished author'>x</b></div>"),
    "RDFa of odd types": page(before="<div vocab=http://schema.org/ typeof='NewsArticle x'><b property='headline author datePublished'>x</b></div>"),
    "microformats in a ring": page(before="<div class='h-entry h-card p-author p-name'>" * 30),
    "a refresh to a script": page(head="<meta http-equiv=refresh content='0;url=javascript:alert(1)'>"),
    "a refresh after ages": page(head=f"<meta http-equiv=refresh content='{'9' * 400};url=/x'>"),
    "a refresh of no number": page(head="<meta http-equiv=refresh content='²;url=/x'>"),
    "metas of odd addresses": metas(og__url="http://[", og__image="http://[", og__image__width="9" * 400, article__author="http://["),
    "metas of odd times": metas(article__published_time="9" * 400, article__modified_time="-", og__updated_time="\0"),
    "a time of odd attributes": page(before="<time datetime='2026-13-45'>2026年13月45日</time><time datetime='" + "1" * 400 + "'></time>"),
    "a picture of a wide size": page(before="<img src=/a.jpg width=1e999 height=-1 srcset='/b.jpg 1e999w, /c.jpg NaNx'>"),
    "a data island": page(before="<xml><data>文</data></xml>"),
    "amp": page(head="<style amp-boilerplate></style><link rel=amphtml href='http://['>").replace("<html", "<html ⚡"),
}  # fmt: skip

_ITEM = "<item><title>{}</title><link>https://news.example/1</link><pubDate>{}</pubDate>{}</item>"
FEEDS: dict[str, bytes] = {
    "an entry of nothing": b"<rss><channel><item/><item></item></channel></rss>",
    "an entry of control characters": f"<rss><channel>{_ITEM.format('&#27;[31m&#0;', 'x', '')}</channel></rss>".encode(),
    "a link of a script": b"<rss><channel><item><link>javascript:alert(1)</link></item></channel></rss>",
    "a link that is none": b"<rss><channel><item><link>http://[::bad]/</link></item><item><link>//:@/</link></item></channel></rss>",
    "dates of all kinds": "".join(
        ["<rss><channel>", *(_ITEM.format("題", one, "") for one in ("-1", "9" * 400, "Mon, 99 Foo 99999", "2026-02-30", "\t")), "</channel></rss>"]
    ).encode(),
    "atom in RSS in RDF": b"<rdf:RDF xmlns:rdf='u'><rss><channel><feed><entry><item><link>https://news.example/1</link></item></entry></feed></channel></rss></rdf:RDF>",
    "HTML that calls itself a feed": page().encode(),
    "JSON feed": b'{"version":"https://jsonfeed.org/version/1.1","items":[{"url":"https://news.example/1"}]}',
    "a sitemap of videos in rings": b"<urlset><url><loc>https://news.example/1</loc><url><loc>https://news.example/2</loc></url></url></urlset>",
    "an index in a sitemap": b"<urlset><sitemapindex><sitemap><loc>https://news.example/s</loc></sitemap></sitemapindex></urlset>",
    "entities that grow": b"<!DOCTYPE r [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'>]><rss><channel><title>&c;</title></channel></rss>",
    "entities from a file": b"<!DOCTYPE r [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><rss><channel><item><title>&a;</title><link>https://news.example/1</link></item></channel></rss>",
    "includes": b"<rss xmlns:xi='http://www.w3.org/2001/XInclude'><channel><xi:include href='file:///etc/passwd' parse='text'/></channel></rss>",
    "UTF-16 that calls itself UTF-8": "<?xml version='1.0' encoding='utf-8'?><rss><channel></channel></rss>".encode("utf-16"),
    "UTF-32": "<rss><channel></channel></rss>".encode("utf-32"),
    "a charset of a codec": b"<?xml version='1.0' encoding='zlib_codec'?><rss><channel></channel></rss>",
    "an element that is cut": b"<rss><channel><item><link>https://news.example/1</li",
    "a lastmod of all kinds": b"<urlset>" + b"".join(
        b"<url><loc>https://news.example/%d</loc><lastmod>%s</lastmod><news:publication_date xmlns:news='u'>%s</news:publication_date></url>" % (n, one, one)
        for n, one in enumerate((b"0", b"9999-99-99", b"2026-11-23T25:00:00+99:00", b"now", b""))) + b"</urlset>",
    "priorities of all kinds": b"<urlset><url><loc>https://news.example/1</loc><priority>NaN</priority><changefreq>9</changefreq></url></urlset>",
}  # fmt: skip

PAGES: dict[str, str | bytes] = {
    f"{group}: {name}": made
    for group, pages in (("value", VALUES), ("date", DATES), ("encoding", ENCODINGS), ("structure", STRUCTURES))
    for name, made in pages.items()
}
