"""One place of a list that was handed in: look at it, and follow it where nothing stands against that."""

from datetime import datetime

from django.utils.translation import gettext as _

from apps.common.actor import Actor, system
from apps.common.refusals import NotAllowed, Refusal
from apps.discoveries.actions.lists import answer_listed, look_of_listed
from apps.discoveries.actions.private import follow_privately
from apps.discoveries.actions.sources import AlreadyFollowed, answer_look, follow_place
from apps.discoveries.models import ListedPlace, Look
from apps.ingestion.actions.looks import Seen, see
from apps.organisations.actors import actor_of_member
from apps.organisations.models import Membership
from apps.organisations.scope import council
from apps.work import actions as work

State = ListedPlace.State


def look_at_listed_place(*, claim: work.Claim, at: datetime) -> None:
    """Go and see, outside any transaction; then follow what is there, as whoever handed the list in. Raises LeaseLost."""
    with council(claim.council_id):
        place = ListedPlace.objects.waiting().filter(pk=claim.subject_id).first()
    seen = see(place, at) if place is not None else None
    with council(claim.council_id):
        work.finish(claim)
        waiting = ListedPlace.objects.waiting().filter(pk=claim.subject_id).select_related("list")
        place = waiting.select_for_update(of=("self",)).first()
        if place is not None and seen is not None:
            _settle(place, seen, at)


def _settle(place: ListedPlace, seen: Seen, at: datetime) -> None:
    if not seen.places:
        answer_listed(place=place, state=State.NOTHING, sentence=seen.sentence)
        return
    look = look_of_listed(place=place, asked_by_id=place.list.asked_by_id, at=at)
    answer_look(look=look, places=seen.places, sentence=seen.sentence, at=at)
    try:
        _follow(place, look, at)
    except AlreadyFollowed as known:
        answer_listed(place=place, state=State.KNOWN, sentence=str(known))
    except Refusal as refusal:
        answer_listed(place=place, state=State.ASKS, sentence=str(refusal), look_id=look.id)
    else:
        answer_listed(place=place, state=State.FOLLOWED)


def _follow(place: ListedPlace, look: Look, at: datetime) -> None:
    """Raises what following raises; NotAllowed where whoever handed it in may follow nothing any more."""
    follow = follow_privately if look.places[0]["secret"] else follow_place
    follow(actor=_actor(place), look=look, place=0, name=place.title, at=at)


def _actor(place: ListedPlace) -> Actor:
    """Who handed it in, with the power that they have today; a program's list is followed by nobody in person."""
    asked_by_id = place.list.asked_by_id
    if asked_by_id is None:
        return system("lists", place.organisation_id)
    member = Membership.objects.current().filter(pk=asked_by_id).first()
    if member is None:
        raise NotAllowed(_("Whoever handed this list in has left."))
    return actor_of_member(member)
