"""A new tokeniser reads what passed by before it came, newest first and a little at a time."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from apps.discoveries.actions.vectors import remake_vectors
from apps.discoveries.models import Item
from apps.work import actions as work
from apps.work.lanes import Lane

# There is one such piece of work at a time, for everybody.
THE_BUFFER = UUID(int=0)
BATCHES_AT_A_TURN = 20


def ask_to_read_again(*, at: datetime) -> None:
    """If there is anything that an older tokeniser read."""
    if Item.objects.read_by_older_tokenisers().exists():
        work.ask_for(
            kind="ingestion.read_again", subject_id=THE_BUFFER, lane=Lane.HOME, share="everybody", due_at=at
        )


def read_again(*, claim: work.Claim, at: datetime) -> None:
    """Each batch is a transaction of its own, so that a kill costs no more than one. Raises LeaseLost."""
    up_to: datetime | None = at
    for _turn in range(BATCHES_AT_A_TURN):
        with transaction.atomic():
            work.hold(claim)
            up_to = remake_vectors(up_to=up_to or at)
        if up_to is None:
            work.finish(claim)
            return
    work.again(claim, due_at=at)
