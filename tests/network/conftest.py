"""A certificate for servers on this machine."""

from __future__ import annotations

import datetime as dt
import ssl
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec


@pytest.fixture(scope="module")
def tls(tmp_path_factory: pytest.TempPathFactory) -> ssl.SSLContext:
    """Return what a server needs that signs its certificate itself."""
    return _signed_by_itself(tmp_path_factory.mktemp("tls"), has_host=True)


@pytest.fixture(scope="module")
def nameless_tls(tmp_path_factory: pytest.TempPathFactory) -> ssl.SSLContext:
    """The same, with a certificate that names no host, as many have that a site made itself."""
    return _signed_by_itself(tmp_path_factory.mktemp("nameless"), has_host=False)


def _signed_by_itself(folder: Path, *, has_host: bool) -> ssl.SSLContext:
    key, name, now = ec.generate_private_key(ec.SECP256R1()), x509.Name([]), dt.datetime.now(dt.UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(now - dt.timedelta(1)).not_valid_after(now + dt.timedelta(1))
    if has_host:
        made = made.add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=True)
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file = folder / "server.pem"
    file.write_bytes(secret + made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context
