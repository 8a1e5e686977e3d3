"""The four buttons that concern hands: join in, pass on, give back, “I said it”, and undo for all of them."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from apps.assignments.models import Assignment
from apps.assignments.policies import can_give_back
from apps.audit import actions as audit
from apps.common.actor import Actor
from apps.common.refusals import Conflict, Invalid, NotThere, require
from apps.discoveries.actions.readings import write_beside
from apps.discoveries.actions.triage import ABOUT_STORIES, decide, open_to_decide, take_back
from apps.discoveries.models import Decision, Find
from apps.discoveries.policies import can_decide
from apps.discoveries.shredding import goes_with_words
from apps.ledger.actions import record_act, withdraw_act
from apps.ledger.models import Act
from apps.organisations.models import Membership, Team

Outcome = Assignment.Outcome


class AlreadyTaken(Conflict):
    code = "already_taken"
    message = _("%(who)s is joining in with this one.")


class NotInHands(Conflict):
    code = "not_in_hands"
    message = _("Nobody is joining in with this one.")


@transaction.atomic
def join_in(*, actor: Actor, find: Find, at: datetime) -> Decision:
    """Take a find into one's own hands; of many who press at once one gets it. Raises NotAllowed, AlreadyTaken, Gone.

    Pressing again is no offence, and what waits for one's team may be taken.
    """
    require(can_decide(actor, find))
    find = open_to_decide(find)
    held = _open_assignment(find)
    if held is not None and held.to_id == actor.membership_id:
        return _latest(find)
    if held is not None:
        _take_over(actor, held, at)
    decision = decide(
        actor=actor, find=find, verb=Decision.Verb.JOINED, to={"state": Find.State.TAKEN}, at=at, held=True
    )
    _put_into_hands(actor, find, to=actor.membership_id, at=at)
    return decision


@transaction.atomic
def pass_on(
    *,
    actor: Actor,
    find: Find,
    to: UUID | None = None,
    team: UUID | None = None,
    note: str = "",
    at: datetime,
) -> Decision:
    """Put a find into a colleague's hands, or before a team. Raises NotAllowed, NotThere, Invalid, AlreadyTaken, Gone."""
    require(can_decide(actor, find))
    _check_receiver(actor, to, team)
    find = open_to_decide(find)
    held = _open_assignment(find)
    if held is not None:
        _let_go(actor, held, Outcome.PASSED_ON, at)
    decision = decide(
        actor=actor, find=find, verb=Decision.Verb.PASSED, to={"state": Find.State.TAKEN}, at=at, held=True
    )
    _put_into_hands(actor, find, to=to, team=team, note=note, at=at)
    if note.strip():
        write_beside(find=decision.find, note=note.strip())
    return decision


@transaction.atomic
def give_back(*, actor: Actor, find: Find, at: datetime) -> Decision:
    """Back to everybody's inbox. Raises NotAllowed, NotInHands, AlreadyTaken, Gone."""
    require(can_decide(actor, find))
    find = open_to_decide(find)
    held = _open_assignment(find)
    if held is None:
        raise NotInHands
    _let_go(actor, held, Outcome.GIVEN_BACK, at)
    return decide(
        actor=actor, find=find, verb=Decision.Verb.GAVE_BACK, to={"state": Find.State.NEW}, at=at, held=True
    )


@transaction.atomic
def said_it(
    *,
    actor: Actor,
    find: Find,
    kind: str,
    way: str,
    words: str = "",
    said_at: datetime | None = None,
    at: datetime,
) -> Act:
    """One compound: the act is written down, the hands are empty, the find is done.

    It is never refused because somebody else holds the find: what was said was said. Raises NotAllowed, Invalid, Gone.
    """
    require(can_decide(actor, find))
    find = open_to_decide(find)
    act = record_act(actor=actor, kind=kind, way=way, words=words, find=find, said_at=said_at, at=at)
    held = _open_assignment(find)
    if held is not None:
        _close(held, Outcome.SAID, at)
    decide(actor=actor, find=find, verb=Decision.Verb.SAID, to={"state": Find.State.DONE}, at=at, held=True)
    return act


