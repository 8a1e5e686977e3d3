"""Who may write searches, and whose handles a search may name."""

from collections.abc import Iterable

from apps.common.actor import Actor
from apps.common.permission import Permission
from apps.searches.language.ast import Node, Term
from apps.searches.language.facts import name_key
from apps.searches.language.saving import people_named
from apps.searches.models import Search


def can_write(actor: Actor) -> bool:
    return actor.is_person and actor.may(Permission.SEARCHES_WRITE)


def can_change(actor: Actor, search: Search) -> bool:
    return actor.works_for(search.organisation_id) and can_write(actor)


def names_nobody_private(tree: Node, listed: Iterable[str]) -> list[Term]:
    """The handles and senders in a search that are not on the council's list of organisations and groups."""
    allowed = {handle_key(handle) for handle in listed}
    return [term for term in people_named(tree) if handle_key(term.value) not in allowed]


def handle_key(handle: str) -> str:
    """One spelling for ``@Crawley_FC``, ``crawley_fc`` and ``from:crawley_fc``."""
    return name_key(handle.strip().lstrip("@"))
