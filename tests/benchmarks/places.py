"""Places on loopback, in a process of their own so that serving them costs the product nothing of its core.

``/<number>/feed`` is RSS with entity tags. The clock of these places is set by whoever asks (``PUT /clock``), so that
days pass in minutes: a place lists the newest of what it had said by then.
"""

import json
import multiprocessing
import urllib.request
from bisect import bisect_right
from collections.abc import Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from xml.sax.saxutils import escape

from apps.searches.language.tokens import Text

LISTED = 20
WEB = urllib.request.build_opener()
FEED = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Place {number}</title>
<link>http://{host}/</link><description>What we are up to</description>{items}</channel></rss>"""
ENTRY = """<item><guid isPermaLink="false">{guid}</guid><title>{title}</title><link>{url}</link>
<description>{text}</description><pubDate>{at}</pubDate></item>"""


@dataclass(frozen=True)
class Said:
    """What a place says, and when (in seconds since 1970)."""

    at: float
    text: Text


@dataclass(frozen=True)
class Country:
    """The places while they are served."""

    host: str

    def url(self, number: int) -> str:
        return f"http://{self.host}/{number}/feed"

    def set_clock(self, at: float) -> None:
        request = urllib.request.Request(f"http://{self.host}/clock", str(at).encode(), method="PUT")
        WEB.open(request).close()

    def traffic(self) -> dict[str, int]:
        """Requests, answers of "not modified", and bytes of bodies and heads, since this was last asked."""
        with WEB.open(f"http://{self.host}/traffic") as answer:
            return json.load(answer)


@contextmanager
def serving(said: Sequence[Sequence[Said]], *, listed: int = LISTED):
    """``said`` are each place's, oldest first; it lists so many of them."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("fork").Process(
        target=_serve, args=(said, listed, theirs), daemon=True
    )
    process.start()
    try:
        yield Country(f"127.0.0.1:{ours.recv()}")
    finally:
        process.kill()
        process.join()


def _serve(said: Sequence[Sequence[Said]], listed: int, parent) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    server.said, server.listed = said, listed
    server.clock = float("inf")
    server.traffic = _nothing()
    parent.send(server.server_port)
    server.serve_forever()


def _nothing() -> dict[str, int]:
    return {"requests": 0, "unchanged": 0, "bytes": 0}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.0"

    def do_PUT(self):
        self.server.clock = float(self.rfile.read(int(self.headers["Content-Length"])))
        self._answer(204, b"")

    def do_GET(self):
        if self.path == "/traffic":
            told, self.server.traffic = self.server.traffic, _nothing()
            self._answer(200, json.dumps(told).encode())
            return
        body, etag, modified = self._feed(int(self.path.split("/")[1]))
        heads = {"ETag": etag, "Last-Modified": modified, "Content-Type": "application/rss+xml"}
        if self.headers.get("If-None-Match") == etag:
            self._answer(304, b"", heads, counted=True)
        else:
            self._answer(200, body, heads, counted=True)

    def _feed(self, number: int) -> tuple[bytes, str, str]:
        said = self.server.said[number]
        until = bisect_right(said, self.server.clock, key=lambda each: each.at)
        places = range(until)[-self.server.listed :]
        items = "".join(_entry(number, place, said[place]) for place in reversed(places))
        body = FEED.format(number=number, host=self.headers["Host"], items=items).encode()
        return body, f'"{sha256(body).hexdigest()[:20]}"', _http_date(said[until - 1].at if until else 0)

    def _answer(self, status: int, body: bytes, heads=None, *, counted: bool = False) -> None:
        self.send_response(status)
        for name, value in (heads or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        if counted:
            self.server.traffic["requests"] += 1
            self.server.traffic["unchanged"] += status == 304
            self.server.traffic["bytes"] += len(body) + sum(map(len, self._headers_buffer))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def _entry(number: int, place: int, said: Said) -> str:
    return ENTRY.format(
        guid=f"{number}-{place}",
        title=escape(said.text.title),
        url=said.text.url,
        text=escape(said.text.body),
        at=_http_date(said.at),
    )


def _http_date(at: float) -> str:
    return format_datetime(datetime.fromtimestamp(at, UTC), usegmt=True)
