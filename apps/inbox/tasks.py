"""The queue's side of the inbox."""

from apps.common.clock import now
from apps.inbox.actions.batches import go_on_with
from apps.organisations.scope import council
from apps.work import actions as work
from apps.work.handlers import handles


@handles("inbox.batch")
def work_through_batch(claim: work.Claim) -> None:
    """Some finds of a batch, and the next ones in its next turn."""
    with council(claim.council_id):
        if go_on_with(batch_id=claim.subject_id, at=now()):
            work.finish(claim)
        else:
            work.again(claim, due_at=now())
