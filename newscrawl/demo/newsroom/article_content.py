"""What the demo portal prints, apart from how a theme marks it up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from newscrawl.items import Author


@dataclass(frozen=True, slots=True)
class Section:
    """A category of the demo portal."""

    slug: str
    label: str


SECTIONS = (
    Section("world", "国際・政治"),
    Section("entertainment", "エンタメ"),
    Section("curious", "気になる"),
    Section("cars", "自動車"),
    Section("economy", "経済"),
    Section("sports", "スポーツ"),
)
SECTION_OF_SLUG = {section.slug: section for section in SECTIONS}


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a subheading of a body."""

    text: str
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: its largest version is at *path*, a smaller one beside it at `small_path`."""

    path: str
    caption: str | None
    credit: str

    @property
    def small_path(self) -> str:
        """The version of 640 pixels."""
        return self.path.replace(".jpg", "-640.jpg")

    @property
    def printed(self) -> str:
        """What is under the picture."""
        return f"{self.caption} 引用:{self.credit}" if self.caption else f"引用:{self.credit}"


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as it was first published: all of it that never depends on time."""

    headline: str
    authors: tuple[Author, ...]
    tags: tuple[str, ...]
    lead: str | None
    blocks: tuple[Block, ...]
    pictures: tuple[Picture, ...]
    is_paywalled: bool


@dataclass(frozen=True, slots=True)
class Link:
    """A link as a list prints it."""

    number: int
    path: str
    headline: str
    label: str | None = None
    tracking: str = ""
    """A query for readers' habits, e.g. `?utm_source=rank`: no part of the address."""


@dataclass(frozen=True, slots=True)
class LinkList:
    """A headed list: `kind` as in ranking entries, or `related`."""

    kind: str
    section: Section | None
    links: tuple[Link, ...]

    @property
    def name(self) -> str:
        """The heading's words."""
        if self.kind == "section_ranking" and self.section:
            return f"[{self.section.label}] ランキング"
        return HEADINGS[self.kind]


HEADINGS = {"recommended": "おすすめニュース", "trending": "話題", "related": "こんな記事も読まれています"}


@dataclass(frozen=True, slots=True)
class Story:
    """An article at one time: everything of its own that its page prints."""

    number: int
    path: str
    section: Section
    headline: str
    authors: tuple[Author, ...]
    tags: tuple[str, ...]
    lead: str | None
    pages: tuple[tuple[Block, ...], ...]
    pictures: tuple[Picture, ...]
    related: tuple[Link, ...]
    published_at: datetime
    modified_at: datetime | None
    comment_count: int | None
    view_count: int | None
    is_paywalled: bool

    @property
    def body(self) -> str:
        """Paragraphs and subheadings of all pages, joined by a blank line."""
        return "\n\n".join(block.text for page in self.pages for block in page)

    def page_path(self, page: int) -> str:
        """Return the path of the *page*-th page, from 1."""
        return self.path if page == 1 else self.path.replace(".html", f"_{page}.html")


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """One page of an article, with the portal's lists around it."""

    base_url: str
    story: Story
    page: int
    ranking: LinkList
    recommended: LinkList
    trending: LinkList
    charset: str
    """As the page's own meta element names it."""

    @property
    def canonical(self) -> str:
        """The address of this page of the article."""
        return self.base_url + self.story.page_path(self.page)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The paragraphs and subheadings of this page."""
        return self.story.pages[self.page - 1]

    @property
    def is_last(self) -> bool:
        """Whether the article ends here."""
        return self.page == len(self.story.pages)

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """The pictures of this page: the last of several is on the second page."""
        pictures = self.story.pictures
        if len(self.story.pages) == 1 or len(pictures) == 1:
            return pictures if self.page == 1 else ()
        return pictures[:-1] if self.page == 1 else pictures[-1:] * (self.page == 2)

    @property
    def related(self) -> LinkList:
        """The related block."""
        return LinkList("related", None, self.story.related)


@dataclass(frozen=True, slots=True)
class ListPage:
    """The front page (without section) or one page of a section."""

    base_url: str
    section: Section | None
    page: int
    page_count: int
    links: tuple[Link, ...]
    snippets: tuple[str, ...]
    """A line of text below each link; empty texts where a theme or page prints none."""
    lists: tuple[LinkList, ...]
    charset: str

    @property
    def path(self) -> str:
        """The page's path."""
        return list_path(self.section, self.page)

    @property
    def next_path(self) -> str | None:
        """The path of the next page; None on the last."""
        return list_path(self.section, self.page + 1) if self.page < self.page_count else None


def list_path(section: Section | None, page: int) -> str:
    """Return the path of the front page, or of the *page*-th page of *section*."""
    if section is None:
        return "/"
    return f"/{section.slug}/" if page == 1 else f"/{section.slug}/page/{page}/"
