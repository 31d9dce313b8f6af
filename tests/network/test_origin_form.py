"""A page is asked for at the path that its address has, with every version of Python."""

from __future__ import annotations

import pytest
from twisted.web.client import URI

from newscrawl.network.whole_body_handler import origin_form
from tests.bounds.raw_server import RawPortal, served, whole
from tests.crawling import scrapy


@pytest.mark.parametrize("path", ["/", "/a", "//", "//a", "///a//b", "////a", "/a;b=1;c?d=http://e//f", "//a;b?c=d?e"])
def test_the_path_of_an_address_is_sent_as_it_stands(path: str) -> None:
    assert origin_form(URI.fromBytes(f"http://news.example{path}".encode())) == path.encode()


def test_an_address_without_a_path_asks_for_the_root() -> None:
    assert origin_form(URI.fromBytes(b"http://news.example?a=b")) == b"/?a=b"


def test_a_path_that_begins_with_two_slashes_is_asked_for_as_it_is_written() -> None:
    with served(RawPortal({"//news//1.html?a=b": whole(b"<html><h1>a</h1></html>")})) as portal:
        scrapy("extract", f"{portal.url}/news//1.html?a=b")

    assert "//news//1.html?a=b" in portal.asked
