import pytest
from django.core.checks import run_checks
from django.test import override_settings

from apps import net
from tests.net.internet import moved, reply


def refused(url):
    with pytest.raises(net.WayOutRefused) as refusal:
        net.get(url)
    return refusal.value.category == net.Category.not_allowed


def faults():
    return [fault.id for fault in run_checks() if fault.id and fault.id.startswith("net.")]


def test_a_named_pair_is_reached(serve):
    assert net.get(serve(reply(b"ok"))).body == b"ok"


def test_a_pair_opens_no_other_port_and_no_other_spelling(serve):
    url = serve(reply(b"ok"))
    port = url.rsplit(":", 1)[1]

    assert refused("http://127.0.0.1:22/")
    assert refused("http://127.0.0.1/")
    assert refused(f"http://localhost:{port}")
    assert refused(f"http://127.0.0.2:{port}")
    assert refused(f"http://[::1]:{port}")


def test_a_pair_leads_only_to_this_machine(internet, settings):
    settings.NET_ALLOWED_LOOPBACK = {"localhost:8123"}
    internet.name("localhost", "127.0.0.1", "10.0.0.1")

    with pytest.raises(net.WayOutRefused) as refusal:
        internet.way_out().get("http://localhost:8123/")

    assert refusal.value.category == net.Category.not_allowed
    assert internet.knocks == []


def test_a_pair_does_not_let_its_server_send_us_to_its_neighbour(serve):
    assert refused(serve(moved("http://127.0.0.1:22/")))


@pytest.mark.parametrize("environment", ["production", None])
def test_in_production_pairs_open_nothing(serve, settings, environment):
    url = serve(reply(b"ok"))
    settings.GC_ENVIRONMENT = environment or "production"
    if environment is None:
        del settings.GC_ENVIRONMENT

    assert refused(url)


@override_settings(GC_ENVIRONMENT="production", NET_ALLOWED_LOOPBACK=frozenset({"127.0.0.1:8123"}))
def test_production_with_a_pair_fails_the_system_check():
    assert faults() == ["net.E001"]


@override_settings(GC_ENVIRONMENT="production", NET_ALLOWED_LOOPBACK=frozenset())
def test_production_without_pairs_passes_the_system_check():
    assert faults() == []


@pytest.mark.parametrize(
    "pair", ["10.0.0.1:80", "evil.example:80", "127.0.0.1", "localhost:http", "127.1:80"]
)
def test_a_pair_that_is_not_of_this_machine_fails_the_system_check(settings, pair):
    settings.NET_ALLOWED_LOOPBACK = frozenset({"localhost:8123", "[::1]:8123", pair})

    assert faults() == ["net.E002"]
