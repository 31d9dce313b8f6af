"""Each bound of the table in docs/operations.md is reached by a test or an attack that is named here, and each one exists."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.dataset import hostile, hostile_forms

TESTS = Path(__file__).parents[1]
PAGE = TESTS.parent / "docs" / "operations.md"
ATTACKS = hostile.ATTACKS | hostile_forms.ATTACKS

PAGES = {
    "processor time to read one page, feed or list": "bounds/test_deadline.py::test_a_match_without_end_is_interrupted_at_the_deadline",
    "an error in a reader or a rule": "bounds/test_deadline.py::test_what_a_reader_raises_is_the_failure_of_that_page_with_its_place",
    "a count": "bounds/test_values.py::test_a_count_out_of_bounds_is_null_with_a_note_and_the_article_is_stored",
    "a time of publication or change, on pages and in feeds": "bounds/test_values.py::test_a_year_out_of_bounds_is_no_time_of_publication",
    "headline, section, lead, language, each author and tag": "bounds/test_values.py::test_a_text_longer_than_its_field_may_be_is_left_out",
    "authors, tags, pictures, related articles of one article": "bounds/test_values.py::test_an_article_has_at_most_so_many_tags_authors_and_pictures",
    "the text of an article": "bounds/test_values.py::test_a_body_without_end_is_no_article",
    "attributes of one tag": "bounds/test_growth.py::test_more_than_128_attributes_of_a_tag_are_left_out_and_the_rest_of_the_page_stays",
    "blocks of text, links, pictures, headed lists of a page": "bounds/test_growth.py::test_a_page_with_more_elements_than_are_read_is_read_with_a_note",
    "objects in JSON-LD, values of one rule, candidates of a `srcset`": "bounds/test_growth.py::test_a_hostile_page_is_read_in_time_that_grows_with_its_size",
    "names inside names in JSON-LD": "bounds/test_values.py::test_data_that_refer_to_themselves_are_read_to_an_end",
    "a saved page of `scrapy extract`, unpacked": "commands/test_extract_command.py::test_a_saved_page_that_is_too_large_or_damaged_ends_in_one_sentence",
    "the heads of an answer": "network/test_bounded_reactor.py::test_heads_without_an_end_are_no_longer_read_after_some_kilobytes",
    "a compressed answer": "bounds/test_completeness.py::test_a_compressed_body_that_is_cut_anywhere_is_not_whole",
    "a page without `</html>`": "bounds/test_completeness.py::test_a_page_without_its_end_is_cut_off_where_the_host_closes_its_pages",
    'a page that leads elsewhere by `<meta http-equiv="refresh">`': "bounds/test_completeness.py::test_a_page_that_only_leads_elsewhere_is_no_article",
    "answers 304 for one address in a row": "downloadermiddlewares/test_revalidate.py::test_a_page_whose_etag_never_changes_is_asked_for_whole_now_and_then",
    "a pause that an earlier run kept (Retry-After)": "bounds/test_clocks.py::test_a_pause_that_was_kept_under_a_wrong_clock_stops_no_later_run",
    "a visit that an earlier run made": "bounds/test_clocks.py::test_one_run_under_a_clock_of_2038_freezes_no_article",
    "the times of sections, sitemaps and attempts that earlier runs kept": "bounds/test_clocks.py::test_an_attempt_that_was_planned_under_a_wrong_clock_is_due",
    "the portal's `Date`": "bounds/test_clocks.py::test_a_server_whose_date_is_far_from_the_clock_is_reported",
    "Crawl-delay, Request-rate": "downloadermiddlewares/test_robots.py::test_a_delay_longer_than_the_longest_ends_the_run_though_it_has_no_time_limit",
    "robots.txt": "downloadermiddlewares/test_robots_revalidated.py::test_of_a_robots_txt_that_is_too_long_only_the_start_is_read",
    "pages of a section without a new article": "bounds/test_walks.py::test_a_walk_without_end_costs_few_requests_and_is_reported[other_order]",
    "sections without a new article": "bounds/test_walks.py::test_a_walk_without_end_costs_few_requests_and_is_reported[session_sections]",
    "sections of a run": "bounds/test_walks.py::test_no_more_sections_are_asked_for_than_a_run_may",
    "the path of a section": "bounds/test_walks.py::test_a_path_that_is_too_deep_or_repeats_itself_is_not_asked_for",
    "articles with nearly the text of another one": "bounds/test_walks.py::test_links_are_followed_until_most_articles_have_one_text",
    "pages of one article": "bounds/test_more_walks.py::test_a_walk_that_leads_nowhere_ends_and_the_real_articles_are_stored[an article of pages without an end]",
    "sitemaps in a row without a new page": "bounds/test_more_walks.py::test_a_walk_that_leads_nowhere_ends_and_the_real_articles_are_stored[a sitemap index that leads to itself]",
    "sitemaps that indexes name, in a run": "bounds/test_walks.py::test_no_more_sitemaps_are_asked_for_than_a_run_may",
    "indexes of sitemaps inside each other": "test_discovery.py::test_an_index_that_leads_to_itself_and_ever_deeper_ends",
    "entries of a feed or sitemap": "loaders/test_feed.py::test_a_hundred_thousand_entries_are_cut_at_the_protocols_limit",
    "a feed or sitemap, unpacked": "loaders/test_feed.py::test_what_is_no_feed_is_a_named_error[a gzip bomb]",
    "a page, unpacked": "bounds/test_wire_faults.py::test_a_fault_on_the_wire_has_its_fate[a gzip bomb]",
    "redirects of one request": "bounds/test_wire_faults.py::test_a_fault_on_the_wire_has_its_fate[a redirect to itself]",
    "an answer that does not come to its end": "bounds/test_wire_faults.py::test_a_fault_on_the_wire_has_its_fate[heads without an end]",
    "work to compare two revisions": "test_revision_changes.py::test_revisions_that_would_take_hours_to_compare_are_compared_coarsely_and_marked",
    "text on a terminal": "commands/test_hostile_text.py::test_no_command_prints_a_control_character",
}  # fmt: skip
"""Row → the test that reaches its bound."""
DATASETS = {
    "a second name of a file (hard link)": "a hard link in the place of a dead run's lines",
    "the cache of `scrapy browse`": "a cache of browse with a view that never ends",
    "lines of one file with less than 40 bytes": "a bomb of a gigabyte of line ends",
    "links, FIFOs, devices": "a FIFO in the place of lines",
    "names of files and folders": "a day that is none",
    "names in records, index, manifest and journals": "captures outside",
    "a line": "a line of 600 MB",
    "lines of one file that are no records": "a compressed file that unpacks to three hundred thousand lines",
    "a compressed file of lines, unpacked": "a bomb of ten gigabytes of zeros",
    "a file that is hashed, the torn end of captures, a file of a copy": "captures of a terabyte",
    "empty members of a compressed file": "a hundred thousand empty members",
    "a record of captures, unpacked": "a WARC record of 80 MB on one line",
    "a capture that points to another": "a revisit that points at itself",
    "a report, the manifest, a journal, the list of losses": "a manifest of 600 MB",
    "JSON inside JSON": "a line of JSON of a hundred thousand levels",
    "a revision": "a revision of 2^62",
    "a time": "a time of year 9999",
    "the index": "an index with a trigger",
    "a rollback journal beside the index": "a journal of SQLite that names a file outside",
}
"""Row → the attack that reaches its bound, which `tests/dataset/test_hostile.py` makes."""


def rows() -> list[str]:
    """Return the first cell of each row of the tables of bounds."""
    text = PAGE.read_text("utf-8")
    part = text[text.index("\n## Bounds\n") : text.index("\n## Rehearsal\n")]
    cells = [line.split("|")[1].strip() for line in part.splitlines() if line.startswith("|")]
    return [cell for cell in cells if cell not in {"---", "from outside", "in a dataset"}]


def test_each_row_of_the_table_has_a_test_or_an_attack_and_none_is_left_over() -> None:
    assert len(rows()) == len(set(rows())) > 40
    assert set(rows()) == PAGES.keys() | DATASETS.keys()


def pytest_run(*arguments: str, before: str = "") -> subprocess.CompletedProcess[str]:
    """Run pytest in a process of its own, behind the Python statement *before*."""
    code = f"import sys, pytest\n{before}\nsys.exit(pytest.main(sys.argv[1:]))"
    command = [sys.executable, "-c", code, "-q", "-p", "no:cacheprovider", "-o", "addopts=", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=TESTS.parent)


def test_each_test_that_reaches_a_bound_exists() -> None:
    ended = pytest_run("--collect-only", *(f"tests/{name}" for name in PAGES.values()))

    assert ended.returncode == 0, ended.stdout[-2000:] + ended.stderr[-2000:]


RAISED = {
    "a count": "items.article.LARGEST_COUNT = 2**62",
    "headline, section, lead, language, each author and tag": "items.article.LONGEST = {}",
    "authors, tags, pictures, related articles of one article": "items.article.MOST = 10**9",
    "a time of publication or change, on pages and in feeds": "items.article.FIRST_YEAR = 1",
    "the text of an article": "items.article.LONGEST = {}",
    "names inside names in JSON-LD": "loaders.rules.values._MOST_LEVELS = 10**9",
    "the path of a section": "spiders.walk_bounds.MOST_SEGMENTS = 10**9",
    "sitemaps that indexes name, in a run": "spiders.walk_bounds.MOST_SITEMAPS = 10**9",
}
"""Row → what takes its bound away, where its test reads the page in its own process."""


@pytest.mark.torture
@pytest.mark.parametrize("row", RAISED)
def test_a_test_of_a_bound_fails_where_the_bound_is_taken_away(row: str) -> None:
    name, _, value = RAISED[row].partition(" = ")
    module, _, constant = name.rpartition(".")

    ended = pytest_run(f"tests/{PAGES[row]}", before=f"import newscrawl.{module} as m; m.{constant} = {value}")

    assert ended.returncode == 1, ended.stdout[-2000:]
    assert " failed" in ended.stdout


@pytest.mark.parametrize("row", DATASETS)
def test_the_attack_that_reaches_a_bound_exists(row: str) -> None:
    assert DATASETS[row] in ATTACKS
