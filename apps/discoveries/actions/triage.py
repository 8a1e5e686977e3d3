"""Deciding about a find: leave it be, put it off, and take that back."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from apps.audit import actions as audit
from apps.common.actor import Actor
from apps.common.clock import LONDON
from apps.common.refusals import Invalid, require
from apps.discoveries.actions.stories import restore_stories
from apps.discoveries.models import Decision, Find
from apps.discoveries.policies import can_decide
from apps.discoveries.refusals import AlreadyUndone, Gone, InOtherHands, TooLate

FURTHEST = timedelta(days=90)
UNDO_FOR = timedelta(days=30)
# These are about the story that a find tells, not about what becomes of it.
ABOUT_STORIES = frozenset({Decision.Verb.SPLIT, Decision.Verb.MERGED})
LEAVE_REASONS = {
    "not_ours": _("Not ours to join"),
    "not_here": _("Not about here"),
    "seen": _("Someone has answered well"),
    "private": _("Better left between them"),
    "advert": _("An advert"),
}


@transaction.atomic
def leave_be(*, actor: Actor, find: Find, reason: str = "", at: datetime) -> Decision:
    """Not for us; a reason helps but is never required. Raises NotAllowed, InOtherHands, Gone, Invalid."""
    if reason and reason not in LEAVE_REASONS:
        raise Invalid(_("Choose one of the reasons, or none."), field="reason")
    return decide(
        actor=actor,
        find=find,
        verb=Decision.Verb.LEFT,
        to={"state": Find.State.LEFT, "leave_reason": reason},
        at=at,
    )


@transaction.atomic
def put_off(*, actor: Actor, find: Find, until: datetime | None = None, at: datetime) -> Decision:
    """Not now: it comes back at ``until``, by default tomorrow at nine. Raises NotAllowed, InOtherHands, Gone, Invalid."""
    until = until or tomorrow_at_nine(at)
    if not at < until <= at + FURTHEST:
        raise Invalid(_("Choose a time within the next ninety days."), field="until")
    to = {"state": Find.State.LATER, "later_until": until}
    return decide(actor=actor, find=find, verb=Decision.Verb.PUT_OFF, to=to, at=at)


@transaction.atomic
def take_back(*, actor: Actor, decision: Decision, at: datetime) -> Find:
    """The find stands again as before the decision. Raises NotAllowed, Gone, AlreadyUndone, TooLate, StoryMoved."""
    require(can_decide(actor, decision))
    if decision.at < at - UNDO_FOR:
        raise TooLate
    if decision.verb in ABOUT_STORIES:
        restore_stories(decision=decision)
    find = open_to_decide(decision.find)
    latest = find.decisions.filter(undone_at=None).order_by("-at", "-id").first()
    if latest is None or latest.pk != decision.pk:
        raise AlreadyUndone
    decision.undone_at = at
    decision.save(update_fields=["undone_at"])
    if decision.verb not in ABOUT_STORIES:
        change_find(find, _from_before(decision.before), at)
    audit.record(actor, "find.undone", find, at=at, change=audit.Change.CHANGED, fields=["state"])
    return find


def decide(
    *, actor: Actor, find: Find, verb: str, to: dict[str, Any], held: bool = False, at: datetime
) -> Decision:
    """One decision about one find, with what undo needs. ``held``: the caller has seen to whose hands it is in.

    Raises NotAllowed, InOtherHands, Gone.
    """
    require(can_decide(actor, find))
    find = open_to_decide(find)
    if find.state == Find.State.TAKEN and not held:
        raise InOtherHands
    decision = Decision.objects.create(
        organisation_id=find.organisation_id,
        find=find,
        verb=verb,
        by_id=actor.person,
        at=at,
        before=_before(find),
    )
    change_find(find, {"later_until": None, "leave_reason": ""} | to, at)
    audit.record(actor, f"find.{verb}", find, at=at, change=audit.Change.CHANGED, fields=["state"])
    result: Decision = decision
    return result


def open_to_decide(find: Find) -> Find:
    """The find, locked. Raises Gone."""
    locked: Find = Find.objects.lock(find)
    if locked.state == Find.State.GONE:
        raise Gone
    return locked


def change_find(find: Find, to: dict[str, Any], at: datetime) -> None:
    for field, value in to.items():
        setattr(find, field, value)
    find.decided_at = at
    find.version += 1
    find.save()


def tomorrow_at_nine(at: datetime) -> datetime:
    local = at.astimezone(LONDON) + timedelta(days=1)
    return local.replace(hour=9, minute=0, second=0, microsecond=0)


def _before(find: Find) -> dict[str, Any]:
    return {
        "state": find.state,
        "later_until": find.later_until.isoformat() if find.later_until else None,
        "leave_reason": find.leave_reason,
    }


def _from_before(before: dict[str, Any]) -> dict[str, Any]:
    until = before["later_until"]
    return before | {"later_until": datetime.fromisoformat(until) if until else None}
