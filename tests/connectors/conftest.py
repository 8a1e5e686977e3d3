"""A neighbour on loopback: answers what a test tells it to, and remembers what it was asked."""

import threading
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from apps.connectors.contract import Memory
from apps.connectors.feeds.connector import Feeds

ABOVE = [folder / "shared" / "data" for folder in Path(__file__).resolve().parents[2:]]
DATA = next(filter(Path.is_dir, ABOVE), ABOVE[0])
AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
FLOOR = 900


class Neighbour:
    """``says[path]`` is (status, headers, body) or a list of them, used up one by one, the last one kept."""

    def __init__(self, server):
        self.server = server
        self.says = {}
        self.asked = []

    @property
    def home(self):
        return f"http://127.0.0.1:{self.server.server_port}"

    def says_feed(self, body, path="/feed", status=200, **headers):
        written = {name.replace("_", "-"): value for name, value in headers.items()}
        self.says[path] = (status, written, body.encode() if isinstance(body, str) else body)
        return f"{self.home}{path}"

    def answer(self, path):
        said = self.says.get(path, (404, {}, b""))
        if isinstance(said, list):
            said = said.pop(0) if len(said) > 1 else said[0]
        return said


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        neighbour = self.server.neighbour
        neighbour.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
        status, headers, body = neighbour.answer(self.path)
        self.send_response_only(status)
        for name, value in headers.items() if isinstance(headers, dict) else headers:
            self.send_header(name, value)
        if status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if status != 304:
            self.wfile.write(body)

    def log_message(self, *_words):
        pass


@pytest.fixture
def neighbour(settings):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.neighbour = Neighbour(server)
    settings.NET_ALLOWED_LOOPBACK = frozenset({f"127.0.0.1:{server.server_port}"})
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield server.neighbour
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def look():
    """Polls an address or continues from a memory, at a given moment."""

    def poll(where, at=AT, floor_seconds=FLOOR):
        memory = where if isinstance(where, Memory) else Memory(url=where)
        return Feeds().poll(memory, at=at, floor_seconds=floor_seconds)

    return poll


@pytest.fixture
def walk():
    """Looks at a pasted address."""

    def discover(url, at=AT, **pause):
        return Feeds().discover(url, at=at, **pause)

    return discover
