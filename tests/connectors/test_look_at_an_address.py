import pytest

from apps.connectors.contract import SAMPLE, NothingThere
from apps.connectors.feeds.discovery import place_in
from apps.connectors.registry import connector_for, connector_recognising
from apps.net.client import Answer
from apps.net.secrecy import is_google_alert, is_secret
from tests.connectors.conftest import AT, DATA
from tests.connectors.written import rss

FEEDS = DATA / "feeds"
ALERT = "https://www.google.co.uk/alerts/feeds/04175468913983673025/4428013283581841004"
POSTS = rss(
    "".join(f"<item><link>https://blog.example/{n}</link><title>{n}</title></item>" for n in range(12))
)
PAGE = "text/html; charset=utf-8"


def page(head="", body=""):
    return f"<!doctype html><html><head><title>A page</title>{head}</head><body>{body}</body></html>".encode()


def link(href, kind="application/rss+xml", rel="alternate"):
    return f'<link rel="{rel}" type="{kind}" href="{href}">'


def sentence(walk, url):
    with pytest.raises(NothingThere) as found:
        walk(url)
    return found.value.sentence


def test_a_feed_is_the_place_itself_with_a_sample(neighbour, walk):
    address = neighbour.says_feed(POSTS)

    (place,) = walk(address)

    assert (place.feed_url, place.kind, place.platform, place.title) == (address, "rss", "feed", "Mill Road")
    assert (len(place.items), place.secret, place.what_kind_of_thing) == (SAMPLE, False, "posts")


def test_a_page_announces_its_feed_relative_to_its_base(neighbour, walk):
    neighbour.says["/"] = (200, {"Content-Type": PAGE}, page('<base href="/blog/">' + link("posts.xml")))
    address = neighbour.says_feed(POSTS, path="/blog/posts.xml")

    (place,) = walk(neighbour.home)

    assert place.feed_url == address


@pytest.mark.parametrize(
    "kind", ["application/rss+xml", "Application/Atom+XML; charset=utf-8", "application/feed+json"]
)
def test_every_kind_of_feed_can_be_announced(neighbour, walk, kind):
    neighbour.says["/"] = (200, {"Content-Type": PAGE}, page(link("/f", kind)))
    address = neighbour.says_feed(POSTS, path="/f")

    assert [place.feed_url for place in walk(neighbour.home)] == [address]


def test_the_http_link_header_announces_too(neighbour, walk):
    neighbour.says["/"] = (
        200,
        [
            ("Content-Type", PAGE),
            ("Link", '</other>; rel="next", </f>; rel="alternate"; type="application/rss+xml"'),
        ],
        page(),
    )
    address = neighbour.says_feed(POSTS, path="/f")

    assert [place.feed_url for place in walk(neighbour.home)] == [address]


@pytest.mark.parametrize("path", ["/feed/", "/rss", "/feed.xml", "/atom.xml", "/rss.xml"])
def test_the_usual_places_are_tried_last(neighbour, walk, path):
    neighbour.says["/about"] = (200, {"Content-Type": PAGE}, page())
    address = neighbour.says_feed(POSTS, path=path)

    assert [place.feed_url for place in walk(f"{neighbour.home}/about")] == [address]


def test_a_look_makes_at_most_six_requests_and_says_so_before_each(neighbour, walk):
    links = "".join(link(f"/{n}") for n in range(20))
    neighbour.says["/"] = (200, {"Content-Type": PAGE}, page(links))
    paused = []

    with pytest.raises(NothingThere):
        walk(neighbour.home, before_each=paused.append)

    assert len(neighbour.asked) == 6
    assert len(paused) == 6


def test_the_same_posts_announced_twice_are_one_place(neighbour, walk):
    neighbour.says["/"] = (200, {"Content-Type": PAGE}, page(link("/a") + link("/b")))
    first = neighbour.says_feed(POSTS, path="/a")
    neighbour.says_feed(POSTS, path="/b")

    assert [place.feed_url for place in walk(neighbour.home)] == [first]


def test_a_permanent_move_is_followed_at_once_and_a_temporary_one_is_not(neighbour, walk):
    new = neighbour.says_feed(POSTS, path="/new")
    neighbour.says["/moved"] = (301, {"Location": "/new"}, b"")
    neighbour.says["/today"] = (302, {"Location": "/new"}, b"")

    assert walk(f"{neighbour.home}/moved")[0].feed_url == new
    assert walk(f"{neighbour.home}/today")[0].feed_url == f"{neighbour.home}/today"


@pytest.mark.parametrize("scheme", ["feed:", "FEED:"])
def test_a_feed_scheme_is_understood(neighbour, walk, scheme):
    address = neighbour.says_feed(POSTS)

    assert walk(scheme + address)[0].feed_url == address


