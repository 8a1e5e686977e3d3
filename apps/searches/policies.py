"""Who may write searches, and whose handles a search may name."""

from collections.abc import Iterable
from uuid import UUID

from apps.common.actor import Actor
from apps.common.permission import Permission
from apps.organisations.models import TeamMember
from apps.searches.language.ast import Node, Term
from apps.searches.language.facts import name_key
from apps.searches.language.saving import people_named
from apps.searches.models import Search


def can_write(actor: Actor) -> bool:
    return actor.is_person and actor.may(Permission.SEARCHES_WRITE)


def can_change(actor: Actor, search: Search) -> bool:
    """Editors and owners; and of a team's search the colleagues in that team, signed in."""
    return actor.works_for(search.organisation_id) and (can_write(actor) or _is_of_their_team(actor, search))


def can_give_to_team(actor: Actor, search: Search, team_id: UUID | None) -> bool:
    """A team's members change what it listens for, not whose search it is."""
    return team_id == search.team_id or can_write(actor)


def is_kept_from(actor: Actor, search: Search) -> bool:
    """Locked, and neither by them nor theirs to open."""
    is_theirs = search.locked_by_id == actor.membership_id
    return search.is_locked and not is_theirs and not actor.may(Permission.SEARCHES_KEEP)


def _is_of_their_team(actor: Actor, search: Search) -> bool:
    joins_in = actor.is_person and actor.token_id is None and actor.may(Permission.FINDS_JOIN)
    if not joins_in or search.team_id is None:
        return False
    of_team = TeamMember.objects.filter(team_id=search.team_id, membership_id=actor.membership_id)
    return bool(of_team.exists())


def names_nobody_private(tree: Node, listed: Iterable[str]) -> list[Term]:
    """The handles and senders in a search that are not on the council's list of organisations and groups."""
    allowed = {handle_key(handle) for handle in listed}
    return [term for term in people_named(tree) if handle_key(term.value) not in allowed]


def handle_key(handle: str) -> str:
    """One spelling for ``@Crawley_FC``, ``crawley_fc`` and ``from:crawley_fc``."""
    return name_key(handle.strip().lstrip("@"))
