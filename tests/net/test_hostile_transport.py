"""Servers that mean harm. Each would be read to its end, or for ever, if its limit did not hold."""

import gzip
import socket
import tracemalloc
import zlib
from itertools import repeat
from random import Random
from time import sleep

import pytest

from apps import net
from tests.net.internet import Server, reply

HEAD = b"HTTP/1.1 200 OK\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
GZIPPED = HEAD + b"Content-Encoding: gzip\r\n\r\n"
QUICK = net.Limits(total_seconds=0.4)
ORDINARY = net.Limits()


def category_of(url, limits=ORDINARY):
    with pytest.raises(net.WayOutRefused) as refusal:
        net.get(url, limits=limits)
    return refusal.value.category


def drip(before, dripped, after=b""):
    """Send ``before``, then one byte every tenth of a second, then ``after``: whoever waits is answered."""

    def script(send):
        send(before)
        for byte in dripped:
            sleep(0.1)
            send(bytes([byte]))
        send(after)

    return script


SLOW = {
    "head": drip(b"", HEAD + b"Content-Length: 0\r\n\r\n"),
    "header": drip(HEAD + b"X: ", b"a" * 40, b"\r\nContent-Length: 0\r\n\r\n"),
    "body": drip(HEAD + b"Content-Length: 40\r\n\r\n", b"a" * 40),
    "chunks": drip(CHUNKED, b"1\r\na\r\n" * 7, b"0\r\n\r\n"),
    "gzip": drip(GZIPPED, gzip.compress(b"<rss/>" * 10)),
    "silence": lambda send: sleep(5) or send(reply()),
    "early hints": drip(
        b"HTTP/1.1 103 Early Hints\r\n\r\n", b"HTTP/1.1 103 Early Hints\r\n\r\n" * 2, reply()
    ),
}


@pytest.mark.parametrize("script", SLOW.values(), ids=SLOW)
def test_whoever_drips_runs_out_of_time(serve, script):
    assert category_of(serve(script), QUICK) == net.Category.too_slow


def test_tiny_chunks_without_end_run_out_of_time(serve):
    # They come faster than they can be read, so that reads never wait.
    def script(send):
        send(CHUNKED)
        for chunks in repeat(b"1\r\na\r\n" * 10_000):
            send(chunks)

    limits = net.Limits(total_seconds=0.4, wire_bytes=10**12, inflated_bytes=10**12)

    assert category_of(serve(script), limits) == net.Category.too_slow


def endless(head, piece):
    def script(send):
        send(head)
        for again in repeat(piece):
            send(again)

    return script


ENDLESS = {
    "body": endless(HEAD + b"\r\n", b"a" * 65_536),
    "chunks": endless(CHUNKED, b"ffff\r\n" + b"a" * 65_535 + b"\r\n"),
    "one long chunk": endless(CHUNKED + b"fffffffffffffff\r\n", b"a" * 65_536),
    "tiny chunks": endless(CHUNKED, b"1\r\na\r\n" * 1_000),
    "chunk marks": endless(CHUNKED, b"1;" + b"a" * 60_000 + b"\r\na\r\n"),
    "early hints": endless(b"", b"HTTP/1.1 103 Early Hints\r\n\r\n" * 1_000),
    "stored gzip": endless(GZIPPED + b"\x1f\x8b\x08\0\0\0\0\0\0\xff", b"\0\xff\xff\0\0" + b"a" * 65_535),
}


@pytest.mark.parametrize("script", ENDLESS.values(), ids=ENDLESS)
def test_whoever_sends_without_end_sent_too_much(serve, script):
    limits = net.Limits(wire_bytes=400_000, inflated_bytes=400_000)

    assert category_of(serve(script), limits) == net.Category.too_large


@pytest.mark.parametrize("length", [b"5000001", b"99999999999999999999"])
def test_an_announced_length_over_the_limit_is_refused_before_the_body(serve, length):
    url = serve(HEAD + b"Content-Length: " + length + b"\r\n\r\n")

    assert category_of(url) == net.Category.too_large


def bomb(send):
    """Two thousand million zeros, packed as they are sent."""
    packer = zlib.compressobj(9, wbits=31)
    send(GZIPPED)
    for zeros in repeat(bytes(10**6), 2_000):
        send(packer.compress(zeros))
    send(packer.flush())


def test_a_gzip_bomb_is_too_large_and_never_held_in_memory(serve):
    packed = zlib.compressobj(9, wbits=31).compress(bytes(200_000_000))
    url = serve(GZIPPED + packed)
    tracemalloc.start()

    category = category_of(url)

    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert category == net.Category.too_large
    assert peak < 20_000_000


