"""The first steps of a council and of somebody in it: read from what is there, never written down twice."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists

from apps.audit.models import Event
from apps.common.actor import Actor
from apps.common.permission import Permission as P
from apps.discoveries.models import Follow
from apps.ledger.models import Act
from apps.organisations.models import Invitation, Membership, Organisation, Place
from apps.searches.models import Search

ENOUGH_PLACES_FOLLOWED = 3


@dataclass(frozen=True, kw_only=True)
class Step:
    """``key`` is its name for pages and programs; ``count`` of ``wanted`` where it takes several."""

    key: str
    minutes: int
    needs: P
    is_done: bool
    count: int = 0
    wanted: int = 0


def first_steps(actor: Actor, *, at: datetime) -> list[Step]:
    """Those that this actor may take, in order. Two queries."""
    there = _what_is_there(actor, at)
    followed = Follow.objects.current().count() if actor.may(P.SOURCES_WRITE) else 0
    steps = [
        Step(key="places", minutes=1, needs=P.SEARCHES_WRITE, is_done=there["places"]),
        Step(
            key="sources",
            minutes=2,
            needs=P.SOURCES_WRITE,
            is_done=followed >= ENOUGH_PLACES_FOLLOWED,
            count=min(followed, ENOUGH_PLACES_FOLLOWED),
            wanted=ENOUGH_PLACES_FOLLOWED,
        ),
        Step(key="searches", minutes=2, needs=P.SEARCHES_WRITE, is_done=there["searches"]),
        Step(key="colleague", minutes=1, needs=P.PEOPLE_WRITE, is_done=there["colleague"]),
        Step(key="practice", minutes=1, needs=P.ACTS_WRITE, is_done=there["practice"] or there["said"]),
        Step(key="said", minutes=1, needs=P.ACTS_WRITE, is_done=there["said"]),
    ]
    return [step for step in steps if actor.may(step.needs)]


def are_done(steps: Iterable[Step]) -> bool:
    return all(step.is_done for step in steps)


def _what_is_there(actor: Actor, at: datetime) -> dict[str, bool]:
    """In one query."""
    here = actor.organisation_id
    others = Membership.objects.current().of_organisation(here).exclude(pk=actor.membership_id)
    invited = Invitation.objects.of_organisation(here).open(at)
    practised = Event.objects.filter(verb="practice.said", object_id=actor.membership_id)
    asked = {
        "places": Exists(Place.objects.current()),
        "searches": Exists(Search.objects.current()),
        "colleague": Exists(others) | Exists(invited),
        "practice": Exists(practised),
        "said": Exists(Act.objects.standing()),
    }
    found: dict[str, bool] = Organisation.objects.filter(pk=here).values(**asked).get()
    return found
