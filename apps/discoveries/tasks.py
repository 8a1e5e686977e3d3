"""The queue's side of discoveries."""

from apps.common.clock import now
from apps.discoveries.actions.readings import AT_ONCE, read_again
from apps.organisations.scope import council
from apps.work import actions as work
from apps.work.handlers import handles


@handles("discoveries.read_again")
def read_finds_again(claim: work.Claim) -> None:
    """Some finds of one council, and the next ones in its next turn."""
    with council(claim.council_id):
        if read_again() == AT_ONCE:
            work.again(claim, due_at=now())
        else:
            work.finish(claim)
