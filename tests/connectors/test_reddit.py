"""Following subreddits at Reddit's pace, and no person there."""

from datetime import timedelta

import pytest

from apps.connectors.contract import NEVER, Memory, NothingThere, Outcome
from apps.connectors.reddit.connector import Reddit
from apps.connectors.registry import connector_recognising
from tests.connectors.conftest import AT, DATA, FLOOR

POSTS = """<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/"><title>newest submissions : crawley</title>
<entry><author><name>/u/marrowfan</name><uri>https://www.reddit.com/user/marrowfan</uri></author><category term="crawley" label="r/crawley"/>
<content type="html">&lt;!-- SC_OFF --&gt;&lt;div class=&quot;md&quot;&gt;&lt;p&gt;Forty marrows outside the library, take one.&lt;/p&gt; &lt;/div&gt;&lt;!-- SC_ON --&gt; &amp;#32; submitted by &amp;#32; &lt;a href=&quot;https://www.reddit.com/user/marrowfan&quot;&gt; /u/marrowfan &lt;/a&gt; &lt;br/&gt; &lt;span&gt;&lt;a href=&quot;https://news.crawley.example/marrows&quot;&gt;[link]&lt;/a&gt;&lt;/span&gt; &amp;#32; &lt;span&gt;&lt;a href=&quot;https://www.reddit.com/r/crawley/comments/1/x/&quot;&gt;[comments]&lt;/a&gt;&lt;/span&gt;</content>
<id>t3_1abc</id><media:thumbnail url="https://b.thumbs.redditmedia.com/x.jpg"/><link href="https://www.reddit.com/r/crawley/comments/1abc/marrows/"/>
<updated>2026-11-23T09:00:00+00:00</updated><published>2026-11-23T09:00:00+00:00</published><title>Marrows!</title></entry></feed>"""
FEED = "/r/crawley/new/.rss"


@pytest.fixture
def reddit(neighbour):
    """A Reddit on loopback with one subreddit."""
    neighbour.says_feed(POSTS, path=FEED)
    return Reddit(home=neighbour.home)


@pytest.mark.parametrize(
    "path",
    [
        "/r/crawley",
        "/r/Crawley/",
        "/r/crawley/comments/1abc/marrows/",
        "/r/crawley.rss",
        FEED,
        "/r/crawley/top/?t=all",
    ],
)
def test_a_subreddit_is_followed_by_what_is_new_in_it(reddit, neighbour, path):
    (place,) = reddit.discover(f"{neighbour.home}{path}", at=AT)

    assert (place.feed_url, place.title) == (f"{neighbour.home}{FEED}", "r/crawley")
    assert (place.platform, place.account) == ("reddit", "")


def test_a_post_is_told_without_what_reddit_puts_below_it(reddit, neighbour, look):
    (item,) = reddit.poll(look(f"{neighbour.home}{FEED}").memory, at=AT, floor_seconds=FLOOR).items

    assert item.text == "Forty marrows outside the library, take one."
    assert (item.author, item.media) == ("marrowfan", ("image",))
    assert "news.crawley.example" in item.links_to


@pytest.mark.parametrize(
    "path", ["/user/marrowfan", "/u/marrowfan/.rss", "/User/marrowfan/comments", "/r/u_marrowfan"]
)
def test_a_person_is_never_followed(reddit, neighbour, path):
    with pytest.raises(NothingThere, match="never a person"):
        reddit.discover(f"{neighbour.home}{path}", at=AT)
    assert neighbour.asked == []


@pytest.mark.parametrize(
    "path", ["/", "/r/all", "/r/popular/.rss", "/r/a+b", "/r/", "/settings", "/r/..%2fuser"]
)
def test_what_is_no_subreddit_says_what_to_paste(reddit, neighbour, path):
    with pytest.raises(NothingThere):
        reddit.discover(f"{neighbour.home}{path}", at=AT)
    assert neighbour.asked == []


@pytest.mark.parametrize("status", [403, 429])
def test_when_asked_to_slow_down_it_waits_and_stays(reddit, neighbour, status):
    neighbour.says[FEED] = (status, {"Retry-After": "1800"}, b"")

    look = reddit.poll(Memory(url=f"{neighbour.home}{FEED}"), at=AT, floor_seconds=FLOOR)

    assert (look.outcome, look.who_must_act) == (Outcome.WAITING, "nobody")
    assert AT + timedelta(minutes=30) <= look.next_at < NEVER


def test_a_look_that_comes_too_often_says_so(reddit, neighbour):
    neighbour.says[FEED] = (429, {}, b"")

    with pytest.raises(NothingThere, match="slow down"):
        reddit.discover(f"{neighbour.home}/r/crawley", at=AT)


def test_the_real_one_is_asked_once_an_hour_at_most():
    ours = Reddit().capabilities()

    assert Reddit()._floor("https://www.reddit.com/r/crawley/new/.rss", 0) == 3600
    assert ours.pause_between >= timedelta(minutes=1)


def test_a_readers_own_secret_feed_is_not_taken_for_a_subreddit():
    address = "https://www.reddit.com/r/crawley/.rss?feed=0123456789abcdef&user=ed"

    assert connector_recognising(address).platform == "feed"


@pytest.mark.skipif(not DATA.is_dir(), reason="the shared feeds are not here")
@pytest.mark.parametrize("file", ["reddit.rss", "reddit-atom.rss"])
def test_real_posts_lose_what_stands_below_each(reddit, neighbour, file):
    neighbour.says_feed((DATA / "feeds" / file).read_bytes(), path=FEED)

    items = reddit.poll(Memory(url=f"{neighbour.home}{FEED}"), at=AT, floor_seconds=FLOOR).items

    assert len(items) >= 20
    assert [item.text for item in items if "submitted by" in item.text or "[link]" in item.text] == []


@pytest.mark.parametrize(
    "text", ["submitted by " * 4000, "submitted by a to " * 3000, " " * 50_000, "[link] " * 8000]
)
def test_no_text_takes_long(reddit, text):
    from apps.connectors.contract import Passing

    assert isinstance(reddit.told(Passing(identity="id:1", text=text)).text, str)
