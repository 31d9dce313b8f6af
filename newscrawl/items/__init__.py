"""What is kept: frozen typed records, each field's meaning beside the field.

In: values of the loaders. Out: `Article`, `RankingEntry`, `Observation`, and their JSON Schema.
Read `article.py` first. `request_meta.py` lists what requests carry.
"""

from newscrawl.items.article import (
    REVISION_MAX,
    SCHEMA_VERSION,
    Article,
    Author,
    CapturePlace,
    FoundIn,
    Image,
    RelatedArticle,
    SourcedValue,
    content_digest,
    digest_of_content,
    is_feed_value,
    is_from_feed,
    with_said,
)
from newscrawl.items.missed_page import MissedFate, MissedPage, PageKind
from newscrawl.items.observation import Observation, VisitStatus
from newscrawl.items.ranking_entry import ListKind, Ranking, RankingEntry

__all__ = [
    "REVISION_MAX",
    "SCHEMA_VERSION",
    "Article",
    "Author",
    "CapturePlace",
    "FoundIn",
    "Image",
    "ListKind",
    "MissedFate",
    "MissedPage",
    "Observation",
    "PageKind",
    "Ranking",
    "RankingEntry",
    "RelatedArticle",
    "SourcedValue",
    "VisitStatus",
    "content_digest",
    "digest_of_content",
    "is_feed_value",
    "is_from_feed",
    "with_said",
]
