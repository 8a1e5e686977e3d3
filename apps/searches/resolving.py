"""From what a council wrote to what the matcher reads: every name becomes what it stands for here.

Call it inside the council's scope. A name that the council does not know finds nothing, and a note says so: a search
never widens because of a name.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from apps.searches.language.ast import NAMES, Kind, Node, Term, terms
from apps.searches.language.notes import Note, note
from apps.searches.language.plan import plan
from apps.searches.language.size import MAX_LEXEMES, size

# A name that nothing has.
NOTHING = Term(Kind.SEARCH, "")
Spans = Mapping[Term, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Resolved:
    """``tree`` holds no name that is known here; the unknown ones stay, and find nothing."""

    tree: Node
    notes: tuple[Note, ...]


def resolve(tree: Node, spans: Spans = MappingProxyType({})) -> Resolved:
    """``spans``: where each term was written, for the notes.

    What is too much to ask for becomes a tree that finds nothing, and an error among the notes.
    """
    asked = plan(tree)
    if asked and size(asked) > MAX_LEXEMES:
        return Resolved(NOTHING, (note("error", "too-large", 0, 0, limit=f"{MAX_LEXEMES:,}"),))
    unknown = dict.fromkeys(term for term in terms(tree) if term.kind in NAMES)
    return Resolved(tree, tuple(_unknown(term, spans) for term in unknown))


def _unknown(term: Term, spans: Spans) -> Note:
    return note("warning", f"{term.kind}-unknown", *spans.get(term, (0, 0)), word=term.value)
