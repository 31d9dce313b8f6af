"""Twisted's asyncio reactor, whose connections end when a server sends heads without an end."""

from __future__ import annotations

from contextvars import ContextVar
from typing import Any

from twisted.internet.asyncioreactor import AsyncioSelectorReactor
from twisted.internet.interfaces import IConnector
from twisted.internet.main import installReactor
from twisted.internet.protocol import ClientFactory
from twisted.protocols.policies import ProtocolWrapper, WrappingFactory

UNUSED_MAX_BYTES = 256 * 1024
"""What a connection may bring before heads are whole or a body goes on. Browsers take 256 KB of heads, curl 300."""


class BoundedProtocol(ProtocolWrapper):
    """Counts the bytes of a connection that gave nothing yet, and ends it when they are too many.

    Twisted bounds each line of the heads, not their number. The bytes are counted as the network brings them, so the
    bound holds for https as well. `note_progress` starts the count anew.
    """

    flood_count = 0
    """Connections of this process that were ended. TLS keeps no reason of a lost connection, so it is kept here."""

    unused_bytes = 0

    def dataReceived(self, data: bytes) -> None:  # noqa: N802 # Twisted's name
        """Pass *data* on; end the connection where it brings too much that nobody can use."""
        self.unused_bytes += len(data)
        token = _receiving.set(self)
        try:
            super().dataReceived(data)  # type: ignore[no-untyped-call]
        finally:
            _receiving.reset(token)
        if self.unused_bytes > UNUSED_MAX_BYTES:
            BoundedProtocol.flood_count += 1
            self.abortConnection()


_receiving: ContextVar[BoundedProtocol | None] = ContextVar("receiving", default=None)


def note_progress() -> None:
    """Note that what a connection brought is of use: whole heads, or a piece of a body.

    Twisted calls whoever waits for these before `BoundedProtocol.dataReceived` returns.
    """
    if (protocol := _receiving.get()) is not None:
        protocol.unused_bytes = 0


class BoundedReactor(AsyncioSelectorReactor):
    """The reactor that the setting TWISTED_REACTOR names."""

    def connectTCP(  # noqa: N802 # Twisted's name
        self, host: str, port: int, factory: ClientFactory[Any], *args: Any, **kwargs: Any
    ) -> IConnector:
        """Connect as Twisted does, with a bound for what comes before a head ends."""
        bounded: WrappingFactory[BoundedProtocol] = WrappingFactory(factory)  # type: ignore[no-untyped-call]
        bounded.protocol = BoundedProtocol
        connector: IConnector = super().connectTCP(host, port, bounded, *args, **kwargs)
        return connector


def install() -> None:
    """Make it the reactor of this process, as Scrapy asks. Raises `ReactorAlreadyInstalledError`."""
    installReactor(BoundedReactor())  # type: ignore[no-untyped-call]
