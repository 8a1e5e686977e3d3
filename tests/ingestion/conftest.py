"""A place on loopback whose feed the tests write."""

import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from apps.common.clock import now
from apps.work import tasks
from apps.work.lanes import Lane

FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Allotment society</title>
<link>http://{host}/</link><description>Plots</description>{items}</channel></rss>"""
ITEM = """<item><guid>{guid}</guid><title>{title}</title><link>http://{host}/{guid}</link>
<description>{text}</description><pubDate>Mon, 23 Nov 2026 09:0{minute}:00 GMT</pubDate></item>"""


@dataclass
class Blog:
    """A feed under ``/feed``; ``posts`` are (guid, title, text), newest first."""

    host: str
    posts: list = field(default_factory=list)
    asked: int = 0
    links: str = ""

    @property
    def url(self):
        return f"http://{self.host}/feed"

    def body(self):
        items = "".join(
            ITEM.format(host=self.host, guid=guid, title=title, text=text, minute=max(0, 9 - place))
            for place, (guid, title, text) in enumerate(self.posts)
        )
        return FEED.format(host=self.host, items=items).encode()


@pytest.fixture
def blog(settings):
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            served.asked += 1
            body = served.body()
            self.send_response(200)
            self.send_header("Content-Type", "application/rss+xml")
            self.send_header("Content-Length", str(len(body)))
            if served.links:
                self.send_header("Link", served.links)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    served = Blog(host=f"127.0.0.1:{server.server_port}")
    settings.NET_ALLOWED_LOOPBACK = frozenset({served.host})
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield served
    server.shutdown()
    server.server_close()


@pytest.fixture
def workers(monkeypatch):
    """Does what beat and the workers would do until nothing is due; nudges need no broker here."""
    monkeypatch.setattr(tasks, "send", lambda lane: None)
    monkeypatch.setattr("apps.work.nudges._senders", [])

    def run():
        from apps.ingestion.actions.matches import match_batch
        from apps.ingestion.matcher import Matcher
        from apps.work import actions

        matcher = Matcher()
        for _round in range(5):
            for lane in (Lane.LOOK, Lane.FETCH):
                while claim := actions.claim(lane=lane, at=now()):
                    tasks.do(claim)
            while match_batch(matcher=matcher, at=now()):
                pass
            while claim := actions.claim(lane=Lane.HOME, at=now()):
                tasks.do(claim)

    return run
