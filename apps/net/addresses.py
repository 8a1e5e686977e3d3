"""Web addresses as people and servers spell them, read into the one form that is visited."""

import re
from dataclasses import dataclass
from typing import NoReturn
from urllib.parse import quote, urljoin, urlsplit

import idna
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from apps.net.loopback import admitted_pairs
from apps.net.ranges import is_public, read_ip
from apps.net.refusals import Category, WayOutRefused

_LONGEST = 4_096
_PORTS = {"http": 80, "https": 443}
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_AUTHORITY = re.compile(r"(?P<host>\[[0-9A-Fa-f:.]+\]|[^\[\]:%\\]+)(?::(?P<port>[0-9]{0,5}))?")
_NAME = re.compile(r"(?=.{1,253}$)(?:(?!-)[a-z0-9_-]{1,63}(?<!-)(?:\.(?=.)|$))+", re.ASCII)
_ENDS_IN_A_NUMBER = re.compile(r"(?:.*\.)?(?:[0-9]+|0x[0-9a-f]*)", re.ASCII)
_INDOORS = (".localhost", ".local", ".internal", ".onion", ".home.arpa")
_IN_PATH = "/%:@!$&'()*+,;=~"
_IN_QUERY = _IN_PATH + "?[]"

_NO_WEB_ADDRESS = _("This does not look like a web address. One looks like https://example.org/news.")
_OTHER_SCHEME = _("Please give a web address that begins with https:// or http://.")
_WITH_PASSWORD = _("Please leave out the name or password before the @ in this address.")
_OTHER_PORT = _("Only the usual web ports, 80 and 443, can be visited. Please leave the other number out.")
_PRIVATE = _("This address belongs to a private network. Only public places can be visited.")
_SENT_ELSEWHERE = _("This place sends its visitors on to an address that we may not visit.")


@dataclass(frozen=True, kw_only=True)
class Address:
    """A checked web address: ASCII throughout, host in lower case and without brackets, no fragment."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def authority(self) -> str:
        """Host and, where it is not the usual one, port: as in the Host header."""
        return self.bracketed if self.port == _PORTS[self.scheme] else pair_of(self.host, self.port)

    @property
    def bracketed(self) -> str:
        return f"[{self.host}]" if ":" in self.host else self.host

    @property
    def url(self) -> str:
        return f"{self.scheme}://{self.authority}{self.target}"


def pair_of(host: str, port: int) -> str:
    """``host:port`` as ``NET_ALLOWED_LOOPBACK`` spells it."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def check_address(url: str) -> str:
    """Check an address before it is saved, without touching the network.

    Returns it as it will be visited: host in IDNA form, percent-encoded, without fragment, default
    port or control characters. Raises ``WayOutRefused`` with a sentence that says what to mend.
    A name may still turn out to stand for a private address: that is refused when it is visited.
    """
    return read_address(url).url


def read_address(url: str) -> Address:
    """The checked address that ``url`` spells. Raises ``WayOutRefused`` (not_allowed, not_understood)."""
    if len(url) > _LONGEST:
        _refuse(Category.not_understood, _NO_WEB_ADDRESS)
    try:
        address = _parse(_CONTROLS.sub("", url).strip())
    except ValueError:
        _refuse(Category.not_understood, _NO_WEB_ADDRESS)
    if pair_of(address.host, address.port) not in admitted_pairs():
        _must_be_public(address)
    return address


def next_address(address: Address, location: str) -> Address:
    """Where a redirect from ``address`` leads, checked afresh. Raises ``WayOutRefused``."""
    try:
        return read_address(urljoin(address.url, _CONTROLS.sub("", location).strip()))
    except (WayOutRefused, ValueError) as refusal:
        raise WayOutRefused(Category.not_allowed, _SENT_ELSEWHERE) from refusal


def _parse(url: str) -> Address:
    parts = urlsplit(url)
    if parts.scheme not in _PORTS:
        _refuse(Category.not_allowed, _OTHER_SCHEME)
    if "@" in parts.netloc:
        _refuse(Category.not_allowed, _WITH_PASSWORD)
    match = _AUTHORITY.fullmatch(parts.netloc)
    if match is None:
        _refuse(Category.not_understood, _NO_WEB_ADDRESS)
    return Address(
        scheme=parts.scheme,
        host=_read_host(match["host"]),
        port=int(match["port"] or _PORTS[parts.scheme]),
        target=_target(parts.path, parts.query),
    )


def _target(path: str, query: str) -> str:
    target = quote(path or "/", safe=_IN_PATH)
    return f"{target}?{quote(query, safe=_IN_QUERY)}" if query else target


def _read_host(spelled: str) -> str:
    if spelled.startswith("["):
        return str(read_ip(spelled.strip("[]")))
    name = _in_ascii(spelled).removesuffix(".")
    if _ENDS_IN_A_NUMBER.fullmatch(name):
        # Browsers read 0x7f.1, 2130706433 and 0177.0.0.1 as addresses; only the plain form is taken.
        return str(read_ip(name))
    if not _NAME.fullmatch(name):
        raise ValueError(spelled)
    return name


def _in_ascii(name: str) -> str:
    # Plain names go around IDNA: it forbids the underscores that some real blogs have in theirs.
    if name.isascii() and "xn--" not in name.lower():
        return name.lower()
    return idna.encode(name, uts46=True, std3_rules=True).decode("ascii")


def _must_be_public(address: Address) -> None:
    if address.port not in _PORTS.values():
        _refuse(Category.not_allowed, _OTHER_PORT)
    if not _may_be_public(address.host):
        _refuse(Category.not_allowed, _PRIVATE)


def _may_be_public(host: str) -> bool:
    try:
        return is_public(read_ip(host))
    except ValueError:
        return "." in host and not host.endswith(_INDOORS)


def _refuse(category: Category, sentence: Promise) -> NoReturn:
    raise WayOutRefused(category, sentence)
