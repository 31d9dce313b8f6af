"""The outcome of a run: one word, an exit code, and a sentence with the reason and the remedy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from newscrawl.dataset.run.field_regression import LostField
from newscrawl.dataset.storage.report_file import EXIT_CODES, Verdict
from newscrawl.program import as_typed

STOPS = {
    "closespider_timeout": "its time was up",
    "closespider_pagecount": "its page budget was spent",
    "closespider_itemcount": "its item budget was spent",
    "request_budget": "its request budget was spent",
    "day_budget": "the day's request budget was spent",
    "quiet_hours": "the quiet hours have begun",
    "crawl_delay": "robots.txt asks for a delay that is longer than the run",
    "retry_after": "the portal asked for a pause that is longer than the run",
    "shutdown": "it was asked to (signal)",
}

_LEAST_PAGES = 3
"""Article pages that show a layout, or a state of the portal. Those that gave nothing are asked for again."""

NOT_FOR_ALL = ("subscribers_only", "password")
"""Why a page is not read that the site gives to some readers alone: no failure of the run, however many there are."""

WORDS = {
    "stored": "stored",
    "unchanged": "unchanged",
    "not_modified": "not modified",
    "known": "known",
    "duplicate": "under a second address",
    "gone": "gone",
    "failed": "failed",
    "blocked": "refused",
    "robots": "forbidden by robots.txt",
    "budget": "left for next time",
}
"""Fate → its words in the sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """The shares (0 to 1) above which a run is no longer well."""

    failed: float
    blocked: float
    unreadable: float


@dataclass(slots=True, kw_only=True)
class RunFacts:
    """What the verdict rests on."""

    close_reason: str = ""
    dataset_error: str = ""
    was_opened: bool = True
    """Whether the run had the dataset open at any time."""
    wrong_usage: str = ""
    """What is wrong with the arguments, where only the front page could show it."""
    why_down: str = ""
    """Why no answer at all came for robots.txt: no connection, no name, no time …; empty where one came."""
    exceptions: Counter[str] = field(default_factory=Counter)
    """Class of exception → how many callbacks, pipelines or start() raised it."""
    fates: Counter[str] = field(default_factory=Counter)
    article_fates: Counter[str] = field(default_factory=Counter)
    """The same of the addresses of articles."""
    failures: Counter[str] = field(default_factory=Counter)
    """Reason → URLs that failed."""
    private_count: int = 0
    """Requests that were refused because their address is not on the public internet."""
    front_pages_read: int = 0
    list_entries: int = 0
    """Entries of front and section pages."""
    sections_seen: int = 0
    """Section pages that were asked for."""
    has_section_rules: bool = False
    """Whether the portal's file defines sections."""
    articles_read: int = 0
    """Answers that gave an article."""
    articles_unreadable: int = 0
    """Answers that should have been an article and gave none."""
    lost_fields: tuple[LostField, ...] = ()
    """What the latest articles lack and those before them had."""
    visit_findings: tuple[str, ...] = ()
    """What reads differently in most visits to known articles, in words."""
    suspicions: tuple[str, ...] = ()
    """What the portal serves alike for most known articles, in words."""
    returned_count: int = 0
    """Articles that seemed gone, with many others, and are there."""
    dataset: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """The verdict, its exit code, and why."""

    verdict: Verdict
    sentence: str

    @property
    def exit_code(self) -> int:
        """What `scrapy crawl` ends with."""
        return EXIT_CODES[self.verdict]


def judge(facts: RunFacts, shares: Shares) -> Judgement:
    """Return the outcome of the run: the worst that is true of it."""
    for rule in (_dataset, _usage, _exceptions, _blocked, _unread, _failed, _suspicious, _layout):
        if judgement := rule(facts, shares):
            return judgement
    if facts.close_reason in STOPS:
        why = STOPS[facts.close_reason]
        return Judgement(verdict="stopped", sentence=f"stopped because {why}; run it again to go on. {_summary(facts)}")
    if facts.close_reason != "finished":
        return Judgement(verdict="failed", sentence=f"failed: closed because of {facts.close_reason}; the log has more")
    return Judgement(verdict="done", sentence=f"done. {_summary(facts)}")


def _dataset(facts: RunFacts, _shares: Shares) -> Judgement | None:
    if facts.close_reason == "dataset_locked":
        return Judgement(verdict="locked", sentence=f"another run holds the lock: {facts.dataset_error}")
    if facts.dataset_error and not facts.was_opened:
        return Judgement(verdict="failed", sentence=f"failed: cannot open the dataset: {facts.dataset_error}")
    if facts.dataset_error:
        return Judgement(verdict="failed", sentence=f"failed, what was stored before is sound: {facts.dataset_error}")
    return None


def _usage(facts: RunFacts, _shares: Shares) -> Judgement | None:
    if facts.close_reason == "unknown_section":
        return Judgement(verdict="wrong_usage", sentence=f"-a sections: {facts.wrong_usage or 'no such section'}")
    return None


def _exceptions(facts: RunFacts, _shares: Shares) -> Judgement | None:
    if not facts.exceptions:
        return None
    named = ", ".join(f"{count} {name}" for name, count in facts.exceptions.most_common(3))
    sentence = f"failed: the crawler itself raised {named}; the log has the tracebacks, please report them"
    return Judgement(verdict="failed", sentence=sentence)


