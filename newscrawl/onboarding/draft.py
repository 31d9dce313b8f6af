"""A portal file in the making: each value with a comment on what it was inferred from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

Commented = tuple[str, str]
"""A value and its comment."""


@dataclass
class Draft:
    """What the file will hold."""

    title: Commented
    language: Commented
    zone: Commented
    hosts: list[str]
    start_url: str
    request_count: int
    allows_private: bool = False
    articles: list[Commented] = field(default_factory=list)
    sections: list[Commented] = field(default_factory=list)
    ignored: list[Commented] = field(default_factory=list)
    drop_parameters: list[str] = field(default_factory=list)
    lists: list[tuple[str, list[str], str]] = field(default_factory=list)
    """Kind, headings, comment."""
    open_headings: list[Commented] = field(default_factory=list)
    """Headings of lists whose kind is not known."""
    site_pictures: list[Commented] = field(default_factory=list)
    """Pictures of the whole site that articles name."""
    site_descriptions: list[Commented] = field(default_factory=list)
    """Texts about the whole site that articles have for their description."""

    next_page: str = ""
    """A rule for the link to a list's next page."""
    discovery: list[Commented] = field(default_factory=list)
    """Lines of `[discovery]`."""
    fields: dict[str, Commented] = field(default_factory=dict)
    doubts: list[tuple[int, str]] = field(default_factory=list)
    """Weight (greater is more doubtful) and sentence."""

    def doubt(self, weight: int, sentence: str) -> None:
        """Note a doubtful decision."""
        self.doubts.append((weight, sentence))

    def worst_doubts(self, count: int = 3) -> list[str]:
        """Return the *count* most doubtful decisions, the worst first."""
        return [sentence for _, sentence in sorted(self.doubts, key=lambda one: -one[0])[:count]]


def toml_of(draft: Draft, *, asked: str, day: str) -> str:
    """Return the portal file. *asked* is the address that was given, *day* the date, e.g. ``2026-11-29``."""
    lines = [
        f"# Written by 'newscrawl add {_plain(asked)}' on {day} after {draft.request_count} requests.",
        "# Each comment names what the line was inferred from. docs/adding-a-portal.md explains every key.",
        *_value("title", draft.title),
        *_value("language", draft.language),
        *_value("zone", draft.zone),
        f"hosts = {array_of(draft.hosts)}",
        f"start_urls = {array_of([draft.start_url])}",
    ]
    if draft.allows_private:
        lines.append("allow_private_addresses = true  # the portal is on this machine or network")
    lines += _commented("site_pictures", draft.site_pictures, _text)
    lines += _commented("site_descriptions", draft.site_descriptions, _text)
    lines += ["", "[urls]", *_patterns("article", draft.articles), *_patterns("section", draft.sections)]
    lines += _patterns("ignore", draft.ignored)
    if draft.drop_parameters:
        lines += [
            "# One page was linked with and without these.",
            f"drop_parameters = {array_of(draft.drop_parameters)}",
        ]
    if draft.next_page:
        lines += ["", "[links]", f"next_page = {array_of([draft.next_page])}  # the general rules found no next page"]
    if draft.discovery:
        lines += ["", "[discovery]", *(f"{line}  # {_plain(comment)}" for line, comment in draft.discovery)]
    for kind, headings, comment in draft.lists:
        lines += ["", f"# {_plain(comment)}", "[[lists]]", f'kind = "{kind}"', f"headings = {array_of(headings)}"]
    for heading, comment in draft.open_headings:
        lines += ["", f"# {_plain(comment)}", '# [[lists]]\n# kind = "trending"', f"# headings = {array_of([heading])}"]
    if draft.fields:
        lines += ["", "[fields]"]
        lines += [f"{name} = {array_of([rule])}  # {_plain(why)}" for name, (rule, why) in draft.fields.items()]
    return "\n".join(lines) + "\n"


def _value(key: str, value: Commented) -> list[str]:
    return [f"{key} = {_text(value[0])}  # {_plain(value[1])}"]


def _patterns(key: str, patterns: list[Commented]) -> list[str]:
    if not patterns:
        return [] if key != "section" else ["# No section page was found.", "section = []"]
    return _commented(key, patterns, _literal)


def _commented(key: str, values: list[Commented], quoted: Callable[[str], str]) -> list[str]:
    """Return the lines of an array with a comment above each of its values; no line for no value."""
    lines = [line for value, comment in values for line in (f"    # {_plain(comment)}", f"    {quoted(value)},")]
    return [f"{key} = [", *lines, "]"] if lines else []


def array_of(values: list[str]) -> str:
    """Return *values* as an array of TOML, in one line."""
    return f"[{', '.join(_text(value) for value in values)}]"


def _text(value: str) -> str:
    """Return *value* as a basic string of TOML."""
    escaped = "".join(_escaped(one) for one in value)
    return f'"{escaped}"'


def _escaped(one: str) -> str:
    if one in '"\\':
        return f"\\{one}"
    return one if one.isprintable() else f"\\u{ord(one):04X}" if ord(one) < 0x10000 else f"\\U{ord(one):08X}"


def _literal(expression: str) -> str:
    """Return a regular expression as a literal string, where it can be one."""
    return _text(expression) if "'" in expression or not expression.isprintable() else f"'{expression}'"


def _plain(comment: str) -> str:
    """Return *comment* on one line, without control characters: it may hold a site's own words."""
    return "".join(one if one.isprintable() else " " for one in comment)
