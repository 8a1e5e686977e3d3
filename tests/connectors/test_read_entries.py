"""What one entry becomes: identity, link, author, text."""

import hashlib
import json

import pytest

from apps.connectors.contract import Outcome
from tests.connectors.conftest import AT
from tests.connectors.written import atom, rss


@pytest.fixture
def read(neighbour, look):
    """The items of a feed written in a test."""

    def items(body, **headers):
        return look(neighbour.says_feed(body, **headers)).items

    return items


@pytest.mark.parametrize(
    ("entry", "identity"),
    [
        ("<guid>a</guid><link>https://x.example/1</link>", "id:a"),
        ("<guid> a\n b </guid>", "id:a b"),
        ("<link>https://x.example/1?utm_source=rss</link>", "url:https://x.example/1"),
        ("<guid></guid><link>https://x.example/1</link>", "url:https://x.example/1"),
        (
            "<title>T</title><description>D</description>",
            "hash:" + hashlib.sha256(b"T\nD").hexdigest(),
        ),
    ],
)
def test_identity_is_the_id_else_the_address_else_the_words(read, entry, identity):
    assert read(rss(f"<item>{entry}</item>"))[0].identity == identity


def test_a_very_long_id_or_address_is_shortened_steadily(read):
    ids = {read(rss(f"<item>{entry}</item>"))[0].identity for entry in (f"<guid>{'x' * 5_000}</guid>",) * 2}
    address = read(rss(f"<item><link>https://x.example/{'y' * 900}</link></item>"))[0]

    assert len(ids) == 1
    assert len(ids.pop()) < 300
    assert len(address.identity) < 300


def test_of_two_versions_of_one_entry_the_newer_stays(read):
    entry = (
        "<entry><id>a</id><link href='https://x.example/1'/><title>{}</title><updated>{}</updated></entry>"
    )
    old, new = entry.format("old", "2026-11-01T10:00:00Z"), entry.format("new", "2026-11-02T10:00:00Z")

    assert [item.title for item in read(atom(old + new))] == ["new"]
    assert [item.title for item in read(atom(new + old))] == ["new"]


def test_an_id_that_two_things_share_identifies_neither_and_stays_worn(neighbour, look):
    item = "<item><guid>same</guid><link>https://x.example/{}</link></item>"
    first = look(neighbour.says_feed(rss(item.format(1) + item.format(2))))
    neighbour.says_feed(rss(item.format(3)))

    later = look(first.memory)

    assert first.listed == {"url:https://x.example/1", "url:https://x.example/2"}
    assert later.listed == {"url:https://x.example/3"}


def test_a_worn_id_leaves_the_others_as_they_were(read):
    item = "<item><guid>{}</guid><link>https://x.example/{}</link></item>"

    items = read(rss(item.format("a", 1) + item.format("b", 2) + item.format("b", 3)))

    assert [each.identity for each in items] == ["id:a", "url:https://x.example/2", "url:https://x.example/3"]


@pytest.mark.parametrize(
    "entry",
    [
        "<link>javascript:alert(1)</link>",
        "<link>data:text/html,hello</link>",
        "<guid isPermaLink='true'>javascript:alert(1)</guid>",
        "<guid isPermaLink='false'>https://x.example/1</guid>",
    ],
)
def test_what_is_no_place_on_the_web_is_no_link(read, entry):
    assert read(rss(f"<item><title>T</title>{entry}</item>"))[0].url == ""


@pytest.mark.parametrize(
    ("entry", "url"),
    [
        ("<guid>https://x.example/1</guid>", "https://x.example/1"),
        ("<atom:link href='https://x.example/2'/>", "https://x.example/2"),
        ("<link>/3</link>", "{home}/3"),
        ("<atom:link rel='enclosure' href='https://x.example/4.mp3'/>", ""),
    ],
)
def test_links_in_rss(neighbour, read, entry, url):
    assert read(rss(f"<item>{entry}</item>"))[0].url == url.format(home=neighbour.home)


def test_xml_base_reaches_the_links(read):
    body = '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://x.example/blog/"><entry xml:base="2026/">'

    assert (
        read(body + '<id>1</id><link href="tea"/></entry></feed>')[0].url == "https://x.example/blog/2026/tea"
    )


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("<dc:creator>Jean</dc:creator>", "Jean"),
        ("<author>jean@x.example (Jean Jones)</author>", "Jean Jones"),
        ("<author>jean@x.example</author>", ""),
        ("<dc:creator>&lt;b&gt;Jean&lt;/b&gt;</dc:creator>", "Jean"),
        ("", ""),
    ],
)
def test_an_author_is_a_display_name_and_never_an_address(read, written, name):
    assert read(rss(f"<item><title>T</title>{written}</item>"))[0].author == name


