"""What an address is to a portal."""

import pytest

from newscrawl.portals import article_id, kind_of, load_portal, page_number, portal_url

KANGNAM = load_portal("kangnam")
KINDS = {
    "https://kangnamtimesjp.com/": "front_page",
    "https://kangnamtimesjp.com/archives/48213": "article",
    "https://kangnamtimesjp.com/news/politics/48213.html": "article",
    "https://kangnamtimesjp.com/?p=48213": "article",
    "https://www.kangnamtimesjp.com/48213/": "article",
    "https://kangnamtimesjp.com/2025/08/26/some-slug/": "article",
    "https://kangnamtimesjp.com/category/entertainment/": "section",
    "https://kangnamtimesjp.com/category/entertainment/page/3": "section",
    "https://kangnamtimesjp.com/category/entertainment/page/100/": "section",
    "https://kangnamtimesjp.com/news/ent/page/2048": "section",
    "https://kangnamtimesjp.com/2025/": "other",
    "https://kangnamtimesjp.com/wp-login.php": "ignored",
    "https://kangnamtimesjp.com/uploads/48213.jpg": "ignored",
    "https://kangnamtimesjp.com/about": "other",
    "https://example.com/archives/48213": "offsite",
}


@pytest.mark.parametrize(("url", "kind"), KINDS.items(), ids=KINDS.keys())
def test_patterns_tell_what_an_address_is(url: str, kind: str) -> None:
    assert kind_of(portal_url(url, KANGNAM), KANGNAM) == kind


def test_the_portals_number_is_the_articles_identity_wherever_it_is_linked() -> None:
    links = ["http://kangnamtimesjp.com/news/48213?utm_source=x", "https://kangnamtimesjp.com/news/ent/48213.html#c"]

    assert {article_id(portal_url(link, KANGNAM), KANGNAM) for link in links} == {"kangnam:48213"}


def test_without_a_number_the_address_is_the_identity() -> None:
    identity = article_id("https://kangnamtimesjp.com/2025/08/26/some-slug/", KANGNAM)

    assert identity.startswith("kangnam:")
    assert len(identity) == len("kangnam:") + 16


def test_the_number_of_a_section_page_is_read_from_its_address() -> None:
    assert page_number("https://kangnamtimesjp.com/news-list/page/3", KANGNAM) == 3
    assert page_number("https://kangnamtimesjp.com/category/a", KANGNAM) is None
