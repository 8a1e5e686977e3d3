from threading import Event

import pytest

from apps import net
from apps.net.client import WayOut
from apps.net.ranges import is_public, read_ip
from tests.net.internet import OTHER_PUBLIC, PUBLIC, moved, reply

QUICK = net.Limits(total_seconds=0.3)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "169.254.169.254",
        "100.100.100.200",
        "168.63.129.16",
        "192.0.0.192",
        "::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:0:127.0.0.1",
        "64:ff9b::a00:1",
        "2002:a00:1::",
        "fd00:ec2::254",
        "fe80::1%eth0",
        "fec0::1",
    ],
)
def test_a_public_name_for_a_private_address_is_not_allowed(internet, address):
    internet.name("innocent.example", address)

    with pytest.raises(net.WayOutRefused) as refusal:
        internet.way_out().get("http://innocent.example/")

    assert refusal.value.category == net.Category.not_allowed
    assert internet.knocks == []


@pytest.mark.parametrize(
    "answers", [(PUBLIC, "127.0.0.1"), ("10.0.0.1", PUBLIC), (PUBLIC, OTHER_PUBLIC, "::1")]
)
def test_one_private_address_among_public_ones_spoils_them_all(internet, answers):
    internet.place("mixed.example", reply(b"ok"))
    internet.name("mixed.example", *answers)

    with pytest.raises(net.WayOutRefused) as refusal:
        internet.way_out().get("http://mixed.example/")

    assert refusal.value.category == net.Category.not_allowed
    assert internet.knocks == []


def test_a_name_is_looked_up_once_and_exactly_that_answer_is_used(internet):
    internet.place("rebind.example", reply(b"ok"))
    answers = iter([[PUBLIC], ["127.0.0.1"]])
    internet.names["rebind.example"] = lambda: next(answers)

    internet.way_out().get("http://rebind.example/")

    assert internet.knocks == [(PUBLIC, 80)]
    assert next(answers) == ["127.0.0.1"]


def test_a_name_that_turns_private_between_two_hops_is_refused(internet):
    internet.place("rebind.example", moved("/again"))
    answers = iter([[PUBLIC], ["169.254.169.254"]])
    internet.names["rebind.example"] = lambda: next(answers)

    with pytest.raises(net.WayOutRefused) as refusal:
        internet.way_out().get("http://rebind.example/")

    assert refusal.value.category == net.Category.not_allowed
    assert internet.knocks == [(PUBLIC, 80)]


@pytest.mark.parametrize("host", ["nowhere.example", "empty.example", "odd.example"])
def test_a_name_without_an_address_cannot_be_reached(internet, host):
    internet.name("empty.example")
    internet.name("odd.example", "not an address")

    with pytest.raises(net.WayOutRefused) as refusal:
        internet.way_out().get(f"http://{host}/")

    assert refusal.value.category == net.Category.could_not_connect


def test_a_name_cannot_send_us_to_a_hundred_doors(internet):
    internet.name("swarm.example", *(f"93.184.215.{number}" for number in range(1, 101)))

    with pytest.raises(net.WayOutRefused):
        internet.way_out().get("http://swarm.example/")

    assert len(internet.knocks) == 3


def test_a_lookup_does_not_outlast_the_deadline(internet):
    never = Event()
    internet.place("slow.example", reply(b"ok"))
    internet.names["slow.example"] = lambda: never.wait(10) and [PUBLIC]

    with pytest.raises(net.WayOutRefused) as refusal:
        internet.way_out().get("http://slow.example/", limits=QUICK)

    never.set()
    assert refusal.value.category == net.Category.too_slow


def test_lookups_that_hang_do_not_pile_up(internet):
    never, started = Event(), []
    internet.names["slow.example"] = lambda: started.append(1) or (never.wait(10) and [PUBLIC])
    hurried = net.Limits(total_seconds=0.02)

    for _ in range(40):
        with pytest.raises(net.WayOutRefused):
            internet.way_out().get("http://slow.example/", limits=hurried)

    never.set()
    assert len(started) <= 32


def test_the_system_knows_this_machine_by_name(serve, settings):
    port = serve(reply(b"ok")).rsplit(":", 1)[1].strip("/")
    settings.NET_ALLOWED_LOOPBACK = {f"localhost:{port}"}

    assert WayOut().get(f"http://localhost:{port}/").body == b"ok"


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.215.14", "2606:4700::1111", "2a00:1450:4009::200e"])
def test_public_addresses_are_public(address):
    assert is_public(read_ip(address))
