"""Captures: the responses themselves, as WARC files beside the lines that were read from them.

In: exchanges of the downloader. Out: WARC records, and the place of each.
Read `write_captures.py` first, then `read_captures.py`.
"""

from newscrawl.dataset.captures.capture_files import CaptureFile, capture_files
from newscrawl.dataset.captures.exchange import Captured, Exchange
from newscrawl.dataset.captures.read_captures import captures_in, read_capture, read_captures
from newscrawl.dataset.captures.retention import CaptureLimits
from newscrawl.dataset.captures.write_captures import CaptureStore

__all__ = [
    "CaptureFile",
    "CaptureLimits",
    "CaptureStore",
    "Captured",
    "Exchange",
    "capture_files",
    "captures_in",
    "read_capture",
    "read_captures",
]
