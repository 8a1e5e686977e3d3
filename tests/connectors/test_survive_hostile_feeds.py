"""Feeds that mean harm, or are only broken: bounded time and memory, and a sentence at the end.

The processor seconds of each are printed (``-s`` shows them); the bounds below are a wide margin
against a parser that has gone quadratic again, not a measurement.
"""

import json
import resource
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.connectors.contract import MOST_ITEMS, MOST_TEXT, Outcome, Reason
from apps.connectors.feeds.items import passings
from apps.connectors.feeds.listing import Unreadable
from apps.connectors.feeds.reading import read
from tests.connectors.conftest import AT
from tests.connectors.written import atom, rss

MOST_CPU_SECONDS = 20
MOST_GROWTH_KB = 300_000
LARGE = 4_900_000
ODD_DIV = '<div a="<">'
SLOW = "<rss version='2.0'><channel><item><title>&broken</title>"
UNENDING_DIV = "<div "

LAUGHS = "<!DOCTYPE x [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {chr(97 + n)} '{f'&{chr(96 + n)};' * 10}'>" for n in range(1, 10)
)
REFUSED = {
    "laughs": rss("<item><title>&j;</title></item>", before=LAUGHS + "]>"),
    "quadratic": rss(
        "<item><title>" + "&a;" * 100_000 + "</title></item>",
        before=f"<!DOCTYPE x [<!ENTITY a '{'x' * 100_000}'>]>",
    ),
    "outside entity": rss(
        "<item><title>&a;</title></item>", before='<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    ),
    "behind a comment": rss("", before="<!-- <a --><?x <b?><!DOCTYPE x [<!ENTITY a 'b'>]>"),
    "in small letters": rss("", before="<!doctype x [<!ENTITY a 'b'>]>"),
    "bracket behind a quote": rss("", before="<!DOCTYPE x PUBLIC \"a>b\" '[' [<!ENTITY a 'b'>]>"),
    "endless document type": rss("", before="<!DOCTYPE " + "x" * 100_000),
    "deep": "<rss><channel>" + "<a>" * 200_000,
    "deep and closed": rss(
        "<item><description>" + "<b>" * 100_000 + "</b>" * 100_000 + "</description></item>"
    ),
}
OTHER = {
    "nothing": "",
    "blank": " \n\n ",
    "a page": "<!doctype html><html><head><title>Sold</title></head><body>Sold</body></html>",
    "a page of tags": "<html>" + "<div>" * 200_000,
    "words": "We are away until Monday.",
    "json of another kind": '{"error": "not found"}',
    "a list": "[1, 2, 3]",
    "noise": b"\x00\xff\xfe\x93" * 100_000,
    "a picture": b"\x89PNG\r\n\x1a\n" + b"\x00" * 1_000,
    "svg": '<svg xmlns="http://www.w3.org/2000/svg"><title>feed</title></svg>',
}
BROKEN_JSON = {
    "cut off": '{"version": "https://jsonfeed.org/version/1.1", "items": [',
    "deep": "[" * 2_000_000,
    "endless number": '{"version": "https://jsonfeed.org/version/1.1", "items": [' + "1" * 2_000_000 + "]}",
}
READ = {
    "100,000 items": rss("<item><title>a</title></item>" * 100_000),
    "100,000 items, cut off": "<rss><channel>" + "<item><title>a</title><link>x</link></item>" * 100_000,
    "300,000 unclosed tags in a text": rss(
        f"<item><description><![CDATA[{'<b>' * 300_000}]]></description></item>"
    ),
    "divs in every item": rss(
        f"<item><description><![CDATA[{'<div>' * 13_000}]]></description></item>" * (LARGE // 65_100)
    ),
    "odd divs in every item": rss(
        f"<item><description><![CDATA[{ODD_DIV * 5_900}]]></description></item>" * (LARGE // 65_100)
    ),
    "unending divs in every item": rss(
        f"<item><description><![CDATA[{UNENDING_DIV * 13_000}]]></description></item>" * (LARGE // 65_100)
    ),
    "ends without beginnings in every item": rss(
        f"<item><description><![CDATA[{'<x>' * 5_000}{'</u>' * 12_000}]]></description></item>"
        * (LARGE // 65_100)
    ),
    "unclosed paragraphs in every item": rss(
        f"<item><description><![CDATA[{'<b><nobr>' * 7_200}]]></description></item>" * (LARGE // 65_100)
    ),
    "one title of 5 MB": rss(f"<item><title>{'x' * LARGE}</title></item>"),
    "5 MB of ampersands in a broken feed": rss(f"<item><title>{'&' * LARGE}</title></item>"),
    "5 MB of less-than in a broken feed": rss(f"<item><title>{'<' * LARGE}</title></item>"),
    "tags of tags": rss("<item>" + "<category>tea</category>" * 190_000 + "</item>"),
    "links of links": atom("<entry><id>1</id>" + '<link rel="x" href="y"/>' * 190_000 + "</entry>"),
    "broken, then deep": SLOW + "<a>" * 300_000,
    "broken, then unclosed": SLOW + "<description><b>" + "<p><b>" * 300_000,
    "broken, then links": SLOW + "<link>x</link><category>t</category>" * 30_000,
    "broken, then namespaces": SLOW + "".join(f'<a xmlns:n{n}="u{n}">' for n in range(12_000)),
    "broken, then attributes": SLOW + "<a " + " ".join(f'a{n}="x"' for n in range(60_000)) + ">",
    "broken, then items": SLOW + "</item>" + "<item><title>a</title></item>" * 20_000,
    "broken, then quotes": SLOW + "<a b='" * 100_000,
    "broken, then texts": SLOW + "<![CDATA[" * 60_000,
    "60,000 attributes": rss(
        "<item " + " ".join(f'a{n}="x"' for n in range(60_000)) + "><title>T</title></item>"
    ),
    "spaces": rss(f"<item><title>{' ' * LARGE}T</title></item>"),
    "one id 100,000 times": rss("<item><guid>1</guid></item>" * 100_000),
    "json of 1.5 million entries": '{"version": "https://jsonfeed.org/version/1.1", "items": ['
    + "{}," * 1_500_000
    + "{}]}",
}


def ids(cases):
    return pytest.mark.parametrize("body", list(cases.values()), ids=list(cases))


def as_bytes(body):
    return body if isinstance(body, bytes) else body.encode()


@pytest.fixture(autouse=True)
def bounded(request):
    """The processor time and memory that the test took: printed, and held to the bounds."""
    began, grown = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    yield
    seconds = time.process_time() - began
    growth = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - grown
    print(f"{request.node.name}: {seconds:.2f} s, {growth / 1_000:.0f} MB")
    assert seconds < MOST_CPU_SECONDS
    assert growth < MOST_GROWTH_KB


@ids(REFUSED)
def test_what_can_do_harm_is_not_read(neighbour, look, body):
    result = look(neighbour.says_feed(body))

    assert (result.outcome, result.manners.reason, result.items) == (Outcome.ILL, Reason.UNREADABLE, ())


@ids(OTHER)
def test_what_is_no_feed_is_called_so(neighbour, look, body):
    result = look(neighbour.says_feed(as_bytes(body)))

    assert (result.outcome, result.manners.reason) == (Outcome.ILL, Reason.NOT_A_FEED)
    assert "/etc/passwd" not in result.sentence


@ids(BROKEN_JSON)
def test_broken_json_is_called_so(neighbour, look, body):
    assert look(neighbour.says_feed(body)).manners.reason == Reason.UNREADABLE


@ids(READ)
def test_what_is_only_too_much_is_read_in_part(neighbour, look, body):
    result = look(neighbour.says_feed(body))

    assert result.outcome == Outcome.FRESH
    assert 1 <= len(result.items) <= MOST_ITEMS
    assert all(len(item.text) <= MOST_TEXT and len(item.title) <= 500 for item in result.items)


def test_a_cut_or_broken_list_does_not_claim_to_be_whole(neighbour, look):
    whole = look(neighbour.says_feed(rss("<item><title>a</title><pubDate>1 Nov 2026</pubDate></item>")))
    cut = look(
        neighbour.says_feed(
            rss("".join(f"<item><guid>{n}</guid><pubDate>1 Nov 2026</pubDate></item>" for n in range(400)))
        )
    )
    broken = look(
        neighbour.says_feed(rss("<item><title>Tea & cake</title><pubDate>1 Nov 2026</pubDate></item>"))
    )

    assert (whole.complete, broken.complete) == (True, False)
    assert (len(cut.items), cut.complete) == (MOST_ITEMS, False)


def test_a_third_web_page_in_a_row_is_for_the_council(neighbour, look):
    result = look(neighbour.says_feed("<html></html>"))

    third = look(look(result.memory).memory)

    assert (result.who_must_act, third.who_must_act) == ("nobody", "council")


def test_a_document_type_without_a_subset_is_harmless(neighbour, look):
    body = rss(
        "<item><title>T</title></item>",
        before='<!DOCTYPE rss PUBLIC "-//N//DTD RSS 0.91//EN" "http://x/y.dtd">',
    )

    assert look(neighbour.says_feed(body)).outcome == Outcome.FRESH


def test_entities_named_in_a_post_are_only_words(neighbour, look):
    body = rss("<item><description><![CDATA[<p>Write &lt;!ENTITY a 'b'> so.</p>]]></description></item>")

    assert look(neighbour.says_feed(body)).items[0].text == "Write <!ENTITY a 'b'> so."


SEEDS = [
    rss(
        "<item><guid>1</guid><title>Tea</title><description>&lt;p&gt;Tea&lt;/p&gt;</description></item>"
    ).encode(),
    atom(
        "<entry><id>1</id><title type='xhtml'><div>Tea</div></title><updated>2026-01-01</updated></entry>"
    ).encode(),
    json.dumps(
        {"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "title": "Tea"}]}
    ).encode(),
]


@given(
    seed=st.sampled_from(SEEDS), where=st.integers(0, 500), cut=st.integers(0, 40), put=st.binary(max_size=40)
)
@settings(max_examples=2_000, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_damaged_feed_is_read_or_refused_and_never_an_accident(seed, where, cut, put):
    try:
        listing = read(seed[:where] + put + seed[where + cut :], "")
    except Unreadable:
        return

    for item in passings(listing, url="https://x.example/", at=AT):
        assert not item.url or item.url.startswith("http")
        assert len(item.identity) <= 300
        f"{item.title}{item.text}{item.identity}".encode()
