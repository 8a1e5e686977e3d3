"""Saved views, and how each person likes their inbox."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from apps.audit import actions as audit
from apps.common.actor import Actor
from apps.common.refusals import Conflict, Invalid, NotThere, require
from apps.common.writing import straight
from apps.inbox.models import Habit, Order, View
from apps.inbox.policies import can_change_view, can_keep_own, can_share
from apps.inbox.wanted import Wanted
from apps.organisations.models import Team

MOST_VIEWS = 50
LONGEST = 60


class TooManyViews(Conflict):
    code = "too_many_views"
    message = _("These are more views than anybody could look through. End some first.")


@transaction.atomic
def save_view(
    *,
    actor: Actor,
    name: str,
    wanted: Wanted,
    team_id: UUID | None = None,
    is_councils: bool = False,
    at: datetime,
) -> View:
    """A filter under a name: one's own, a team's, or the council's. Raises NotAllowed, Invalid, NotThere, TooManyViews."""
    is_own = team_id is None and not is_councils
    require(can_keep_own(actor) if is_own else can_share(actor, is_teams=team_id is not None))
    if team_id is not None:
        _check_team(actor, team_id)
    if View.objects.for_member(actor.membership_id).count() >= MOST_VIEWS:
        raise TooManyViews
    view: View = View.objects.create(
        organisation_id=actor.organisation_id,
        name=_readable(name),
        wanted=wanted.kept(),
        owner_id=actor.membership_id if is_own else None,
        team_id=team_id,
        made_by_id=actor.person,
        made_at=at,
    )
    audit.record(actor, "view.saved", view, at=at, change=audit.Change.CREATED)
    return view


@transaction.atomic
def change_view(
    *,
    actor: Actor,
    view: View,
    name: str | None = None,
    wanted: Wanted | None = None,
    place: int | None = None,
    at: datetime,
) -> View:
    """Another name, another filter, another place in the row. Raises NotAllowed, Invalid."""
    require(can_change_view(actor, view))
    changes = {
        "name": None if name is None else _readable(name),
        "wanted": None if wanted is None else wanted.kept(),
        "place": None if place is None else max(0, min(place, 999)),
    }
    changed = [field for field, value in changes.items() if value is not None]
    for field in changed:
        setattr(view, field, changes[field])
    view.save(update_fields=changed)
    audit.record(actor, "view.changed", view, at=at, change=audit.Change.CHANGED, fields=changed)
    return view


@transaction.atomic
def end_view(*, actor: Actor, view: View, at: datetime) -> View:
    """Nobody is offered it any more. Raises NotAllowed."""
    require(can_change_view(actor, view))
    view.ended_at = at
    view.save(update_fields=["ended_at"])
    Habit.objects.filter(view=view).update(view=None)
    audit.record(actor, "view.ended", view, at=at, change=audit.Change.CHANGED, fields=["ended_at"])
    return view


@transaction.atomic
def keep_habit(
    *,
    actor: Actor,
    order: str | None = None,
    view_id: UUID | None = None,
    opens_with_all: bool = False,
) -> Habit:
    """The order that one likes, and the view that the inbox opens with. Raises NotAllowed, Invalid, NotThere."""
    require(can_keep_own(actor))
    if order is not None and order not in Order.values:
        raise Invalid(_("Choose newest or joy first."), field="order")
    if view_id is not None and not View.objects.for_member(actor.membership_id).filter(pk=view_id).exists():
        raise NotThere(_("There is no such view."), field="view")
    habit: Habit
    habit, _is_new = Habit.objects.get_or_create(
        organisation_id=actor.organisation_id, member_id=actor.person
    )
    habit.order = order or habit.order
    if view_id is not None or opens_with_all:
        habit.view_id = view_id
    habit.save(update_fields=["order", "view"])
    return habit


def _check_team(actor: Actor, team_id: UUID) -> None:
    """Raises NotThere for a team that the actor is not in."""
    theirs = Team.objects.current().filter(pk=team_id, members__membership_id=actor.membership_id)
    if not theirs.exists():
        raise NotThere(_("You are in no such team."), field="team_id")


def _readable(name: str) -> str:
    name = " ".join(straight(name).split())
    if not name or len(name) > LONGEST:
        raise Invalid(_("Give it a name of at most sixty characters."), field="name")
    return name
