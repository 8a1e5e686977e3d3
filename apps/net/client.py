"""Fetching something public. The only module that others need."""

import re
import ssl
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from urllib.parse import urlencode

import certifi
import httpcore
from django.conf import settings

from apps.net.addresses import Address, check_address, next_address, read_address
from apps.net.bodies import read_body
from apps.net.guard import Allowance, Guard, Resolve, ask_system
from apps.net.refusals import Category, WayOutRefused

__all__ = [
    "Answer",
    "Category",
    "Hop",
    "Limits",
    "WayOut",
    "WayOutRefused",
    "check_address",
    "get",
    "post_form",
]

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_BODILESS = frozenset({204, 304})
_OURS = frozenset(
    {
        "accept-encoding", "connection", "content-length", "cookie", "expect", "host", "keep-alive", "range",
        "te", "trailer", "transfer-encoding", "upgrade", "user-agent",
    }
)  # fmt: skip
_FOR_STRANGERS = frozenset({"accept", "accept-language", "if-modified-since", "if-none-match"})
_TOKEN = re.compile(r"[a-z0-9!#$%&'*+.^_`|~-]+")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What one fetch may cost over all its redirects.

    ``connect_seconds`` holds for each of: looking the name up, connecting to an address, the TLS
    handshake. ``wire_bytes`` counts all that comes in, heads and chunk marks included.
    """

    total_seconds: float = 20
    connect_seconds: float = 5
    wire_bytes: int = 5_000_000
    inflated_bytes: int = 5_000_000
    redirects: int = 4


ORDINARY = Limits()


@dataclass(frozen=True, kw_only=True)
class Hop:
    """One redirect: who sent us on, with which status, and the checked address it sent us to."""

    url: str
    status: int
    location: str


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What came back, whatever its status. Nothing in it may be trusted.

    ``url`` is the last address asked. ``headers``: keys in lower case, values as Latin-1 without
    control characters (so an ETag goes back byte for byte), repeats joined by ", ", no cookies.
    ``body`` is raw bytes, gzip undone; empty where a 4xx or 5xx came with a body that could not be read.
    """

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    hops: tuple[Hop, ...]


def get(url: str, *, headers: Mapping[str, str] | None = None, limits: Limits = ORDINARY) -> Answer:
    """Fetch a public address.

    Follows redirects by hand, checking each; a header that could be secret stays behind when the
    host changes. Raises ``WayOutRefused``; ``ValueError`` for a header that is not the caller's to set.
    """
    return WayOut().get(url, headers=headers, limits=limits)


def post_form(url: str, fields: Mapping[str, str], *, limits: Limits = ORDINARY) -> Answer:
    """Send a form to a public address and take its answer as it is: a redirect is not followed.

    Raises ``WayOutRefused``.
    """
    return WayOut().post_form(url, fields, limits=limits)


@cache
def trusted_roots() -> ssl.SSLContext:
    """TLS that trusts the public authorities and nothing from the environment; slow, so built once."""
    return ssl.create_default_context(cafile=certifi.where())


@dataclass(frozen=True, kw_only=True)
class WayOut:
    """The way out with its parts named, so that tests can stand a small internet behind it."""

    resolve: Resolve = ask_system
    network: httpcore.NetworkBackend = field(default_factory=httpcore.SyncBackend)
    tls: Callable[[], ssl.SSLContext] = trusted_roots

    def get(self, url: str, *, headers: Mapping[str, str] | None = None, limits: Limits = ORDINARY) -> Answer:
        """As the module's ``get``."""
        allowed = _allowed_headers(headers or {})
        with _plain_refusals(), self._pool(limits) as pool:
            return _Fetch(pool=pool, limits=limits).follow(read_address(url), allowed)

    def post_form(self, url: str, fields: Mapping[str, str], *, limits: Limits = ORDINARY) -> Answer:
        """As the module's ``post_form``."""
        with _plain_refusals(), self._pool(limits) as pool:
            return _Fetch(pool=pool, limits=limits).send(read_address(url), urlencode(fields).encode())

    def _pool(self, limits: Limits) -> httpcore.ConnectionPool:
        allowance = Allowance(seconds=limits.total_seconds, wire_bytes=limits.wire_bytes)
        guard = Guard(
            allowance=allowance,
            connect_seconds=limits.connect_seconds,
            resolve=self.resolve,
            network=self.network,
        )
        return httpcore.ConnectionPool(
            ssl_context=self.tls(), network_backend=guard, max_keepalive_connections=0
        )