@transaction.atomic
def undo(*, actor: Actor, find: Find, at: datetime) -> Find:
    """Take back the latest decision about a find. Raises NotAllowed, NotInHands, AlreadyTaken, and as take_back."""
    require(can_decide(actor, find))
    if _latest(find).verb in ABOUT_STORIES:
        return take_back(actor=actor, decision=_latest(find), at=at)
    find = open_to_decide(find)
    decision = _latest(find)
    if decision.verb in {Decision.Verb.JOINED, Decision.Verb.PASSED}:
        _empty_hands(actor, find, at)
    if decision.verb == Decision.Verb.SAID:
        _unsay(actor, find, decision, at)
    find = take_back(actor=actor, decision=decision, at=at)
    if find.state == Find.State.TAKEN:
        _put_into_hands(actor, find, to=actor.membership_id, at=at)
    return find


@transaction.atomic
def return_open(*, actor: Actor, membership_id: UUID, at: datetime) -> int:
    """Whoever left holds nothing any more: their finds are new again for everybody. How many that were."""
    held = list(Assignment.objects.open().filter(to_id=membership_id).select_related("find"))
    for assignment in held:
        find = open_to_decide(assignment.find)
        _close(assignment, Outcome.GIVEN_BACK, at)
        find.state = Find.State.NEW
        find.version += 1
        find.save()
        audit.record(actor, "find.gave_back", find, at=at, change=audit.Change.CHANGED, fields=["state"])
    return len(held)


def _open_assignment(find: Find) -> Assignment | None:
    found: Assignment | None = (
        Assignment.objects.open().filter(find=find).select_related("to__user", "team").first()
    )
    return found


def _latest(find: Find) -> Decision:
    decision: Decision | None = find.decisions.filter(undone_at=None).order_by("-at", "-id").first()
    if decision is None:
        raise NotThere(_("Here is nothing left to undo."))
    return decision


def _take_over(actor: Actor, held: Assignment, at: datetime) -> None:
    """Out of a team's queue, by one of its members. Raises AlreadyTaken."""
    if held.team is None or not held.team.members.filter(membership_id=actor.person).exists():
        raise _taken(held)
    _close(held, Outcome.PASSED_ON, at)


def _let_go(actor: Actor, held: Assignment, outcome: str, at: datetime) -> None:
    if not can_give_back(actor, held):
        raise _taken(held)
    _close(held, outcome, at)


def _taken(held: Assignment) -> AlreadyTaken:
    who = str(held.to.user) if held.to else str(held.team)
    return AlreadyTaken(AlreadyTaken.message % {"who": who}, who=who)


def _close(assignment: Assignment, outcome: str, at: datetime) -> None:
    assignment.closed_at = at
    assignment.outcome = outcome
    assignment.save(update_fields=["closed_at", "outcome"])


def _put_into_hands(
    actor: Actor, find: Find, *, to: UUID | None, team: UUID | None = None, note: str = "", at: datetime
) -> None:
    assignment = Assignment.objects.create(
        organisation_id=find.organisation_id,
        find=find,
        to_id=to,
        team_id=team,
        by_id=actor.person,
        note=note.strip(),
        given_at=at,
    )
    audit.record(actor, "find.given", assignment, at=at)


def _check_receiver(actor: Actor, to: UUID | None, team: UUID | None) -> None:
    if (to is None) == (team is None):
        raise Invalid(_("Choose one colleague or one team."), field="to")
    colleagues = Membership.objects.current().of_organisation(actor.organisation_id)
    if to is not None and not colleagues.filter(pk=to).exists():
        raise NotThere(_("There is no such colleague here."), field="to")
    if team is not None and not Team.objects.current().filter(pk=team).exists():
        raise NotThere(_("There is no such team here."), field="team")


def _empty_hands(actor: Actor, find: Find, at: datetime) -> None:
    held = _open_assignment(find)
    if held is None:
        raise NotInHands
    if held.by_id != actor.membership_id:
        _let_go(actor, held, Outcome.UNDONE, at)
    else:
        _close(held, Outcome.UNDONE, at)


def _unsay(actor: Actor, find: Find, decision: Decision, at: datetime) -> None:
    act = Act.objects.standing().filter(find=find, by_id=decision.by_id).order_by("-at", "-id").first()
    if act is not None:
        withdraw_act(actor=actor, act=act, at=at)


@goes_with_words
def _forget_notes(find: Find) -> None:
    """A word that went with a find often says again what the find said, or who said it."""
    Assignment.objects.filter(find=find).exclude(note="").update(note="")
