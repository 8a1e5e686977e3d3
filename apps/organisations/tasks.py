"""Letters leave here: one work row, one letter."""

from apps.common.clock import now
from apps.organisations import actions
from apps.organisations.letters import answer_letter, invitation_letter, letters_to_owners
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


@handles("organisations.pass_on_request")
def pass_on_request(claim: Claim) -> None:
    actions.pass_request_on(claim=claim, at=now())


@handles("organisations.tell_owners")
def tell_owners(claim: Claim) -> None:
    request = actions.request_for_owners(request_id=claim.subject_id, at=now())
    for letter in letters_to_owners(request) if request else ():
        letter.send()
    actions.request_told(claim=claim, field="owners_told_at", at=now())


@handles("organisations.tell_asker")
def tell_asker(claim: Claim) -> None:
    request = actions.answer_for_asker(request_id=claim.subject_id)
    if request is not None:
        answer_letter(request).send()
    actions.request_told(claim=claim, field="asker_told_at", at=now())
