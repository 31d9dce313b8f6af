"""What address a URL's host is, in all the forms that a system call understands."""

from __future__ import annotations

import ipaddress
import socket
import unicodedata
from urllib.parse import unquote

from newscrawl.urls import is_private_address

_DOTS = str.maketrans("。．｡", "...")  # IDNA takes these for dots
_LOCAL_NAMES = ("localhost", "localdomain", "local", "internal", "home.arpa", "onion")
_GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")


def literal_address(host: str) -> str | None:
    """Return the IP address that *host* writes out, in its usual form; None for a name.

    Reads what `inet_aton` reads, because the resolver does: `2130706433`, `127.1`, `0x7f.1`, `0177.0.0.1`; and what
    IDNA turns into it: full-width digits and dots. A host in brackets, with a zone or a final dot, is read too.
    """
    folded = unicodedata.normalize("NFKC", unquote(host).translate(_DOTS))
    plain = "".join(filter(str.isprintable, folded)).strip("[]").rstrip(".")
    try:
        return str(ipaddress.ip_address(plain.partition("%")[0]))
    except ValueError:
        pass
    if not plain[:1].isdigit():  # every form of inet_aton begins with a digit; a name that does is tried and refused
        return None
    try:
        return socket.inet_ntoa(socket.inet_aton(plain))
    except (OSError, UnicodeError):
        return None


def is_local_name(host: str) -> bool:
    """Return whether *host* is a name that never means an address on the public internet (RFC 6761 and the like)."""
    plain = unicodedata.normalize("NFKC", host.translate(_DOTS)).casefold().rstrip(".")
    return plain.rpartition(".")[2] in _LOCAL_NAMES or plain.endswith(".home.arpa")


def is_refused_host(host: str) -> bool:
    """Return whether *host*, as it is in a URL, is a private address or a local name.

    A name that resolves to a private address is found by `newscrawl.network.resolver` when it is resolved.
    """
    address = literal_address(host)
    if address is None:
        return is_local_name(host)
    # Outside 2000::/3 are the forms that carry an IPv4 address (::127.0.0.1, 64:ff9b::7f00:1) and the local ones.
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped is None and ip not in _GLOBAL_UNICAST:
        return True
    return is_private_address(address)
