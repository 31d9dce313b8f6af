"""Forms of credits in newsrooms of Taiwan, and the usual form of each: 記者王小明、李怡／台北報導 is 文：王小明、李怡.

A place and 報導 behind a bar show that what is before it is who wrote: a name of two characters needs no known family.
"""

from __future__ import annotations

import re

_HAN = "一-鿿"
_NAME = rf"[{_HAN}]{{2,4}}"
_NAMES = rf"{_NAME}(?:[、\s]{_NAME}){{0,4}}"
_HOUSE = rf"(?:[［\[【][^［\[【］\]】]{{2,12}}[］\]】]\s?|[A-Za-z{_HAN}]{{2,12}}\s?[/／、│]\s?)?"
_POST = r"(?:特派|實習|綜合|駐地|文字)?記者"
_REPORTS = rf"[{_HAN}]{{0,8}}(?:報導|報道)"


def _listed(match: re.Match[str]) -> str:
    return "文：" + "、".join(re.split(r"[、\s]+", match["names"]))


FORMS = (
    (re.compile(rf"^{_HOUSE}{_POST}[:：\s]?(?P<names>{_NAMES})\s?[/／|│]\s?{_REPORTS}$"), _listed, "報"),
    (re.compile(rf"^{_HOUSE}{_POST}\s?(?P<names>[{_HAN}]{{3}})報導$"), _listed, "報"),
    (re.compile(rf"^[{_HAN}]{{2}}中心[/／](?P<names>{_NAMES})\s[{_HAN}]{{2,4}}(?:報導|報道)$"), _listed, "報"),
    (re.compile(rf"^[{_HAN}]{{2}}中心[/／](?P<names>[{_HAN}]{{3}})報導$"), _listed, "報"),
    (re.compile(rf"^[{_HAN}]{{2,4}}[─—](?P<names>{_NAME})[/／][{_HAN}]{{2}}[縣市]?$"), _listed, "─—"),
    (re.compile(rf"^(?:{_POST})?(?P<names>[{_HAN}]{{2,3}})攝影?$"), r"攝影：\g<names>", "攝"),
)
"""［山里新聞］記者王小明／台北報導, 社會中心／王小明 李怡 台北報導, 山新聞─王小明／嘉義縣, 記者王小明攝.

One of the letters at the end of each is in every line of that form.
"""
