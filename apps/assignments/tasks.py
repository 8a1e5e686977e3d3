"""The queue's side of assignments."""

import logging
from datetime import timedelta
from smtplib import SMTPException

from apps.assignments.actions import forget_presence, return_open, send_morning_letter
from apps.common.actor import system
from apps.common.clock import now
from apps.organisations.scope import council
from apps.work import actions as work
from apps.work.handlers import handles

PATIENCE = timedelta(minutes=15)
log = logging.getLogger(__name__)


@handles("assignments.return_open")
def return_finds(claim: work.Claim) -> None:
    """What somebody held when they left goes back to everybody."""
    actor = system("assignments", claim.council_id)
    with council(claim.council_id):
        return_open(actor=actor, membership_id=claim.subject_id, at=now())
        work.finish(claim)


@handles("assignments.forget_presence")
def forget_who_looked(claim: work.Claim) -> None:
    """Who looked at what is nobody's business a minute later."""
    with council(claim.council_id):
        next_at = forget_presence(at=now())
        if next_at is None:
            work.finish(claim)
        else:
            work.again(claim, due_at=next_at)


@handles("assignments.morning_letter")
def write_morning_letter(claim: work.Claim) -> None:
    """A mail server that is away is asked again in a quarter of an hour; a letter belongs to its day."""
    try:
        with council(claim.council_id):
            send_morning_letter(claim=claim, at=now())
    except (OSError, SMTPException) as error:
        log.warning("A morning letter has to wait: %s", type(error).__name__)
        with council(claim.council_id):
            work.again(claim, due_at=now() + PATIENCE)
