"""From what a council wrote to what the matcher reads: every name becomes what it stands for here.

Call it inside the council's scope. A name that the council does not know finds nothing, and a note says so: a search
never widens because of a name.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from apps.common.scope import organisation_in_scope
from apps.organisations.models import Organisation, Place
from apps.organisations.place_names import is_everyday_word
from apps.searches.language.ast import DATES, NAMES, Kind, Node, Term, either, from_json, replaced, terms
from apps.searches.language.gazetteer import Gazetteer, Spot, key, words_for
from apps.searches.language.notes import Level, Note, note
from apps.searches.language.packs import words_of
from apps.searches.language.plan import plan
from apps.searches.language.reading import MAX_NOTES_PER_CODE
from apps.searches.language.size import MAX_LEXEMES, size
from apps.searches.language.welsh import asks_in_welsh, forms, in_welsh
from apps.searches.models import Search
from apps.searches.sources import Followed, followed

MOST_DEEP = 5
# A name that nothing has.
NOTHING = Term(Kind.SEARCH, "")
Spans = Mapping[Term, tuple[int, int]]
NOWHERE: Spans = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Resolved:
    """``tree`` holds no name that is known here; the unknown ones stay, and find nothing."""

    tree: Node
    notes: tuple[Note, ...]


def resolve(tree: Node, spans: Spans = NOWHERE, *, name: str = "") -> Resolved:
    """``spans``: where each term was written, for the notes; ``name``: of the search itself, if it has one.

    What is too much to ask for becomes a tree that finds nothing, and an error among the notes.
    """
    resolver = _Resolver(spans, is_welsh=asks_in_welsh(tree))
    found = resolver.tree_of(tree, (key(name),))
    asked = plan(found)
    if asked and size(asked) > MAX_LEXEMES:
        resolver.say("error", "too-large", NOTHING, limit=f"{MAX_LEXEMES:,}")
        found = NOTHING
    return Resolved(found, tuple(dict.fromkeys(resolver.notes)))


def has_names(tree: Node) -> bool:
    """May it mean something else tomorrow, as it stands?"""
    return any(term.kind in NAMES for term in terms(tree))


@dataclass
class _Resolver:
    spans: Spans
    is_welsh: bool
    notes: list[Note] = field(default_factory=list)

    def say(self, level: Level, code: str, term: Term, **args: str) -> None:
        start, end = self.spans.get(term, (0, 0))
        if sum(other.code == code for other in self.notes) < MAX_NOTES_PER_CODE:
            self.notes.append(note(level, code, start, end, **args))

    def tree_of(self, tree: Node, inside: tuple[str, ...]) -> Node:
        """``inside``: which searches we are in, by key, outermost first."""
        for term in terms(in_welsh(tree)):
            if term.kind is Kind.CY:
                self.say(
                    "info", "cy-forms", Term(Kind.WORD, term.value), word=term.value, forms=_listed(term)
                )
        return replaced(in_welsh(tree), lambda term: self._meant(term, inside))

    def _meant(self, term: Term, inside: tuple[str, ...]) -> Node:
        if term.kind is Kind.SEARCH:
            return self._search(term, inside)
        if term.kind not in _MEANINGS:
            return term
        found = _MEANINGS[term.kind](self, term)
        if found is None:
            self.say("warning", self._why_nothing(term), term, word=term.value)
        return found or term

    def _why_nothing(self, term: Term) -> str:
        if term.kind is Kind.PLACE and self._gazetteer.called(term.value):
            return "near-alone"
        return f"{term.kind}-unknown"

    def _place(self, term: Term) -> Node | None:
        return words_for(term.value, self._gazetteer)

    def _source(self, term: Term) -> Node | None:
        return either(
            Term(Kind.SOURCE, place.id) for place in self._followed if key(place.name) == key(term.value)
        )

    def _pack(self, term: Term) -> Node | None:
        return words_of(term.value, self._towns if term.value == "elsewhere" else ())

    def _search(self, term: Term, inside: tuple[str, ...]) -> Node:
        wanted = key(term.value)
        search = Search.objects.named(term.value)
        trouble = self._trouble(wanted, search, inside)
        if trouble or search is None:
            self.say("error" if trouble else "warning", trouble or "search-unknown", term, word=term.value)
            return term
        return self.tree_of(from_json(search.ast), (*inside, wanted))

    def _trouble(self, wanted: str, search: Search | None, inside: tuple[str, ...]) -> str:
        if wanted in inside:
            return "search-cycle"
        if search is None:
            return ""
        if len(inside) >= MOST_DEEP:
            return "search-deep"
        if search.state == Search.State.ENDED:
            return "search-ended"
        return "search-dated" if any(part.kind in DATES for part in terms(from_json(search.ast))) else ""

    @cached_property
    def _gazetteer(self) -> Gazetteer:
        nation = Organisation.objects.get(pk=organisation_in_scope()).nation
        places = list(Place.objects.current().for_display())
        is_welsh = self.is_welsh or nation == Organisation.Nation.WALES
        return Gazetteer({key(place.name): _spot(place) for place in places}, is_welsh)

    @cached_property
    def _towns(self) -> list[str]:
        return [spot.name for spot in self._gazetteer.spots.values()]

    @cached_property
    def _followed(self) -> list[Followed]:
        return followed()


_MEANINGS: dict[Kind, Callable[[_Resolver, Term], Node | None]] = {
    Kind.PLACE: _Resolver._place,
    Kind.SOURCE: _Resolver._source,
    Kind.PACK: _Resolver._pack,
}


def _spot(place: Place) -> Spot:
    if place.is_set:
        return Spot(place.name, parts=tuple(part.name for part in place.parts.all()))
    doubtful = {name for name in place.other_names if is_everyday_word(name)}
    doubtful |= {place.name} if place.is_common_word else set()
    sure = tuple(name for name in place.names if name not in doubtful)
    return Spot(place.name, sure, tuple(name for name in place.names if name in doubtful))


def _listed(term: Term) -> str:
    return ", ".join(forms(term.value)[1:])