@pytest.mark.parametrize(
    "url",
    [
        "https://news.google.com/rss/search?q=library",
        "news.google.com/rss",
        "HTTPS://NEWS.GOOGLE.COM./rss",
    ],
)
def test_google_news_is_refused_with_the_reason(walk, url):
    assert "only for personal, non-commercial reading" in sentence(walk, url)


def test_an_announced_google_news_feed_is_never_visited(neighbour, walk):
    neighbour.says["/"] = (200, {"Content-Type": PAGE}, page(link("https://news.google.com/rss")))
    paused = []

    with pytest.raises(NothingThere):
        walk(neighbour.home, before_each=paused.append)

    assert not any("google" in address for address in paused)


@pytest.mark.parametrize(
    ("query", "secret"), [("token=x", True), ("a=1&KEY=2", True), ("feed=rss2", False), ("keyword=x", False)]
)
def test_an_address_that_lets_its_holder_in_is_secret(neighbour, walk, query, secret):
    path = f"/feed?{query}"

    assert walk(neighbour.says_feed(POSTS, path=path))[0].secret is secret


@pytest.mark.parametrize(
    "url", ["", "   ", "ftp://example.org/feed", "javascript:alert(1)", "http://", "two words"]
)
def test_what_is_no_web_address_is_refused_in_words(walk, url):
    assert sentence(walk, url).endswith(".")


def test_a_mere_word_is_a_slip_and_no_private_network(walk):
    assert "web address" in sentence(walk, "nonsense")


@pytest.mark.parametrize(
    "url", ["http://169.254.169.254/", "http://10.0.0.1/feed", "http://me:pw@example.org/feed"]
)
def test_addresses_that_we_may_not_visit_are_refused_in_words(walk, url):
    assert "169.254" not in sentence(walk, url)


@pytest.mark.parametrize(
    ("status", "words"),
    [(404, "spelled right"), (410, "for good"), (403, "let us in"), (503, "too busy"), (500, "error (500)")],
)
def test_a_page_that_does_not_answer_says_why(neighbour, walk, status, words):
    neighbour.says["/"] = (status, {}, b"")

    assert words in sentence(walk, neighbour.home)


def test_a_page_without_any_feed_says_what_was_tried(neighbour, walk):
    neighbour.says["/"] = (200, {"Content-Type": PAGE}, page())

    assert "in the usual places" in sentence(walk, neighbour.home)


@pytest.mark.parametrize(
    "body",
    [
        b"<html>" + b"<div>" * 100_000,
        b"<html><head>" + b'<link rel="alternate" type="application/rss+xml" href="http://[">' * 20_000,
        b"\x00\xff" * 100_000,
        b"<html><!--" + b"<!--" * 100_000,
    ],
    ids=["deep", "ten thousand links", "noise", "comments"],
)
def test_hostile_pages_end_as_a_sentence(neighbour, walk, body):
    neighbour.says["/"] = (200, {"Content-Type": PAGE}, body)

    assert sentence(walk, neighbour.home)


@pytest.mark.skipif(not FEEDS.is_dir(), reason="the shared feeds are not here")
@pytest.mark.parametrize(
    ("address", "file", "kind", "platform", "secret"),
    [
        (ALERT, "google_alerts_atom.xml", "google_alert", "google_alerts", True),
        ("https://sfbay.example/apa", "craigslist.rss", "rdf", "feed", False),
        ("https://inessential.com/feed.json", "json_feed.json", "json", "feed", False),
        ("https://techcrunch.com/feed/", "TechCrunch.xml", "rss", "wordpress", False),
    ],
)
def test_what_a_place_is(address, file, kind, platform, secret):
    answer = Answer(url=address, status=200, headers={}, body=(FEEDS / file).read_bytes(), hops=())

    place = place_in(answer, address, at=AT)

    assert (place.kind, place.platform, place.secret) == (kind, platform, secret)
    assert platform in connector_for(platform).platforms


def test_a_google_alert_is_recognised_as_secret():
    assert is_google_alert(ALERT)
    assert is_secret(ALERT)
    assert not is_google_alert("https://www.google.com/alerts")
    assert not is_google_alert("https://google.com.evil.example/alerts/feeds/1/2")


@pytest.mark.parametrize(
    "url", ["https://x.example/", "feed:https://x.example/", "x.example/blog", "X.example:8000"]
)
def test_a_web_address_that_nobody_else_knows_is_for_the_feeds(url):
    assert connector_recognising(url).platform == "feed"


def test_what_is_no_web_address_is_nobodys():
    with pytest.raises(KeyError):
        connector_recognising("ftp://x.example/")
    with pytest.raises(KeyError):
        connector_for("myspace")
