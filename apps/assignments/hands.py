"""In whose hands finds are, and the piles that a person sees them in."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from apps.assignments.models import Assignment
from apps.assignments.querysets import AssignmentQuerySet
from apps.common.actor import Actor
from apps.common.counting import CountOf
from apps.discoveries.models import Find
from apps.discoveries.querysets import FindQuerySet
from apps.organisations.models import Organisation

PILES = ("new", "mine", "others", "later", "done", "left")
# Nobody reads further than that, and counting further takes its time.
MOST_COUNTED = 1000


def hands_of(finds: Iterable[Find]) -> dict[UUID, Assignment]:
    """By find, whose it is now. Nobody holds those that are missing here."""
    held = Assignment.objects.open().filter(find__in=list(finds)).for_display()
    return {assignment.find_id: assignment for assignment in held}


def pile(name: str, *, actor: Actor, at: datetime) -> FindQuerySet:
    """The finds of one pile: one of each story. ``mine``: in the actor's hands or waiting for one of their teams."""
    if name in {"mine", "others"}:
        held = _held_by(actor.membership_id).values("find_id")
        taken: FindQuerySet = Find.objects.taken()
        return taken.filter(pk__in=held) if name == "mine" else taken.exclude(pk__in=held)
    finds = Find.objects
    piles = {"later": lambda: finds.put_off(at), "done": finds.done, "left": finds.left}
    chosen: FindQuerySet = piles.get(name, lambda: finds.inbox(at))()
    return chosen


def pile_sizes(*, actor: Actor, at: datetime) -> dict[str, int]:
    """How many finds lie in each pile, up to a thousand, in one query."""
    here = Organisation.objects.filter(pk=actor.organisation_id)
    sizes: dict[str, int] = here.values(**counted_piles(actor=actor, at=at)).get()
    return sizes


def counted_piles(*, actor: Actor, at: datetime) -> dict[str, CountOf]:
    """The same as parts of another query."""
    return {name: CountOf(pile(name, actor=actor, at=at)[:MOST_COUNTED]) for name in PILES}


def _held_by(membership_id: UUID | None) -> AssignmentQuerySet:
    """An integration has no hands."""
    if membership_id is None:
        return Assignment.objects.none()
    return Assignment.objects.held_by(membership_id)
