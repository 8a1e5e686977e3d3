"""Who may follow places, decide about finds, and erase them."""

from apps.common.actor import Actor
from apps.common.permission import Permission
from apps.common.tenancy import TenantModel


def can_see(actor: Actor, find: TenantModel) -> bool:
    return actor.works_for(find.organisation_id) and actor.may(Permission.FINDS_READ)


def can_follow(actor: Actor) -> bool:
    """An integration may push a place to follow as well as a person."""
    return actor.may(Permission.SOURCES_WRITE)


def can_change_follow(actor: Actor, follow: TenantModel) -> bool:
    return actor.works_for(follow.organisation_id) and can_follow(actor)


def can_decide(actor: Actor, find: TenantModel) -> bool:
    """Only a person claims, leaves be or puts off."""
    return actor.works_for(find.organisation_id) and actor.is_person and actor.may(Permission.FINDS_JOIN)


def can_capture(actor: Actor) -> bool:
    """Putting in what was seen is pushing: an integration may do it as well as a person."""
    return actor.may(Permission.FINDS_PUSH)


def can_decide_any(actor: Actor) -> bool:
    """Whether there is any sense in choosing finds."""
    return actor.is_person and actor.may(Permission.FINDS_JOIN)


def can_erase(actor: Actor, find: TenantModel) -> bool:
    return actor.works_for(find.organisation_id) and actor.is_person and actor.may(Permission.ERASE)


def can_keep_tags(actor: Actor) -> bool:
    """Any colleague puts tags on finds; which words there are is kept in order by those who write searches."""
    return actor.is_person and actor.may(Permission.SEARCHES_WRITE)


def can_teach(actor: Actor) -> bool:
    """What a council wants more of moves everybody's inbox."""
    return actor.is_person and actor.may(Permission.SEARCHES_WRITE)
