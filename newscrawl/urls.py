"""URLs: one form for one address, and which addresses are never asked."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

# Parameters for where a reader came from. Never one that can name the article (id, p, no, article…).
TRACKING_PARAMETERS = frozenset(
    "fbclid gclid gclsrc dclid gbraid wbraid msclkid yclid twclid ttclid li_fat_id igshid igsh mc_cid mc_eid _ga _gl "
    "_hsenc _hsmi mkt_tok vero_id oly_anon_id oly_enc_id wickedid s_cid ito ocid cmpid phpsessid jsessionid "
    "aspsessionid fb_action_ids fb_action_types fb_source __twitter_impression".split()
)
_TRACKING_PREFIXES = ("utm_", "pk_", "mtm_", "at_campaign", "at_medium", "hsa_")
_DEFAULT_PORTS = {"http": 80, "https": 443}
_INDEX_NAME = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?|jsp|cgi)$", re.IGNORECASE)
_SESSION_PATH = re.compile(r";jsessionid=[^/?#]*", re.IGNORECASE)
_PERCENT = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_PATH_SAFE = "/%:@!$&'()*+,;=~-._"
_PLAIN_PATH = re.compile(r"[A-Za-z0-9/:@!$&'()*+,;=~._-]*")  # nothing to encode, nothing encoded: most addresses
_PLAIN_QUERY = re.compile(r"[A-Za-z0-9._~-]+=[A-Za-z0-9._~/:,@!*()-]*(?:&[A-Za-z0-9._~-]+=[A-Za-z0-9._~/:,@!*()-]*)*")
_GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")  # the only part of IPv6 that the public internet uses
_PLAIN = re.compile(
    # What is its own canonical form: host, a port that is no default, path. Groups are not possessive: Python 3.11.2
    # takes a port there that the lookahead forbids (https://github.com/python/cpython/issues/106052).
    r"https?://[a-z0-9-]++(?:\.[a-z0-9-]++)*(?::(?!(?:80|443)/)(?:[1-5][0-9]{4}|[1-9][0-9]{0,3}))?"
    r"(?:/(?!\.|(?i:index|default)\.)[A-Za-z0-9._~-]*+)+"
)
_SPACE = re.compile(r"[\t\r\n]")
_PLAIN_HOST = re.compile(r"https?://([a-z0-9.-]*[a-z0-9])(?::[0-9]+)?(?=[/?#]|$)")


def absolute(url: str, base: str) -> str | None:
    """Return *url* as an http(s) address seen from the page *base*, without fragment; None for any other link."""
    if _PLAIN.fullmatch(url):  # whole, and nothing in it to change
        return url
    if url.startswith("#") and _PLAIN.fullmatch(base):
        return base
    try:
        parts = urlsplit(urljoin(base, _SPACE.sub("", url.strip())))
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            return None
        _ = parts.port
    except ValueError:
        return None
    seen = urlunsplit(parts._replace(fragment=""))
    if seen.isprintable() and " " not in seen:
        return seen
    # As browsers do: a space, a control character or a bidirectional mark is in an address by its number.
    return "".join([one if one.isprintable() and one != " " else quote(one, errors="replace") for one in seen])


def canonical_url(url: str, *, scheme: str | None = None, drop: Iterable[str] = ()) -> str:
    """Return the one form of *url*. Idempotent.

    Lower-case scheme and host (IDNA), no default port, fragment, user, tracking or session parameter (nor those
    named in *drop*), no default index name; upper-case percent-encoding of UTF-8, only where needed; parameters
    sorted. *scheme*, where given, replaces http and https: one portal is one address, however it is linked.
    Raises `ValueError` for what is no http(s) address.
    """
    if _PLAIN.fullmatch(url):  # most links: a sixteenth of the time
        return f"{scheme}{url[url.index(':') :]}" if scheme else url
    parts = urlsplit(_SPACE.sub("", url.strip()))
    if parts.scheme.lower() not in _DEFAULT_PORTS or not parts.hostname:
        raise ValueError(f"expected an http(s) address, got {url[:200]!r}")
    own_scheme = scheme or parts.scheme.lower()
    host = ascii_host(parts.hostname)
    if parts.port and parts.port != _DEFAULT_PORTS[parts.scheme.lower()]:
        host = f"{host}:{parts.port}"
    # First the encoding: a dot may be written %2e.
    path = _without_dots(_SESSION_PATH.sub("", _percent(parts.path, _PATH_SAFE))) or "/"
    path = _INDEX_NAME.sub("/", path)
    return urlunsplit((own_scheme, host, path, _query(parts.query, frozenset(drop)), ""))


@lru_cache(maxsize=1024)  # a portal has few hosts and millions of addresses
def ascii_host(host: str) -> str:
    """Return *host* as requests name it: 例え.jp is xn--r8jz45g.jp."""
    host = host.rstrip(".")
    if ":" in host:
        return f"[{host}]"
    try:
        return host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return host.lower()


def _without_dots(path: str) -> str:
    if "/." not in path:
        return path
    kept: list[str] = []
    segments = path.split("/")
    for segment in segments:
        if segment == "..":
            if len(kept) > 1:
                kept.pop()
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in {".", ".."}:
        kept.append("")
    return "/".join(kept)


def _percent(text: str, safe: str) -> str:
    def one(match: re.Match[str]) -> str:
        byte = int(match[1], 16)
        return chr(byte) if byte in _UNRESERVED else match[0].upper()

    if _PLAIN_PATH.fullmatch(text):
        return text
    text = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", text)
    return quote(_PERCENT.sub(one, text), safe=safe, errors="replace")


@lru_cache(maxsize=1024)  # a portal marks its links with few parameters: ?from=ranking
def _query(query: str, drop: frozenset[str]) -> str:
    if not query:
        return ""
    if is_plain := _PLAIN_QUERY.fullmatch(query) is not None:  # most: less than half the time
        pairs = [(name, value) for name, _, value in [pair.partition("=") for pair in query.split("&")]]
    else:
        pairs = parse_qsl(query, keep_blank_values=True, errors="replace")
    kept = [(name, value) for name, value in pairs if not _is_tracking(name) and name not in drop]
    if is_plain:
        return "&".join([f"{name}={value}" for name, value in sorted(kept)])
    return urlencode(sorted(kept), quote_via=quote, safe="/:,~@!*()")


def _is_tracking(name: str) -> bool:
    lower = name.lower()
    return lower in TRACKING_PARAMETERS or lower.startswith(_TRACKING_PREFIXES)


def host_of(url: str) -> str:
    """Return *url*'s host in lower case without port, or an empty text."""
    if plain := _PLAIN_HOST.match(url):  # nearly all: a third of the time
        return plain[1]
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""


