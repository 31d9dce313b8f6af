import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.network.ip_literals import is_refused_host, literal_address


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "127.1", "2130706433", "0x7f.1", "0x7f000001", "0177.0.0.1", "017700000001", "127.0.0.1.",
        "１２７.０.０.１", "127。0。0。1", "①②⑦.⓪.⓪.①", "127.0.0.1%00", "%31%32%37.0.0.1",
        "0", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1", "100.64.0.1", "169.254.169.254", "0xa9fea9fe",
        "224.0.0.1", "255.255.255.255", "198.18.0.1",
        "::1", "[::1]", "::", "::ffff:127.0.0.1", "::ffff:7f00:1", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::1",
        "2002:7f00:1::", "fe80::1%25eth0", "fc00::1", "fd00:ec2::254", "fec0::1", "ff02::1", "0:0:0:0:0:0:0:1",
        "localhost", "LOCALHOST", "localhost.", "a.localhost", "ｌｏｃａｌｈｏｓｔ", "localhost.localdomain", "printer.local",
        "metadata.google.internal", "router.home.arpa",
    ],
)  # fmt: skip
def test_a_private_address_is_refused_in_every_form(host):
    assert is_refused_host(host)


@pytest.mark.parametrize(
    "host",
    [
        "kangnamtimesjp.com", "www.kangnamtimesjp.com", "8.8.8.8", "134744072", "1.1.1.1", "2606:4700:4700::1111",
        "::ffff:8.8.8.8", "xn--fsqu00a.example", "新聞.jp", "127.0.0.1.example.com", "1.example", "0x.example",
        "localhost.example.com", "local.news", "7-eleven.jp", "",
    ],
)  # fmt: skip
def test_public_addresses_and_names_pass(host):
    assert not is_refused_host(host)


@given(st.ip_addresses(v=4))
def test_every_spelling_of_an_ipv4_address_is_the_same_address(address):
    octets = address.packed
    spellings = [
        str(address),
        str(int(address)),
        hex(int(address)),
        f"0{int(address):o}",
        ".".join(hex(octet) for octet in octets),
        ".".join(f"0{octet:o}" for octet in octets),
        f"{octets[0]}.{int.from_bytes(octets[1:])}",
    ]

    assert {literal_address(spelling) for spelling in spellings} == {str(address)}


@given(st.ip_addresses(v=4).filter(lambda address: not address.is_global))
def test_a_private_ipv4_address_inside_an_ipv6_address_is_refused(address):
    for prefix in ("::ffff:0:0", "64:ff9b::", "::"):
        inside = ipaddress.IPv6Address(int(ipaddress.IPv6Address(prefix)) + int(address))
        assert is_refused_host(f"[{inside}]")


@given(st.text(max_size=40))
def test_no_text_raises(host):
    assert is_refused_host(host) in {True, False}
