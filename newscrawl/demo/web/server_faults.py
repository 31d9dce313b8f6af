"""What can go wrong on the way, on request: a table of faults that the demo's server plays instead of an answer.

A fault is written `KIND`, `KIND:ARGUMENT` or either with ` xN` behind it: then only the first N requests meet it.
"""

from __future__ import annotations

import re
import secrets
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from newscrawl.demo.web.demo_site import Answer, notice
from newscrawl.demo.web.misbehaviours import MISBEHAVIOURS
from newscrawl.demo.web.response_head import Step, head
from newscrawl.demo.web.wire_faults import cut_stream, half_page, no_length, torn_stream

_SPEC = re.compile(r"(?P<kind>\w+)(?::(?P<argument>.*?))?(?: x(?P<times>\d+))?")
_PAGED = re.compile(r"page/(\d+)/$")
_HTML = {"Content-Type": "text/html; charset=UTF-8"}
HUGE_BYTES = 50_000_000


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault as written."""

    kind: str
    argument: str
    times: int | None


def parse_fault(written: str) -> Fault:
    """Return the fault that *written* is. Raises `ValueError` with the known kinds."""
    match = _SPEC.fullmatch(written)
    if match is None or match["kind"] not in {*FAULTS, *MISBEHAVIOURS}:
        known = ", ".join([*FAULTS, *MISBEHAVIOURS])
        raise ValueError(f"expected a fault KIND[:ARGUMENT][ xN] of {known}, got {written!r}")
    return Fault(match["kind"], match["argument"] or "", int(match["times"]) if match["times"] else None)


def play(fault: Fault, good: Answer, path: str) -> tuple[int, Iterator[Step]]:
    """Return the status and the steps of *fault*, played instead of the *good* answer at *path*."""
    return FAULTS[fault.kind](fault.argument, good, path)


Player = Callable[[str, Answer, str], tuple[int, Iterator[Step]]]


def _whole(status: int, body: bytes, headers: dict[str, str] | None = None) -> tuple[int, Iterator[Step]]:
    return status, iter([head(status, headers or _HTML, len(body)) + body])


def _empty(_argument: str, _good: Answer, _path: str) -> tuple[int, Iterator[Step]]:
    return _whole(200, b"")


def _binary(_argument: str, good: Answer, _path: str) -> tuple[int, Iterator[Step]]:
    return _whole(200, bytes(range(256)) * 200 + zlib.compress(good.body))


def _huge(argument: str, _good: Answer, _path: str) -> tuple[int, Iterator[Step]]:
    size = int(argument or HUGE_BYTES)

    def steps() -> Iterator[Step]:
        yield head(200, _HTML, None) + b"<html><body><p>"
        piece = "終わらない文章。".encode() * 4096
        for _ in range(size // len(piece) + 1):
            yield piece

    return 200, steps()


def _cut(_argument: str, good: Answer, _path: str) -> tuple[int, Iterator[Step]]:
    """More is promised than comes: half of the page, then the end."""
    return 200, iter([head(200, good.headers, len(good.body)) + good.body[: len(good.body) // 2], None])


def _deep(argument: str, _good: Answer, _path: str) -> tuple[int, Iterator[Step]]:
    depth = int(argument or 10_000)
    return _whole(200, b"<html><body>" + b"<div>" * depth + "深い".encode() + b"</div>" * depth + b"</body></html>")


def _bad_jsonld(_argument: str, good: Answer, _path: str) -> tuple[int, Iterator[Step]]:
    """The page, its structured data broken beyond repair; where it has none, some that is."""
    broken = b'<script type="application/ld+json">{"@type" = "NewsArticle"; "headline" = "half a '
    body = re.sub(rb'<script type="application/ld\+json">.{40}', broken, good.body, count=1, flags=re.DOTALL)
    if body == good.body:
        body = re.sub(rb"(?i)</head>", broken + b"</script></head>", good.body, count=1)
    return _whole(200, body, good.headers)


def _empty_links(_argument: str, good: Answer, _path: str) -> tuple[int, Iterator[Step]]:
    return _whole(200, re.sub(rb'(?i) href="[^"#]*"', b' href=""', good.body), good.headers)


def _status(status: int) -> Player:
    def player(argument: str, _good: Answer, _path: str) -> tuple[int, Iterator[Step]]:
        headers = dict(_HTML)
        if argument:
            headers["Retry-After"] = _retry_after(argument)
            headers["Date"] = format_datetime(datetime.now(UTC), usegmt=True)  # a date is meant by the server's clock
        return _whole(status, f"<h1>{status}</h1>".encode(), headers)

    return player


def _retry_after(argument: str) -> str:
    """Return the header as written; `+5`, `rfc850+5` and `asctime+5` become the date that is five seconds ahead."""
    form, is_ahead, secs = argument.partition("+")
    if not is_ahead or form not in _DATE_FORMS:
        return argument
    moment = datetime.now(UTC) + timedelta(seconds=float(secs))
    return moment.strftime(written) if (written := _DATE_FORMS[form]) else format_datetime(moment, usegmt=True)


_DATE_FORMS = {"": "", "rfc850": "%A, %d-%b-%y %H:%M:%S GMT", "asctime": "%a %b %e %H:%M:%S %Y"}
"""The three forms of a date in HTTP (RFC 9110, section 5.6.7), as `strftime` writes them."""


def _slow(argument: str, good: Answer, _path: str) -> tuple[int, Iterator[Step]]:
    """The whole page after some seconds (2), half of them before its first byte."""
    secs = float(argument or 2)
    return 200, iter([secs / 2, head(200, good.headers, len(good.body)), secs / 2, good.body])


def _reset(_argument: str, _good: Answer, _path: str) -> tuple[int, Iterator[Step]]:
    return 0, iter([None])


def _redirect_loop(_argument: str, _good: Answer, path: str) -> tuple[int, Iterator[Step]]:
    return _whole(302, b"", {"Location": path})


def _redirect_to(argument: str, _good: Answer, _path: str) -> tuple[int, Iterator[Step]]:
    return _whole(302, b"", {"Location": argument})


def _gzip_bomb(argument: str, _good: Answer, _path: str) -> tuple[int, Iterator[Step]]:
    """A few hundred kilobytes that unpack to 300 MB."""
    packer = zlib.compressobj(9, wbits=31)
    piece = b"<p>" + b"\0" * 999_997
    packed = b"".join(packer.compress(piece) for _ in range(int(argument or 300))) + packer.flush()
    return _whole(200, packed, {**_HTML, "Content-Encoding": "gzip"})


def _challenge(argument: str, _good: Answer, _path: str) -> tuple[int, Iterator[Step]]:
    text = "アクセスを確認しています。ロボットではないことを証明してください。 Checking your browser before accessing"
    answer = notice(int(argument or 403), "Just a moment...", text)
    return _whole(answer.status, answer.body, answer.headers)


def _soft404(_argument: str, _good: Answer, _path: str) -> tuple[int, Iterator[Step]]:
    answer = notice(200, "ページが見つかりません", "お探しのページは見つかりませんでした。")
    return _whole(200, answer.body, answer.headers)


def _many_links(argument: str, good: Answer, _path: str) -> tuple[int, Iterator[Step]]:
    """The page, and 100,000 links to pages that are no articles below it."""
    links = b"".join(b'<a href="/archive/day-%d">%d</a>\n' % (n, n) for n in range(int(argument or 100_000)))
    return _whole(200, re.sub(rb"(?i)</body>", lambda end: links + end[0], good.body, count=1), good.headers)


def _calendar(_argument: str, _good: Answer, path: str) -> tuple[int, Iterator[Step]]:
    """A section page without articles that always has a next page; paths are as `/cars/page/7/`."""
    section, page = _PAGED.sub("", path), int(match[1]) if (match := _PAGED.search(path)) else 1
    following = f'<a rel="next" href="{section}page/{page + 1}/">次のページ</a>'
    html = f"<html><body><h1>{page}日前の記事</h1><p>この日の記事はありません。</p>{following}</body></html>"
    return _whole(200, html.encode())


def _session_links(_argument: str, good: Answer, _path: str) -> tuple[int, Iterator[Step]]:
    """The page, with another session's number in every link each time that it is asked for."""
    session = b"?PHPSESSID=%s" % secrets.token_hex(8).encode()
    return _whole(200, re.sub(rb'(?i)( href="/[^"?#]*)(?=")', rb"\1" + session, good.body), good.headers)


FAULTS: dict[str, Player] = {
    "empty": _empty,
    "binary": _binary,
    "huge": _huge,
    "cut": _cut,
    "deep": _deep,
    "bad_jsonld": _bad_jsonld,
    "empty_links": _empty_links,
    "status_403": _status(403),
    "status_404": _status(404),
    "status_429": _status(429),
    "status_500": _status(500),
    "status_502": _status(502),
    "status_503": _status(503),
    "slow": _slow,
    "reset": _reset,
    "redirect_loop": _redirect_loop,
    "redirect_to": _redirect_to,
    "gzip_bomb": _gzip_bomb,
    "challenge": _challenge,
    "soft404": _soft404,
    "many_links": _many_links,
    "calendar": _calendar,
    "session_links": _session_links,
    "cut_stream": cut_stream,
    "torn_stream": torn_stream,
    "half_page": half_page,
    "no_length": no_length,
}
