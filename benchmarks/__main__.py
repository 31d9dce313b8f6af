"""`make bench`: what a page costs, as a table and as JSON in benchmarks/results/.

The others take longer and are run by name: `python -m benchmarks.dataset` (a million records), `benchmarks.known_articles`
(crawls into large datasets), `benchmarks.exports`,
`benchmarks.incremental` (virtual days of runs), `benchmarks.mutations` (changed pages).
"""

from __future__ import annotations

import json
import platform
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import crawl

RESULTS = Path(__file__).parent / "results"


def main() -> None:
    """Run the crawl's benchmark and keep its figures."""
    figures = {"at": datetime.now(UTC).isoformat(), "python": platform.python_version(), "crawl": crawl.main()}
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}.json"
    path.write_text(json.dumps(figures, indent=2), "utf-8")
    print(f"\nfigures: {path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path}")


if __name__ == "__main__":
    main()
