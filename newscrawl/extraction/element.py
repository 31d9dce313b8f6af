"""The type of an element of a page's tree: lxml's own, without lxml.html's classes, which cost a Python call each."""

from __future__ import annotations

from lxml.etree import _Element as Element

__all__ = ["Element"]
