"""Theme `tables`: a page of the nineties: nested tables, font elements, text broken by <br>, Japanese dates.

Where its values are: headline a big font; authors, section, tags and times behind printed labels
(記者, カテゴリ, キーワード, 掲載, 更新), the year by the Western or the Japanese calendar; e-mails in the
signature; lead meta description; pictures img with the caption in a small font; counts and paywall
printed. Rankings are tables with a caption, the related block is headed by a b element.
"""

from __future__ import annotations

from datetime import datetime
from html import escape

from newscrawl.demo.newsroom.article_content import (
    SECTIONS,
    ArticlePage,
    Link,
    LinkList,
    ListPage,
    Picture,
    Story,
    list_path,
)
from newscrawl.demo.newsroom.demo_portal import TITLE
from newscrawl.demo.web.filler import ADVERTS, FOOTER_LINKS, SKIP_LINKS, script, script_count, social_links, style

_CLASSES = ("tbl1", "tbl2", "ttl", "kiji", "sml", "navi", "rnk", "copy", "btn", "gray")


def render_article(page: ArticlePage) -> str:
    """Return the article's page as HTML."""
    story = page.story
    lead = f'<META NAME="description" CONTENT="{escape(story.lead)}">\n' if story.lead else ""
    head = f'<TITLE>{TITLE}：{escape(story.headline)}</TITLE>\n<LINK REL="canonical" HREF="{page.canonical}">\n{lead}'
    cell = (
        f'<FONT SIZE="6" COLOR="#003366"><B>{escape(story.headline)}</B></FONT><BR>\n{_labels(story)}<HR>\n'
        f"{_content(page)}<HR>\n{_pages(page)}{_share(page)}{_comments(story)}"
    )
    blocks = (page.ranking, page.related, page.related, page.recommended, page.trending)
    return _document(page.charset, page.canonical, head, cell, "".join(_list(block) for block in blocks))


def render_list(page: ListPage) -> str:
    """Return a front or section page as HTML."""
    title = f"{TITLE}：{page.section.label}" if page.section else TITLE
    heading = f'<FONT SIZE="5"><B>{page.section.label}</B></FONT><BR>\n' if page.section else ""
    rows = "".join(_row(link, snippet) for link, snippet in zip(page.links, page.snippets, strict=True))
    further = f'<A HREF="{page.next_path}">次のページ &gt;&gt;</A>' if page.next_path else ""
    cell = f'{heading}<TABLE WIDTH="100%" BORDER="0">\n{rows}</TABLE>\n{further}'
    head = f"<TITLE>{title}</TITLE>\n"
    return _document(page.charset, page.base_url + page.path, head, cell, "".join(_list(block) for block in page.lists))


def _document(charset: str, address: str, head: str, cell: str, lists: str) -> str:
    skips = " ".join(f'<A HREF="#m{place}">{words}</A>' for place, words in enumerate(SKIP_LINKS))
    menu = "".join(
        f'<TR><TD CLASS="navi"><A HREF="{list_path(section, 1)}">■{section.label}&nbsp;</A></TD></TR>\n'
        for section in SECTIONS
    )
    links = " | ".join(f'<A HREF="{escape(href)}">{words}</A>' for href, words in FOOTER_LINKS)
    scripts = "".join(
        f'<SCRIPT LANGUAGE="JavaScript"><!--\n{script(f"tables {place}")}\n//--></SCRIPT>\n'
        for place in range(script_count(address))
    )
    return (
        f'<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">\n<HTML>\n<HEAD>\n'
        f'<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset={charset}">\n'
        f'<META HTTP-EQUIV="Content-Language" CONTENT="ja">\n{head}'
        f'<STYLE TYPE="text/css"><!--\n{style(_CLASSES, 12_000)}\n--></STYLE>\n</HEAD>\n<BODY BGCOLOR="#FFFFFF">\n'
        f'<FONT SIZE="1">{skips}</FONT>\n<TABLE WIDTH="900" ALIGN="center">\n<TR><TD COLSPAN="3"><A HREF="/">'
        f'<IMG SRC="/img/logo.gif" ALT="{TITLE}"></A></TD></TR>\n<TR><TD WIDTH="120" VALIGN="top">\n'
        f'<TABLE CLASS="tbl1">\n{menu}</TABLE></TD>\n<TD WIDTH="520" VALIGN="top">\n{cell}</TD>\n'
        f'<TD WIDTH="260" VALIGN="top">\n{lists}</TD></TR>\n'
        f'<TR><TD COLSPAN="3" CLASS="copy">{links}<BR>Copyright(C) {TITLE}</TD></TR>\n</TABLE>\n'
        f"{scripts}</BODY>\n</HTML>\n"
    )


