"""Which searches hold which others, by name."""

from uuid import UUID

from apps.searches.language.ast import Kind, Term, from_json, terms
from apps.searches.language.gazetteer import key
from apps.searches.models import Search


def is_use(term: Term, name: str) -> bool:
    return term.kind is Kind.SEARCH and key(term.value) == key(name)


def uses_of(search: Search) -> set[str]:
    """The names, by key, of the searches that it holds."""
    return {key(term.value) for term in terms(from_json(search.ast)) if term.kind is Kind.SEARCH}


def users_of(names: set[str]) -> list[Search]:
    """Every search that holds one of these, or holds one that does; in the same order for everybody."""
    others = [(other, uses_of(other)) for other in Search.objects.using_others().order_by("id")]
    reached, found = set(names), dict[UUID, Search]()
    while more := [other for other, uses in others if other.id not in found and uses & reached]:
        found |= {other.id: other for other in more}
        reached |= {key(other.name) for other in more}
    return [other for other, _uses in others if other.id in found]
