"""Bringing in a whole list of places at once."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from apps.audit import actions as audit
from apps.common.actor import Actor
from apps.common.refusals import Invalid, require
from apps.organisations.actions.places import tell_searches
from apps.organisations.models import Organisation, Place, PlacePart
from apps.organisations.place_plans import Plan, plan_of
from apps.organisations.policies import can_change_places
from apps.organisations.refusals import ListUnreadable


@transaction.atomic
def import_places(*, actor: Actor, text: str, kind: str = "", at: datetime) -> Plan:
    """All of the list or none of it; the same list twice changes nothing the second time, and nothing is ended.

    Raises NotAllowed, Invalid, ListUnreadable with what is wrong in which line.
    """
    require(can_change_places(actor, actor.organisation_id))
    if kind and kind not in Place.Kind.values:
        raise Invalid(_("There is no such kind of place."), field="kind")
    Organisation.objects.lock(actor.organisation_id)
    plan = plan_of(text, kind=kind)
    if plan.faults:
        raise ListUnreadable(plan.faults)
    _add(actor, plan, at)
    _change(actor, plan, at)
    PlacePart.objects.bulk_create(
        PlacePart(organisation_id=actor.organisation_id, whole=step.place, part=part)
        for step in plan.steps
        for part in step.new_parts
    )
    tell_searches(organisation_id=actor.organisation_id, at=at)
    return plan


def _add(actor: Actor, plan: Plan, at: datetime) -> None:
    new = [step.place for step in plan.of("new")]
    for place in new:
        place.organisation_id, place.created_at = actor.organisation_id, at
    Place.objects.bulk_create(new)
    audit.record_all(actor, "place.added", new, at=at, change=audit.Change.CREATED)


def _change(actor: Actor, plan: Plan, at: datetime) -> None:
    changed = [step.place for step in plan.of("changed")]
    Place.objects.bulk_update(changed, ["kind", "other_names", "is_common_word"])
    audit.record_all(actor, "place.changed", changed, at=at, change=audit.Change.CHANGED, fields=["list"])
