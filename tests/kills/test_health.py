"""What monitoring sees when something stopped."""

from datetime import timedelta

import pytest

from apps.common.clock import now
from apps.common.ids import new_id
from apps.work import actions as work
from apps.work.lanes import Lane


def ask(client):
    answer = client.get("/healthz/work")
    return answer.status_code, answer.json()


@pytest.mark.parametrize(("minutes", "status"), [(0, 200), (2, 200), (4, 503), (60, 503)])
def test_silence_of_beat_is_told_after_three_minutes(db, client, minutes, status):
    work.beat("tick", at=now() - timedelta(minutes=minutes))

    assert ask(client)[0] == status


def test_a_beat_that_never_was_is_told(db, client):
    assert ask(client)[0] == 503


def test_work_that_waits_and_work_that_was_set_aside_are_counted(db, client):
    long_ago = now() - timedelta(minutes=30)
    work.ask_for(kind="test.waits", subject_id=new_id(), lane=Lane.MAIL, share="here", due_at=long_ago)
    work.ask_for(kind="test.aside", subject_id=new_id(), lane=Lane.HOME, share="here", due_at=long_ago)
    for minute in range(10):
        claim = work.claim(lane=Lane.HOME, at=long_ago + timedelta(hours=minute))
        if claim:
            work.fail(claim, error="ValueError", at=long_ago)

    _status, told = ask(client)

    assert told["due_age_seconds"]["mail"] >= 1800
    assert told["quarantined"] == 1
