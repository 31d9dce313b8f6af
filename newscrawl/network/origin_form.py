"""The path that a request line names, as it stands in the address."""

from __future__ import annotations

from twisted.web.client import URI


def origin_form(uri: URI) -> bytes:
    """Return the path of *uri* with its parameters and query: ``//news/1.html?p=2``.

    Twisted asks Python to join them. Python 3.12.4 and 3.13 put two more slashes before a path that begins with two, so
    that a link to https://news.example//news/1.html asks for ``////news/1.html``.
    """
    params = b";" + uri.params if uri.params else b""
    query = b"?" + uri.query if uri.query else b""
    return (uri.path or b"/") + params + query


def name_paths_as_written() -> None:
    """Have Twisted's client send `origin_form`."""
    URI.originForm = property(origin_form)  # type: ignore[method-assign, assignment]
