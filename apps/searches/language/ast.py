"""The tree of a search, its JSON, and its canonical text with every bracket written out.

Build trees with `every`, `either` and `lacking`: they flatten, drop repeats and undo double NOT, so that
one meaning has one form and `parse(canonical(tree)).ast == tree`.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any, TypeAlias


class Kind(StrEnum):
    """What a term asks for. PLACE, SOURCE, SEARCH and PACK are names, until `searches.resolving` knows them."""

    WORD = "word"
    PHRASE = "phrase"
    PREFIX = "prefix"
    CY = "cy"
    TAG = "tag"
    HANDLE = "handle"
    FROM = "from"
    SITE = "site"
    LANG = "lang"
    HAS = "has"
    PLACE = "near"
    SOURCE = "source"
    SEARCH = "search"
    PACK = "pack"
    SINCE = "since"
    UNTIL = "until"


DATES = frozenset({Kind.SINCE, Kind.UNTIL})
NAMES = frozenset({Kind.PLACE, Kind.SOURCE, Kind.SEARCH, Kind.PACK})


@dataclass(frozen=True, slots=True)
class Term:
    """`value` without its sign: the word as typed, the handle without @, the beginning without *, a date in ISO form."""

    kind: Kind
    value: str

    @property
    def day(self) -> date:
        """Of SINCE and UNTIL only."""
        return date.fromisoformat(self.value)


@dataclass(frozen=True, slots=True)
class And:
    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Or:
    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Not:
    part: "Node"


@dataclass(frozen=True, slots=True)
class Near:
    """Both, at most `within` words apart, whichever comes first. A side is a word of any kind or an Or of such."""

    first: "Node"
    second: "Node"
    within: int


Node: TypeAlias = Term | And | Or | Not | Near


def every(parts: Iterable[Node]) -> Node | None:
    """All of them; None when there is nothing to ask for."""
    return _joined(And, parts)


def either(parts: Iterable[Node]) -> Node | None:
    """Any of them; None when there is nothing to ask for."""
    return _joined(Or, parts)


def lacking(part: Node) -> Node:
    return part.part if isinstance(part, Not) else Not(part)


def _joined(kind: type[And] | type[Or], parts: Iterable[Node]) -> Node | None:
    flat: dict[Node, None] = {}
    for part in parts:
        flat.update(dict.fromkeys(part.parts if isinstance(part, kind) else (part,)))
    if len(flat) > 1:
        return kind(tuple(flat))
    return next(iter(flat), None)


def replaced(tree: Node, change: Callable[[Term], Node]) -> Node:
    """The same tree with every term as ``change`` has it."""
    match tree:
        case Term():
            return change(tree)
        case Not(part):
            return lacking(replaced(part, change))
        case Near(first, second, within):
            return Near(replaced(first, change), replaced(second, change), within)
        case And(parts):
            return every(replaced(part, change) for part in parts) or tree
        case Or(parts):
            return either(replaced(part, change) for part in parts) or tree


def terms(tree: Node) -> Iterator[Term]:
    """Every term, wanted or not, in the order written."""
    if isinstance(tree, Term):
        yield tree
    for part in parts_of(tree):
        yield from terms(part)


def parts_of(tree: Node) -> tuple[Node, ...]:
    """What stands directly inside; empty for a term."""
    match tree:
        case And(parts) | Or(parts):
            return parts
        case Near(first, second):
            return (first, second)
        case Not(part):
            return (part,)
    return ()


_SIGNS: dict[Kind, Callable[[str], str]] = {
    Kind.WORD: str,
    Kind.PHRASE: '"{}"'.format,
    Kind.PREFIX: "{}*".format,
    Kind.TAG: "#{}".format,
    Kind.HANDLE: "@{}".format,
    **{kind: f'{kind}:"{{}}"'.format for kind in (Kind.PLACE, Kind.SOURCE, Kind.SEARCH)},
}


def canonical(tree: Node) -> str:
    """The search as text that means the same to every reader."""
    match tree:
        case Term(kind, value):
            return _SIGNS[kind](value) if kind in _SIGNS else f"{kind}:{value}"
        case Not(part):
            return f"-{_bracketed(part)}"
        case And(parts):
            return " ".join(map(_bracketed, parts))
        case Or(parts):
            return " OR ".join(map(_bracketed, parts))
        case Near(first, second, within):
            return f"{_bracketed(first)} NEAR/{within} {_bracketed(second)}"


def _bracketed(tree: Node) -> str:
    return canonical(tree) if isinstance(tree, Term | Not) else f"({canonical(tree)})"


def to_json(tree: Node) -> dict[str, Any]:
    """`{"word": "park"}`, `{"and": […]}`, `{"or": […]}`, `{"not": …}`, `{"within": 5, "both": […, …]}`."""
    match tree:
        case Term(kind, value):
            return {kind.value: value}
        case Not(part):
            return {"not": to_json(part)}
        case And(parts):
            return {"and": [to_json(part) for part in parts]}
        case Or(parts):
            return {"or": [to_json(part) for part in parts]}
        case Near(first, second, within):
            return {"within": within, "both": [to_json(first), to_json(second)]}


def from_json(stored: object) -> Node:
    """The inverse of `to_json`; ValueError for anything else."""
    match stored:
        case {"not": part, **rest} if not rest:
            return Not(from_json(part))
        case {"and": [*parts], **rest} if not rest:
            return And(tuple(map(from_json, parts)))
        case {"or": [*parts], **rest} if not rest:
            return Or(tuple(map(from_json, parts)))
        case {"within": int(within), "both": [first, second], **rest} if not rest:
            return Near(from_json(first), from_json(second), within)
    return _term_from_json(stored)


def _term_from_json(stored: object) -> Term:
    if isinstance(stored, dict) and len(stored) == 1:
        ((kind, value),) = stored.items()
        if isinstance(value, str):
            return _term(kind, value)
    raise ValueError("This is no stored search.")


@lru_cache(maxsize=20_000)
def _term(kind: str, value: str) -> Term:
    """Kept, because many searches share their words: a matcher that starts reads a hundred thousand."""
    return Term(Kind(kind), value)
