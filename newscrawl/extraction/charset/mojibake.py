"""Text that was decoded wrongly and saved as UTF-8 before it was served: ã“ã‚Œ for これ."""

from __future__ import annotations

import re

# The first byte of a three-byte character, read as a Latin letter, and two continuation bytes read likewise.
_SIGNS = re.compile(
    rb"\xc3[\xa3-\xad](?:\xc2[\x80-\xbf]|[\xe2\xef]..|[\xc5\xc6\xcb].)(?:\xc2[\x80-\xbf]|[\xe2\xef]..|[\xc5\xc6\xcb].)"
)
_OTHER = re.compile(r"[^\x00-\x7f]")
_LATIN_1_GAPS = {byte: bytes([byte]) for byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}
_MOST = 0.6


def is_decoded_twice(body: bytes, text: str) -> bool:
    """Return whether *text*, decoded from *body* as UTF-8, is mostly UTF-8 that was once read as Latin letters."""
    if b"\xc3" not in body:
        return False
    signs = _SIGNS.findall(body)
    return len(signs) > 2 and len(signs) * 3 > _MOST * len(_OTHER.findall(text))


def undone(text: str) -> str | None:
    """Return *text* as it was before its first decoding; None where letters were lost on the way."""
    pieces = []
    for character in text:
        code = ord(character)
        try:
            pieces.append(_LATIN_1_GAPS.get(code) or character.encode("cp1252"))
        except UnicodeEncodeError:
            if code > 0xFF:
                return None
            pieces.append(bytes([code]))
    try:
        return b"".join(pieces).decode("utf-8")
    except UnicodeDecodeError:
        return None
