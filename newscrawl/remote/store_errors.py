"""The errors of object stores as one sentence: what is wrong and what to do, without secrets."""

from __future__ import annotations

import re

_SECRET = re.compile(r"(?i)(?<=://)[^/@\s]+@|\b(?:AKIA|ASIA)[A-Z0-9]{12,}|(?:X-Amz-[A-Za-z]+|Signature|sig)=[^&\s\"]+")
_STATUS = re.compile(r"status code: (\d{3})")
_CODE = re.compile(r"<Code>([A-Za-z0-9.]{1,80})</Code>")
_MOST_TEXT = 200
_KINDS = (
    (
        re.compile(r"NoSuchBucket|ContainerNotFound|bucket.{0,40}does not exist"),
        "there is no such bucket; create it, or correct the address",
    ),
    (
        re.compile(r"StorageFull|QuotaExceeded|EntityTooLarge|status code: 507|No space left|os error (?:28|122)\b"),
        "the store is full; free some space, then run it again: it goes on",
    ),
    (
        re.compile(
            r"InvalidAccessKeyId|SignatureDoesNotMatch|AccessDenied|InvalidToken|ExpiredToken|status code: 40[13]"
            r"|lacked the necessary privileges|authentication|[Cc]redential"
        ),
        "the store refuses the credentials; check the environment's variables or the profile, and their rights",
    ),
    (
        re.compile(r"[Cc]onnection refused|dns error|tcp connect|error sending request|timed out"),
        "the store cannot be reached; check the address and the network",
    ),
)
_OTHER = "check the address, the credentials and the bucket"


def without_secrets(text: str) -> str:
    """Return *text* without users in addresses, access keys and signatures."""
    return _SECRET.sub("…", text)


def is_of_bucket(error: Exception) -> bool:
    """Return whether the bucket itself is missing, and not an object in it."""
    return bool(_KINDS[0][0].search(str(error)))


def store_sentence(url: str, error: Exception) -> str:
    """Return what *error* of the store at *url* means, with its code where it has one."""
    text = without_secrets(" ".join(str(error).split())) or type(error).__name__
    codes = [found[1] for pattern in (_CODE, _STATUS) if (found := pattern.search(text))]
    remedy = next((words for pattern, words in _KINDS if pattern.search(text)), None)
    if remedy is None:
        return f"{url}: {text[:_MOST_TEXT]}; {_OTHER}"
    return f"{url}: {remedy} ({', '.join(codes)})" if codes else f"{url}: {remedy}"
