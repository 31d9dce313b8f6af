"""Folders of portal files: the demo portal with rules that are right, or broken on purpose."""

from __future__ import annotations

from pathlib import Path

from newscrawl.portals.portal_file import PORTALS_DIR

WRONG_TEXT = """
body = ["xpath:(//p[string-length(.) > 100])[last()]"]
authors = ["xpath://title"]
"""
"""The last long paragraph of a page is its text, and its title names who wrote it."""


def portals_with(folder: Path, rules: str = "") -> Path:
    """Make *folder* with the demo portal's file, *rules* added to its fields; return it."""
    folder.mkdir()
    right = (PORTALS_DIR / "demo.toml").read_text("utf-8")
    (folder / "demo.toml").write_text(right + rules, "utf-8")
    return folder
