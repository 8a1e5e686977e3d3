"""The neighbourhood over HTTP, with the manners of a real server: conditional requests, gzip, HEAD, keep-alive."""

import gzip
import hashlib
import json
import re
from collections.abc import Iterator
from email.utils import format_datetime, parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from apps.demonstration.neighbourhood.answers import Answer, answer
from apps.demonstration.neighbourhood.neighbourhood import Neighbourhood
from apps.demonstration.neighbourhood.places import BY_SLUG

_LOOPBACK_HOST = re.compile(r"(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?")
_LONGEST_FORM = 10_000
_PUBLISH = "/__control__/publish"


class Server(ThreadingHTTPServer):
    """Serves one neighbourhood on loopback; port 0 takes any free one."""

    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 64

    def __init__(
        self, neighbourhood: Neighbourhood, port: int, *, every: float = 15.0, real_feeds: Path | None = None
    ) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.neighbourhood = neighbourhood
        self.every = every
        self.real_feeds = real_feeds if real_feeds is not None and real_feeds.is_dir() else None

    @property
    def base(self) -> str:
        return f"http://localhost:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "Neighbourhood/1"
    sys_version = ""
    timeout = 30
    server: Server

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        self._send(
            answer(
                self.server.neighbourhood,
                path,
                self._base(),
                every=self.server.every,
                real_feeds=self.server.real_feeds,
            )
        )

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_POST(self) -> None:
        """Publish at once: ``POST /__control__/publish?place=<slug>``, optionally title, text and author as a form."""
        address = urlsplit(self.path)
        asked = parse_qs(address.query) | self._form()
        slug = asked.get("place", [""])[-1].rsplit("/", 1)[-1]
        if address.path != _PUBLISH or slug not in BY_SLUG:
            self._send(_told(404, error="Publish at /__control__/publish?place=<slug of a place>."))
        elif not self._is_ours():
            self._send(_told(403, error="Only this machine may publish."))
        else:
            words = {name: asked[name][-1] for name in ("title", "text", "author") if name in asked}
            post = self.server.neighbourhood.publish(slug, **words)
            address_of = f"{self._base()}{post.path}"
            self._send(
                _told(
                    201, place=slug, title=post.title, address=address_of, feed=self._base() + post.place.feed
                )
            )

    def log_message(self, *_: object, **__: object) -> None:
        """Silent: the supervisor's log is for what people want to read."""

    def _form(self) -> dict[str, list[str]]:
        length = int(self.headers.get("Content-Length") or 0)
        if length > _LONGEST_FORM:
            self.close_connection = True
            return {}
        return parse_qs(self.rfile.read(length).decode("utf-8", "replace"))

    def _is_ours(self) -> bool:
        """From this machine, and not from a web page that happens to be open in its browser."""
        host = self.headers.get("Host", "")
        loopback = ip_address(self.client_address[0]).is_loopback
        return loopback and bool(_LOOPBACK_HOST.fullmatch(host)) and "Origin" not in self.headers

    def _base(self) -> str:
        host = self.headers.get("Host", "")
        return f"http://{host}" if _LOOPBACK_HOST.fullmatch(host) else self.server.base

    def _send(self, said: Answer) -> None:
        tag = f'"{hashlib.sha256(said.body).hexdigest()[:32]}"'
        if said.status == 200 and self._has(tag, said):
            said = Answer(b"", said.kind, 304, said.changed)
        body = said.body
        zipped = len(body) > 500 and "gzip" in self.headers.get("Accept-Encoding", "")
        body = gzip.compress(body, 6, mtime=0) if zipped else body
        self.send_response(said.status)
        for name, value in self._headers_of(said, tag, zipped=zipped):
            self.send_header(name, value)
        if said.status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _headers_of(self, said: Answer, tag: str, *, zipped: bool) -> Iterator[tuple[str, str]]:
        yield "Content-Type", said.kind
        yield "Vary", "Accept-Encoding"
        if zipped:
            yield "Content-Encoding", "gzip"
        if said.status in {200, 304}:
            yield "ETag", f"W/{tag}" if zipped else tag
        if said.changed is not None:
            yield "Last-Modified", format_datetime(said.changed.replace(microsecond=0), usegmt=True)
        yield from said.headers

    def _has(self, tag: str, said: Answer) -> bool:
        """Whether the caller holds this already; an ETag decides alone when one was sent."""
        wanted = self.headers.get("If-None-Match")
        if wanted is not None:
            return (
                tag in {one.strip().removeprefix("W/") for one in wanted.split(",")} or wanted.strip() == "*"
            )
        since = self.headers.get("If-Modified-Since")
        if since is None or said.changed is None:
            return False
        try:
            return said.changed.replace(microsecond=0) <= parsedate_to_datetime(since)
        except (TypeError, ValueError):
            return False


def _told(status: int, **words: str) -> Answer:
    return Answer(json.dumps(words, ensure_ascii=False).encode(), "application/json", status)