def test_an_atom_entry_falls_back_on_the_feeds_author_and_language(read):
    body = '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="cy_gb"><author><name>Siân</name></author>'

    item = read(body + "<entry><id>1</id></entry><entry xml:lang='en'><id>2</id></entry></feed>")

    assert [(each.author, each.language) for each in item] == [("Siân", "cy-GB"), ("Siân", "en")]


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ('<title type="text">1 &lt;b&gt; 2</title>', "1 <b> 2"),
        ('<title type="html">1 &lt;b&gt;2&lt;/b&gt;</title>', "1 2"),
        ('<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">1 <b>2</b></div></title>', "1 2"),
        ("<title>Tea &amp; cake</title>", "Tea & cake"),
    ],
)
def test_atom_says_what_its_titles_are(read, written, title):
    assert read(atom(f"<entry><id>1</id>{written}</entry>"))[0].title == title


def test_the_whole_text_wins_over_its_summary_unless_it_is_empty(read):
    full = "<description>Short</description><content:encoded>&lt;p&gt;Long&lt;/p&gt;</content:encoded>"
    picture = "<description>Short</description><content:encoded>&lt;img src='x'&gt;</content:encoded>"

    assert [item.text for item in read(rss(f"<item>{full}</item><item>{picture}</item>"))] == [
        "Long",
        "Short",
    ]


def test_an_item_without_a_date_stays_beside_its_neighbour(read):
    item = "<item><guid>{}</guid><pubDate>{}</pubDate></item>"
    old, new = "1 Nov 2026", "2 Nov 2026"

    items = read(rss(item.format("a", old) + item.format("b", "soon") + item.format("c", new)))

    assert [each.native_id for each in items] == ["c", "a", "b"]
    assert items[2].published_at is None


def test_rss_of_1999_is_read(read):
    body = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/">
    <channel><title>Old</title></channel><item><title>A</title><link>https://x.example/a</link></item></rdf:RDF>"""

    assert [(item.title, item.url) for item in read(body)] == [("A", "https://x.example/a")]


def test_rss_0_91_is_read(read):
    body = '<rss version="0.91"><channel><title>Old</title><item><title>A</title></item></channel></rss>'

    assert [item.title for item in read(body)] == ["A"]


def test_json_feed_1_1(read):
    item = {
        "id": 7,
        "external_url": "https://x.example/7?utm_source=json",
        "title": "Tea <3",
        "content_text": "1 <b> 2",
        "authors": [{"name": "Jean"}],
        "tags": ["tea", "tea", 3],
        "language": "cy",
        "date_published": "2026-11-23T10:00:00+01:00",
    }
    body = json.dumps(
        {"version": "https://jsonfeed.org/version/1.1", "title": "Club", "items": [item, None, "x"]}
    )

    (read_item,) = read(body, content_type="application/feed+json")

    assert (read_item.identity, read_item.url, read_item.title) == ("id:7", "https://x.example/7", "Tea <3")
    assert (read_item.text, read_item.author, read_item.tags, read_item.language) == (
        "1 <b> 2",
        "Jean",
        ("tea",),
        "cy",
    )


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (rss("<item><title>Café</title></item>").encode("utf-16"), "application/xml"),
        (
            rss("<item><title>Café</title></item>").replace("UTF-8", "utf-16").encode("utf-16-le"),
            "application/xml",
        ),
        (b"\xef\xbb\xbf" + rss("<item><title>Café</title></item>").encode(), "text/xml; charset=iso-8859-1"),
        (rss("<item><title>Café</title></item>").encode("cp1252"), "text/xml; charset=iso-8859-1"),
        (rss("<item><title>Café</title></item>").replace("UTF-8", "iso-8859-15").encode("iso-8859-15"), ""),
        (rss("<item><title>Café</title></item>").encode(), "text/xml; charset=ISO-8859-1"),
        (
            rss("<item><title>Café</title></item>").replace("UTF-8", "rot13").encode(),
            "text/xml; charset=punycode",
        ),
        (b"\n\n  " + rss("<item><title>Café</title></item>").encode(), "text/xml"),
        (rss("<item><title>Ca\x0bf\x00é</title></item>").encode(), "text/xml"),
    ],
)
def test_encodings(read, body, content_type):
    assert read(body, content_type=content_type)[0].title == "Café"


def test_bytes_that_fit_no_encoding_cost_only_themselves(read):
    body = rss("<item><title>Caf\xe9 here</title></item>").encode("cp1252")

    assert read(body)[0].title == "Caf\ufffd here"


@pytest.mark.parametrize(
    "body",
    [
        rss("<item><title>Tea & cake</title></item>"),
        rss("<item><title>Tea &amp; cake</title><description>&nbsp;</description></item>"),
        rss("<item><title>Tea &amp; cake</title></item>").removesuffix("</channel></rss>"),
        "Warning: mysql_connect() in index.php\n" + rss("<item><title>Tea &amp; cake</title></item>"),
        rss("<item><title>Tea &amp; cake</title><p><b></p></item>"),
    ],
    ids=["ampersand", "entity", "cut off", "php warning", "crossed tags"],
)
def test_broken_xml_is_read_all_the_same(neighbour, look, body):
    result = look(neighbour.says_feed(body))

    assert result.outcome == Outcome.FRESH
    assert [item.title for item in result.items] == ["Tea & cake"]


def test_no_item_is_dated_in_the_future(read):
    assert (
        read(rss(f"<item><pubDate>{AT.replace(year=2030).isoformat()}</pubDate></item>"))[0].published_at
        is None
    )
