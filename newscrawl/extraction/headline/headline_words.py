"""Marks, kickers and labels that a heading prints in elements of their own."""

from __future__ import annotations

import re

MARK = re.compile(
    r"new!?|update|live|pr|ad|広告|有料(?:記事|会員限定(?:記事)?)?|(?:有料|無料)?会員(?:限定)?(?:記事)?"
    r"|プレミアム|無料|鍵|動画(?:あり)?|写真(?:あり)?"
    r"|[（(]?\d{4}[年/.-]\d{1,2}[月/.-]\d{1,2}日?(?:\s\d{1,2}:\d\d)?[）)]?",
    re.IGNORECASE,
)
NEWS_LABEL = re.compile(
    r"独自|独占|速報|号外|スクープ|特ダネ|特報|単独|動画|写真|단독|속보|종합|독점|独家|獨家|快讯|快訊|独家报道"
    r"|exclusive|breaking(?:\snews)?|exklusiv|eilmeldung|exclusif|exclusiv[oa]|esclusiv[oa]|premium",
    re.IGNORECASE,
)
"""What a newsroom puts on a headline: a part of it only where the page's titles have it, too."""
PAID = re.compile(
    r"有料(?:記事|コンテンツ|会員(?:限定|向け)?(?:記事)?)?|会員限定有料記事|プレミアム(?:会員)?限定(?:記事)?|購読者限定(?:記事)?"
    r"|読者会員限定(?:記事)?|유료(?:기사|회원)?|付费(?:内容|文章|阅读)?|付費(?:內容|文章|閱讀)?"
    r"|(?:for )?subscribers?[ -]only(?: (?:article|content|story))?"
    r"|(?:exclusively )?for subscribers|subscriber exclusive"
    r"|(?:article |contenu )?réservé (?:aux|à nos) abonnés|(?:nur )?für abonnent(?:en|innen)(?: und abonnenten)?"
    r"|(?:contenido )?exclusivo para (?:suscriptores|assinantes)|riservato agli abbonati",
    re.IGNORECASE,
)
"""A mark beside a headline: the article is for those who pay. A member may be one for nothing."""
KICKER = re.compile(r"kicker|(?:over|top|roof)-?line|dachzeile|eyebrow|spitzmarke|(?:pre|su[pr])-?title", re.IGNORECASE)
LABEL = re.compile(r"\b(?:label|badge|count)s?\b|\bico(?:n|\b)", re.IGNORECASE)
