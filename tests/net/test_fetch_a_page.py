import gzip

import pytest

from apps import net
from tests.net.internet import OTHER_PUBLIC, PUBLIC, moved, reply


def test_a_page_comes_back_as_it_was_sent(serve):
    url = serve(reply(b"Good morning, Mill Road", "Content-Type: text/plain"))

    answer = net.get(url)

    assert (answer.url, answer.status, answer.body, answer.hops) == (url, 200, b"Good morning, Mill Road", ())
    assert answer.headers["content-type"] == "text/plain"


def test_a_place_is_reached_at_the_address_its_name_stands_for(internet):
    server = internet.place("blog.example", reply(b"ok"))

    internet.way_out().get("http://blog.example/news?tag=park")

    assert internet.knocks == [(PUBLIC, 80)]
    assert server.heads[0].startswith("GET /news?tag=park HTTP/1.1\r\n")
    assert server.header("host") == "blog.example"


def test_we_say_who_we_are_and_take_gzip_only(internet, settings):
    settings.NET_USER_AGENT = "GoodCompany/1 (+https://goodcompany.example/about/reader)"
    server = internet.place("blog.example", reply())

    internet.way_out().get("http://blog.example/")

    assert server.header("user-agent") == settings.NET_USER_AGENT
    assert server.header("accept-encoding") == "gzip"
    assert server.header("connection") == "close"


def test_gzip_is_undone(serve):
    url = serve(reply(gzip.compress(b"<rss/>" * 1000), "Content-Encoding: gzip"))

    assert net.get(url).body == b"<rss/>" * 1000


def test_bytes_after_the_end_of_gzip_are_left_alone(serve):
    url = serve(reply(gzip.compress(b"<rss/>") + b"\0\0\0", "Content-Encoding: x-gzip"))

    assert net.get(url).body == b"<rss/>"


def test_an_empty_gzip_body_is_an_empty_body(serve):
    assert net.get(serve(reply(b"", "Content-Encoding: gzip"))).body == b""


def test_chunks_are_joined(serve):
    url = serve(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nMill\r\n5\r\n Road\r\n0\r\n\r\n")

    assert net.get(url).body == b"Mill Road"


def test_a_body_that_ends_with_the_connection_is_whole(serve):
    assert net.get(serve(b"HTTP/1.0 200 OK\r\n\r\nMill Road")).body == b"Mill Road"


def test_an_etag_goes_back_byte_for_byte(internet):
    server = internet.place("blog.example", reply(b"", 'ETag: W/"caf\xe9 \xc2\x85"'))
    etag = internet.way_out().get("http://blog.example/").headers["etag"]

    internet.way_out().get("http://blog.example/", headers={"If-None-Match": etag})

    assert server.header("if-none-match") == 'W/"caf\xe9 \xc2\x85"'


def test_not_modified_has_no_body_whatever_length_it_claims(serve):
    url = serve(b"HTTP/1.1 304 Not Modified\r\nContent-Length: 99999999\r\nETag: x\r\n\r\n")

    answer = net.get(url, headers={"If-None-Match": "x"})

    assert (answer.status, answer.body, answer.headers["etag"]) == (304, b"", "x")


@pytest.mark.parametrize(
    "status", ["401 Unauthorized", "404 Not Found", "410 Gone", "429 Slow Down", "503 Busy"]
)
def test_bad_news_is_an_answer_too(serve, status):
    answer = net.get(serve(reply(b"why", "Retry-After: 120", status=status)))

    assert (f"{answer.status}", answer.body) == (status[:3], b"why")
    assert answer.headers["retry-after"] == "120"


@pytest.mark.parametrize("head", ["Content-Encoding: br", "Content-Encoding: gzip"])
def test_bad_news_counts_even_when_its_body_cannot_be_read(serve, head):
    answer = net.get(serve(reply(b"nonsense", head, status="410 Gone")))

    assert (answer.status, answer.body) == (410, b"")


def test_repeated_headers_are_joined_and_cookies_left_behind(serve):
    answer = net.get(serve(reply(b"", "Link: <a>", "link: <b>", "Set-Cookie: a=1", "Set-Cookie: b=2")))

    assert answer.headers["link"] == "<a>, <b>"
    assert "set-cookie" not in answer.headers


def test_headers_cannot_be_changed_afterwards(serve):
    answer = net.get(serve(reply()))

    with pytest.raises(TypeError):
        answer.headers["x"] = "y"


def test_a_redirect_is_followed_and_remembered(internet):
    internet.place("old.example", moved("http://new.example/feed#top", "301 Moved Permanently"))
    internet.place("new.example", reply(b"ok"), at=OTHER_PUBLIC)

    answer = internet.way_out().get("http://old.example/")

    hop = net.Hop(url="http://old.example/", status=301, location="http://new.example/feed")
    assert (answer.url, answer.body, answer.hops) == ("http://new.example/feed", b"ok", (hop,))


@pytest.mark.parametrize(
    ("location", "asked"),
    [
        ("b", "/a/b"),
        ("/b", "/b"),
        ("?page=2", "/a/?page=2"),
        ("/tag/t\xc5\xb7", "/tag/t%C5%B7"),
        ("/a b", "/a%20b"),
    ],
)
def test_a_redirect_may_be_relative_and_loosely_written(internet, location, asked):
    def sent_on_once(send):
        send(moved(location) if len(server.heads) == 1 else reply(b"here"))

    server = internet.place("blog.example", sent_on_once)

    answer = internet.way_out().get("http://blog.example/a/")

    assert answer.url == f"http://blog.example{asked}"


@pytest.mark.parametrize("status", ["300 Multiple Choices", "304 Not Modified", "302 Found"])
def test_a_3xx_that_leads_nowhere_is_an_answer(serve, status):
    answer = net.get(serve(f"HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n".encode()))

    assert answer.status == int(status[:3])


def test_the_second_address_of_a_name_is_tried_when_the_first_is_dead(internet):
    internet.place("blog.example", reply(b"ok"))
    internet.name("blog.example", OTHER_PUBLIC, PUBLIC)

    answer = internet.way_out().get("http://blog.example/")

    assert answer.body == b"ok"
    assert internet.knocks == [(OTHER_PUBLIC, 80), (PUBLIC, 80)]


def test_names_in_any_script_travel_in_idna_form(internet):
    server = internet.place("xn--bcher-kva.example", reply(b"ok"))

    answer = internet.way_out().get("http://BÜCHER.example/")

    assert answer.url == "http://xn--bcher-kva.example/"
    assert server.header("host") == "xn--bcher-kva.example"
