"""The neighbourhood over real HTTP on loopback."""

import gzip
import http.client
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlencode

import pytest

from apps.demonstration.neighbourhood.neighbourhood import Neighbourhood
from apps.demonstration.neighbourhood.places import GONE, MOVED, PLACES
from apps.demonstration.neighbourhood.server import Server

OPENED = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
ROOT = Path(__file__).resolve().parents[2]
PUBLISH = "/__control__/publish"


class Visitor:
    """Asks a server in a thread; ``at`` is its clock."""

    def __init__(self, folder: Path) -> None:
        self.at = OPENED
        neighbourhood = Neighbourhood(lambda: self.at)
        self.server = Server(neighbourhood, 0, real_feeds=folder)
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def ask(self, path: str, method: str = "GET", body: str | None = None, **headers: str):
        connection = http.client.HTTPConnection("127.0.0.1", self.server.server_address[1], timeout=5)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body, named)
        answer = connection.getresponse()
        said = answer.read()
        connection.close()
        return answer, said


@pytest.fixture
def visitor(tmp_path: Path) -> Iterator[Visitor]:
    (tmp_path / "real.rss").write_text("<rss/>", encoding="utf-8")
    visitor = Visitor(tmp_path)
    yield visitor
    visitor.server.shutdown()
    visitor.server.server_close()


class Links(HTMLParser):
    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.found: list[dict[str, str | None]] = []
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "link" and dict(attrs).get("rel") == "alternate":
            self.found.append(dict(attrs))


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.slug)
def test_every_home_announces_its_feed_and_the_feed_is_there(visitor, place):
    _, page = visitor.ask(place.home)

    announced = Links(page).found[0]
    answer, body = visitor.ask(str(announced["href"]))
    assert announced["href"] == place.feed
    assert answer.status == 200
    assert answer.getheader("Content-Type") == place.content_type
    assert body


def test_a_home_announces_its_feed_in_a_header_too(visitor):
    answer, _ = visitor.ask("/tarrowbridge/repair/")

    assert 'repair/feed.json>; rel="alternate"; type="application/feed+json"' in str(answer.getheader("Link"))


def test_a_post_page_announces_three_feeds_and_shows_its_comments(visitor):
    post = next(post for post in visitor.server.neighbourhood.posts("voice") if post.answers)
    comment = visitor.server.neighbourhood.comments_on(post)[0]

    _, page = visitor.ask(post.path)

    hrefs = [link["href"] for link in Links(page).found]
    assert hrefs == [post.place.feed, post.place.comments_feed, f"{post.path}feed/"]
    assert f'id="comment-{comment.stamp}"' in page.decode()
    assert visitor.ask(f"{post.path}feed/")[0].status == 200


@pytest.mark.parametrize(
    ("asks_with", "answers_with"), [("If_None_Match", "ETag"), ("If_Modified_Since", "Last-Modified")]
)
def test_what_has_not_changed_is_not_sent_again(visitor, asks_with, answers_with):
    path = "/tarrowbridge/newsletter/atom.xml"
    first, _ = visitor.ask(path)

    again, body = visitor.ask(path, **{asks_with: str(first.getheader(answers_with))})

    assert (again.status, body) == (304, b"")
    assert again.getheader("ETag") == first.getheader("ETag")


def test_what_has_changed_is_sent_again(visitor):
    path = "/tarrowbridge/newsletter/atom.xml"
    first, _ = visitor.ask(path)
    visitor.at += timedelta(minutes=10)

    again, _ = visitor.ask(
        path,
        If_None_Match=str(first.getheader("ETag")),
        If_Modified_Since=str(first.getheader("Last-Modified")),
    )

    assert again.status == 200
    assert again.getheader("ETag") != first.getheader("ETag")


def test_gzip_when_accepted_and_its_tag_is_good_for_a_304(visitor):
    path = "/bro-gwennol/eisteddfod/ffrwd.xml"
    _, plain = visitor.ask(path)

    zipped, body = visitor.ask(path, Accept_Encoding="gzip")
    again, _ = visitor.ask(path, Accept_Encoding="gzip", If_None_Match=str(zipped.getheader("ETag")))

    assert zipped.getheader("Content-Encoding") == "gzip"
    assert gzip.decompress(body) == plain
    assert again.status == 304


