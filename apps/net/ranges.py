"""Which addresses belong to the public internet.

Ranges are from IANA's special-purpose registries; the single ones are cloud providers' own doors
that Python's ``is_global`` lets through. Some are listed though this Python's ``is_global`` knows
them: later ones changed their minds.
"""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

_CLOSED_V4 = tuple(
    IPv4Network(network)
    for network in (
        "100.64.0.0/10",  # carrier NAT; Alibaba's metadata
        "168.63.129.16/32",  # Azure's metadata
        "192.0.0.0/24",  # protocol assignments; Oracle's metadata
        "192.88.99.0/24",  # 6to4 relays
    )
)
_OPEN_V6 = IPv6Network("2000::/3")
_CLOSED_V6 = tuple(
    IPv6Network(network)
    for network in (
        "2001::/23",  # Teredo and other protocol assignments
        "2002::/16",  # 6to4, which carries any IPv4 address inside
        "3fff::/20",  # documentation
    )
)


def read_ip(text: str) -> IPv4Address | IPv6Address:
    """The address that would be connected to: an IPv4 address mapped into IPv6 is unwrapped.

    Raises ``ValueError`` for anything but a canonical address.
    """
    address = ip_address(text)
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        return address.ipv4_mapped
    return address


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """True when a stranger on the internet could reach this address too."""
    if not address.is_global or address.is_multicast or address.is_reserved:
        return False
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _CLOSED_V4)
    return address in _OPEN_V6 and not any(address in network for network in _CLOSED_V6)
