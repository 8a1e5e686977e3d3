"""Choosing how often letters come, and writing down that one went."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from apps.audit import actions as audit
from apps.common.actor import Actor
from apps.common.clock import day_of
from apps.common.refusals import Invalid, require
from apps.notices.models import Letter, LetterChoice
from apps.notices.policies import can_choose_letters
from apps.notices.windows import is_letter_day, next_morning
from apps.organisations.models import Membership, Organisation
from apps.work import actions as work
from apps.work.lanes import Lane

LETTER = "assignments.morning_letter"
KEPT = timedelta(days=30)
HowOften = LetterChoice.HowOften


@dataclass(frozen=True, kw_only=True)
class Due:
    """Whose letter a piece of work is about: ``is_now`` if it is theirs to get today, and when the next is due."""

    member: Membership
    is_now: bool
    next_at: datetime


@transaction.atomic
def choose_letters(*, actor: Actor, how_often: str, at: datetime) -> LetterChoice:
    """How often the actor gets the morning letter of this council. Raises NotAllowed, Invalid."""
    require(can_choose_letters(actor))
    if how_often not in HowOften.values:
        raise Invalid(_("Choose how often."), field="how_often")
    choice: LetterChoice
    choice, _is_new = LetterChoice.objects.update_or_create(
        organisation_id=actor.organisation_id,
        member_id=actor.person,
        defaults={"how_often": how_often, "chosen_at": at},
    )
    _ask(choice, at)
    audit.record(actor, "letters.chosen", choice, at=at, fields=["how_often"])
    return choice


def _ask(choice: LetterChoice, at: datetime) -> None:
    work.call_off(kind=LETTER, subject_id=choice.id)
    if choice.how_often == HowOften.OFF:
        return
    nation = Organisation.objects.values_list("nation", flat=True).get(pk=choice.organisation_id)
    work.ask_for(
        kind=LETTER,
        subject_id=choice.id,
        organisation_id=choice.organisation_id,
        lane=Lane.MAIL,
        due_at=next_morning(how_often=choice.how_often, nation=nation, at=at),
    )


def letter_due(*, choice_id: UUID, at: datetime) -> Due | None:
    """Nothing for those who are gone or want no letters."""
    choice = LetterChoice.objects.exclude(how_often=HowOften.OFF).filter(pk=choice_id).first()
    if choice is None:
        return None
    member = Membership.objects.select_related("organisation", "user").get(pk=choice.member_id)
    if member.ended_at is not None or not member.user.is_active:
        return None
    nation = member.organisation.nation
    is_day = is_letter_day(day_of(at), how_often=choice.how_often, nation=nation)
    return Due(
        member=member,
        is_now=is_day and member.organisation.suspended_at is None,
        next_at=next_morning(how_often=choice.how_often, nation=nation, at=at),
    )


def claim_letter(*, member: Membership, at: datetime) -> bool:
    """Whether this member's letter of today is ours to send. Whoever else asks meanwhile waits, and then may not."""
    Letter.objects.of_member(member.id).older_than(day_of(at - KEPT)).delete()
    made = Letter(organisation_id=member.organisation_id, member_id=member.id, window=day_of(at), sent_at=at)
    Letter.objects.bulk_create([made], ignore_conflicts=True)
    return bool(Letter.objects.filter(pk=made.pk).exists())
