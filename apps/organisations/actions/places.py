"""The names that people here use for the parts of their area."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from apps.audit import actions as audit
from apps.common.actor import Actor
from apps.common.refusals import Invalid, NotThere, require
from apps.organisations.models import Organisation, Place, PlacePart
from apps.organisations.place_names import MOST_PLACES, is_everyday_word, read_name, read_other_names
from apps.organisations.policies import can_change_places
from apps.organisations.refusals import NameTaken
from apps.work import actions as work
from apps.work.lanes import Lane


@transaction.atomic
def add_place(
    *,
    actor: Actor,
    name: str,
    kind: str,
    other_names: Iterable[str] = (),
    is_common_word: bool | None = None,
    at: datetime,
) -> Place:
    """``is_common_word`` is told from our list of everyday words if nobody says. Raises NotAllowed, Invalid, NameTaken."""
    require(can_change_places(actor, actor.organisation_id))
    Organisation.objects.lock(actor.organisation_id)
    name = _free(read_name(name))
    if Place.objects.current().count() >= MOST_PLACES:
        raise Invalid(_("A thousand places are enough."), field="name")
    place: Place = Place.objects.create(
        organisation_id=actor.organisation_id,
        name=name,
        kind=_known(kind),
        other_names=read_other_names(other_names, name=name),
        is_common_word=is_everyday_word(name) if is_common_word is None else is_common_word,
        created_at=at,
    )
    tell_searches(organisation_id=actor.organisation_id, at=at)
    audit.record(actor, "place.added", place, at=at, change=audit.Change.CREATED)
    return place


@transaction.atomic
def change_place(
    *,
    actor: Actor,
    place: Place,
    name: str | None = None,
    kind: str | None = None,
    other_names: Iterable[str] | None = None,
    is_common_word: bool | None = None,
    at: datetime,
) -> Place:
    """Change what is not None. A set stays a set. Raises NotAllowed, NotThere, Invalid, NameTaken."""
    place = _current(actor, place)
    wanted: dict[str, Any] = {"is_common_word": is_common_word}
    if name is not None:
        wanted["name"] = _free(read_name(name), besides=place)
    if kind is not None:
        wanted["kind"] = _kind_for(place, kind)
    if other_names is not None:
        wanted["other_names"] = read_other_names(other_names, name=wanted.get("name", place.name))
    changes = {
        field: value
        for field, value in wanted.items()
        if value is not None and value != getattr(place, field)
    }
    if changes:
        for field, value in changes.items():
            setattr(place, field, value)
        place.save(update_fields=list(changes))
        audit.record(
            actor, "place.changed", place, at=at, change=audit.Change.CHANGED, fields=sorted(changes)
        )
    return place


@transaction.atomic
def end_place(*, actor: Actor, place: Place, at: datetime) -> Place:
    """Nobody calls it that any more: searches near it find nothing, and no set holds it. Raises NotAllowed, NotThere."""
    place = _current(actor, place)
    place.ended_at = at
    place.save(update_fields=["ended_at"])
    PlacePart.objects.of(place).delete()
    tell_searches(organisation_id=actor.organisation_id, at=at)
    audit.record(actor, "place.ended", place, at=at, change=audit.Change.WITHDRAWN)
    return place


@transaction.atomic
def put_into_set(*, actor: Actor, whole: Place, part: Place, at: datetime) -> Place:
    """Twice is once. A set holds places, never sets. Raises NotAllowed, NotThere, Invalid."""
    whole, part = _current(actor, whole), _current(actor, part)
    if not whole.is_set:
        raise Invalid(_("Only a set has parts."), field="place")
    if part.is_set:
        raise Invalid(_("A set holds places, not other sets."), field="place")
    _row, is_new = PlacePart.objects.get_or_create(
        organisation_id=actor.organisation_id, whole=whole, part=part
    )
    if is_new:
        tell_searches(organisation_id=actor.organisation_id, at=at)
        audit.record(actor, "place.part_added", whole, at=at, change=audit.Change.CHANGED, fields=["parts"])
    return whole


@transaction.atomic
def take_out_of_set(*, actor: Actor, whole: Place, part: Place, at: datetime) -> Place:
    """Raises NotAllowed, NotThere."""
    whole = _current(actor, whole)
    removed, _kinds = PlacePart.objects.filter(whole=whole, part=part).delete()
    if removed:
        tell_searches(organisation_id=actor.organisation_id, at=at)
        audit.record(actor, "place.part_removed", whole, at=at, change=audit.Change.CHANGED, fields=["parts"])
    return whole


def tell_searches(*, organisation_id: UUID, at: datetime) -> None:
    """Searches that name places are resolved again, in the background."""
    work.ask_for(
        kind="searches.resolve_again",
        subject_id=organisation_id,
        organisation_id=organisation_id,
        lane=Lane.HOME,
        due_at=at,
    )


def _current(actor: Actor, place: Place) -> Place:
    """The place as it is now, with its council locked."""
    require(can_change_places(actor, place.organisation_id))
    Organisation.objects.lock(place.organisation_id)
    fresh: Place | None = Place.objects.current().filter(pk=place.pk).first()
    if fresh is None:
        raise NotThere
    return fresh


def _free(name: str, *, besides: Place | None = None) -> str:
    same = Place.objects.current().called(name)
    if same.exclude(pk=besides.pk if besides else None).exists():
        raise NameTaken(field="name")
    return name


def _known(kind: str) -> str:
    if kind not in Place.Kind.values:
        raise Invalid(_("There is no such kind of place."), field="kind")
    return kind


def _kind_for(place: Place, kind: str) -> str:
    if place.is_set != (_known(kind) == Place.Kind.SET):
        raise Invalid(_("A set stays a set, and a place a place. Add another one instead."), field="kind")
    return kind
