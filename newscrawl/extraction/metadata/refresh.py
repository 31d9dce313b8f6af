"""Where a page sends its reader at once: `<meta http-equiv="refresh">`."""

from __future__ import annotations

import re

from newscrawl.extraction.tree import Element

_REFRESH = re.compile(r"\s*(\d{1,4})(?:\.\d*)?\s*[;,]\s*(?:url\s*=\s*)?[\"']?([^\"']+)", re.IGNORECASE)
_LONGEST_SECS = 15
"""After a longer wait the page is there to be read."""


def refresh_target(root: Element) -> str | None:
    """Return the address, as written, to which the page *root* leads within 15 seconds; None where it leads nowhere."""
    for element in root.iter("meta"):
        if (element.get("http-equiv") or "").strip().lower() == "refresh":
            match = _REFRESH.match(element.get("content") or "")
            if match and int(match[1]) <= _LONGEST_SECS:
                return match[2].strip()
    return None
