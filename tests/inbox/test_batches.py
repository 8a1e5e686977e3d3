"""One decision about many finds: settled when asked, decided one by one, and taken back as a whole."""

from datetime import timedelta

import pytest

from apps.assignments.actions import join_in
from apps.common.clock import now
from apps.common.refusals import Invalid, NotAllowed, NotThere
from apps.discoveries.actions.triage import leave_be
from apps.discoveries.models import Decision, Find
from apps.discoveries.refusals import AlreadyUndone, TooLate
from apps.inbox.actions import batches
from apps.inbox.actions.batches import NothingChosen, TooMany, decide_many, undo_batch
from apps.inbox.activity import deeds, outcomes, reasons_of
from apps.inbox.tasks import work_through_batch
from apps.inbox.wanted import Wanted
from apps.work import actions as work
from apps.work.lanes import Lane
from tests.cast import NOON
from tests.factories.finds import make_find


@pytest.fixture
def finds(in_marlowe):
    return [make_find(in_marlowe) for _ in range(3)]


def states():
    return sorted(Find.objects.values_list("state", flat=True))


def decide(person, finds=(), what="leave_be", at=NOON, **more):
    return decide_many(actor=person.actor, what=what, finds=[find.pk for find in finds], at=at, **more)


def test_each_is_decided_as_if_alone(bob, finds):
    decide(bob, finds, said={"reason": "advert"})

    assert states() == ["left"] * 3
    assert Decision.objects.count() == 3


def test_those_that_could_not_be_are_told_why(ann, bob, finds):
    join_in(actor=ann.actor, find=finds[0], at=NOON)

    batch = decide(bob, finds)

    assert outcomes([batch])[batch.pk] == {"done": 2, "refused": 1}
    assert reasons_of(batch) == {"in_other_hands": 1}


def test_undo_spares_what_was_decided_anew(ann, bob, finds):
    batch = decide(bob, finds)
    leave_be(actor=ann.actor, find=finds[0], reason="advert", at=NOON + timedelta(minutes=1))

    undo_batch(actor=bob.actor, batch=batch, at=NOON + timedelta(minutes=2))

    assert states() == ["left", "new", "new"]
    assert reasons_of(batch) == {"already_undone": 1}
    with pytest.raises(AlreadyUndone):
        undo_batch(actor=bob.actor, batch=batch, at=NOON)


def test_undo_ends_after_thirty_days(bob, finds):
    batch = decide(bob, finds)

    with pytest.raises(TooLate):
        undo_batch(actor=bob.actor, batch=batch, at=NOON + timedelta(days=31))


def test_passing_on_fills_hands_and_undo_empties_them(ann, bob, finds):
    batch = decide(ann, finds, "pass_on", said={"to": str(bob.member.pk)})
    taken = states()

    undo_batch(actor=ann.actor, batch=batch, at=NOON)

    assert (taken, states()) == (["taken"] * 3, ["new"] * 3)


def test_all_that_match_is_settled_when_it_is_asked(bob, finds, in_marlowe):
    make_find(in_marlowe, found_at=NOON + timedelta(hours=1))

    batch = decide_many(
        actor=bob.actor, what="leave_be", wanted=Wanted(pile="new"), until_found=NOON, at=NOON
    )

    assert batch.size == 3


def test_a_large_one_is_due_work_in_turns(bob, finds, monkeypatch):
    monkeypatch.setattr(batches, "AT_ONCE", 2)
    monkeypatch.setattr(batches.go_on, "__kwdefaults__", {"most": 2})
    batch = decide(bob, finds, at=now())
    asked = states()

    while claim := work.claim(lane=Lane.HOME, at=now()):
        work_through_batch(claim)

    batch.refresh_from_db()
    assert (asked, states()) == (["new"] * 3, ["left"] * 3)
    assert batch.finished_at is not None


def test_what_somebody_asked_who_left_is_not_done(bob, finds, monkeypatch):
    monkeypatch.setattr(batches, "AT_ONCE", 2)
    batch = decide(bob, finds, at=now())
    bob.member.ended_at = now()
    bob.member.save()

    while claim := work.claim(lane=Lane.HOME, at=now()):
        work_through_batch(claim)

    assert states() == ["new"] * 3
    assert reasons_of(batch) == {"not_allowed": 3}


@pytest.mark.parametrize(
    ("what", "said", "refusal"),
    [
        ("eat", {}, Invalid),
        ("pass_on", {}, Invalid),
        ("later", {"until": "2001-01-01T00:00:00+00:00"}, Invalid),
        ("untag", {"tag_id": "0199aaaa-0000-7000-8000-000000000000"}, NotThere),
        ("tag", {"tag": "@mair"}, Invalid),
    ],
)
def test_what_cannot_be_is_refused_before_anything_is_done(bob, finds, what, said, refusal):
    with pytest.raises(refusal):
        decide(bob, finds, what, said=said)

    assert states() == ["new"] * 3


def test_nothing_and_too_much(bob, finds, monkeypatch):
    monkeypatch.setattr(batches, "MOST", 2)

    with pytest.raises(NothingChosen):
        decide(bob)
    with pytest.raises(TooMany):
        decide(bob, finds)


def test_readers_and_strangers_decide_nothing(rea, eve, finds):
    with pytest.raises(NotAllowed):
        decide(rea, finds)


def test_a_tag_that_was_there_stays_after_undo(bob, finds):
    decide(bob, finds[:1], "tag", said={"tag": "Growing"})
    batch = decide(bob, finds, "tag", said={"tag": "Growing"}, at=NOON + timedelta(minutes=1))

    undo_batch(actor=bob.actor, batch=batch, at=NOON + timedelta(minutes=2))

    assert [find.tagged.count() for find in finds] == [1, 0, 0]


def test_a_batch_is_one_deed(ann, bob, finds):
    decide(bob, finds[:2])
    leave_be(actor=ann.actor, find=finds[2], at=NOON + timedelta(minutes=1))

    listed = deeds(at=NOON + timedelta(hours=1), most=10)

    assert [bool(deed.batch) for deed in listed] == [False, True]
    assert all(deed.can_undo for deed in listed)
    assert len(deeds(by=ann.member.pk, at=NOON + timedelta(hours=1), most=10)) == 1
