"""Each bound of the table in docs/operations.md is reached by a test or an attack that is named here, and each one exists."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.dataset import hostile, hostile_forms

TESTS = Path(__file__).parents[1]
PAGE = TESTS.parent / "docs" / "operations.md"
ATTACKS = hostile.ATTACKS | hostile_forms.ATTACKS

PAGES = {
    "time to read one page, feed or list": "bounds/test_deadline.py::test_a_match_without_end_is_interrupted_at_the_deadline",
    "an error in a reader or a rule": "bounds/test_deadline.py::test_what_a_reader_raises_is_the_failure_of_that_page_with_its_place",
    "a count": "bounds/test_values.py::test_a_count_out_of_bounds_is_null_with_a_note_and_the_article_is_stored",
    "a time of publication or change, on pages and in feeds": "bounds/test_values.py::test_a_year_out_of_bounds_is_no_time_of_publication",
    "headline, section, lead, language, each author and tag": "bounds/test_values.py::test_a_text_longer_than_its_field_may_be_is_left_out",
    "authors, tags, pictures, related articles of one article": "bounds/test_values.py::test_an_article_has_at_most_so_many_tags_authors_and_pictures",
    "the text of an article": "bounds/test_values.py::test_a_body_without_end_is_no_article",
    "attributes of one tag": "bounds/test_growth.py::test_more_than_256_attributes_of_a_tag_are_left_out_and_the_rest_of_the_page_stays",
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
    "robots.txt": "downloadermiddlewares/test_robots.py::test_a_robots_txt_that_is_no_text_allows_nothing",
    "pages of a section without a new article": "bounds/test_walks.py::test_a_walk_without_end_costs_few_requests_and_is_reported",
    "sections without a new article": "bounds/test_walks.py::test_a_walk_without_end_costs_few_requests_and_is_reported",
    "sections of a run": "bounds/test_walks.py::test_no_more_sections_are_asked_for_than_a_run_may",
    "the path of a section": "bounds/test_walks.py::test_a_path_that_is_too_deep_or_repeats_itself_is_not_asked_for",
    "articles with nearly the text of another one": "bounds/test_walks.py::test_links_are_followed_until_most_articles_have_one_text",
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


@pytest.mark.parametrize("row", PAGES)
def test_the_test_that_reaches_a_bound_exists(row: str) -> None:
    file, _, name = PAGES[row].partition("::")
    defined = {
        node.name
        for node in ast.walk(ast.parse((TESTS / file).read_text("utf-8")))
        if isinstance(node, ast.FunctionDef)
    }

    assert name in defined


@pytest.mark.parametrize("row", DATASETS)
def test_the_attack_that_reaches_a_bound_exists(row: str) -> None:
    assert DATASETS[row] in ATTACKS
