"""The numbers of one council's changes say nothing about how busy the others are."""

import pytest

from apps.ledger.actions import record_act
from apps.organisations.scope import council
from tests.cast import NOON


def act(person):
    with council(person.organisation.id):
        record_act(actor=person.actor, kind="like", way="give", at=NOON)


@pytest.mark.django_db(transaction=True)
def test_positions_run_without_gaps_whatever_happens_elsewhere(ann, eve, signed_in):
    for person in (ann, eve, eve, eve, ann):
        act(person)

    changes = signed_in(ann).get("/organisations/marlowe/changes?after=0").json()["data"]

    assert [change["position"] for change in changes] == [1, 2]
