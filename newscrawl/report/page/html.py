"""How pages are made: templates that escape, one style sheet, and a policy that lets a browser load nothing."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from datetime import datetime, timedelta, tzinfo
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from newscrawl.clock import duration_text
from newscrawl.report.charts.svg import element, one_line
from newscrawl.text import counted

_LONGEST_ADDRESS = 2_000


def environment(package: str) -> Environment:
    """Return the templates of *package*, which escape every value, with the filters that pages share."""
    made = Environment(
        loader=PackageLoader(package),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(shown=shown, plain=one_line, span=span, count=lambda number: f"{number:,}", size=size)
    made.filters.update(counted=counted)
    made.globals.update(linked=linked)
    return made


@cache
def style_sheet() -> str:
    """Return the style of all pages."""
    return files("newscrawl.report.page").joinpath("templates/style.css").read_text("utf-8")


def style_element() -> Markup:
    """Return the style sheet as an element."""
    return Markup(f"<style>{style_sheet()}</style>")  # noqa: S704  a file of this package


def style_source() -> str:
    """Return what a content security policy calls the style sheet."""
    return f"'sha256-{b64encode(hashlib.sha256(style_sheet().encode()).digest()).decode()}'"


def shown(text: str | None, letter_count: int = 300) -> Markup:
    """Return *text* as it is shown: one line, in its own direction, without characters that hide others."""
    return element("bdi", one_line(text or "", letter_count))


def linked(address: str | None, text: str | None) -> Markup:
    """Return *text* as a link to *address* where that is a page of the web, else *text* alone."""
    safe_address = web_address(address or "")
    if safe_address is None:
        return shown(text)
    return element("a", shown(text), href=safe_address, rel="noreferrer noopener nofollow")


def web_address(address: str) -> str | None:
    """Return *address* where it is an http or https one of usual length; None for `javascript:` and all others."""
    if len(address) > _LONGEST_ADDRESS or not address.isprintable() or " " in address:
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in {"http", "https"} and parts.hostname and "@" not in parts.netloc else None


def span(time: float | timedelta) -> str:
    """Return seconds or a span as e.g. ``25 min``, ``3.5 h``, ``4.2 d``."""
    return duration_text(time if isinstance(time, timedelta) else timedelta(seconds=time))


def size(byte_count: float) -> str:
    """Return e.g. ``3.4 MB``."""
    for unit in ("B", "kB", "MB"):
        if byte_count < 1_000:
            return f"{byte_count:.0f} {unit}" if unit == "B" else f"{byte_count:.1f} {unit}"
        byte_count /= 1_000
    return f"{byte_count:,.1f} GB"


def in_zone(zone: tzinfo, moment: datetime | None, *, is_long: bool = False) -> str:
    """Return *moment* in the portal's zone; an en dash without one, or where it cannot be shown there."""
    try:
        local = moment.astimezone(zone) if moment else None
    except (OverflowError, ValueError):
        local = None
    if local is None:
        return "–"
    return f"{local:%Y-%m-%d %H:%M}" if is_long else f"{local:%m-%d %H:%M}"
