"""The tolerant parser: half-typed text is normal, so it never raises and always says what it understood.

search  = branch (OR branch)*
branch  = part (AND? part)*        AND binds tighter than OR
part    = (NOT | -) part | near
near    = side (NEAR/n side)*      NEAR binds tightest
side    = "(" search ")" | term
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from apps.searches.language.ast import (
    DATES,
    And,
    Kind,
    Near,
    Node,
    Not,
    Or,
    Term,
    canonical,
    either,
    every,
    lacking,
)
from apps.searches.language.dates import date_range
from apps.searches.language.fold import DOUBLE_QUOTES, traced
from apps.searches.language.lexer import Piece, pieces
from apps.searches.language.nearness import MOST_PAIRS, why_not_near
from apps.searches.language.notes import Note
from apps.searches.language.reading import Notes

MAX_CHARACTERS = 2_000

_CURLY = re.compile(f"[{DOUBLE_QUOTES}]")
_SMALL_OPERATORS = frozenset({"and", "or", "not"})


@dataclass(frozen=True, slots=True)
class Parsed:
    """`ast` is None when there is nothing to ask for. With an error among the notes it is not to be saved.

    `spans`: where in the text each term first stands.
    """

    ast: Node | None
    notes: tuple[Note, ...]
    spans: Mapping[Term, tuple[int, int]] = field(default_factory=dict)


def parse(text: str) -> Parsed:
    """Reads any text; the first 2,000 characters of it."""
    origin = traced(text[:MAX_CHARACTERS])
    notes = Notes(origin)
    clean = origin.text[:MAX_CHARACTERS]
    if len(text) > MAX_CHARACTERS or len(origin.text) > MAX_CHARACTERS:
        notes.say("error", "too-long", len(clean), len(clean), limit=f"{MAX_CHARACTERS:,}")
    if curly := _CURLY.search(text):
        notes.say("info", "quotes-curly", *_clean_span(clean, curly.start()))
    read = pieces(clean, notes)
    _warn_of_small_operators(read, notes)
    grammar = _Grammar(read, notes)
    tree = _with_dates_outside(grammar.search() if read else None, read, notes)
    if tree and grammar.mixed:
        notes.say("info", "mixed", 0, len(clean), fix=canonical(tree), brackets=canonical(tree))
    _warn_of_empty_range(tree, len(clean), notes)
    spans = {piece.term: origin.span(piece.start, piece.end) for piece in reversed(read) if piece.term}
    return Parsed(tree, tuple(sorted(notes.said, key=lambda note: (note.start, note.end))), spans)


def _clean_span(clean: str, near: int) -> tuple[int, int]:
    at = max(clean.find('"', max(0, near - 1)), 0)
    return at, min(at + 1, len(clean))


class _Grammar:
    """Recursive descent over pieces that are known to be well-formed."""

    def __init__(self, read: list[Piece], notes: Notes) -> None:
        self._read = read
        self._notes = notes
        self._at = 0
        # How many NEARs the part that was read last has outside brackets.
        self._pairs = 0
        self.mixed = False

    def search(self) -> Node | None:
        branches = [self._branch()]
        while self._takes("OR"):
            branches.append(self._branch())
        if len(branches) > 1 and any(len(parts) > 1 for parts in branches):
            self.mixed = True
        return either(node for parts in branches if (node := every(parts)))

    def _branch(self) -> list[Node]:
        parts: list[Node] = []
        nears = 0
        while self._sign() in {"AND", "NOT", "(", "term"}:
            self._takes("AND")
            if part := self._part():
                parts.append(part)
            nears += self._pairs
        if nears > 1 or (nears and len(parts) > 1):
            self.mixed = True
        return parts

    def _part(self) -> Node | None:
        negative = False
        while self._takes("NOT"):
            negative = not negative
        part = self._near()
        return lacking(part) if part and negative else part

    def _near(self) -> Node | None:
        began = self._at
        side = self._side()
        pairs: list[Node] = []
        while self._sign() == "NEAR":
            within = self._read[self._at].within
            self._at += 1
            unwanted = self._sign() == "NOT"
            while self._takes("NOT"):
                pass
            other = self._side()
            pairs += self._pair(side, other, within, (began, self._at), unwanted=unwanted)
            side = other
        self._pairs = sum(isinstance(pair, Near) for pair in pairs)
        return every(pairs) if pairs else side

    def _pair(
        self, first: Node | None, second: Node | None, within: int, span: tuple[int, int], *, unwanted: bool
    ) -> list[Node]:
        """Both side by side, or why that cannot be asked; a side that says nothing leaves the other alone."""
        sides = [side for side in (first, second) if side]
        if len(sides) < 2:
            return sides
        trouble = "near-not" if unwanted else why_not_near(*sides)
        if trouble:
            start, end = self._read[span[0]].start, self._read[span[1] - 1].end
            self._notes.say("error", trouble, start, end, limit=str(MOST_PAIRS))
            return sides
        return [Near(sides[0], sides[1], within)]

    def _side(self) -> Node | None:
        if self._takes("("):
            side = self.search()
            self._takes(")")
            return side
        self._at += 1
        return self._read[self._at - 1].term

    def _sign(self) -> str | None:
        return self._read[self._at].sign if self._at < len(self._read) else None

    def _takes(self, sign: str) -> bool:
        taken = self._sign() == sign
        self._at += taken
        return taken


def _warn_of_small_operators(read: list[Piece], notes: Notes) -> None:
    for index, piece in enumerate(read[:-1]):
        if not piece.term or piece.term.kind is not Kind.WORD:
            continue
        word = piece.term.value
        if word.lower() in _SMALL_OPERATORS and (index or word.lower() == "not"):
            operator = word.upper()
            notes.say(
                "warning",
                "operator-small",
                piece.start,
                piece.end,
                fix=operator,
                word=word,
                operator=operator,
            )


def _with_dates_outside(tree: Node | None, read: list[Piece], notes: Notes) -> Node | None:
    """Dates are columns, not words: they stand beside the words, never in OR or NOT."""
    parts = tree.parts if isinstance(tree, And) else (tree,) if tree else ()
    kept = [part if isinstance(part, Term) else _without_dates(part) for part in parts]
    pruned = every(part for part in kept if part)
    top = {part for part in parts if isinstance(part, Term)}
    for piece in read:
        if pruned != tree and piece.term and piece.term.kind in DATES and piece.term not in top:
            notes.say("error", "date-inside", piece.start, piece.end, word=canonical(piece.term))
    return pruned


def _without_dates(tree: Node) -> Node | None:
    match tree:
        case Term(kind):
            return None if kind in DATES else tree
        case Near():
            return tree
        case Not(part):
            inner = _without_dates(part)
            return lacking(inner) if inner else None
        case And(parts):
            return every(part for part in map(_without_dates, parts) if part)
        case Or(parts):
            return either(part for part in map(_without_dates, parts) if part)


def _warn_of_empty_range(tree: Node | None, end: int, notes: Notes) -> None:
    days = date_range(tree)
    if days.since and days.until and days.since >= days.until:
        notes.say("warning", "dates-apart", 0, end, since=f"{days.since}", until=f"{days.until}")
