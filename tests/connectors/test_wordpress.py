"""Exchanges recorded with a real WordPress 6.1, played back at the paths it used."""

from datetime import UTC, datetime

import pytest

from apps.connectors.contract import Outcome
from tests.connectors.conftest import AT, DATA

EXCHANGES = DATA / "exchanges" / "wordpress"
RECORDED_AT = b"http://127.0.0.1:8081"
PATHS = {
    "/2026/11/litter-pick-number-25-on-mill-road/": "post.html",
    "/2026/11/litter-pick-number-25-on-mill-road/feed/": "post-comments-feed",
    "/feed/": "feed-rss2",
    "/feed/atom/": "feed-atom",
    "/feed/rdf/": "feed-rdf",
    "/comments/feed/": "comments-feed",
    "/tag/nosuch/feed/": "empty-tag-feed",
    "/?s=litter&feed=rss2": "search-feed",
}
pytestmark = pytest.mark.skipif(not EXCHANGES.is_dir(), reason="the recorded exchanges are not here")


def recorded(name, home):
    """(status, headers, body) of an exchange, its own address replaced by the neighbour's."""
    whole = (EXCHANGES / f"{name}.http").read_bytes().replace(RECORDED_AT, home.encode())
    head, _, body = whole.partition(b"\r\n\r\n")
    first, *rest = head.decode().split("\r\n")
    headers = [tuple(line.split(": ", 1)) for line in rest if not line.startswith(("Host", "Connection"))]
    return int(first.split()[1]), headers, body


@pytest.fixture
def site(neighbour):
    neighbour.says = {path: recorded(name, neighbour.home) for path, name in PATHS.items()}
    return neighbour


def test_a_post_offers_the_sites_posts_all_comments_and_its_own(site, walk):
    places = walk(f"{site.home}/2026/11/litter-pick-number-25-on-mill-road/")

    assert [(place.feed_url.removeprefix(site.home), place.what_kind_of_thing) for place in places] == [
        ("/feed/", "posts"),
        ("/comments/feed/", "comments"),
        ("/2026/11/litter-pick-number-25-on-mill-road/feed/", "comments"),
    ]
    assert [place.title for place in places] == [
        "Anytown Matters",
        "Comments for Anytown Matters",
        "Comments on: Litter pick number 25 on Mill Road",
    ]
    assert {place.platform for place in places} == {"wordpress"}


@pytest.mark.parametrize("path", ["/feed/", "/feed/atom/", "/feed/rdf/"])
def test_the_same_posts_come_in_every_format(site, look, path):
    result = look(f"{site.home}{path}")

    second = result.items[1]
    assert (len(result.items), result.title, result.home_url) == (10, "Anytown Matters", f"{site.home}/")
    assert second.title == "Litter pick number 25 on Mill Road"
    assert second.url == f"{site.home}/2026/11/litter-pick-number-25-on-mill-road/"
    assert second.published_at == datetime(2026, 11, 22, 21, 43, 32, tzinfo=UTC)
    assert second.text == "Forty neighbours turned out on Mill Road. Café owners brought tea. #MillRoad 25"
    assert second.author == "editor"
    assert "litter" in second.tags


def test_posts_know_where_their_comments_are(site, look):
    first = look(f"{site.home}/feed/").items[0]

    assert first.comments_feed_url == f"{site.home}/2026/11/hello-world/feed/"
    assert first.identity == f"id:{site.home}/?p=1"


def test_comments_keep_their_own_place_on_the_page(site, look):
    comments = look(f"{site.home}/comments/feed/").items

    assert [comment.url.partition("#")[2] for comment in comments] == ["comment-4", "comment-3", "comment-1"]
    assert [comment.author for comment in comments] == ["editor", "Jean", "A WordPress Commenter"]
    assert comments[1].text == "Well done everyone! 25"


def test_an_empty_tag_is_well_and_lists_nothing(site, look):
    result = look(f"{site.home}/tag/nosuch/feed/")

    assert (result.outcome, result.items, result.listed) == (Outcome.FRESH, (), frozenset())


def test_a_search_feed_can_be_followed(site, look):
    result = look(f"{site.home}/?s=litter&feed=rss2")

    assert result.title == "Search Results for “litter” – Anytown Matters"
    assert all("Litter pick" in item.title for item in result.items)


def test_wordpress_wants_to_be_looked_at_hourly(site, look):
    result = look(f"{site.home}/feed/")

    assert result.memory.asked_seconds == 3_600


def test_its_304_is_believed_for_a_day_only(site, look):
    memory = look(f"{site.home}/feed/").memory
    site.says["/feed/"] = recorded("feed-304", site.home)

    soon = look(memory, at=AT.replace(hour=12))

    assert soon.outcome == Outcome.UNCHANGED
    assert site.asked[-1][1]["if-none-match"] == '"016e4d008cd4e4212dcd09d74211de68"'


def test_a_trashed_post_is_missing_from_what_is_listed(site, look):
    memory = look(f"{site.home}/feed/")
    status, headers, body = recorded("feed-rss2", site.home)
    start, end = body.index(b"<item>"), body.index(b"</item>") + len(b"</item>")
    site.says["/feed/"] = (status, headers, body[:start] + body[end:])

    later = look(memory.memory, at=AT.replace(day=25))

    assert later.complete
    assert memory.listed - later.listed == {f"id:{site.home}/?p=1"}


def test_a_site_with_plain_links_is_found_at_its_query(site, walk):
    page = b'<html><head><link rel="https://api.w.org/" href="/?rest_route=/"></head></html>'
    site.says = {
        "/": (200, {"Content-Type": "text/html"}, page),
        "/?feed=rss2": recorded("feed-rss2", site.home),
    }

    assert [place.feed_url for place in walk(site.home)] == [f"{site.home}/?feed=rss2"]
