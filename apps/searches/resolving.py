"""From what a council wrote to what the matcher reads: every name becomes what it stands for here.

Call it inside the council's scope. A name that the council does not know finds nothing, and a note says so: a search
never widens because of a name.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from apps.searches.language.ast import NAMES, Node, Term, terms
from apps.searches.language.notes import Note, note

Spans = Mapping[Term, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Resolved:
    """``tree`` holds no name that is known here; the unknown ones stay, and find nothing."""

    tree: Node
    notes: tuple[Note, ...]


def resolve(tree: Node, spans: Spans = MappingProxyType({})) -> Resolved:
    """``spans``: where each term was written, for the notes."""
    unknown = dict.fromkeys(term for term in terms(tree) if term.kind in NAMES)
    return Resolved(tree, tuple(_unknown(term, spans) for term in unknown))


def _unknown(term: Term, spans: Spans) -> Note:
    return note("warning", f"{term.kind}-unknown", *spans.get(term, (0, 0)), word=term.value)
