"""The tree of a search, its JSON, and its canonical text with every bracket written out.

Build trees with `every`, `either` and `lacking`: they flatten, drop repeats and undo double NOT, so that
one meaning has one form and `parse(canonical(tree)).ast == tree`.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, TypeAlias


class Kind(StrEnum):
    """What a term asks for. Later: PREFIX (word*), NEAR, PLACE (near:), HAS, SOURCE."""

    WORD = "word"
    PHRASE = "phrase"
    TAG = "tag"
    HANDLE = "handle"
    FROM = "from"
    SITE = "site"
    LANG = "lang"
    SINCE = "since"
    UNTIL = "until"


DATES = frozenset({Kind.SINCE, Kind.UNTIL})


@dataclass(frozen=True, slots=True)
class Term:
    """`value` without its sign: the word as typed, the handle without @, a date in ISO form."""

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


Node: TypeAlias = Term | And | Or | Not


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


def terms(tree: Node) -> Iterator[Term]:
    """Every term, wanted or not, in the order written."""
    match tree:
        case Term():
            yield tree
        case Not(part):
            yield from terms(part)
        case And(parts) | Or(parts):
            for part in parts:
                yield from terms(part)


_SIGNS: dict[Kind, Callable[[str], str]] = {
    Kind.WORD: str,
    Kind.PHRASE: '"{}"'.format,
    Kind.TAG: "#{}".format,
    Kind.HANDLE: "@{}".format,
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


def _bracketed(tree: Node) -> str:
    return f"({canonical(tree)})" if isinstance(tree, And | Or) else canonical(tree)


def to_json(tree: Node) -> dict[str, Any]:
    """`{"word": "park"}`, `{"and": […]}`, `{"or": […]}`, `{"not": …}`."""
    match tree:
        case Term(kind, value):
            return {kind.value: value}
        case Not(part):
            return {"not": to_json(part)}
        case And(parts):
            return {"and": [to_json(part) for part in parts]}
        case Or(parts):
            return {"or": [to_json(part) for part in parts]}


def from_json(stored: object) -> Node:
    """The inverse of `to_json`; ValueError for anything else."""
    match stored:
        case {"not": part, **rest} if not rest:
            return Not(from_json(part))
        case {"and": [*parts], **rest} if not rest:
            return And(tuple(map(from_json, parts)))
        case {"or": [*parts], **rest} if not rest:
            return Or(tuple(map(from_json, parts)))
    return _term_from_json(stored)


def _term_from_json(stored: object) -> Term:
    if isinstance(stored, dict) and len(stored) == 1:
        ((kind, value),) = stored.items()
        if isinstance(value, str):
            return Term(Kind(kind), value)
    raise ValueError("This is no stored search.")
