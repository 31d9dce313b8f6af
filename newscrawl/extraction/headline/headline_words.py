"""Marks, kickers and labels that a heading prints in elements of their own."""

from __future__ import annotations

import re

MARK = re.compile(
    r"new!?|update|live|pr|ad|広告|有料(?:記事|会員限定(?:記事)?)?|(?:有料|無料)?会員(?:限定)?(?:記事)?"
    r"|プレミアム|無料|鍵|動画(?:あり)?|写真(?:あり)?"
    r"|[（(]?\d{4}[年/.-]\d{1,2}[月/.-]\d{1,2}日?(?:\s\d{1,2}:\d\d)?[）)]?",
    re.IGNORECASE,
)
KICKER = re.compile(r"kicker|(?:over|top|roof)-?line|dachzeile|eyebrow|spitzmarke|(?:pre|su[pr])-?title", re.IGNORECASE)
LABEL = re.compile(r"\b(?:label|badge|count)s?\b|\bico(?:n|\b)", re.IGNORECASE)
