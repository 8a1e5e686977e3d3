"""Places on loopback that keep publishing: RSS with conditional requests, each place on a port of its own."""

import random
import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from xml.sax.saxutils import escape

SUBJECTS = [
    "marrow",
    "library",
    "allotment",
    "bakery",
    "choir",
    "fete",
    "litter",
    "otter",
    "quilt",
    "tombola",
    "repair",
    "kayak",
    "orchard",
    "lantern",
    "brass",
    "harvest",
    "steam",
    "pottery",
    "skate",
    "falcon",
]
FILLER = [f"{first}{second}" for first in ("ba", "ke", "li", "mo", "ru", "ta") for second in SUBJECTS]
PAGE = """<?xml version="1.0"?><rss version="2.0"><channel><title>Place {number}</title>
<link>http://{host}/</link><description>What we are up to</description>{items}</channel></rss>"""
ENTRY = """<item><guid isPermaLink="false">{guid}</guid><title>{title}</title><link>{url}</link>
<description>{text}</description><pubDate>{at}</pubDate></item>"""


@dataclass
class Post:
    guid: str
    url: str
    title: str
    text: str
    at: datetime


@dataclass
class Place:
    """One feed under ``/feed``; ``posts`` are newest first and none ever leaves."""

    number: int
    server: ThreadingHTTPServer
    posts: list[Post] = field(default_factory=list)

    @property
    def host(self):
        return f"127.0.0.1:{self.server.server_port}"

    @property
    def url(self):
        return f"http://{self.host}/feed"

    def body(self):
        items = "".join(
            ENTRY.format(
                guid=post.guid,
                title=escape(post.title),
                url=post.url,
                text=escape(post.text),
                at=format_datetime(post.at, usegmt=True),
            )
            for post in list(self.posts)
        )
        return PAGE.format(number=self.number, host=self.host, items=items).encode()


class Publisher:
    """``places`` feeds that speak by turns. A twentieth is told in two places, a twentieth is edited afterwards."""

    def __init__(self, places, seed):
        self.random = random.Random(seed)
        self.places = [open_place(number) for number in range(places)]
        self.published = 0
        self.edited = 0

    def publish_until(self, wanted):
        while self.published < wanted:
            self.publish()

    def publish(self):
        place = self.random.choice(self.places)
        post = self.post(place)
        place.posts.insert(0, post)
        self.published += 1
        if self.random.random() < 0.05:
            other = self.random.choice([each for each in self.places if each is not place])
            other.posts.insert(0, post)
            self.published += 1
        if self.random.random() < 0.05:
            self.edit(self.random.choice(place.posts))

    def post(self, place):
        guid = f"{place.number}-{len(place.posts)}"
        words = self.random.choices(FILLER, k=30) + self.random.choices(SUBJECTS, k=3)
        self.random.shuffle(words)
        return Post(
            guid=guid,
            url=f"http://{place.host}/posts/{guid}",
            title=f"News {guid} of {words[0]}",
            text=" ".join(words[1:]),
            at=datetime.now(UTC),
        )

    def edit(self, post):
        """Somebody mends a sentence, with words that nobody listens for."""
        post.text += " mended"
        self.edited += 1

    def close(self):
        for place in self.places:
            place.server.shutdown()
            place.server.server_close()


def open_place(number):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.place = Place(number=number, server=server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.place


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        body = self.server.place.body()
        etag = f'"{sha256(body).hexdigest()[:20]}"'
        unchanged = self.headers.get("If-None-Match") == etag
        self.send_response(304 if unchanged else 200)
        self.send_header("ETag", etag)
        self.send_header("Content-Type", "application/rss+xml")
        self.send_header("Content-Length", "0" if unchanged else str(len(body)))
        self.end_headers()
        if not unchanged:
            self.wfile.write(body)

    def handle(self):
        try:
            super().handle()
        except OSError:
            self.close_connection = True  # who asked was killed

    def log_message(self, *_):
        pass
