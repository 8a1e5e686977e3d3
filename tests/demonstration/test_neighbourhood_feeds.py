"""Each kind of feed is read by a real parser and carries what its kind carries."""

import json
from datetime import UTC, datetime, timedelta
from time import struct_time
from typing import Any

import feedparser
import pytest

from apps.demonstration.neighbourhood.feeds import comments_feed, feed, post_comments_feed
from apps.demonstration.neighbourhood.neighbourhood import Neighbourhood
from apps.demonstration.neighbourhood.places import BY_SLUG, PLACES

OPENED = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
BASE = "http://localhost:8750"
XML = [place.slug for place in PLACES if place.style != "json"]
JSON = [place.slug for place in PLACES if place.style == "json"]


@pytest.fixture
def neighbourhood() -> Neighbourhood:
    return Neighbourhood(lambda: OPENED + timedelta(hours=1), opened=OPENED)


def parsed(neighbourhood: Neighbourhood, slug: str) -> Any:
    headers = {"content-type": BY_SLUG[slug].content_type}
    return feedparser.parse(feed(neighbourhood, slug, BASE), response_headers=headers)


@pytest.mark.parametrize("slug", XML)
def test_a_parser_reads_every_item_of_an_xml_feed(neighbourhood, slug):
    read = parsed(neighbourhood, slug)

    posts = neighbourhood.posts(slug)
    assert not read.bozo
    assert read.feed.title == BY_SLUG[slug].title
    assert [entry.title for entry in read.entries] == [post.title for post in posts]
    assert [entry.link.split("?")[0] for entry in read.entries] == [BASE + post.path for post in posts]
    assert all(posts[i].paragraphs[0] in str(entry) for i, entry in enumerate(read.entries[:3]))


@pytest.mark.parametrize("slug", [slug for slug in XML if slug != "hardware"])
def test_dates_survive_to_the_second(neighbourhood, slug):
    read = parsed(neighbourhood, slug)

    dates = [entry.get("published_parsed") or entry.updated_parsed for entry in read.entries]
    assert all(isinstance(date, struct_time) for date in dates)
    assert [datetime(*date[:6], tzinfo=UTC) for date in dates] == [
        post.at.replace(microsecond=0) for post in neighbourhood.posts(slug)
    ]


@pytest.mark.parametrize(
    "slug", [slug for slug in XML if BY_SLUG[slug].style in {"rss", "wordpress", "atom"}]
)
def test_every_item_has_an_identity_of_its_own(neighbourhood, slug):
    read = parsed(neighbourhood, slug)

    assert len({entry.id for entry in read.entries}) == len(read.entries) > 6


@pytest.mark.parametrize("slug", JSON)
def test_a_json_feed_is_version_1_1_and_complete(neighbourhood, slug):
    read = json.loads(feed(neighbourhood, slug, BASE))

    assert read["version"] == "https://jsonfeed.org/version/1.1"
    assert read["home_page_url"] == BASE + BY_SLUG[slug].home
    assert [item["title"] for item in read["items"]] == [post.title for post in neighbourhood.posts(slug)]
    assert all(
        item["id"] and item["url"] and datetime.fromisoformat(item["date_published"])
        for item in read["items"]
    )
    assert all(("content_text" in item) != ("content_html" in item) for item in read["items"])


def test_the_shops_dates_are_broken_and_it_gives_no_identities(neighbourhood):
    read = parsed(neighbourhood, "hardware")

    assert read.version == "rss091u"
    assert any("/" in entry.published for entry in read.entries)
    assert not any(entry.get("published_parsed") for entry in read.entries if "/2026" in entry.published)
    assert not any("id" in entry for entry in read.entries)


def test_the_history_group_writes_rdf(neighbourhood):
    read = parsed(neighbourhood, "history")

    assert read.version == "rss10"


def test_wordpress_says_how_many_answered_and_where(neighbourhood):
    read = parsed(neighbourhood, "voice")

    posts = neighbourhood.posts("voice")
    assert [int(entry.slash_comments) for entry in read.entries] == [post.answers for post in posts]
    assert [entry.wfw_commentrss for entry in read.entries] == [f"{BASE}{post.path}feed/" for post in posts]
    assert all("?p=" in entry.id for entry in read.entries)
    assert read.feed.sy_updateperiod == "hourly"


def test_the_comments_feed_names_the_post_and_links_to_the_comment(neighbourhood):
    read = feedparser.parse(comments_feed(neighbourhood, "litter", BASE))

    comments = neighbourhood.comments("litter")
    assert [entry.title for entry in read.entries] == [
        f"Comment on {c.title} by {c.author}" for c in comments
    ]
    assert all("#comment-" in entry.link for entry in read.entries)


def test_a_posts_own_comments_feed_holds_its_comments_only(neighbourhood):
    post = next(post for post in neighbourhood.posts("voice") if post.answers == 2)

    read = feedparser.parse(post_comments_feed(neighbourhood, post, BASE))

    assert [entry.title for entry in read.entries] == [
        f"By: {comment.author}" for comment in reversed(neighbourhood.comments_on(post))
    ]


def test_words_that_look_like_markup_arrive_as_words(neighbourhood):
    for slug in BY_SLUG:
        neighbourhood.publish(slug, title="Tea & <b>cake</b>", text="5 < 6 ]]> & so on")

    for slug in XML:
        assert "5 &lt; 6 ]]&gt; &amp; so on" in parsed(neighbourhood, slug).entries[0].summary
    assert (
        "5 &lt; 6 ]]&gt; &amp; so on"
        in json.loads(feed(neighbourhood, "football", BASE))["items"][0]["content_html"]
    )


def test_the_same_moment_gives_the_same_bytes(neighbourhood):
    assert all(feed(neighbourhood, slug, BASE) == feed(neighbourhood, slug, BASE) for slug in BY_SLUG)
