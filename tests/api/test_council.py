"""The council itself: settings, powers, balance, changes, who did what."""

from datetime import timedelta
from threading import Event as Flag

import pytest

from apps.audit import actions as audit
from apps.audit.models import Event
from apps.common.clock import now
from apps.ledger.actions import record_act
from apps.organisations.actions import create_team
from apps.organisations.scope import council
from tests.factories.crowd import all_at_once
from tests.factories.finds import make_find

HERE = "/organisations/marlowe"


def test_an_owner_changes_the_settings(signed_in, ann):
    answer = signed_in(ann).patch(HERE, {"keep_days": 90})

    assert (answer.status_code, answer.json()["keep_days"]) == (200, 90)


def test_a_reader_does_not(signed_in, rea):
    answer = signed_in(rea).patch(HERE, {"keep_days": 90})

    assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")


def test_that_a_reader_tried_is_written_down(signed_in, rea, in_marlowe):
    signed_in(rea).patch(HERE, {"keep_days": 90})

    event = Event.objects.get()

    assert (event.verb, event.membership_id) == ("refused.patch", rea.member.id)


def test_a_refused_setting_changes_nothing(signed_in, ann, marlowe):
    answer = signed_in(ann).patch(HERE, {"keep_days": 90, "contact_email": "nobody"})

    marlowe.refresh_from_db()
    assert answer.status_code == 422
    assert marlowe.keep_days == 180


def test_what_each_role_may_do(signed_in, rea):
    rows = {row["permission"]: row["roles"] for row in signed_in(rea).get(f"{HERE}/roles").json()["data"]}

    assert rows["finds:read"] == {"owner": True, "editor": True, "colleague": True, "reader": True}
    assert rows["finds:erase"] == {"owner": True, "editor": False, "colleague": False, "reader": False}


def test_the_balance_of_this_week(signed_in, bob, in_marlowe):
    for way in ("give", "give", "ask"):
        record_act(actor=bob.actor, kind="answer", way=way, at=now())

    balance = signed_in(bob).get(f"{HERE}/balance").json()

    assert (balance["joined_in"], balance["gave"], balance["asked"]) == (2, 2, 1)


def test_the_balance_of_a_day_ends_with_it(signed_in, bob, in_marlowe):
    record_act(actor=bob.actor, kind="like", way="give", at=now())
    yesterday = (now() - timedelta(days=1)).date().isoformat()

    balance = signed_in(bob).get(f"{HERE}/balance?from={yesterday}&to={yesterday}").json()

    assert balance["gave"] == 0


def test_only_those_who_may_see_who_did_what(signed_in, ann, ed):
    assert signed_in(ed).get(f"{HERE}/audit-events").status_code == 403
    assert signed_in(ann).get(f"{HERE}/audit-events").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_who_did_what_newest_first(signed_in, ann):
    signed_in(ann).post(f"{HERE}/teams", {"name": "Parks"})
    signed_in(ann).patch(HERE, {"keep_days": 90})

    events = signed_in(ann).get(f"{HERE}/audit-events").json()["data"]

    assert [event["verb"] for event in events] == ["settings.changed", "team.created"]
    assert events[0]["fields_changed"] == ["keep_days"]
    assert events[0]["member_id"] == str(ann.member.id)


@pytest.mark.django_db(transaction=True)
def test_changes_come_in_order_and_once(signed_in, ann):
    caller = signed_in(ann)
    for name in ("Parks", "Libraries", "Roads"):
        caller.post(f"{HERE}/teams", {"name": name})

    first = caller.get(f"{HERE}/changes?limit=2").json()
    second = caller.get(first["next"].removeprefix("/api/v1")).json()

    positions = [row["position"] for row in first["data"] + second["data"]]
    assert positions == sorted(set(positions))
    assert (len(positions), second["next"]) == (3, None)
    assert first["data"][0] | {"position": 0, "at": "", "id": ""} == {
        "object": "change",
        "position": 0,
        "at": "",
        "change": "created",
        "type": "team",
        "id": "",
        "verb": "team.created",
    }


@pytest.mark.django_db(transaction=True)
def test_an_erasure_is_told_to_copies_elsewhere(signed_in, ann, marlowe):
    with council(marlowe.id):
        find = make_find(marlowe)
    signed_in(ann).post(f"{HERE}/finds/{find.id}/erase")

    rows = signed_in(ann).get(f"{HERE}/changes").json()["data"]

    assert [(row["change"], row["type"], row["id"]) for row in rows] == [("erased", "find", str(find.id))]


@pytest.mark.django_db(transaction=True)
def test_a_key_hears_only_of_what_it_may_read(by_token, signed_in, ann):
    signed_in(ann).post(f"{HERE}/teams", {"name": "Parks"})

    assert by_token(ann, "finds:read").get(f"{HERE}/changes").json()["data"] == []
    assert len(by_token(ann, "people:read").get(f"{HERE}/changes").json()["data"]) == 1


@pytest.mark.django_db(transaction=True)
def test_a_slow_commit_is_never_skipped(signed_in, ann, marlowe):
    """A reader that remembers the last position sees the act of a transaction that began before and ended after."""
    begun, may_end = Flag(), Flag()
    caller = signed_in(ann)

    def slow():
        with council(marlowe.id):
            create_team(actor=ann.actor, name="Slow", at=now())
            begun.set()
            may_end.wait(20)

    def reader():
        begun.wait(20)
        with council(marlowe.id):
            audit.record(ann.actor, "team.renamed", ann.organisation, at=now(), change="changed")
        seen = caller.get(f"{HERE}/changes").json()["data"]
        may_end.set()
        return seen

    _slow, early = all_at_once(slow, reader)
    late = caller.get(f"{HERE}/changes?after={early[-1]['position']}").json()["data"]

    assert [row["verb"] for row in early] == ["team.renamed"]
    assert [row["verb"] for row in late] == ["team.created"]


@pytest.mark.django_db(transaction=True)
def test_thirty_writers_and_a_reader_who_follows(signed_in, ann, marlowe):
    caller = signed_in(ann)

    def write(number):
        with council(marlowe.id):
            audit.record(ann.actor, f"write.{number}", ann.organisation, at=now(), change="changed")

    def follow():
        seen, after = [], 0
        while len(seen) < 30:
            rows = caller.get(f"{HERE}/changes?after={after}&limit=7").json()["data"]
            seen += [row["verb"] for row in rows]
            after = rows[-1]["position"] if rows else after
        return seen

    *_writers, seen = all_at_once(*[lambda number=number: write(number) for number in range(30)], follow)

    assert sorted(seen) == sorted({f"write.{number}" for number in range(30)})