def with_ascii_host(url: str) -> str:
    """Return *url* with its host as requests name it; its user, port, path and query stay as they are."""
    host = host_of(url)
    if host.isascii():
        return url
    parts = urlsplit(url)
    user, at, place = parts.netloc.rpartition("@")
    _, colon, port = place.partition(":")
    return urlunsplit(parts._replace(netloc=f"{user}{at}{ascii_host(host)}{colon}{port}"))


def has_user(url: str) -> bool:
    """Return whether *url* holds a user's name or password: https://name:word@news.example/."""
    return "@" in urlsplit(url).netloc


def is_private_address(address: str) -> bool:
    """Return whether *address* (an IP address in its usual text form) is one that is not on the public internet."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    if mapped is not None:
        return is_private_address(str(mapped))
    if ip.version == 6 and ip not in _GLOBAL_UNICAST:
        return True
    return not ip.is_global or ip.is_multicast


_OTHER_SCHEMES = ("javascript:", "mailto:", "tel:")
_WHOLE = re.compile(r"https?://[^/?#\s]")
_ROOTED = re.compile(r"https?://[^/?#\s]+/")


def without_port(own: str) -> str:
    """Return the host in *own*, which may have a port or be an IPv6 address in brackets."""
    return own[1:].partition("]")[0] if own.startswith("[") else own.partition(":")[0]


def is_same_site(one: str, other: str) -> bool:
    """Return whether the host *one* is *other*, below it, or differs from it by `www.` alone."""
    return (
        one == other
        or one.endswith("." + other.removeprefix("www."))
        or one.removeprefix("www.") == other.removeprefix("www.")
    )


def absolute_of_link(href: str, base: str) -> str | None:
    """Return *href* as seen from *base*, to be made canonical; None for no http(s) link.

    Most links are whole addresses or begin at the root: nothing of *base*'s path is in them, and the canonical form
    drops their fragments. Joining costs as much as all the rest; what may need it is joined.
    """
    if href.startswith(_OTHER_SCHEMES):
        return None
    if ";" not in href and "/." not in href and " " not in href and href.isprintable():
        if _WHOLE.match(href):
            return href
        if href.startswith("/") and not href.startswith("//") and _ROOTED.match(base):
            return origin_of(base) + href
    return absolute(href, base)


@lru_cache(maxsize=1024)
def origin_of(base: str) -> str:
    """Return scheme and host of the address *base*: `https://news.example.com`."""
    return "/".join(base.split("/", 3)[:3])
