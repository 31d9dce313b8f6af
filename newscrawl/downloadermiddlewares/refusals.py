"""Why a request is not sent: one class a reason, each of them Scrapy's `IgnoreRequest`.

RefusedRequestError
├── OffsiteHostError         a host that is not the portal's
├── PrivateAddressError      an address that is not on the public internet
├── RobotsUnavailableError   robots.txt cannot be had, so nobody knows what is allowed
├── BudgetSpentError         the run's or the day's requests are used up
├── QuietHoursError          the portal is left alone at this time of day
└── RunEndingError           the run is ending; the request is left to the next run

An errback sees the class in `failure.value` and counts the request by its `reason`.
"""

from __future__ import annotations

from typing import ClassVar

from scrapy.exceptions import IgnoreRequest


class RefusedRequestError(IgnoreRequest):
    """A request that this project does not send."""

    reason: ClassVar[str] = "refused"
    """The fate's name in stats and reports."""

    is_left: ClassVar[bool] = False
    """True where the next run may send it: nothing is wrong with the address itself."""


class OffsiteHostError(RefusedRequestError):
    """The request, or the redirect that made it, leads to a host that is not the portal's."""

    reason = "offsite"


class PrivateAddressError(RefusedRequestError):
    """The request leads to an address that is not on the public internet."""

    reason = "private_address"


class RobotsUnavailableError(RefusedRequestError):
    """The host's robots.txt answers with a server error, or not at all."""

    reason = "robots_unavailable"
    is_left = True


class BudgetSpentError(RefusedRequestError):
    """The run's or the day's requests are used up."""

    reason = "budget"
    is_left = True


class QuietHoursError(RefusedRequestError):
    """The portal is left alone at this time of day."""

    reason = "quiet_hours"
    is_left = True


class RunEndingError(RefusedRequestError):
    """The run is ending before the request's turn came."""

    reason = "run_ending"
    is_left = True
