"""What an entry shows beside its words."""

import html
import json

import pytest

from tests.connectors.written import atom, rss

MEDIA = 'xmlns:media="http://search.yahoo.com/mrss/"'


@pytest.fixture
def only(neighbour, look):
    """The one item of a feed."""

    def read(body, **headers):
        (item,) = look(neighbour.says_feed(body, **headers)).items
        return item

    return read


@pytest.fixture
def media(only):
    return lambda body, **headers: only(body, **headers).media


def entry(inside):
    return rss(f"<item {MEDIA}><guid>1</guid><link>https://blog.example/1</link>{inside}</item>")


@pytest.mark.parametrize(
    ("inside", "shown"),
    [
        ('<enclosure url="https://x.example/1" type="image/jpeg" length="1"/>', ("image",)),
        ('<enclosure url="https://x.example/1" type="audio/mpeg" length="1"/>', ()),
        ('<enclosure url="https://x.example/1.MP4?v=2"/>', ("video",)),
        ('<media:content url="https://x.example/1" medium="image"/>', ("image",)),
        ('<media:thumbnail url="https://x.example/1"/>', ("image",)),
        (
            (
                '<media:group><media:content url="https://www.youtube.com/v/1"'
                ' type="application/x-shockwave-flash"/></media:group>'
            ),
            ("video",),
        ),
        ('<media:content url="https://0.gravatar.com/avatar/1" medium="image"/>', ()),
        ('<atom:link rel="enclosure" type="video/mp4" href="https://x.example/1"/>', ("video",)),
    ],
)
def test_a_feed_says_what_is_attached(media, inside, shown):
    assert media(entry(inside)) == shown


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        ('<p>Look <img alt="" src="/1.jpg"></p>', ("image",)),
        ('<img src="https://x.example/count" width="1" height="1">', ()),
        ('<img class="wp-smiley" src="https://s.w.org/1.png">', ()),
        ('<iframe src="//www.youtube.com/embed/1"></iframe>', ("video",)),
        ('<iframe src="https://maps.example/1"></iframe>', ()),
        ("<video controls><source></video>", ("video",)),
        ("a &lt; b, <b>bold</b>", ()),
    ],
)
def test_markup_shows_pictures_and_videos(media, markup, shown):
    assert media(entry(f"<description>{html.escape(markup)}</description>")) == shown


def test_links_to_other_sites_are_their_hosts_each_once(only):
    markup = (
        '<a href="https://www.blog.example/2">here</a> <a href="/3">too</a> <a href="mailto:a@b.c">me</a>'
        '<a href="https://www.elsewhere.example/1">there</a> <a href="HTTPS://Elsewhere.example/2">again</a>'
    )

    assert only(entry(f"<description>{html.escape(markup)}</description>")).links_to == ("elsewhere.example",)


def test_broken_feeds_and_json_feeds_say_it_too(media):
    broken = entry('<enclosure url="https://x.example/1" type="image/png"/> & <b>')
    attached = {
        "id": "1",
        "image": "https://x.example/1",
        "attachments": [{"mime_type": "video/mp4", "url": "x"}],
    }
    listing = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [attached]})

    assert media(broken) == ("image",)
    assert media(listing, content_type="application/feed+json") == ("image", "video")


def test_a_plain_entry_shows_nothing(media):
    assert media(atom("<entry><id>1</id><title>Words alone</title></entry>")) == ()


def test_thousands_of_tags_are_not_all_read(media):
    flood = html.escape("<a href='https://blog.example/1'>x</a>" * 1_500 + "<img src='/1.jpg'>")

    assert media(entry(f"<description>{flood}</description>")) == ()