def test_head_tells_the_length_and_sends_nothing(visitor):
    _, body = visitor.ask("/")

    head, nothing = visitor.ask("/", "HEAD")

    assert head.getheader("Content-Length") == str(len(body))
    assert nothing == b""


def test_the_shop_is_tired_for_one_minute_in_ten(visitor):
    visitor.at = OPENED.replace(minute=39, second=12)

    answer, _ = visitor.ask("/tarrowbridge/hardware/news.rss")
    visitor.at += timedelta(seconds=int(str(answer.getheader("Retry-After"))))
    later, _ = visitor.ask("/tarrowbridge/hardware/news.rss")

    assert (answer.status, later.status) == (429, 200)


def test_old_addresses_say_where_they_went_or_that_they_are_gone(visitor):
    moved, _ = visitor.ask(next(iter(MOVED)) + "feed.xml")
    gone, said = visitor.ask(next(iter(GONE)) + "feed.xml")

    assert moved.status == 301
    assert str(moved.getheader("Location")).endswith("/tarrowbridge/voice/feed/")
    assert gone.status == 410
    assert b"We won" in said


@pytest.mark.parametrize(
    "path",
    ["/nobody", "/tarrowbridge/voice/no-such-post/", "/tarrowbridge/buses/comments/feed/", "/tarrowbridge/voice/a-zzzzzzzzz/",
     "/feeds/none.rss", "/feeds/../conftest.py", "/feeds/%2e%2e/x", "/feeds/"],
)  # fmt: skip
def test_what_is_not_there_is_a_page_that_says_so(visitor, path):
    answer, body = visitor.ask(path)

    assert answer.status == 404
    assert b"There is nothing here" in body


def test_real_feeds_are_served_from_the_folder_given(visitor):
    answer, body = visitor.ask("/feeds/real.rss")

    assert (answer.status, body) == (200, b"<rss/>")
    assert answer.getheader("Content-Type") == "application/rss+xml"


def test_robots_may_come_in(visitor):
    _, body = visitor.ask("/robots.txt")

    assert b"Allow: /" in body


def test_the_index_names_every_place_with_its_address(visitor):
    _, page = visitor.ask("/", Host="localhost:8750")

    assert all(f"http://localhost:8750{place.home}" in page.decode() for place in PLACES)


def test_addresses_in_a_feed_are_never_taken_from_a_strange_host(visitor):
    _, body = visitor.ask("/tarrowbridge/buses/rss.xml", Host="evil.example")

    assert b"evil.example" not in body


def test_publishing_shows_at_once_in_the_feed(visitor):
    words = urlencode({"title": "A very particular giraffe", "text": "It is on the bridge."})

    answer, said = visitor.ask(f"{PUBLISH}?place=tarrowbridge/buses", "POST", words)

    told = json.loads(said)
    assert answer.status == 201
    assert b"A very particular giraffe" in visitor.ask("/tarrowbridge/buses/rss.xml")[1]
    assert b"It is on the bridge." in visitor.ask(told["address"].split("/", 3)[3].join(["/", ""]))[1]


@pytest.mark.parametrize(
    ("place", "headers", "status"),
    [
        ("buses", {"Origin": "https://evil.example"}, 403),
        ("buses", {"Host": "evil.example"}, 403),
        ("nowhere", {}, 404),
    ],
)
def test_nobody_else_publishes(visitor, place, headers, status):
    answer, _ = visitor.ask(f"{PUBLISH}?place={place}", "POST", "title=Mine", **headers)

    assert answer.status == status


def test_as_a_command_it_says_its_address_and_remembers_when_it_opened(tmp_path):
    state = tmp_path / "state.json"

    said = [start_and_stop("--state", str(state)) for _ in range(2)]

    assert all("The neighbourhood is at http://localhost:" in line for line in said)
    assert json.loads(state.read_text())["seed"] == 1


def test_the_command_needs_no_django():
    found = subprocess.run(
        [sys.executable, "-c", "import apps.demonstration.neighbourhood.__main__, sys; print('django' in sys.modules)"],
        capture_output=True, text=True, check=True, cwd=ROOT,
    )  # fmt: skip

    assert found.stdout.strip() == "False"


def start_and_stop(*arguments: str) -> str:
    command = [sys.executable, "-m", "apps.demonstration.neighbourhood", "--port", "0", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as running:
        assert running.stdout is not None
        line = running.stdout.readline()
        running.terminate()
        assert running.wait(10) == 0
    return line
