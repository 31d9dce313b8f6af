"""What an XPath expression of a portal's file calls is checked before any page is read."""

from __future__ import annotations

import pytest
from lxml import etree
from parsel import Selector

from newscrawl.portals.rule import NAMESPACES, parse_rule
from newscrawl.portals.xpath_check import _KNOWN, _NO_FUNCTIONS, check_calls

SOUND = [
    "//h1",
    "string(//h1)",
    "//h1/text()[normalize-space()]",
    "//div[has-class('a') and not(contains(., 'call(x)'))]",
    "//p[position() > 1 and (last() - position()) > 2]",
    "//a/ancestor::node()[1]",
    "//b[re:test(., '^\\d{4}年', 'i')]",
    "re:replace(string(//h1), '[（(].*$', '', '')",
    "(//time/@datetime)[1]",
    "//comment()",
]


@pytest.mark.parametrize("xpath", SOUND)
def test_what_is_there_may_be_called(xpath: str) -> None:
    check_calls(xpath)

    etree.XPath(xpath, namespaces=NAMESPACES)(Selector("<p>").root)


@pytest.mark.parametrize(
    ("xpath", "words"),
    [
        ("//h1[contain(., 'x')]", "no function contain(); did you mean contains()?"),
        ("//h2[re:tset(., 'x')]", "no function re:tset(); did you mean re:test()?"),
        ("lower-case(//h1)", "no function lower-case()"),
        ("set:distinct(//h1)", "no function set:distinct()"),
        ("//h2[re:test(., '(')]", "'(' is no regular expression: missing ), unterminated subpattern at position 0"),
        ('re:replace(string(//h1), "[", "", "")', '"[" is no regular expression'),
    ],
)
def test_what_is_not_there_is_refused_with_the_rule(xpath: str, words: str) -> None:
    with pytest.raises(ValueError, match="expected a valid XPath expression") as told:
        parse_rule(f"xpath:{xpath}")

    assert words in str(told.value)


@pytest.mark.parametrize("name", sorted(_KNOWN - set(_NO_FUNCTIONS.split())))
def test_a_function_that_may_be_called_is_there(name: str) -> None:
    assert "Unregistered" not in said_of(f"{name}(//p, 'a', '', '')")


def said_of(xpath: str) -> str:
    """Return what lxml says of *xpath* on a page; empty where nothing is wrong with it."""
    try:
        etree.XPath(xpath, namespaces=NAMESPACES)(Selector("<p>").root)
    except (etree.XPathEvalError, TypeError, ValueError) as error:
        return str(error)
    return ""


def test_lxml_says_of_a_function_that_it_is_not_there() -> None:
    assert "Unregistered" in said_of("contain(//p, 'a')")
