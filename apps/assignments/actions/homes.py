"""What a colleague's home is about, and the letter that brings it."""

from datetime import datetime
from smtplib import SMTPRecipientsRefused
from uuid import UUID

from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from apps.assignments.models import HomePlace
from apps.assignments.morning import letter_for
from apps.assignments.policies import can_choose_home
from apps.audit import actions as audit
from apps.common.actor import Actor
from apps.common.refusals import NotThere, require
from apps.notices.actions import claim_letter, letter_due
from apps.organisations.models import Place
from apps.work import actions as work

REFUSED_FOR_GOOD = 500


@transaction.atomic
def choose_home_place(*, actor: Actor, place: UUID | None, at: datetime) -> HomePlace | None:
    """Which part of here the actor's home is about; None is all of it. Raises NotAllowed, NotThere."""
    require(can_choose_home(actor))
    ours = HomePlace.objects.filter(member_id=actor.person)
    if place is None:
        ours.delete()
        return None
    if not Place.objects.filter(pk=place, ended_at=None).exists():
        raise NotThere(_("There is no such place in your gazetteer."), field="place")
    home: HomePlace
    home, _is_new = HomePlace.objects.update_or_create(
        organisation_id=actor.organisation_id, member_id=actor.person, defaults={"place_id": place}
    )
    audit.record(actor, "home.chosen", home, at=at, fields=["place"])
    return home


@transaction.atomic
def send_morning_letter(*, claim: work.Claim, at: datetime) -> None:
    """Send today's letter if it is due and says something; then wait for the next. Raises LeaseLost, OSError.

    That it was sent is written before and committed after: a worker that is killed on the way has sent nothing, and
    one that is killed in the moment between leaves a second copy under the same Message-ID.
    """
    work.hold(claim)
    due = letter_due(choice_id=claim.subject_id, at=at)
    if due is None:
        work.finish(claim)
        return
    letter = letter_for(due.member, at=at) if due.is_now else None
    if letter is not None and claim_letter(member=due.member, at=at):
        _hand_over(letter)
    work.again(claim, due_at=due.next_at)


def _hand_over(letter: EmailMultiAlternatives) -> None:
    """An address that is refused for good is not tried again today. Raises OSError, SMTPException."""
    try:
        letter.send()
    except SMTPRecipientsRefused as refusal:
        if any(code < REFUSED_FOR_GOOD for code, _said in refusal.recipients.values()):
            raise