def _labels(story: Story) -> str:
    modified = f"　更新：{_japanese(story.modified_at, story.number)}" if story.modified_at else ""
    views = f"{story.view_count:,}" if story.view_count is not None else ""
    tags = f"<BR>キーワード：{'、'.join(story.tags)}" if story.tags else ""
    return (
        f'<FONT SIZE="2">カテゴリ：<A HREF="{list_path(story.section, 1)}">{story.section.label}&nbsp;</A>　'
        f"掲載：{_japanese(story.published_at, story.number)}{modified}{tags}<BR>\n"
        f"記者：{'、'.join(author.name for author in story.authors)}　アクセス：{views}</FONT>\n"
    )


def _japanese(moment: datetime, number: int) -> str:
    year = f"令和{moment.year - 2018}年" if number % 3 == 0 else f"{moment.year}年"
    return f"{year}{moment.month}月{moment.day}日 {moment.hour}時{moment.minute:02d}分"


def _content(page: ArticlePage) -> str:
    story = page.story
    pictures = "".join(_picture(picture) for picture in page.pictures)
    parts: list[str] = []
    for block in page.blocks:
        text = escape(block.text, quote=False)
        parts.append(f"<B>{text}</B>" if block.is_heading else f"　{text}")
    if story.is_paywalled:
        parts.append('<FONT COLOR="red">この記事は有料会員限定です。</FONT><A HREF="/login">続きを読む</A>')
    parts += ["<BR>\n".join(filter(None, (author.name, author.email))) for author in story.authors]
    href, words = ADVERTS[story.number % len(ADVERTS)]
    parts.insert(3, f'<TABLE ALIGN="right" CLASS="tbl2"><TR><TD><A HREF="{href}">{words}</A></TD></TR></TABLE>')
    text = "<BR><BR>\n".join(parts)
    return f'{pictures}<FONT SIZE="3">\n{text}<BR>\n</FONT>\n'


def _picture(picture: Picture) -> str:
    return (
        f'<TABLE ALIGN="center"><TR><TD><IMG SRC="{picture.path}" BORDER="0"></TD></TR>\n'
        f'<TR><TD ALIGN="center"><FONT SIZE="1">{picture.printed}</FONT></TD></TR></TABLE>\n'
    )


def _pages(page: ArticlePage) -> str:
    story = page.story
    if len(story.pages) == 1:
        return ""
    numbers = " ".join(f'[<A HREF="{story.page_path(n)}">{n}</A>]' for n in range(1, len(story.pages) + 1))
    further = "" if page.is_last else f' <A HREF="{story.page_path(page.page + 1)}">次のページ</A>'
    return f"<CENTER>{numbers}{further}</CENTER>\n"


def _share(page: ArticlePage) -> str:
    return " ".join(f'<A CLASS="btn" HREF="{escape(href)}">{words}</A>' for href, words in social_links(page.canonical))


def _comments(story: Story) -> str:
    if story.comment_count is None:
        return ""
    count = f"<B>コメント{story.comment_count}</B>"
    return f'<BR>{count}<FORM METHOD="post" ACTION="/comment"><TEXTAREA></TEXTAREA>300</FORM>{count}<BR>\n'


def _list(block: LinkList) -> str:
    if block.section:
        rows = "".join(f"<TR><TD>{_anchor(link)}</TD></TR>\n" for link in block.links)
        return f'<TABLE CLASS="rnk"><CAPTION>[{block.section.label}]ランキング</CAPTION>\n{rows}</TABLE>\n'
    if block.kind == "related":
        return f"<B>{block.name}</B><BR>\n" + "".join(f"・{_anchor(link)}<BR>\n" for link in block.links)
    rows = "".join(
        f'<TR><TD>{position}</TD><TD>{_anchor(link)}</TD><TD CLASS="gray">{link.label}&nbsp;</TD></TR>\n'
        for position, link in enumerate(block.links, 1)
    )
    return f'<TABLE CLASS="rnk">\n<TR><TH COLSPAN="3">{block.name}</TH></TR>\n{rows}</TABLE>\n'


def _anchor(link: Link) -> str:
    return f'<A HREF="{escape(link.path + link.tracking)}">{escape(link.headline)}</A>'


def _row(link: Link, snippet: str) -> str:
    label = f" <FONT SIZE='1'>{link.label}&nbsp;</FONT>" if link.label else ""
    text = f'<BR><FONT SIZE="2">{escape(snippet)}…</FONT>' if snippet else ""
    return f"<TR><TD>{_anchor(link)}{label}{text}</TD></TR>\n"
