"""Who may say what they gave and asked."""

from apps.common.actor import Actor
from apps.common.permission import Permission
from apps.ledger.models import Act


def can_record(actor: Actor) -> bool:
    """An act has a person behind it."""
    return actor.is_person and actor.may(Permission.ACTS_WRITE)


def can_withdraw(actor: Actor, act: Act) -> bool:
    """One's own, or anybody's for those who look after the council."""
    if not (actor.works_for(act.organisation_id) and can_record(actor)):
        return False
    return act.by_id == actor.membership_id or actor.may(Permission.PEOPLE_WRITE)
