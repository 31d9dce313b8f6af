"""What became of a request that gave no page."""

import pytest
from scrapy import exceptions
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from newscrawl.spiders.outcomes import fate_of_failure, fate_of_status

STATUSES = {
    404: ("gone", "http_404"),
    410: ("gone", "http_410"),
    304: ("not_modified", "http_304"),
    202: ("blocked", "http_202"),
    403: ("blocked", "http_403"),
    429: ("blocked", "http_429"),
    451: ("blocked", "http_451"),
    500: ("failed", "http_500"),
    206: ("failed", "http_206"),
}


class Refusal(exceptions.IgnoreRequest):
    fate = "budget"
    reason = "quiet_hours"
    http_status = None


ERRORS = {
    "a status": (HttpError(Response("https://example.com/", status=410)), ("gone", "http_410", 410)),
    "a timeout": (exceptions.DownloadTimeoutError(), ("failed", "timeout", None)),
    "a name that is none": (exceptions.CannotResolveHostError(), ("failed", "unknown_host", None)),
    "nobody listens": (exceptions.DownloadConnectionRefusedError(), ("failed", "connection_refused", None)),
    "cut off": (exceptions.ResponseDataLossError(), ("failed", "cut_off", None)),
    "too large": (exceptions.DownloadCancelledError(), ("failed", "too_large", None)),
    "lost on the way": (exceptions.DownloadFailedError(), ("failed", "connection_lost", None)),
    "a scheme that is not ours": (exceptions.UnsupportedURLSchemeError(), ("failed", "unsupported_scheme", None)),
    "robots.txt": (exceptions.IgnoreRequest("Forbidden by robots.txt"), ("robots", "robots", None)),
    "a loop": (exceptions.IgnoreRequest("max redirections reached"), ("failed", "redirect_loop", None)),
    "a refusal of ours": (Refusal(), ("budget", "quiet_hours", None)),
    "anything else": (KeyError("x"), ("failed", "error_KeyError", None)),
}


@pytest.mark.parametrize(("status", "expected"), STATUSES.items())
def test_a_status_has_a_fate_and_a_reason(status: int, expected: tuple[str, str]) -> None:
    assert fate_of_status(status) == expected


@pytest.mark.parametrize(("error", "expected"), ERRORS.values(), ids=ERRORS.keys())
def test_a_failure_has_a_fate_and_a_reason(error: Exception, expected: tuple[str, str, int | None]) -> None:
    assert fate_of_failure(Failure(error)) == expected
