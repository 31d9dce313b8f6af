"""What the visits of a run show about the portal, in sentences and for the report."""

from __future__ import annotations

from collections.abc import Iterator

from newscrawl.dataset.revisions.brake import is_collapse
from newscrawl.dataset.revisions.run_visits import Named, RunVisits
from newscrawl.dataset.storage.report_file import VisitCoverage

_RULES_SHOWN = 2


def layout_findings(visits: RunVisits) -> tuple[str, ...]:
    """Return which fields most visits of the run read differently: a sign that the layout changed."""
    return tuple(_reread(visits))


def suspicions(visits: RunVisits, *, articles_read: int) -> tuple[str, ...]:
    """Return what the portal serves alike for most known articles: a sign that the portal fails."""
    return tuple(_failing(visits, articles_read))


def visit_coverage(visits: RunVisits) -> VisitCoverage:
    """Return the part of the run report that is about visits to known articles."""
    rules: dict[str, dict[str, int]] = {}
    for (field, rule), count in visits.reread_rules.most_common():
        rules.setdefault(field, {})[rule] = count
    named = {
        "noisy": visits.noisy,
        "flipping": visits.flipping,
        "one_text": visits.one_text,
        "gone_at_once": visits.gone_at_once,
        "wrong_canonical": visits.wrong_canonical,
        "new_text": visits.new_text,
        "returned": visits.returned,
    }
    return VisitCoverage(
        visit_count=visits.count,
        reads_differently=rules,
        counts={name: one.count for name, one in named.items() if one.count},
        article_ids={name: tuple(one.article_ids) for name, one in named.items() if one.count},
    )


def _reread(visits: RunVisits) -> Iterator[str]:
    for field, count in visits.reread.most_common():
        if _is_shared(visits, count, visits.count):
            rules = [rule for (name, rule), _ in visits.reread_rules.most_common() if name == field]
            yield f"{field} reads differently in {count} of {visits.count} visits ({'; '.join(rules[:_RULES_SHOWN])})"


def _failing(visits: RunVisits, articles_read: int) -> Iterator[str]:
    if visits.one_text.count:
        yield f"the portal serves one text for {visits.one_text.count} articles, such as {_first(visits.one_text)}"
    if count := visits.gone_at_once.count:
        yield f"{count} of {visits.count} visits found no article; a visit on another day decides whether they are gone"
    wrong = visits.wrong_canonical
    if _is_shared(visits, wrong.count, max(articles_read, visits.count)):
        yield f"{wrong.count} pages name the address of another article, such as that of {_first(wrong)}"


def _is_shared(visits: RunVisits, count: int, of: int) -> bool:
    return is_collapse(count, of, least_count=visits.brake.least_count, share=visits.brake.share)


def _first(named: Named) -> str:
    return named.article_ids[0]
