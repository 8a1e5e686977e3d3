"""What a search asks of a document's lexemes: the one meaning both executions carry out.

word → its stem · "quoted" → exact words side by side · hyphened word → its parts side by side, or the stem
of it in one word · anything that is several tokens (3.5, 加油) → side by side · word* → any exact word that begins
so · NEAR/n → one of these at most n positions from another, in either order · #tag, @handle, from:, site:, lang:,
has:, source: → that lexeme. Names that nobody resolved are in no document.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from apps.searches.language.ast import DATES, And, Kind, Near, Node, Not, Or, Term
from apps.searches.language.facts import tag_key
from apps.searches.language.shapes import Shape, shapes_in, stem
from apps.searches.language.welsh import forms

# Exact lexemes have letters after their "=", so this one is in no document.
NEVER = "="


@dataclass(frozen=True, slots=True)
class Lexeme:
    lexeme: str


@dataclass(frozen=True, slots=True)
class Adjacent:
    """Exact lexemes in successive positions; two or more."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Beginning:
    """Any exact lexeme that begins so."""

    start: str


Run: TypeAlias = Lexeme | Adjacent | Beginning


@dataclass(frozen=True, slots=True)
class Close:
    """Any of `first` at most `within` positions from any of `second`, whichever comes first."""

    first: tuple[Run, ...]
    second: tuple[Run, ...]
    within: int


@dataclass(frozen=True, slots=True)
class Every:
    parts: tuple["Plan", ...]


@dataclass(frozen=True, slots=True)
class Either:
    parts: tuple["Plan", ...]


@dataclass(frozen=True, slots=True)
class Lacks:
    part: "Plan"


Plan: TypeAlias = Run | Close | Every | Either | Lacks


def plan(tree: Node) -> Plan | None:
    """None when the search asks for dates alone; dates beside the words are left to `date_range`."""
    if isinstance(tree, And):
        parts = [_plan(part) for part in tree.parts if not _is_date(part)]
        return (Every(tuple(parts)) if len(parts) > 1 else parts[0]) if parts else None
    return None if _is_date(tree) else _plan(tree)


def _is_date(tree: Node) -> bool:
    return isinstance(tree, Term) and tree.kind in DATES


def _plan(tree: Node) -> Plan:
    match tree:
        case Term(kind, value):
            return _plan_of(kind, value)
        case Not(part):
            return Lacks(_plan(part))
        case And(parts):
            return Every(tuple(map(_plan, parts)))
        case Or(parts):
            return Either(tuple(map(_plan, parts)))
        case Near(first, second, within):
            return Close(_runs(_plan(first)), _runs(_plan(second)), within)


@lru_cache(maxsize=20_000)
def _plan_of(kind: Kind, value: str) -> Plan:
    """Of one term; kept, because many searches share their words."""
    return _PLANS[kind](value)


def _runs(side: Plan) -> tuple[Run, ...]:
    """What a side of NEAR may be, each once. Raises ValueError for a side that `parse` would not have let stand."""
    match side:
        case Lexeme() | Adjacent() | Beginning():
            return (side,)
        case Either(parts):
            return tuple(dict.fromkeys(run for part in parts for run in _runs(part)))
    raise ValueError("Beside NEAR stand words, phrases, and brackets with OR between them.")


def _word(value: str) -> Plan:
    shapes = shapes_in(value)
    if len(shapes) != 1 or shapes[0].literal:
        return _side_by_side(shape.parts for shape in shapes)
    (shape,) = shapes
    if shape.joined:
        return Either((_side_by_side([shape.parts]), Lexeme(stem(shape.joined))))
    return Lexeme(stem(shape.parts[0]))


def _phrase(value: str) -> Plan:
    """A hyphened word inside may also stand in one word, in either writing of the whole phrase."""
    shapes = shapes_in(value)
    apart = _side_by_side(shape.parts for shape in shapes)
    if not any(shape.joined for shape in shapes):
        return apart
    return Either((apart, _side_by_side(map(_in_one_word, shapes))))


def _beginning(value: str) -> Plan:
    """Of one plain word; more than that begins nothing."""
    shapes = shapes_in(value)
    if len(shapes) != 1 or len(shapes[0].parts) != 1:
        return Lexeme(NEVER)
    return Beginning(f"={shapes[0].parts[0]}")


def _welsh(value: str) -> Plan:
    """A word, or what Welsh makes of its beginning."""
    stems = tuple(dict.fromkeys(map(stem, forms(value))))
    shapes = shapes_in(value)
    if len(shapes) != 1 or len(shapes[0].parts) != 1 or shapes[0].literal:
        return _word(value)
    return Either(tuple(map(Lexeme, stems))) if len(stems) > 1 else Lexeme(stems[0])


def _in_one_word(shape: Shape) -> tuple[str, ...]:
    return (shape.joined,) if shape.joined else shape.parts


def _side_by_side(parts: Iterable[tuple[str, ...]]) -> Plan:
    words = tuple(f"={word}" for said in parts for word in said)
    return Adjacent(words) if len(words) > 1 else Lexeme(words[0] if words else NEVER)


def _no_date(value: str) -> Plan:
    raise ValueError(f"A date ({value}) stands beside the words of a search, never inside OR or NOT.")


_PLANS: dict[Kind, Callable[[str], Plan]] = {
    Kind.WORD: _word,
    Kind.PHRASE: _phrase,
    Kind.PREFIX: _beginning,
    Kind.CY: _welsh,
    Kind.TAG: lambda value: Lexeme(f"#{tag_key(value)}"),
    Kind.HANDLE: lambda value: Lexeme(f"@{value}"),
    Kind.FROM: lambda value: Lexeme(f"from:{value}"),
    Kind.SITE: lambda value: Lexeme(f"site:{value}"),
    Kind.LANG: lambda value: Lexeme(f"lang:{value}"),
    Kind.HAS: lambda value: Lexeme(f"has:{value}"),
    Kind.SOURCE: lambda value: Lexeme(f"source:{value}"),
    **dict.fromkeys((Kind.PLACE, Kind.SEARCH, Kind.PACK), lambda _: Lexeme(NEVER)),
    Kind.SINCE: _no_date,
    Kind.UNTIL: _no_date,
}