def _blocked(facts: RunFacts, shares: Shares) -> Judgement | None:
    asked = _asked(facts)
    refused = facts.fates["blocked"] + facts.fates["robots"]
    is_share = facts.fates["blocked"] > shares.blocked * asked and not _are_few_articles(facts, "blocked")
    if is_share or (refused and refused == asked):
        why = "by robots.txt" if facts.fates["robots"] == refused else "with refusals or challenges"
        sentence = f"blocked: {refused} of {asked} requests were refused {why}; slow down, and write to the portal"
        return Judgement(verdict="blocked", sentence=sentence)
    return None


def _unread(facts: RunFacts, _shares: Shares) -> Judgement | None:
    if facts.private_count and not facts.front_pages_read:
        sentence = (
            "failed: the front page's address is not on the public internet; if that is meant, set "
            "allow_private_addresses in the portal's file"
        )
        return Judgement(verdict="failed", sentence=sentence)
    if facts.close_reason == "robots_unavailable":
        return Judgement(verdict="failed", sentence=f"failed: {_without_robots(facts.why_down)}")
    if facts.close_reason == "host_failing":
        sentence = f"failed: the portal gave nothing but errors ({_causes(facts)}), so it is left alone; try later"
        return Judgement(verdict="failed", sentence=sentence)
    if facts.front_pages_read or (facts.close_reason in STOPS and not facts.fates["failed"]):
        return None
    sentence = f"failed: the front page could not be read ({_causes(facts)}); is the portal up, and start_urls right?"
    return Judgement(verdict="failed", sentence=sentence)


def _without_robots(why_down: str) -> str:
    if why_down == "certificate":
        return "the site's certificate is not trusted: it has expired, is of another name, or the site made it itself"
    if why_down:
        why = why_down.replace("_", " ")
        return f"the site does not answer ({why}); check the network and start_urls, or try later"
    return "could not fetch robots.txt, so the crawl stopped before the first page; try later"


def _failed(facts: RunFacts, shares: Shares) -> Judgement | None:
    # What the portal serves alike for many articles is no failure of requests: `_suspicious` judges it.
    asked = _asked(facts)
    walled = sum(facts.failures[reason] for reason in NOT_FOR_ALL)
    failed = facts.fates["failed"] - facts.articles_unreadable - facts.failures["suspicious"] - walled
    if failed > shares.failed * asked and not _are_few_articles(facts, "failed"):
        sentence = f"failed: {failed} of {asked} requests failed ({_causes(facts)}); they are asked for again next time"
        return Judgement(verdict="failed", sentence=sentence)
    return None


def _are_few_articles(facts: RunFacts, fate: str) -> bool:
    """Return whether all that has *fate* is one article or two, in a run that read the front page.

    Most runs ask for the front page and for what is due: an article that went behind a login is half of that.
    """
    count = facts.fates[fate]
    return facts.front_pages_read > 0 and count < _LEAST_PAGES and count == facts.article_fates[fate]


def _suspicious(facts: RunFacts, shares: Shares) -> Judgement | None:
    """The portal serves many articles alike: that is no change of any of them, and no change of the layout."""
    if not facts.suspicions:
        return None
    found = "; ".join((*facts.suspicions, *_layout_findings(facts, shares)))
    help_ = "look at one of these articles in a browser, and run it again when the portal serves them"
    return Judgement(verdict="suspicious", sentence=f"suspicious: {found}; what was known stays; {help_}")


def _layout_findings(facts: RunFacts, shares: Shares) -> list[str]:
    found = [*_unlike_lists(facts), *_unlike_articles(facts, shares), *map(str, facts.lost_fields)]
    return [*found, *facts.visit_findings]


def _layout(facts: RunFacts, shares: Shares) -> Judgement | None:
    found = _layout_findings(facts, shares)
    if not found:
        return None
    known = "; what was known stays" if facts.visit_findings else ""
    help_ = f"try {as_typed('extract URL --explain')!r} on one page and correct the portal's file"
    sentence = f"the layout seems to have changed: {'; '.join(found)}{known}; {help_}"
    return Judgement(verdict="layout_changed", sentence=sentence)


def _unlike_lists(facts: RunFacts) -> Iterator[str]:
    if not facts.front_pages_read:
        return
    if not facts.list_entries:
        yield "no list on any page leads to an article"
    elif facts.has_section_rules and not facts.sections_seen:
        yield "the front page leads to no section"


def _unlike_articles(facts: RunFacts, shares: Shares) -> Iterator[str]:
    read = facts.articles_read + facts.articles_unreadable
    if read < _LEAST_PAGES:
        return
    if facts.articles_unreadable > shares.unreadable * read:
        yield f"{facts.articles_unreadable} of {read} article pages gave no article"


def _asked(facts: RunFacts) -> int:
    """Return how many URLs were really asked for, or would have been if they had been allowed."""
    return sum(facts.fates.values()) - facts.fates["known"] - facts.fates["budget"]


def _causes(facts: RunFacts) -> str:
    named = ", ".join(f"{count} × {reason}" for reason, count in facts.failures.most_common(3))
    return named or facts.close_reason or "no answer"


def _summary(facts: RunFacts) -> str:
    fates = facts.fates
    counts = ", ".join(f"{fates[fate]} {word}" for fate, word in WORDS.items() if fates[fate])
    back = f" {facts.returned_count} articles that seemed gone are there." if facts.returned_count else ""
    return f"Articles and pages: {counts or 'none'}.{back} Dataset: {facts.dataset}"
