"""An item loader that keeps, with each value, the rule that gave it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from inspect import ismethod
from typing import Any, Self

from itemloaders import ItemLoader
from itemloaders.common import wrap_loader_context
from itemloaders.processors import TakeFirst
from itemloaders.utils import arg_to_iter
from parsel import Selector

from newscrawl.extraction.body.paragraphs import BodyText
from newscrawl.extraction.document.page import Page
from newscrawl.items import SourcedValue
from newscrawl.items.article import bounded
from newscrawl.loaders.results import Tried
from newscrawl.loaders.rules.compiled_rules import CompiledRule, Raw, rule_of
from newscrawl.loaders.rules.values import as_text
from newscrawl.text import letters


@dataclass(frozen=True, slots=True)
class Reading:
    """A value that was read, and the rule that gave it."""

    value: Any
    source: str
    is_settled: bool = False
    """Whether it is the field's value, whatever else was read."""


@dataclass(frozen=True, slots=True)
class Selected:
    """What a rule selects, before an input processor reads it."""

    raw: list[Raw]
    source: str


@dataclass(slots=True)
class Progress:
    """What a loader has so far. Nested loaders share it."""

    tried: list[tuple[str, Reading]] = field(default_factory=list)
    """Field and reading of every rule that was tried, in order; only where the loader explains."""
    chosen: dict[str, Reading | None] = field(default_factory=dict)
    """Field → what its output processor chose."""
    has_dropped: bool = False
    """Whether a value was out of its field's bounds, so that it, or part of it, was left out."""


