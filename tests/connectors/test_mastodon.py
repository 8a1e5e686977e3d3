"""Following accounts and tags on Mastodon and on servers like it, known by what they say of themselves."""

import json

import pytest

from apps.connectors.contract import Memory, NothingThere
from apps.connectors.mastodon.addresses import meant_by
from apps.connectors.mastodon.connector import Mastodon
from apps.connectors.registry import connector_recognising, discover
from tests.connectors.conftest import AT, FLOOR

PAGE = "text/html; charset=utf-8"
ACTIVITY = '<link href="{home}/users/lovecrawley" rel="alternate" type="application/activity+json">'
RSS = '<link href="{home}{path}" rel="alternate" type="application/rss+xml">'
FEED = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel>
<title>{title}</title><description>Public posts</description><link>{home}{path}</link><generator>Mastodon v4.4.3</generator>
<item><guid isPermaLink="true">{home}/@lovecrawley/1154</guid><link>{home}/@lovecrawley/1154</link>
<pubDate>Mon, 23 Nov 2026 09:00:00 +0000</pubDate><description>&lt;p&gt;Street party on &lt;a href="{home}/tags/millroad" class="mention hashtag" rel="tag"&gt;#&lt;span&gt;MillRoad&lt;/span&gt;&lt;/a&gt;, see &lt;a href="https://party.example/"&gt;&lt;span class="invisible"&gt;https://&lt;/span&gt;party.example/&lt;/a&gt;&lt;/p&gt;</description>
<media:content url="{home}/m.jpg" type="image/jpeg" fileSize="9" medium="image"><media:description>Bunting</media:description></media:content>
<category>MillRoad</category></item>
<item><guid isPermaLink="true">https://other.example/@jean/77</guid><link>https://other.example/@jean/77</link>
<pubDate>Mon, 23 Nov 2026 08:00:00 +0000</pubDate><description>&lt;p&gt;Me too&lt;/p&gt;</description></item></channel></rss>"""


@pytest.fixture
def server(neighbour):
    """A Mastodon on loopback with one account and one tag."""
    offer(neighbour, "/@lovecrawley", "Love Crawley", ACTIVITY)
    offer(neighbour, "/tags/millroad", "#millroad", "")
    says_what_it_is(neighbour, ["activitypub"])
    return neighbour


def offer(neighbour, path, title, more, ending=".rss", head=RSS):
    feed = f"{path}{ending}"
    links = (head + more).format(home=neighbour.home, path=feed)
    neighbour.says[path] = (200, {"Content-Type": PAGE}, f"<html><head>{links}</head></html>".encode())
    return neighbour.says_feed(FEED.format(home=neighbour.home, path=path, title=title), path=feed)


def says_what_it_is(neighbour, protocols, where=None):
    link = {
        "rel": "http://nodeinfo.diaspora.software/ns/schema/2.0",
        "href": where or f"{neighbour.home}/nodeinfo/2.0",
    }
    neighbour.says["/.well-known/nodeinfo"] = (200, {}, json.dumps({"links": [link]}).encode())
    neighbour.says["/nodeinfo/2.0"] = (200, {}, json.dumps({"protocols": protocols}).encode())


@pytest.mark.parametrize(
    "path",
    [
        "/@lovecrawley",
        "/@lovecrawley.rss",
        "/@LoveCrawley/1154",
        "/@lovecrawley/with_replies",
        "/users/lovecrawley",
    ],
)
def test_an_account_is_known_by_any_of_its_addresses(server, path):
    server.says["/@LoveCrawley"] = server.says["/@lovecrawley"]
    server.says["/users/lovecrawley"] = (302, {"Location": "/@lovecrawley"}, b"")

    (place,) = Mastodon().discover(f"{server.home}{path}", at=AT)

    host = server.home.removeprefix("http://")
    assert (place.platform, place.title, place.account) == ("mastodon", "Love Crawley", f"lovecrawley@{host}")
    assert place.feed_url == f"{server.home}/@lovecrawley.rss"


@pytest.mark.parametrize("path", ["/tags/millroad", "/tags/millroad.rss"])
def test_a_tag_is_a_place_and_nobodys_account(server, path):
    (place,) = Mastodon().discover(f"{server.home}{path}", at=AT)

    assert (place.platform, place.account) == ("mastodon_tag", "")
    assert place.title == f"#millroad on {server.home.removeprefix('http://')}"


def test_a_post_has_text_and_pictures_and_no_title(server):
    memory = Memory(url=f"{server.home}/tags/millroad.rss")

    ours, theirs = Mastodon().poll(memory, at=AT, floor_seconds=FLOOR).items

    assert (ours.title, ours.text) == ("", "Street party on #MillRoad, see https://party.example/")
    assert (ours.media, ours.tags) == (("image",), ("MillRoad",))
    assert "party.example" in ours.links_to
    assert theirs.author == "@jean@other.example"


@pytest.mark.parametrize("ending", ["/feed.rss", ".atom", "/rss/"])
def test_a_server_like_it_gives_its_feed_where_it_announces_it(neighbour, ending):
    address = offer(neighbour, "/@plots", "Plots", ACTIVITY, ending=ending)

    (place,) = Mastodon().discover(f"{neighbour.home}/@plots", at=AT)

    assert (place.feed_url, place.platform) == (address, "mastodon")


def test_a_server_that_announces_no_feed_is_asked_for_the_usual_one(server):
    offer(server, "/@quiet", "Quiet", ACTIVITY, head="")

    assert Mastodon().discover(f"{server.home}/@quiet", at=AT)[0].feed_url == f"{server.home}/@quiet.rss"


def test_an_account_that_asks_to_be_left_out_is_left_out(server):
    offer(server, "/@shy", "Shy", ACTIVITY + '<meta content="noindex, noarchive" name="robots">')

    with pytest.raises(NothingThere, match="leave it out"):
        Mastodon().discover(f"{server.home}/@shy.rss", at=AT)


def test_a_site_with_such_an_address_that_is_no_such_server_is_an_ordinary_place(neighbour):
    address = offer(neighbour, "/@club", "The club's blog", "")

    (place,) = Mastodon().discover(f"{neighbour.home}/@club", at=AT)

    assert (place.feed_url, place.platform, place.account) == (address, "feed", "")


def test_whose_nodeinfo_points_elsewhere_has_said_nothing(neighbour):
    offer(neighbour, "/@club", "The club's blog", "")
    says_what_it_is(neighbour, ["activitypub"], where="https://mastodon.example/nodeinfo/2.0")

    assert Mastodon().discover(f"{neighbour.home}/@club", at=AT)[0].platform == "feed"


@pytest.mark.parametrize(
    "body", [b"[" * 60_000, b"\xff\x00", b'{"links": 7}', b'{"links": [7, {"rel": 7}]}', b"null"]
)
def test_hostile_nodeinfo_says_nothing(neighbour, body):
    offer(neighbour, "/@club", "The club's blog", "")
    neighbour.says["/.well-known/nodeinfo"] = (200, {}, body)

    assert Mastodon().discover(f"{neighbour.home}/@club", at=AT)[0].platform == "feed"


def test_a_look_stays_within_its_requests(server):
    offer(
        server,
        "/@many",
        "Many",
        ACTIVITY
        + "".join(f'<link rel="alternate" type="application/rss+xml" href="/{n}">' for n in range(50)),
        head="",
    )

    with pytest.raises(NothingThere):
        Mastodon().discover(f"{server.home}/@many", at=AT)
    assert len(server.asked) <= 6


@pytest.mark.parametrize("way", ["announced", "redirected"])
def test_an_account_is_an_account_also_by_a_way_around(server, way):
    links = RSS.format(home=server.home, path="/@lovecrawley.rss")
    server.says["/about"] = (200, {"Content-Type": PAGE}, f"<html>{links}</html>".encode())
    server.says["/short"] = (302, {"Location": "/@lovecrawley.rss"}, b"")

    (place,) = discover(f"{server.home}/{'about' if way == 'announced' else 'short'}", at=AT)

    assert place.account.startswith("lovecrawley@")


def test_what_is_refused_is_not_followed_by_a_way_around_either(server):
    offer(server, "/@shy", "Shy", ACTIVITY + '<meta name="robots" content="noindex">')
    server.says["/short"] = (302, {"Location": "/@shy.rss"}, b"")

    with pytest.raises(NothingThere, match="leave it out"):
        discover(f"{server.home}/short", at=AT)


@pytest.mark.parametrize(
    ("written", "page", "host"),
    [
        ("@lovecrawley@social.example", "https://social.example/@lovecrawley", "social.example"),
        ("https://big.example/@jo@small.example/9", "https://small.example/@jo", "small.example"),
        ("social.example/@jo", "https://social.example/@jo", "social.example"),
        ("https://social.example/tags/Caf%C3%A9", "https://social.example/tags/Café", "social.example"),
    ],
)
def test_what_an_address_means(written, page, host):
    meant = meant_by(written)

    assert (meant.page, meant.host) == (page, host)
    assert connector_recognising(written).platform == "mastodon"


@pytest.mark.parametrize(
    "written",
    [
        "https://social.example/",
        "https://social.example/about",
        "https://me@social.example/@jo",
        "https://social.example/@",
        "https://social.example/@jo@@small.example",
        "https://social.example/tags/",
        "https://social.example/tags/a%2Fb",
        "jo@social.example",
        "http://[/@jo",
        "@" * 500,
    ],
)
def test_what_no_such_address_is(written):
    assert meant_by(written) is None
