"""Reads printed counts: digits with separators, and the units that Japanese, Korean and English put behind them."""

from __future__ import annotations

import re
from decimal import Decimal

_UNITS = {
    "k": 10**3, "thousand": 10**3, "千": 10**3, "천": 10**3, "万": 10**4, "萬": 10**4, "만": 10**4, "m": 10**6,
    "百万": 10**6, "million": 10**6, "千万": 10**7, "億": 10**8, "억": 10**8, "billion": 10**9,
}  # fmt: skip
_UNIT = r"(?:[百千]万|[千천万만萬億억]|(?:[kKM]|thousand|million|billion)(?![^\W\d_]))"
_PART = re.compile(
    rf"(?P<whole>\d{{1,3}}(?:[,，.．]\d{{3}})++(?!\d)(?!\s?{_UNIT})|\d++(?:[,，]\d++)*+)(?:[.．](?P<rest>\d++))?+"
    rf"(?:\s?(?P<unit>{_UNIT}))?+(?![eE]\d)"
)
_NO_DIGIT = re.compile(r"\D")
_MOST_DIGITS = 30
"""A longer number is out of any bounds: it is not worked out."""
_OUT_OF_BOUNDS = 10**_MOST_DIGITS


def count_at(text: str, start: int = 0) -> tuple[int, int] | None:
    """Return the count that begins at *start* of *text*, and where it ends; None where there is no whole number.

    `1,234`, `1.234` and `１２３４` are 1234; `1.5万` is 15000, `1万2345` is 12345, `2.3K` is 2300. A number of more
    than 30 digits gives one that is out of any bounds.
    """
    total, end, last_unit = Decimal(0), start, None
    while (match := _PART.match(text, end)) and (last_unit is None or last_unit > 1):
        unit = _UNITS[match["unit"].casefold()] if match["unit"] else 1
        if last_unit is not None and unit >= last_unit:
            break
        total += _number(match["whole"], match["rest"]) * unit
        end, last_unit = match.end(), unit
    if last_unit is None or total != total.to_integral_value():
        return None
    return int(total), end


def _number(whole: str, rest: str | None) -> Decimal:
    digits = _NO_DIGIT.sub("", whole)
    if len(digits) > _MOST_DIGITS:
        return Decimal(_OUT_OF_BOUNDS)
    return Decimal(f"{int(digits)}.{int((rest or '0')[:_MOST_DIGITS]):0{len((rest or '0')[:_MOST_DIGITS])}d}")
