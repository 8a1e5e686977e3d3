import pytest

from apps import net
from tests.net.internet import OTHER_PUBLIC, moved, reply

HEADERS = {
    "Authorization": "Bearer s3cret",
    "X-Subscription-Token": "s3cret",
    "If-None-Match": "e",
    "Accept": "a/b",
}


def test_secrets_do_not_follow_to_another_host(internet):
    internet.place("home.example", moved("http://away.example/"))
    away = internet.place("away.example", reply(b"ok"), at=OTHER_PUBLIC)

    internet.way_out().get("http://home.example/", headers=HEADERS)

    assert "s3cret" not in away.heads[0]
    assert (away.header("if-none-match"), away.header("accept")) == ("e", "a/b")


def test_secrets_do_not_come_back_after_a_detour(internet):
    home = internet.place("home.example", moved("http://away.example/"))
    internet.place("away.example", moved("http://home.example/"), at=OTHER_PUBLIC)

    with pytest.raises(net.WayOutRefused):
        internet.way_out().get("http://home.example/", headers=HEADERS)

    assert home.header("authorization", visit=0) == "Bearer s3cret"
    assert "s3cret" not in home.heads[1]


def test_secrets_do_not_move_to_another_port(internet):
    internet.place("home.example", moved("http://home.example:443/"))
    away = internet.place("home.example", reply(b"ok"), port=443)

    internet.way_out().get("http://home.example/", headers=HEADERS)

    assert "s3cret" not in away.heads[0]


def test_secrets_stay_with_a_redirect_in_the_same_house(internet):
    server = internet.place("home.example", moved("/feed"))

    with pytest.raises(net.WayOutRefused):
        internet.way_out().get("http://home.example/", headers=HEADERS)

    assert server.header("authorization", visit=1) == "Bearer s3cret"


@pytest.mark.parametrize(
    "name",
    ["Host", "connection", "Content-Length", "Transfer-Encoding", "TE", "Cookie", "Proxy-Authorization", "User-Agent",
     "Accept-Encoding", "Range", "Upgrade", "Expect", "", "Bad Name", "Bad:Name", "Bad\r\nName"],
)  # fmt: skip
def test_some_headers_are_not_the_callers_to_set(name):
    with pytest.raises(ValueError, match="not a header that a caller may set"):
        net.get("http://home.example/", headers={name: "x"})


def test_a_header_cannot_smuggle_in_a_second_one(internet):
    server = internet.place("home.example", reply())

    internet.way_out().get("http://home.example/", headers={"If-None-Match": "a\r\nHost: evil.example\0"})

    assert server.header("if-none-match") == "aHost: evil.example"
    assert server.header("host") == "home.example"


def test_proxies_named_in_the_environment_are_ignored(internet, monkeypatch):
    proxy = internet.place("proxy.example", reply(b"from the proxy"), at=OTHER_PUBLIC)
    internet.place("blog.example", reply(b"from the blog"))
    for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")

    answer = internet.way_out().get("http://blog.example/")

    assert answer.body == b"from the blog"
    assert proxy.heads == []


def test_passwords_in_netrc_are_not_sent(internet, monkeypatch, tmp_path):
    netrc = tmp_path / "netrc"
    netrc.write_text("machine blog.example login officer password s3cret")
    monkeypatch.setenv("NETRC", str(netrc))
    server = internet.place("blog.example", reply())

    internet.way_out().get("http://blog.example/")

    assert server.header("authorization") is None
