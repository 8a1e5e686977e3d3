"""One lock alone holds; without both, matrix and crawl cry out. So neither guard is blind, and neither lock idle."""

import pytest

from apps.organisations.querysets import InvitationQuerySet, MembershipQuerySet, TokenQuerySet
from tests.guards import matrix
from tests.guards.addresses import addresses
from tests.guards.canaries import Aviary, crawl
from tests.guards.conftest import without_both, without_managers, without_row_level_security
from tests.guards.matrix import Doorway
from tests.guards.stage import Stage

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
TENANTS = {"find_id", "act_id", "team_id", "follow_id", "source_id", "look_id", "search_id", "account_id"}
GLOBAL = {
    "member_id": MembershipQuerySet,
    "invitation_id": InvitationQuerySet,
    "token_id": TokenQuerySet,
}
ENOUGH = 60


def doors_with(names):
    """Each address of one row of such a kind: the first of each door that reads it, else that acts on it."""
    found = {}
    for door in [Doorway(address) for address in addresses() if address.is_of_a_council]:
        if len(door.address.ids) == 1 and set(door.address.ids) <= set(names):
            found.setdefault((door.is_api, door.address.ids, "GET" in door.ways), door)
    return list(found.values())


def doors_that_leak(names):
    stage = Stage()
    return {door.address.name: bool(matrix.faults_of_foreign_ids(stage, door)) for door in doors_with(names)}


@pytest.mark.parametrize("taken_away", [without_row_level_security, without_managers])
def test_one_lock_alone_keeps_foreign_rows_out(taken_away):
    with taken_away():
        leaks = doors_that_leak(TENANTS)

    assert not any(leaks.values()), leaks


def test_without_both_locks_the_matrix_cries_out_at_every_door():
    with without_both():
        leaks = doors_that_leak(TENANTS)

    assert all(leaks.values()), leaks


@pytest.mark.parametrize("name", GLOBAL)
def test_rows_without_row_level_security_stand_behind_their_filter(name, monkeypatch):
    monkeypatch.setattr(GLOBAL[name], "of_organisation", lambda rows, organisation_id: rows)
    leaks = doors_that_leak([name])

    assert all(leaks.values()), leaks


@pytest.mark.parametrize("taken_away", [without_row_level_security, without_managers])
def test_one_lock_alone_keeps_foreign_words_out(taken_away):
    aviary = Aviary()
    with taken_away():
        report = crawl(aviary, "marlowe", at_most=ENOUGH)

    assert report.leaks == []
    assert report.pages == ENOUGH


def test_without_both_locks_the_crawl_finds_foreign_words():
    aviary = Aviary()
    with without_both():
        report = crawl(aviary, "marlowe", at_most=ENOUGH)

    assert len(report.leaks) >= 20
