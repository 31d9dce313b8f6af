"""Why a request is not sent, or its answer not taken: each class is Scrapy's `IgnoreRequest` with a fate and a reason.

RefusedRequestError
├── OffsiteHostError         a host that is not the portal's
├── PrivateAddressError      an address that is not on the public internet
├── RobotsUnavailableError   robots.txt cannot be fetched, so nobody knows what is allowed
├── BudgetSpentError         the run's or the day's requests are used up
├── QuietHoursError          the portal is left alone at this time of day
├── RunEndingError           the run is ending; the request is left to the next run
├── BlockedPageError         the answer is a challenge, a refusal, a login or a wall of consent
├── UnavailablePageError     the answer reports a fault (maintenance, an error), with a status of success
├── ProtectedPageError       the page's author keeps it behind a password
├── SlowPageError            the answer could not be looked at within the deadline
└── GonePageError            the page is not there, though the status is one of success
"""

from __future__ import annotations

from typing import Final

from scrapy import exceptions
from scrapy.exceptions import IgnoreRequest

from newscrawl.items import MissedFate

_REASONS: dict[type[Exception], str] = {
    exceptions.DownloadTimeoutError: "timeout",
    exceptions.CannotResolveHostError: "unknown_host",
    exceptions.DownloadConnectionRefusedError: "connection_refused",
    exceptions.ResponseDataLossError: "cut_off",
    exceptions.DownloadCancelledError: "too_large",
    exceptions.DownloadFailedError: "connection_lost",
    exceptions.UnsupportedURLSchemeError: "unsupported_scheme",
}
"""What Scrapy raises for a request without a whole answer, and its reason; the first that fits counts."""
_ANSWERED = frozenset({"cut_off", "too_large", "unsupported_scheme"})
"""Reasons of an answer that came, though not whole."""
NO_ANSWER: tuple[type[Exception], ...] = (IgnoreRequest, *_REASONS)
"""What Scrapy raises for a request without a response."""

CERTIFICATE: Final = "certificate"
"""Why no answer came: the host's certificate is not trusted, has expired, or is of another name."""
_CERTIFICATE = ("certificate verify failed", "VerificationError")
"""Words in the message of an error: Twisted carries the errors of OpenSSL and of `service_identity`."""

UNANSWERED = (CERTIFICATE, *(reason for reason in _REASONS.values() if reason not in _ANSWERED))
"""Why a host may give no answer at all."""

_WORDS = {
    "robots.txt": "robots",
    "offsite": "offsite",
    "exceeded download_maxsize": "too_large",  # unpacked
    "redirect": "redirect_loop",
}
"""Words in the message of Scrapy's `IgnoreRequest`, and its reason."""


def reason_of(error: BaseException | None) -> str:
    """Return why no whole answer came: `timeout`, `redirect_loop` …; `error_` and the class of any other *error*."""
    if isinstance(error, RefusedRequestError):
        return error.reason
    if isinstance(error, IgnoreRequest):
        message = str(error).lower()
        return next((reason for words, reason in _WORDS.items() if words in message), "ignored")
    if isinstance(error, exceptions.DownloadFailedError) and any(words in str(error) for words in _CERTIFICATE):
        return CERTIFICATE
    found = (reason for kind, reason in _REASONS.items() if isinstance(error, kind))
    return next(found, f"error_{type(error).__name__}")


class RefusedRequestError(IgnoreRequest):
    """A request without a page: an errback counts it by `fate` and `reason`."""

    fate: MissedFate = "failed"
    reason: str = "refused"
    http_status: int | None = None
    """Null where no answer came."""


class OffsiteHostError(RefusedRequestError):
    """The request, or the redirect that made it, leads to a host that is not the portal's."""

    fate = "offsite"
    reason = "offsite"


class PrivateAddressError(RefusedRequestError):
    """The request leads to an address that is not on the public internet."""

    fate = "offsite"
    reason = "private_address"


class RobotsUnavailableError(RefusedRequestError):
    """The host's robots.txt answers with a server error, or not at all."""

    reason = "robots_unavailable"


def unanswered_reason(error: BaseException | None) -> str:
    """Return why a host did not answer at all when it was asked for its robots.txt; empty where it answered."""
    cause = error.__cause__ if isinstance(error, RobotsUnavailableError) else None
    reason = reason_of(cause) if cause is not None else ""
    return "" if reason in _ANSWERED else reason


class BudgetSpentError(RefusedRequestError):
    """The run's or the day's requests are used up."""

    fate = "budget"
    reason = "budget"


class QuietHoursError(RefusedRequestError):
    """The portal is left alone at this time of day."""

    fate = "budget"
    reason = "quiet_hours"


class RunEndingError(RefusedRequestError):
    """The run is ending before the request's turn came."""

    fate = "budget"
    reason = "run_ending"


class BlockedPageError(RefusedRequestError):
    """The portal gave something else in the place of the page; `reason` is a `BlockReason` or a state of `walls`."""

    fate = "blocked"

    def __init__(self, url: str, reason: str, http_status: int) -> None:
        super().__init__(f"{url}: answered {http_status}, {reason}")
        self.reason = reason
        self.http_status = http_status


class UnavailablePageError(RefusedRequestError):
    """The portal is under maintenance, has an error, or wants another browser: ask again later."""

    reason = "unavailable"

    def __init__(self, url: str, http_status: int) -> None:
        super().__init__(f"{url}: answered {http_status}, unavailable")
        self.http_status = http_status


class ProtectedPageError(RefusedRequestError):
    """The page states that its author keeps it behind a password: no refusal of the crawler."""

    reason = "password"

    def __init__(self, url: str, http_status: int) -> None:
        super().__init__(f"{url}: answered {http_status}, a password protects the page")
        self.http_status = http_status


class SlowPageError(RefusedRequestError):
    """Looking at the answer took longer than the deadline of a page."""

    reason = "too_slow"

    def __init__(self, message: str, http_status: int) -> None:
        super().__init__(message)
        self.http_status = http_status


class GonePageError(RefusedRequestError):
    """The page is not an article; `reason` is one of `walls.page_state.GONE_STATES`."""

    fate = "gone"

    def __init__(self, url: str, reason: str, http_status: int) -> None:
        super().__init__(f"{url}: answered {http_status}, {reason}")
        self.reason = reason
        self.http_status = http_status