class SourcedLoader(ItemLoader):
    """An item loader of one page whose collected values are `Reading`s.

    An input processor (`authors_in`) gets what one rule selects: a list of elements, texts or JSON-LD values. It
    returns the value, or None. An output processor (`authors_out`) gets the `Reading`s of its field, the most trusted
    first. It returns one of them, or a better one. Without it, the first is taken.

    Context: `page`; with `explain`, every rule is tried and `tried` gives what each gave.
    """

    default_item_class = dict
    default_output_processor = TakeFirst()

    def __init__(
        self,
        item: Any = None,
        selector: Selector | None = None,
        parent: ItemLoader | None = None,
        stats: Any = None,
        **context: Any,
    ) -> None:
        self.page: Page = context["page"]
        self.explains: bool = context.get("explain", False)
        self.progress: Progress = parent.progress if isinstance(parent, SourcedLoader) else Progress()
        chosen = selector if selector is not None else Selector(root=self.page.root, type="html")
        super().__init__(item, chosen, parent, stats, **context)

    # Adding: each is tried only where no rule before it gave a value

    def add_rule(self, field_name: str, rule: CompiledRule | str) -> Self:
        """Read a field by *rule*: one of the page's site, or written as in a portal's file (`jsonld:headline`)."""
        if self.wants(field_name):
            one = rule_of(field_name, rule) if isinstance(rule, str) else rule
            raw = one.find(self.page)
            if raw or self.explains:  # most rules select nothing
                self.add_value(field_name, Selected(raw, one.source))
        return self

    def add_css(
        self, field_name: str | None, css: str | Iterable[str], *processors: Any, re: Any = None, **kw: Any
    ) -> Self:
        """As `ItemLoader.add_css`, but an input processor gets the elements themselves."""
        if field_name is None:
            return super().add_css(field_name, css, *processors, re=re, **kw)
        for one in arg_to_iter(css):
            chosen = self.selector.css(one) if self.selector and self.wants(field_name) else []
            self._add_chosen(field_name, Selected([found.root for found in chosen], f"css:{one}"), *processors, re=re)
        return self

    def add_xpath(
        self, field_name: str | None, xpath: str | Iterable[str], *processors: Any, re: Any = None, **kw: Any
    ) -> Self:
        """As `ItemLoader.add_xpath`, but an input processor gets the elements themselves."""
        if field_name is None:
            return super().add_xpath(field_name, xpath, *processors, re=re, **kw)
        for one in arg_to_iter(xpath):
            chosen = self.selector.xpath(one, **kw) if self.selector and self.wants(field_name) else []
            self._add_chosen(field_name, Selected([found.root for found in chosen], f"xpath:{one}"), *processors, re=re)
        return self

    def add_jsonld(self, field_name: str, path: str) -> Self:
        """Read a field at the dotted *path* in the page's article object."""
        return self.add_rule(field_name, f"jsonld:{path}")

    def add_meta(self, field_name: str, name: str) -> Self:
        """Read a field from the meta tags with this name or property."""
        return self.add_rule(field_name, f"meta:{name}")

    def add_microdata(self, field_name: str, name: str) -> Self:
        """Read a field from a property of microdata or RDFa."""
        return self.add_rule(field_name, f"microdata:{name}")

    def add_text(self, field_name: str, label: str) -> Self:
        """Read a field from what is printed behind a *label*."""
        return self.add_rule(field_name, f"text:{label}")

    def add_reading(self, field_name: str, value: Any, source: str, *, is_settled: bool = False) -> None:
        """Add a value that is read already; one that is settled is the field's, whatever else is added."""
        self.add_value(field_name, Reading(value, source, is_settled))

    def add_value(
        self, field_name: str | None, value: Any, *processors: Callable[..., Any], re: Any = None, **kw: Any
    ) -> Self:
        """As `ItemLoader.add_value`. The source of a value without a rule is `python:` and the loader's class."""
        if field_name is None:
            for name, inner in dict(self.get_value(value, *processors, re=re, **kw)).items():
                self.add_value(name, inner)
            return self
        raw = self.get_value(value, *processors, re=re, **kw) if processors or re else value
        given = raw if isinstance(raw, Reading | Selected) else Selected(list(arg_to_iter(raw)), self._own_source)
        self.progress.chosen.pop(field_name, None)
        reading = self._reading_of(field_name, given)
        return super().add_value(field_name, reading) if reading else self

    def replace_value(
        self, field_name: str | None, value: Any, *processors: Callable[..., Any], re: Any = None, **kw: Any
    ) -> Self:
        """As `ItemLoader.replace_value`."""
        for name in [field_name] if field_name else dict(value):
            self.refuse(name)
        return self.add_value(field_name, value, *processors, re=re, **kw)

    @property
    def _own_source(self) -> str:
        return f"python:{type(self).__name__}"

    def wants(self, field_name: str) -> bool:
        """Return whether another rule of the field is tried: the first that gives a value is the most trusted."""
        return self.explains or not self.get_collected_values(field_name)

    def _add_chosen(self, field_name: str, found: Selected, *processors: Any, re: Any) -> None:
        if re or processors:
            raw = [as_text(one) for one in found.raw] if re else found.raw
            found = replace(found, raw=list(arg_to_iter(self.get_value(raw, *processors, re=re))))
        if self.wants(field_name):
            self.add_value(field_name, found)

    def refuse(self, field_name: str) -> None:
        """Leave a field empty, whatever was read."""
        self.get_collected_values(field_name).clear()
        self.progress.chosen.pop(field_name, None)

    # Reading and choosing

    def get_input_processor(self, field_name: str) -> Callable[..., Any]:
        """Return what takes the `Reading` that `add_value` made with the field's processor."""
        del field_name
        return _once_read

    def get_output_processor(self, field_name: str) -> Callable[..., Any]:
        """Return the class's own processor of the field, else the default: the item is a dict, which names none."""
        has_own = hasattr(self, f"{field_name}_out")
        return super().get_output_processor(field_name) if has_own else self.default_output_processor

    def get_output_value(self, field_name: str) -> Reading | None:
        """Return the `Reading` that the field's output processor chooses; None where nothing was read."""
        chosen = self.progress.chosen
        if field_name not in chosen:
            readings = self.get_collected_values(field_name)
            settled = [one for one in readings if one.is_settled]
            chosen[field_name] = settled[-1] if settled else self._call(self.get_output_processor(field_name), readings)
        return chosen[field_name]

    def value(self, field_name: str) -> Any:
        """Return the field's value as it is now; None where nothing was read."""
        reading = self.get_output_value(field_name)
        return reading.value if reading else None

    def read(self, field_name: str, raw: list[Raw]) -> Any:
        """Return what the field's input processor reads in *raw*, without collecting it."""
        return self._call(super().get_input_processor(field_name), raw) if raw else None

    def accepts(self, field_name: str, reading: Reading) -> bool:
        """Return whether what a rule gave may be the field's value. A subclass may say no."""
        del field_name
        return reading.value is not None

    def _reading_of(self, field_name: str, given: Reading | Selected) -> Reading | None:
        if isinstance(given, Selected):
            reading = self._within(field_name, Reading(self.read(field_name, given.raw), given.source))
            is_taken = self.accepts(field_name, reading)
        else:
            reading = self._within(field_name, given)
            is_taken = reading.value is not None
        if self.explains:
            self.progress.tried.append((field_name, reading))
        return reading if is_taken else None

    def _within(self, field_name: str, reading: Reading) -> Reading:
        """Return *reading* with as much of its value as is within the field's bounds."""
        if reading.value is None or isinstance(reading.value, BodyText):
            return reading
        value = bounded(field_name, reading.value)
        if value is reading.value:
            return reading
        self.progress.has_dropped = True
        return replace(reading, value=value)

    def _call(self, processor: Callable[..., Any], given: list[Any]) -> Any:
        # `wrap_loader_context` remembers 1,024 functions: of a method, its loader and page too.
        return (processor if ismethod(processor) else wrap_loader_context(processor, self.context))(given)

    # What was tried

    def tried(self) -> tuple[Tried, ...]:
        """Return every rule that was tried, in order, and values that an output processor made of others."""
        rows: list[Tried] = []
        waiting = {name: one for name in dict(self.progress.tried) if (one := self.get_output_value(name))}
        for name, reading in self.progress.tried:
            taken = waiting.get(name)
            is_taken = taken is not None and (reading.source, text_of_reading(reading)) == (
                taken.source,
                text_of_reading(taken),
            )
            if is_taken:
                del waiting[name]
            rows.append(Tried(field=name, rule=reading.source, value=text_of_reading(reading), is_taken=is_taken))
        made = (
            Tried(field=name, rule=one.source, value=text_of_reading(one), is_taken=True)
            for name, one in waiting.items()
        )
        return (*rows, *made)


