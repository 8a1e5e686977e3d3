"""Following YouTube channels, whatever address of theirs somebody has at hand."""

import pytest

from apps.connectors.contract import NothingThere
from apps.connectors.youtube.connector import YouTube
from tests.connectors.conftest import AT, DATA, FLOOR

CHANNEL = "UCK8sQmJBp8GCxrOtXWBpyEA"
OTHER = "UCabcdefghijklmnopqrstuv"
FEED = f"/feeds/videos.xml?channel_id={CHANNEL}"
VIDEOS = f"""<feed xmlns:yt="http://www.youtube.com/xml/schemas/2015" xmlns:media="http://search.yahoo.com/mrss/"
 xmlns="http://www.w3.org/2005/Atom"><id>yt:channel:{CHANNEL}</id><title>Crawley Town Community</title><entry>
 <id>yt:video:abc</id><title>Walking football</title><link rel="alternate" href="https://www.youtube.com/watch?v=abc"/>
 <author><name>Crawley Town Community</name></author><published>2026-11-20T09:00:00+00:00</published><media:group>
 <media:title>Walking football</media:title><media:thumbnail url="https://i.ytimg.com/vi/abc/hq.jpg"/>
 <media:description>Every Tuesday, all welcome. More on https://www.crawley.example/walking</media:description>
 </media:group></entry></feed>"""
HEAD = f'<link rel="alternate" type="application/rss+xml" title="RSS" href="https://www.youtube.com{FEED}">'
CANONICAL = f'<link rel="canonical" href="https://www.youtube.com/channel/{CHANNEL}">'
VIDEO_PAGE = f'<script>var a = {{"videoDetails":{{"videoId":"abc","channelId":"{CHANNEL}"}}}}</script>'


@pytest.fixture
def youtube(neighbour):
    """A YouTube on loopback that has one channel."""
    neighbour.says_feed(VIDEOS, path=FEED)
    return YouTube(home=neighbour.home)


def page(neighbour, path, inside):
    neighbour.says[path] = (200, {"Content-Type": "text/html; charset=utf-8"}, f"<html>{inside}".encode())
    return f"{neighbour.home}{path}"


@pytest.mark.parametrize(
    ("pasted", "asked", "inside"),
    [
        (f"/channel/{CHANNEL}", "", ""),
        (f"/channel/{CHANNEL}/videos", "", ""),
        (FEED, "", ""),
        ("/@crawleytown", "/@crawleytown", HEAD),
        ("/@crawleytown/streams", "/@crawleytown", HEAD),
        ("/c/CrawleyTown", "/c/CrawleyTown", CANONICAL),
        ("/user/crawley", "/user/crawley", f'<meta itemprop="identifier" content="{CHANNEL}">'),
        ("/feeds/videos.xml?user=crawley", "/user/crawley", CANONICAL),
        ("/watch?v=abc&list=PL1", "/watch?v=abc", VIDEO_PAGE),
        ("/shorts/abc", "/shorts/abc", f'<meta itemprop="channelId" content="{CHANNEL}">'),
        ("/live/abc", "/live/abc", f'{{"externalChannelId":"{CHANNEL}"}}'),
    ],
)
def test_every_address_of_a_channel_leads_to_the_same_place(youtube, neighbour, pasted, asked, inside):
    page(neighbour, asked, inside)

    (place,) = youtube.discover(f"{neighbour.home}{pasted}", at=AT)

    assert (place.feed_url, place.platform) == (f"{neighbour.home}{FEED}", "youtube")
    assert (place.account, place.title) == (f"{CHANNEL}@youtube.com", "Crawley Town Community")


@pytest.mark.parametrize(
    "address",
    [
        "youtube.com/@crawleytown",
        "https://www.youtube.com/watch?v=abc",
        "https://m.youtube.com/c/Crawley",
        "https://youtu.be/abc",
    ],
)
def test_its_addresses_are_known(address):
    assert YouTube().recognise(address)


@pytest.mark.parametrize(
    "address", ["https://youtube.com.evil.example/@x", "https://evil.example/youtube.com/@x", "youtube"]
)
def test_others_are_not(address):
    assert not YouTube().recognise(address)


def test_a_page_of_youtube_that_is_no_channel_says_what_to_paste(youtube, neighbour):
    with pytest.raises(NothingThere, match="channel"):
        youtube.discover(f"{neighbour.home}/results?search_query=crawley", at=AT)
    assert neighbour.asked == []


def test_a_page_that_names_no_channel_says_what_to_paste(youtube, neighbour):
    page(neighbour, "/@crawleytown", "nothing here")

    with pytest.raises(NothingThere, match=r"youtube\.com/@"):
        youtube.discover(f"{neighbour.home}/@crawleytown", at=AT)


def test_a_videos_own_channel_is_meant_not_one_beside_it(youtube, neighbour):
    beside = f'{{"channelId":"{OTHER}"}}'
    address = page(neighbour, "/watch?v=abc", beside + VIDEO_PAGE + beside)

    assert youtube.discover(address, at=AT)[0].account.startswith(CHANNEL)


@pytest.mark.parametrize(
    "inside",
    [
        '"videoDetails":{' * 50_000,
        "<link " * 100_000,
        '<meta itemprop="' * 50_000,
        "\x00" * 500_000,
        "<" * 900_000,
    ],
    ids=["details", "links", "metas", "noise", "brackets"],
)
def test_hostile_pages_end_as_a_sentence(youtube, neighbour, inside):
    address = page(neighbour, "/@crawleytown", inside)

    with pytest.raises(NothingThere):
        youtube.discover(address, at=AT)


def test_a_page_cannot_send_us_elsewhere(youtube, neighbour):
    page(neighbour, "/@x", '<link href="https://evil.example/feeds/videos.xml?channel_id=../../etc/passwd">')

    with pytest.raises(NothingThere):
        youtube.discover(f"{neighbour.home}/@x", at=AT)
    assert [path for path, _headers in neighbour.asked] == ["/@x"]


def test_a_video_is_told_with_its_description_and_as_a_film(youtube, neighbour, look):
    (item,) = YouTube().poll(look(f"{neighbour.home}{FEED}").memory, at=AT, floor_seconds=FLOOR).items

    assert (item.title, item.media) == ("Walking football", ("video",))
    assert item.text.startswith("Every Tuesday, all welcome.")
    assert "crawley.example" in item.links_to


@pytest.mark.skipif(not DATA.is_dir(), reason="the shared feeds are not here")
def test_a_real_channel_is_read(neighbour):
    neighbour.says_feed((DATA / "feeds" / "youtube_atom.xml").read_bytes(), path=FEED)

    (place,) = YouTube(home=neighbour.home).discover(f"{neighbour.home}/channel/{CHANNEL}", at=AT)

    assert place.title == "Google"
    assert all(item.media == ("video",) for item in place.items)
    assert place.items[0].text.startswith("A question is the most powerful force")


def test_what_we_may_keep_is_kept_thirty_days():
    assert YouTube().capabilities().passport.most_storage_days == 30
