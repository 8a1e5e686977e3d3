"""Handing in a list of places, calling it off, and writing down what became of each."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.db import transaction

from apps.audit import actions as audit
from apps.common.actor import Actor
from apps.common.addresses import canonical
from apps.common.refusals import require
from apps.discoveries.addresses import as_kept
from apps.discoveries.models import ListedPlace, Look, PlaceList
from apps.discoveries.opml import Line, read_opml
from apps.discoveries.policies import can_change_follow, can_follow
from apps.work import actions as work
from apps.work.lanes import Lane


@transaction.atomic
def hand_in_list(*, actor: Actor, opml: str, at: datetime) -> PlaceList:
    """Have every place of an OPML list looked at, and followed where nothing stands against it.

    Raises NotAllowed, Invalid.
    """
    require(can_follow(actor))
    read = read_opml(opml)
    handed_in = PlaceList.objects.create(
        organisation_id=actor.organisation_id,
        title=read.title,
        asked_by_id=actor.membership_id,
        asked_at=at,
    )
    places = ListedPlace.objects.bulk_create(_places(handed_in, read.lines))
    for place in places:
        if place.state == ListedPlace.State.WAITING:
            _ask_for(place, at)
    audit.record(actor, "source_list.handed_in", handed_in, at=at)
    result: PlaceList = handed_in
    return result


@transaction.atomic
def call_off_list(*, actor: Actor, handed_in: PlaceList, at: datetime) -> PlaceList:
    """Leave what was not looked at yet; what is followed by now stays. Raises NotAllowed."""
    require(can_change_follow(actor, handed_in))
    handed_in = PlaceList.objects.lock(handed_in)
    waiting = list(ListedPlace.objects.waiting().filter(list=handed_in).select_for_update())
    for place in waiting:
        work.call_off(kind="ingestion.listed_place", subject_id=place.id)
        _settle(place, ListedPlace.State.CANCELLED, "")
    if handed_in.cancelled_at is None and waiting:
        handed_in.cancelled_at = at
        handed_in.save()
        audit.record(actor, "source_list.called_off", handed_in, at=at)
    return handed_in


@transaction.atomic
def answer_listed(*, place: ListedPlace, state: str, sentence: str = "", look_id: UUID | None = None) -> None:
    """What became of a place of a list; its secret, if it had one, is not kept a second time."""
    place.look_id = look_id
    _settle(place, state, sentence)


@transaction.atomic
def look_of_listed(*, place: ListedPlace, asked_by_id: UUID | None, at: datetime) -> Look:
    """A look at a listed place, as if somebody had pasted its address, ready to be answered."""
    look: Look = Look.objects.create(
        organisation_id=place.organisation_id,
        address=place.address,
        sealed=place.sealed,
        asked_by_id=asked_by_id,
        asked_at=at,
    )
    return look


def _places(handed_in: PlaceList, lines: list[Line]) -> Iterator[ListedPlace]:
    """Each once; a second line with the same address says so."""
    seen: set[str] = set()
    for number, line in enumerate(lines):
        spelling, kept = canonical(line.address) or line.address, as_kept(line.address)
        is_first = spelling not in seen
        yield ListedPlace(
            organisation_id=handed_in.organisation_id,
            list=handed_in,
            number=number,
            title=line.title,
            state=ListedPlace.State.WAITING if is_first else ListedPlace.State.TWICE,
            address=kept["address"],
            sealed=kept["sealed"] if is_first else "",
        )
        seen.add(spelling)


def _ask_for(place: ListedPlace, at: datetime) -> None:
    # A share of its own: what somebody pastes meanwhile does not wait for five hundred others.
    work.ask_for(
        kind="ingestion.listed_place",
        subject_id=place.id,
        organisation_id=place.organisation_id,
        lane=Lane.LOOK,
        share=f"list {place.organisation_id}",
        due_at=at,
    )


def _settle(place: ListedPlace, state: str, sentence: str) -> None:
    place.state, place.sentence, place.sealed = state, sentence[:400], ""
    place.save()
