"""Who may take, hand on and give back; who is seen looking; who may say who is host."""

from apps.assignments.models import Assignment
from apps.common.actor import Actor
from apps.common.permission import Permission
from apps.common.tenancy import TenantModel


def can_give_back(actor: Actor, assignment: Assignment) -> bool:
    """Whoever holds it, or an owner when they cannot."""
    if not (
        actor.works_for(assignment.organisation_id) and actor.is_person and actor.may(Permission.FINDS_JOIN)
    ):
        return False
    is_theirs = assignment.to_id == actor.membership_id or assignment.to_id is None
    return is_theirs or actor.may(Permission.PEOPLE_WRITE)


def can_look_in(actor: Actor, find: TenantModel) -> bool:
    """Only people look."""
    return actor.works_for(find.organisation_id) and actor.is_person and actor.may(Permission.FINDS_READ)


def can_change_rota(actor: Actor) -> bool:
    """Hosts arrange it among themselves: whoever may join in may swap a day."""
    return actor.is_person and actor.may(Permission.FINDS_JOIN)


def can_choose_home(actor: Actor) -> bool:
    """Everybody for themselves."""
    return actor.is_person and actor.may(Permission.FINDS_READ)
