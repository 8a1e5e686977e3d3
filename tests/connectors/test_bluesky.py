"""Following accounts on Bluesky as bsky.app gives them to anybody."""

import pytest

from apps.connectors.bluesky.connector import Bluesky
from apps.connectors.contract import NothingThere
from tests.connectors.conftest import AT, FLOOR

DID = "did:plc:uj6u6p6pet4oorfsz6a64ffc"
POSTS = f"""<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel>
<description>What is on in Crawley</description><link>https://bsky.app/profile/love.crawley.example</link>
<title>@love.crawley.example - Love Crawley</title>
<item><title>@love.crawley.example post</title><link>https://bsky.app/profile/love.crawley.example/post/3n2z</link>
<description>Lovely litter pick on Mill Road today, forty neighbours! #MillRoad https://litter.example/mill&#xA;&#xA;[contains quote post or other embedded content]</description>
<pubDate>23 Nov 2026 21:51 +0000</pubDate><guid isPermaLink="false">at://{DID}/app.bsky.feed.post/3n2z</guid></item>
<item><link>https://bsky.app/profile/love.crawley.example/post/3n2y</link><description>2 &lt; 3 &amp; all that</description>
<pubDate>22 Nov 2026 21:51 +0000</pubDate><guid isPermaLink="false">at://{DID}/app.bsky.feed.post/3n2y</guid></item>
</channel></rss>"""


@pytest.fixture
def bluesky(neighbour):
    """A Bluesky on loopback that knows one account, by its handle and by its lasting name."""
    neighbour.says_feed(POSTS, path=f"/profile/{DID}/rss")
    neighbour.says["/profile/love.crawley.example/rss"] = (302, {"Location": f"/profile/{DID}/rss"}, b"")
    return Bluesky(home=neighbour.home)


@pytest.mark.parametrize(
    "path",
    [
        "/profile/love.crawley.example",
        "/profile/@Love.Crawley.example/",
        "/profile/love.crawley.example/post/3n2z",
        "/profile/love.crawley.example/rss",
        f"/profile/{DID}",
    ],
)
def test_a_profile_is_followed_by_its_lasting_name(bluesky, neighbour, path):
    (place,) = bluesky.discover(f"{neighbour.home}{path}", at=AT)

    assert place.feed_url == f"{neighbour.home}/profile/{DID}/rss"
    assert (place.platform, place.account) == ("bluesky", "love.crawley.example")


def test_a_post_is_its_text_and_nothing_that_bluesky_put_in(bluesky, neighbour, look):
    memory = look(f"{neighbour.home}/profile/{DID}/rss").memory

    newest, older = bluesky.poll(memory, at=AT, floor_seconds=FLOOR).items

    assert newest.title == ""
    assert newest.text.endswith("#MillRoad https://litter.example/mill")
    assert older.text == "2 < 3 & all that"
    assert "litter.example" in newest.links_to
    assert newest.published_at.isoformat() == "2026-11-23T21:51:00+00:00"


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/search?q=crawley",
        "/profile/love.crawley.example/feed/local",
        "/profile/nodots",
        "/profile/..%2f..%2fx",
        "/profile/did:plc:short",
    ],
)
def test_what_is_no_account_says_what_to_paste(bluesky, neighbour, path):
    with pytest.raises(NothingThere, match=r"https://bsky\.app/profile/"):
        bluesky.discover(f"{neighbour.home}{path}", at=AT)
    assert neighbour.asked == []


@pytest.mark.parametrize(
    ("status", "words"), [(403, "signed in"), (400, "no account"), (404, "no account"), (503, "busy")]
)
def test_an_account_that_is_not_given_says_why(bluesky, neighbour, status, words):
    neighbour.says["/profile/shy.example/rss"] = (status, {}, b"")

    with pytest.raises(NothingThere, match=words):
        bluesky.discover(f"{neighbour.home}/profile/shy.example", at=AT)


def test_a_redirect_away_from_profiles_is_not_followed_up(bluesky, neighbour):
    neighbour.says["/profile/sly.example/rss"] = (302, {"Location": "/feed"}, b"")
    neighbour.says_feed(POSTS)

    with pytest.raises(NothingThere):
        bluesky.discover(f"{neighbour.home}/profile/sly.example", at=AT)


def test_its_addresses_are_known_and_others_are_not():
    assert Bluesky().recognise("bsky.app/profile/love.crawley.example")
    assert not Bluesky().recognise("https://bsky.app.evil.example/profile/x.example")