def test_a_gzip_bomb_made_on_the_way_is_too_large(serve):
    assert category_of(serve(bomb)) == net.Category.too_large


def test_gzip_within_gzip_is_opened_once(serve):
    inner = gzip.compress(bytes(10_000_000))

    assert net.get(serve(reply(gzip.compress(inner), "Content-Encoding: gzip"))).body == inner


@pytest.mark.parametrize(
    "encodings",
    [
        ["gzip, gzip"],
        ["gzip", "gzip"],
        ["identity, gzip"],
        ["deflate"],
        ["br"],
        ["zstd"],
        ["gzip\x0b"],
        ["gzip;q=1"],
    ],
)
def test_every_encoding_but_one_gzip_is_not_understood(serve, encodings):
    twice = gzip.compress(gzip.compress(b"<rss/>"))
    url = serve(reply(twice, *(f"Content-Encoding: {encoding}" for encoding in encodings)))

    assert category_of(url) == net.Category.not_understood


NONSENSE = {
    "broken gzip": reply(b"\x1f\x8b\x08nonsense", "Content-Encoding: gzip"),
    "plain text called gzip": reply(b"<rss/>", "Content-Encoding: gzip"),
    "half a gzip": reply(gzip.compress(b"<rss/>" * 99)[:-9], "Content-Encoding: gzip"),
    "half a body": HEAD + b"Content-Length: 100\r\n\r\nhalf",
    "half a chunk": CHUNKED + b"64\r\nhalf",
    "no last chunk": CHUNKED + b"4\r\nhalf\r\n",
    "chunk of no size": CHUNKED + b"zz\r\nhalf\r\n0\r\n\r\n",
    "chunk of negative size": CHUNKED + b"-1\r\nhalf\r\n0\r\n\r\n",
    "two lengths": HEAD + b"Content-Length: 2\r\nContent-Length: 4\r\n\r\nhalf",
    "negative length": HEAD + b"Content-Length: -1\r\n\r\n",
    "odd transfer": HEAD + b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
    "header flood": HEAD + b"X-Flood: a\r\n" * 20_000 + b"\r\n",
    "one long header": HEAD + b"X: " + b"a" * 300_000 + b"\r\n\r\n",
    "header without a name": HEAD + b": a\r\n\r\n",
    "NUL in a header": HEAD + b"X: a\0b\r\n\r\n",
    "switching protocols": b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n",
    "no status": b"HTTP/1.1\r\n\r\n",
    "status 99": b"HTTP/1.1 099 Low\r\n\r\n",
    "another protocol": b"220 mail.example ESMTP\r\n",
    "HTTP/0.9": b"<html>hello</html>",
    "HTTP/2": b"\0\0\x12\x04\0\0\0\0\0\0\x03\0\0\0\x80",
    "nothing": b"",
}


@pytest.mark.parametrize("script", NONSENSE.values(), ids=NONSENSE)
def test_nonsense_is_not_understood(serve, script):
    assert category_of(serve(script)) == net.Category.not_understood


def test_more_than_was_announced_is_left_unread(serve):
    assert net.get(serve(HEAD + b"Content-Length: 4\r\n\r\nMill Road")).body == b"Mill"


def test_a_closed_door_could_not_be_connected_to(serve, settings):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    settings.NET_ALLOWED_LOOPBACK = {f"127.0.0.1:{port}"}

    assert category_of(f"http://127.0.0.1:{port}/") == net.Category.could_not_connect


def test_a_slammed_door_is_refused_in_plain_words(serve):
    def slam(send):
        send(HEAD + b"Content-Length: 9\r\n\r\n")
        raise ConnectionResetError

    with pytest.raises(net.WayOutRefused) as refusal:
        net.get(serve(slam))

    assert refusal.value.message == refusal.value.category.sentence


def test_an_answer_altered_at_random_is_an_answer_or_a_refusal(serve, settings):
    random, server = Random(7), Server(b"")
    settings.NET_ALLOWED_LOOPBACK = {f"127.0.0.1:{server.port}"}
    whole = (
        GZIPPED[:-2]
        + b"ETag: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n\x1f\x8b\r\n8\r\n\x08\0\0\0\0\0\0\xff\r\n"
    )
    ends = set()

    for _ in range(300):
        altered = bytearray(whole)
        for _ in range(random.randint(1, 3)):
            altered[random.randrange(len(whole))] = random.randrange(256)
        server.script = bytes(altered)
        try:
            ends.add(net.get(f"http://127.0.0.1:{server.port}/", limits=QUICK).status // 100)
        except net.WayOutRefused as refusal:
            ends.add(refusal.category)

    server.close()
    assert net.Category.not_understood in ends
