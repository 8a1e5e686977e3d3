"""A colleague is looking: by name, for a minute, within the council, and gone without a trace."""

from datetime import timedelta

import pytest

from apps.assignments.actions import look_in, look_out
from apps.assignments.models import Presence
from apps.assignments.presence import others_at
from apps.assignments.tasks import forget_who_looked
from apps.audit.models import Event
from apps.common.refusals import NotAllowed
from apps.work.actions import claim
from apps.work.lanes import Lane
from apps.work.models import Job
from tests.cast import NOON
from tests.factories.finds import make_find

SOON, LATER = NOON + timedelta(seconds=59), NOON + timedelta(seconds=60)


@pytest.fixture
def find(in_marlowe):
    return make_find(in_marlowe)


def seen_by(person, find, at=SOON):
    return [str(presence.member.user) for presence in others_at(find, actor=person.actor, at=at)]


def test_ann_sees_that_bob_is_looking_and_bob_does_not_see_himself(find, ann, bob):
    look_in(actor=bob.actor, find=find, at=NOON)

    assert (seen_by(ann, find), seen_by(bob, find)) == (["Bob"], [])


def test_it_is_over_after_a_minute_unless_he_looks_on(find, ann, bob):
    look_in(actor=bob.actor, find=find, at=NOON)
    assert seen_by(ann, find, at=LATER) == []

    look_in(actor=bob.actor, find=find, at=SOON)

    assert seen_by(ann, find, at=LATER) == ["Bob"]
    assert Presence.objects.count() == 1


def test_who_goes_is_gone_at_once(find, ann, bob):
    look_in(actor=bob.actor, find=find, at=NOON)

    look_out(actor=bob.actor, find=find)

    assert seen_by(ann, find) == []


def test_one_find_says_nothing_about_another(find, ann, bob):
    look_in(actor=bob.actor, find=find, at=NOON)

    assert seen_by(ann, make_find(find.organisation)) == []


def test_a_minute_later_nobody_can_tell_who_looked_at_what(find, ann, bob):
    look_in(actor=bob.actor, find=find, at=NOON)
    look_in(actor=ann.actor, find=find, at=NOON)

    forget_who_looked(claim(lane=Lane.HOME, at=LATER))

    assert Presence.objects.count() == 0
    assert Job.objects.filter(kind="assignments.forget_presence").count() == 0
    assert not Event.objects.exists()


def test_a_program_of_nobody_looks_at_nothing(find, ann):
    from dataclasses import replace

    with pytest.raises(NotAllowed):
        look_in(actor=replace(ann.actor, membership_id=None), find=find, at=NOON)
