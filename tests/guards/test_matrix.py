"""Every address × method × caller. A council's things are there for its people, and for nobody else at all."""

import pytest
from django.db import transaction

from tests.guards import matrix
from tests.guards.addresses import addresses
from tests.guards.matrix import Doorway
from tests.guards.routes import API, DESK, HEALTH, OUTSIDE
from tests.guards.stage import Stage

EVERY = addresses()
DOORS = [Doorway(address) for address in EVERY if address.is_of_a_council]
DECLARED = [door for door in DOORS if door.name in (API if door.is_api else DESK)]


@pytest.fixture(scope="module")
def stage(django_db_setup, django_db_blocker):
    """One for all: nothing that a request does stays."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield Stage()
        transaction.set_rollback(True)


def of_each_door(function):
    return pytest.mark.parametrize("door", DECLARED, ids=lambda door: door.address.name)(function)


@pytest.mark.parametrize("address", EVERY, ids=lambda address: address.name)
def test_every_address_is_declared(address):
    door = Doorway(address)
    table = (API if door.is_api else DESK) if address.is_of_a_council else OUTSIDE
    name = door.name if address.is_of_a_council else address.name

    assert name in table, f"declare me in tests/guards/routes.py: {address.name} ({address.pattern})"


def test_nothing_is_declared_that_is_not_there():
    known = {address.name for address in EVERY}
    declared = {f"desk:{name}" for name in DESK} | {f"api:{name}" for name in API} | set(OUTSIDE)

    assert declared - known == set()


@of_each_door
def test_members_and_keys_may_what_the_table_says(stage, door):
    assert matrix.faults_inside(stage, door) == []


@of_each_door
def test_other_methods_do_nothing(stage, door):
    assert matrix.faults_of_other_methods(stage, door) == []


@of_each_door
def test_for_strangers_there_is_nothing_here(stage, door):
    assert matrix.faults_outside(stage, door) == []


@of_each_door
def test_a_foreign_row_is_like_a_missing_one(stage, door):
    assert matrix.faults_of_foreign_ids(stage, door) == []


@pytest.mark.parametrize(
    "door", [door for door in DECLARED if not door.is_api and "GET" in door.ways], ids=lambda door: door.name
)
def test_no_page_offers_what_would_be_refused(stage, door):
    assert matrix.faults_of_forms(stage, door) == []


BESIDE = [address for address in EVERY if address.name in OUTSIDE and address.name != "api:nothing"]


@pytest.mark.parametrize("address", BESIDE, ids=lambda address: address.name)
def test_what_belongs_to_no_council_is_about_whoever_asks(stage, address):
    assert matrix.faults_beside_councils(stage, address, OUTSIDE[address.name]) == []


@pytest.mark.parametrize("method", OUTSIDE["api:nothing"])
def test_where_the_api_has_nothing_everybody_is_told_the_same(stage, method):
    answers = {
        matrix.canonical(stage.callers[caller].ask(method, "/api/v1/nothing/at/all"))[:2]
        for caller in matrix.STRANGERS
    }

    assert [status for status, _content in answers] == [404]


@pytest.mark.parametrize("path", HEALTH)
def test_health_names_nobody(stage, path):
    answer = stage.callers["anonymous"].ask("GET", path)

    assert answer.status in {200, 503}
    assert "zq" not in answer.text
    assert "marlowe" not in answer.text
