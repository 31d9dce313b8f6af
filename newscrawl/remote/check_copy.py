"""Checks a copy in an object store against its manifest."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from newscrawl.errors import DatasetError, NewscrawlError
from newscrawl.program import as_typed
from newscrawl.remote.listed_pieces import listed_pieces
from newscrawl.remote.object_store import RemoteFolder


def check_copy(url: str, *, progress: Callable[[int], None] = lambda _: None) -> Iterator[str]:
    """Give one sentence for each file of the copy at *url* that is missing or not what its manifest lists.

    Reads every byte. Raises `DatasetError` where there is no manifest.
    """
    target = RemoteFolder(url)
    manifest, _ = target.manifest()
    if manifest is None:
        raise DatasetError(
            f"{target.url}: expected a copy with a manifest, got none; {as_typed('push')!r} writes one last"
        )
    for entry in manifest.files:
        try:
            for _ in listed_pieces(target, entry, place=entry.path):
                pass
        except FileNotFoundError:
            yield f"{entry.path}: missing; push again"
        except DatasetError as error:
            yield str(error)
        except NewscrawlError as error:
            yield f"{entry.path}: {error}"
        progress(entry.bytes)
