import pytest

from apps import net
from tests.net.internet import OTHER_PUBLIC, moved, reply


@pytest.mark.parametrize(
    "location",
    [
        "//127.0.0.1/",
        "//good.example:6379/",
        "http://good.example@10.0.0.1/",
        "https://good.example:8443/",
        "\t//[::1]/",
        "HTTP://0x7f.1/",
        "http://[::1",
        "mailto:clerk@good.example",
    ],
)
def test_a_redirect_out_of_bounds_is_not_followed(internet, location):
    internet.place("trap.example", moved(location))

    with pytest.raises(net.WayOutRefused) as refusal:
        internet.way_out().get("http://trap.example/")

    assert refusal.value.category == net.Category.not_allowed
    assert len(internet.knocks) == 1


@pytest.mark.parametrize("location", ["/\\127.0.0.1/", "\\\\127.0.0.1/", "http:127.0.0.1", "%2f%2f127.0.0.1"])
def test_a_redirect_that_only_looks_like_another_host_stays_at_home(internet, location):
    internet.place("trap.example", moved(location))

    with pytest.raises(net.WayOutRefused):
        internet.way_out().get("http://trap.example/")

    assert set(internet.knocks) == {("93.184.215.14", 80)}


def test_a_redirect_to_a_name_for_a_private_address_is_refused(internet):
    internet.place("trap.example", moved("http://innocent.example/"))
    internet.name("innocent.example", "10.0.0.1")

    with pytest.raises(net.WayOutRefused) as refusal:
        internet.way_out().get("http://trap.example/")

    assert refusal.value.category == net.Category.not_allowed
    assert len(internet.knocks) == 1


def test_the_fourth_redirect_is_followed_and_the_fifth_is_not(internet):
    for number in range(5):
        internet.place(
            f"hop{number}.example", moved(f"http://hop{number + 1}.example/"), at=f"93.184.215.{number}"
        )
    internet.place("hop5.example", reply(b"ok"), at=OTHER_PUBLIC)

    with pytest.raises(net.WayOutRefused) as refusal:
        internet.way_out().get("http://hop0.example/")
    answer = internet.way_out().get("http://hop1.example/")

    assert refusal.value.category == net.Category.not_understood
    assert (answer.body, len(answer.hops)) == (b"ok", 4)


def test_a_circle_of_redirects_ends(internet):
    server = internet.place("round.example", moved("/"))

    with pytest.raises(net.WayOutRefused) as refusal:
        internet.way_out().get("http://round.example/")

    assert refusal.value.category == net.Category.not_understood
    assert len(server.heads) == 5


def test_redirects_share_one_allowance_of_bytes(internet):
    heavy = reply(b"", "Location: /", "X-Padding: " + "a" * 50_000, status="302 Found")
    server = internet.place("heavy.example", heavy)

    with pytest.raises(net.WayOutRefused) as refusal:
        internet.way_out().get("http://heavy.example/", limits=net.Limits(wire_bytes=120_000))

    assert refusal.value.category == net.Category.too_large
    assert len(server.heads) == 3


def test_the_body_of_a_redirect_is_not_read(internet):
    def endless(send):
        send(b"HTTP/1.1 302 Found\r\nLocation: http://there.example/\r\nContent-Length: 9999999999\r\n\r\n")
        while True:
            send(b"a" * 65_536)

    internet.place("flood.example", endless)
    internet.place("there.example", reply(b"ok"), at=OTHER_PUBLIC)

    assert internet.way_out().get("http://flood.example/").body == b"ok"
