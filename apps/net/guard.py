"""The guard at the door: it sits beneath HTTP and TLS, so nothing above can walk around it."""

import ssl
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address
from socket import SOCK_STREAM, getaddrinfo
from threading import BoundedSemaphore, Thread
from time import monotonic
from typing import Any

import httpcore

from apps.net.addresses import pair_of
from apps.net.loopback import admitted_pairs
from apps.net.ranges import is_public, read_ip
from apps.net.refusals import Category, WayOutRefused

Resolve = Callable[[str], Sequence[str]]
"""Takes a host name, gives every address it stands for, in the order to try; raises OSError."""

_TRIED = 3
"""Addresses of one name that are tried in turn, so that a name cannot make us knock at a hundred doors."""

_lookups = BoundedSemaphore(32)


def ask_system(host: str) -> Sequence[str]:
    """Every address the system's resolver knows for ``host``."""
    # The closing dot keeps the resolver from trying the machine's own search domains.
    asked = f"{host}." if "." in host else host
    return [str(sockaddr[0]) for *_, sockaddr in getaddrinfo(asked, None, type=SOCK_STREAM)]


class Allowance:
    """What one fetch may still cost, over all its redirects: seconds, and bytes that come in."""

    def __init__(self, *, seconds: float, wire_bytes: int) -> None:
        self._ends = monotonic() + seconds
        self._bytes_left = wire_bytes

    def seconds(self, at_most: float | None = None) -> float:
        """Seconds left, no more than ``at_most``. Raises ``WayOutRefused`` when there are none."""
        left = self._ends - monotonic()
        if left <= 0:
            raise WayOutRefused(Category.too_slow)
        return left if at_most is None else min(left, at_most)

    def take(self, received: int) -> None:
        """Count bytes that came in. Raises ``WayOutRefused`` once they are too many."""
        self._bytes_left -= received
        if self._bytes_left < 0:
            raise WayOutRefused(Category.too_large)


@dataclass(frozen=True, kw_only=True)
class Guard(httpcore.NetworkBackend):
    """Looks a name up, insists that all its addresses are public, and connects to one of exactly those.

    ``host:port`` pairs of ``NET_ALLOWED_LOOPBACK`` must lead to this machine, and nowhere else.
    """

    allowance: Allowance
    connect_seconds: float
    resolve: Resolve
    network: httpcore.NetworkBackend

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        failure: Exception | None = None
        for address in self._checked(host, port)[:_TRIED]:
            seconds = self.allowance.seconds(self.connect_seconds)
            try:
                stream = self.network.connect_tcp(str(address), port, seconds, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return GuardedStream(stream, self.allowance, self.connect_seconds)
        raise failure or WayOutRefused(Category.could_not_connect)

    def _checked(self, host: str, port: int) -> list[IPv4Address | IPv6Address]:
        addresses = self._addresses(host)
        indoors = pair_of(host, port) in admitted_pairs()
        if all(address.is_loopback if indoors else is_public(address) for address in addresses):
            return addresses
        raise WayOutRefused(Category.not_allowed)

    def _addresses(self, host: str) -> list[IPv4Address | IPv6Address]:
        try:
            return [read_ip(host)]
        except ValueError:
            return self._look_up(host)

    def _look_up(self, host: str) -> list[IPv4Address | IPv6Address]:
        # The system's resolver cannot be interrupted, so it is asked from a thread that may be left behind.
        if not _lookups.acquire(timeout=self.allowance.seconds(self.connect_seconds)):
            raise WayOutRefused(Category.too_slow)
        answer: Future[Sequence[str]] = Future()
        Thread(target=_ask, args=(self.resolve, host, answer), daemon=True).start()
        try:
            found = answer.result(timeout=self.allowance.seconds(self.connect_seconds))
            return [read_ip(address) for address in found]
        except TimeoutError as late:
            raise WayOutRefused(Category.too_slow) from late
        except (OSError, ValueError) as unknown:
            raise WayOutRefused(Category.could_not_connect) from unknown


def _ask(resolve: Resolve, host: str, answer: "Future[Sequence[str]]") -> None:
    try:
        answer.set_result(resolve(host))
    except (OSError, ValueError) as error:
        answer.set_exception(error)
    finally:
        _lookups.release()


class GuardedStream(httpcore.NetworkStream):
    """A connection whose every read and write ends with the fetch's allowance."""

    def __init__(self, inner: httpcore.NetworkStream, allowance: Allowance, handshake_seconds: float) -> None:
        self._inner = inner
        self._allowance = allowance
        self._handshake_seconds = handshake_seconds

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        received = self._inner.read(max_bytes, self._allowance.seconds(timeout))
        self._allowance.take(len(received))
        return received

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._allowance.seconds(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        seconds = self._allowance.seconds(self._handshake_seconds)
        stream = self._inner.start_tls(ssl_context, server_hostname, seconds)
        return GuardedStream(stream, self._allowance, self._handshake_seconds)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)