def _once_read(given: list[Reading]) -> list[Reading]:
    return given


def text_of_reading(reading: Reading) -> str | None:
    """Return a reading's value as text; None without a value."""
    value = reading.value
    if value is None:
        return None
    return value.text if isinstance(value, BodyText) else str(value)


STRONG = {
    "headline": ("meta:og:title", "jsonld:headline", "microdata:headline", "html:h1"),
    "authors": ("jsonld:author", "microdata:author", "meta:author"),
}
"""Field → the general rules that are compared with each other and with the value that was taken. Times: `times.py`."""


def disagreements_of(
    name: str, taken: Reading, rules: Iterable[CompiledRule], page: Page, read: Callable[[str, list[Raw]], Any]
) -> tuple[SourcedValue, ...]:
    """Return what strong rules give for the field *name*, the reading *taken* first; empty where they agree.

    *read* is the input processor: field and raw values → value.
    """
    found = {taken.source: taken.value}
    for rule in rules:
        if rule.source in STRONG[name] and rule.source not in found:
            raw = rule.find(page)
            value = read(name, raw[:1] if rule.source == "html:h1" else raw)
            if value is not None:
                found[rule.source] = value
    if len({_key(value) for value in found.values()}) < 2:
        return ()
    return tuple(SourcedValue(source=rule, value=text_of_value(value)) for rule, value in found.items())


def _key(value: Any) -> Any:
    """What counts when two values are compared: letters, the set of names."""
    if isinstance(value, tuple):
        return frozenset(letters(author.name) for author in value)
    return letters(value)


def text_of_value(value: Any) -> str:
    """Return *value* as text."""
    return ", ".join(author.name for author in value) if isinstance(value, tuple) else str(value)
