"""Due rows: fair, leased, never lost and never in two hands."""

from collections import Counter
from datetime import timedelta
from uuid import uuid4

import pytest

from apps.common.ids import new_id
from apps.work import actions as work
from apps.work.lanes import Lane
from apps.work.models import Job
from tests.cast import NOON
from tests.factories.crowd import all_at_once


def ask(lane=Lane.HOME, share="here", subject=None, due_at=NOON):
    subject = subject or new_id()
    work.ask_for(kind="test.work", subject_id=subject, lane=lane, share=share, due_at=due_at)
    return subject


def take(at=NOON, lane=Lane.HOME):
    return work.claim(lane=lane, at=at)


class TestClaim:
    def test_nothing_is_due_before_its_time(self, db):
        ask(due_at=NOON + timedelta(seconds=1))

        assert take() is None

    def test_asking_twice_is_asking_once(self, db):
        subject = ask()
        ask(subject=subject)

        assert Job.objects.count() == 1

    def test_a_lease_that_ran_out_is_taken_again(self, db):
        ask()
        first = take()
        second = take(at=NOON + timedelta(minutes=5))

        assert (first.id, second.attempts) == (second.id, 2)

    def test_whoever_lost_the_lease_writes_nothing(self, db):
        ask()
        first = take()
        take(at=NOON + timedelta(minutes=5))

        with pytest.raises(work.LeaseLost):
            work.finish(first)

    def test_asked_for_during_the_run_it_stays(self, db):
        subject = ask()
        claim = take()
        ask(subject=subject)

        work.finish(claim)

        assert take().subject_id == subject

    def test_finished_is_finished(self, db):
        ask()

        work.finish(take())

        assert not Job.objects.exists()


class TestTrouble:
    def test_five_failures_set_it_aside_and_an_operator_gives_it_another_chance(self, db):
        ask()
        at = NOON
        while claim := take(at=at):
            work.fail(claim, error="ValueError", at=at)
            at += timedelta(hours=2)
        aside = Job.objects.quarantined().get()

        work.replay(jobs=[aside.id], at=at)

        assert aside.attempts == 5
        assert take(at=at).id == aside.id

    def test_what_kills_its_worker_is_set_aside_too(self, db):
        ask()
        for minute in range(0, 50, 10):
            take(at=NOON + timedelta(minutes=minute))

        work.quarantine_abandoned(at=NOON + timedelta(minutes=60))

        assert Job.objects.quarantined().count() == 1


class TestFairness:
    def test_a_small_share_does_not_wait_behind_a_large_one(self, db):
        for _ in range(20):
            ask(share="large")
        small = ask(share="small")

        first_two = [take(at=NOON + timedelta(milliseconds=step)).subject_id for step in (1, 2)]

        assert small in first_two

    def test_a_host_is_asked_one_thing_at_a_time_and_not_too_soon(self, db, settings):
        settings.GC_HOST_SPACING_SECONDS = 2
        ask(lane=Lane.FETCH, share="host")
        ask(lane=Lane.FETCH, share="host")
        first = take(lane=Lane.FETCH)
        while_under_way = take(lane=Lane.FETCH, at=NOON + timedelta(seconds=10))
        work.finish(first)

        assert while_under_way is None
        assert take(lane=Lane.FETCH, at=NOON + timedelta(seconds=1)) is None
        assert take(lane=Lane.FETCH, at=NOON + timedelta(seconds=3)) is not None


@pytest.mark.django_db(transaction=True)
def test_many_workers_take_each_piece_once(settings):
    settings.GC_HOST_SPACING_SECONDS = 0
    for number in range(40):
        ask(share=f"share {number % 8}")

    def drain():
        taken = []
        misses = 0
        while misses < 20:
            claim = take()
            misses = misses + 1 if claim is None else 0
            if claim:
                taken.append(claim.subject_id)
                work.finish(claim)
        return taken

    taken = Counter(subject for some in all_at_once(*[drain] * 8) for subject in some)

    assert len(taken) == 40
    assert set(taken.values()) == {1}


@pytest.mark.django_db(transaction=True)
def test_one_host_is_never_in_two_hands(settings):
    settings.GC_HOST_SPACING_SECONDS = 0
    for _ in range(10):
        ask(lane=Lane.FETCH, share="host")

    taken = [claim for claim in all_at_once(*[lambda: take(lane=Lane.FETCH)] * 12) if claim]

    assert len(taken) == 1


def test_calling_off_leaves_nothing(db):
    subject = ask()

    work.call_off(kind="test.work", subject_id=subject)

    assert take() is None
    work.call_off(kind="test.work", subject_id=uuid4())
