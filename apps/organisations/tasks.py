"""Letters leave here: one work row, one letter."""

from apps.common.clock import now
from apps.organisations import actions
from apps.organisations.letters import invitation_letter
from apps.work.actions import Claim
from apps.work.handlers import handles


@handles("organisations.send_invitation")
def send_invitation(claim: Claim) -> None:
    """What was sent is marked in the transaction that ends the work, so that it does not go out again."""
    due = actions.letter_due(invitation_id=claim.subject_id, at=now())
    if due is None:
        actions.letter_sent(claim=claim, invitation=None, at=now())
        return
    invitation, token = due
    invitation_letter(invitation, token).send()
    actions.letter_sent(claim=claim, invitation=invitation, at=now())