@dataclass(frozen=True, kw_only=True)
class _Fetch:
    pool: httpcore.ConnectionPool
    limits: Limits

    def follow(self, address: Address, headers: Mapping[str, str]) -> Answer:
        hops: tuple[Hop, ...] = ()
        while True:
            answer = self._ask(address, headers, hops)
            if isinstance(answer, Answer):
                return answer
            if len(hops) >= self.limits.redirects:
                raise WayOutRefused(Category.not_understood)
            onward = next_address(address, answer.location)
            hops = (*hops, Hop(url=address.url, status=answer.status, location=onward.url))
            headers = headers if _may_know_secrets(address, onward) else _without_secrets(headers)
            address = onward

    def send(self, address: Address, form: bytes) -> Answer:
        headers = _wire_headers(address, {"content-type": "application/x-www-form-urlencoded"})
        headers.append((b"content-length", str(len(form)).encode()))
        with self.pool.stream("POST", _wire_url(address), headers=headers, content=form) as response:
            received = _plain_headers(response.headers)
            body = self._body(response, received)
        return Answer(url=address.url, status=response.status, headers=received, body=body, hops=())

    def _ask(self, address: Address, headers: Mapping[str, str], hops: tuple[Hop, ...]) -> Answer | Hop:
        with self.pool.stream("GET", _wire_url(address), headers=_wire_headers(address, headers)) as response:
            received = _plain_headers(response.headers)
            if response.status in _REDIRECTS and received.get("location"):
                location = _as_written(received["location"])
                return Hop(url=address.url, status=response.status, location=location)
            body = self._body(response, received)
        return Answer(url=address.url, status=response.status, headers=received, body=body, hops=hops)

    def _body(self, response: httpcore.Response, headers: Mapping[str, str]) -> bytes:
        if response.status in _BODILESS:
            return b""
        try:
            with _plain_refusals():
                if int(headers.get("content-length", "0")) > self.limits.wire_bytes:
                    raise WayOutRefused(Category.too_large)
                return read_body(response.iter_stream(), headers, most=self.limits.inflated_bytes)
        except WayOutRefused:
            # "Gone" and "too many requests" count, however badly they are written.
            if response.status < 400:
                raise
            return b""


def _wire_url(address: Address) -> httpcore.URL:
    return httpcore.URL(
        scheme=address.scheme.encode(),
        host=address.host.encode(),
        port=address.port,
        target=address.target.encode(),
    )


def _wire_headers(address: Address, headers: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    ours = {
        "host": address.authority,
        "user-agent": _CONTROLS.sub("", settings.NET_USER_AGENT),
        "accept-encoding": "gzip",
        "connection": "close",
    }
    return [(name.encode(), value.encode("latin-1")) for name, value in {**headers, **ours}.items()]


def _allowed_headers(headers: Mapping[str, str]) -> Mapping[str, str]:
    lowered = {name.lower(): _CONTROLS.sub("", value).strip() for name, value in headers.items()}
    for name in lowered:
        if name in _OURS or name.startswith("proxy-") or not _TOKEN.fullmatch(name):
            raise ValueError(f"{name!r} is not a header that a caller may set")
    return lowered


def _plain_headers(received: Iterable[tuple[bytes, bytes]]) -> Mapping[str, str]:
    plain: dict[str, str] = {}
    for raw_name, raw_value in received:
        name = raw_name.decode("latin-1").lower()
        value = _CONTROLS.sub("", raw_value.decode("latin-1")).strip()
        plain[name] = f"{plain[name]}, {value}" if name in plain else value
    plain.pop("set-cookie", None)
    return MappingProxyType(plain)


def _as_written(location: str) -> str:
    # Servers that write Welsh or Greek in a Location nearly always write it in UTF-8.
    return location.encode("latin-1").decode("utf-8", errors="replace")


def _may_know_secrets(address: Address, onward: Address) -> bool:
    same_door = (address.scheme, address.port) == (onward.scheme, onward.port)
    now_private = (address.scheme, address.port, onward.scheme, onward.port) == ("http", 80, "https", 443)
    return address.host == onward.host and (same_door or now_private)


def _without_secrets(headers: Mapping[str, str]) -> Mapping[str, str]:
    return {name: value for name, value in headers.items() if name in _FOR_STRANGERS}


@contextmanager
def _plain_refusals() -> Iterator[None]:
    try:
        yield
    except httpcore.TimeoutException as late:
        raise WayOutRefused(Category.too_slow) from late
    except httpcore.NetworkError as lost:
        raise WayOutRefused(Category.could_not_connect) from lost
    except httpcore.ProtocolError as strange:
        raise WayOutRefused(Category.not_understood) from strange
