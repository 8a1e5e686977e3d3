"""The queue's side: nudges out, claims in."""

import logging
import time
from typing import Any

from celery import current_app, shared_task

from apps.common.clock import now
from apps.work import actions
from apps.work.handlers import handler_of
from apps.work.lanes import RULES, Lane
from apps.work.nudges import sends_nudges

log = logging.getLogger(__name__)
# A drain stops taking new work well before Celery's soft limit of 45 seconds: the longest job takes 20.
DRAIN_SECONDS = 20


AGAIN = {"max_retries": 2, "interval_start": 0.2}


@sends_nudges
def send(lane: Lane, *, retry: bool = False) -> None:
    """``retry``: for callers that nobody waits for; the first try after a broker came back always fails."""
    rules = RULES[lane]
    current_app.send_task(
        rules.task,
        args=[lane.value],
        queue=rules.queue,
        retry=retry,
        retry_policy=AGAIN,
        ignore_result=True,
    )


@shared_task(name="work.tick")
def tick(**_: Any) -> None:
    """Beat's one message: look at every lane, and set aside what keeps killing its worker."""
    actions.beat("tick", at=now())
    actions.quarantine_abandoned(at=now())
    for lane in Lane:
        send(lane, retry=True)


@shared_task(name="work.drain")
def drain(lane: str, **_: Any) -> None:
    """Take pieces of work of one lane until there are none, or until it is someone else's turn."""
    started = time.monotonic()
    while time.monotonic() - started < DRAIN_SECONDS:
        claim = actions.claim(lane=Lane(lane), at=now())
        if claim is None:
            return
        do(claim)
    send(Lane(lane), retry=True)


def do(claim: actions.Claim) -> None:
    """One piece of work. Whatever goes wrong stays with this piece: it is tried again, then set aside."""
    try:
        handler_of(claim.kind)(claim)
    except actions.LeaseLost:
        log.info("%s %s was taken over by another worker.", claim.kind, claim.subject_id)
    except Exception as error:
        log.exception("%s %s failed on attempt %s.", claim.kind, claim.subject_id, claim.attempts)
        actions.fail(claim, error=type(error).__name__, at=now())
