"""What is kept: frozen typed records, a field's meaning beside the field."""

from newscrawl.items.article import (
    SCHEMA_VERSION,
    Article,
    Author,
    FoundIn,
    Image,
    RelatedArticle,
    SourcedValue,
    content_digest,
)
from newscrawl.items.observation import Observation
from newscrawl.items.ranking_entry import RankingEntry

__all__ = [
    "SCHEMA_VERSION",
    "Article",
    "Author",
    "FoundIn",
    "Image",
    "Observation",
    "RankingEntry",
    "RelatedArticle",
    "SourcedValue",
    "content_digest",
]
