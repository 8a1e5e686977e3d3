"""A small internet: names and public addresses of our choosing, behind them real servers on loopback."""

import socket
import ssl
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from threading import Thread

import httpcore

from apps.net.client import WayOut

PUBLIC = "93.184.215.14"
OTHER_PUBLIC = "2606:2800:21f:cb07:6820:80da:af6b:8b2c"

Send = Callable[[bytes], None]
Script = bytes | Callable[[Send], None]


def reply(body: bytes = b"", *head: str, status: str = "200 OK") -> bytes:
    """A whole answer with an honest Content-Length and the header lines of ``head``."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *head, "", ""]
    return "\r\n".join(lines).encode("latin-1") + body


def moved(location: str, status: str = "302 Found") -> bytes:
    return reply(b"", f"Location: {location}", status=status)


class Server:
    """Follows its script for every visitor, and keeps the head of each request."""

    def __init__(self, script: Script, tls: ssl.SSLContext | None = None) -> None:
        self.script = script
        self.heads: list[str] = []
        self._tls = tls
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        Thread(target=self._welcome, daemon=True).start()

    def header(self, name: str, visit: int = -1) -> str | None:
        """What a visitor sent as ``name``, or None."""
        lines = dict(line.split(": ", 1) for line in self.heads[visit].split("\r\n")[1:] if line)
        return lines.get(name)

    def close(self) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _welcome(self) -> None:
        with suppress(OSError):
            while True:
                Thread(target=self._serve, args=(self._listener.accept()[0],), daemon=True).start()

    def _serve(self, visitor: socket.socket) -> None:
        with suppress(OSError), ExitStack() as stack:
            stack.enter_context(visitor)
            if self._tls:
                visitor = stack.enter_context(self._tls.wrap_socket(visitor, server_side=True))
            self.heads.append(self._read_head(visitor))
            if isinstance(self.script, bytes):
                visitor.sendall(self.script)
            else:
                self.script(visitor.sendall)
            # Whoever closes with bytes unread resets the connection, and the answer may be lost.
            visitor.shutdown(socket.SHUT_WR)
            visitor.recv(1)

    def _read_head(self, visitor: socket.socket) -> str:
        head = b""
        while b"\r\n\r\n" not in head:
            head += visitor.recv(65_536) or b"\r\n\r\n"
        return head.decode("latin-1").strip("\r\n")


class Internet(httpcore.NetworkBackend):
    """Names with their addresses, servers at addresses, and a list of every door knocked at."""

    def __init__(self) -> None:
        self.names: dict[str, Callable[[], Sequence[str]]] = {}
        self.knocks: list[tuple[str, int]] = []
        self._servers: dict[tuple[str, int], Server] = {}

    def name(self, host: str, *addresses: str) -> None:
        self.names[host] = lambda: addresses

    def place(
        self,
        host: str,
        script: Script,
        *,
        at: str = PUBLIC,
        port: int = 80,
        tls: ssl.SSLContext | None = None,
    ) -> Server:
        """A server that is reached by ``host`` at the address ``at``."""
        self.name(host, at)
        server = self._servers[at, port] = Server(script, tls)
        return server

    def resolve(self, host: str) -> Sequence[str]:
        if host not in self.names:
            raise socket.gaierror(socket.EAI_NONAME, "no such name")
        return self.names[host]()

    def connect_tcp(self, host, port, timeout=None, local_address=None, socket_options=None):
        self.knocks.append((host, port))
        if (host, port) not in self._servers:
            raise httpcore.ConnectError("nobody there")
        return httpcore.SyncBackend().connect_tcp("127.0.0.1", self._servers[host, port].port, timeout)

    def way_out(self, tls: ssl.SSLContext | None = None) -> WayOut:
        parts = {"tls": lambda: tls} if tls else {}
        return WayOut(resolve=self.resolve, network=self, **parts)

    def close(self) -> None:
        for server in self._servers.values():
            server.close()
