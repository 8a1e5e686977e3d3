"""Who may write searches, who reviews them, and whom a search may name."""

from collections.abc import Iterable
from uuid import UUID

from apps.common.actor import Actor
from apps.common.permission import Permission
from apps.organisations.models import TeamMember
from apps.searches.language.ast import Node
from apps.searches.language.facts import name_key
from apps.searches.language.naming import Named, named_in
from apps.searches.models import ListedAccount, Search


def can_write(actor: Actor) -> bool:
    return actor.is_person and actor.may(Permission.SEARCHES_WRITE)


def can_change(actor: Actor, search: Search) -> bool:
    """Editors and owners; and of a team's search the colleagues in that team, signed in."""
    return actor.works_for(search.organisation_id) and (can_write(actor) or _is_of_their_team(actor, search))


def can_give_to_team(actor: Actor, search: Search, team_id: UUID | None) -> bool:
    """A team's members change what it listens for, not whose search it is."""
    return team_id == search.team_id or can_write(actor)


def can_approve(actor: Actor, account: ListedAccount) -> bool:
    """A second person: never the one who put it on the list."""
    is_another = actor.membership_id != account.added_by_id
    return actor.works_for(account.organisation_id) and can_write(actor) and is_another


def can_review(actor: Actor) -> bool:
    """All searches at once: an owner."""
    return can_write(actor) and actor.may(Permission.SETTINGS_WRITE)


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


def names_nobody_private(tree: Node, listed: Iterable[str]) -> list[Named]:
    """Whom a search names that is not on the council's list: handles, senders, personal names, words for protesters."""
    allowed = {handle_key(handle) for handle in listed}
    return [named for named in named_in(tree) if named.key not in allowed]


def handle_key(handle: str) -> str:
    """One spelling for ``@Crawley_FC``, ``crawley_fc``, ``from:crawley_fc``, and for “Jane Austen” and ``jane austen``."""
    return name_key(handle.strip().lstrip("@"))
