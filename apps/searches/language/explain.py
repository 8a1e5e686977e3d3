"""Why a search matches a document, or why not: which of its parts hold, which are missing, and what stopped it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from apps.searches.language import messages
from apps.searches.language.ast import (
    DATES,
    And,
    Kind,
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
from apps.searches.language.evaluate import holds
from apps.searches.language.plan import plan
from apps.searches.language.sentence import Translate, clause
from apps.searches.language.tokens import Document

Resolve = Callable[[Node], Node]


def _as_written(part: Node) -> Node:
    return part


@dataclass(frozen=True, slots=True)
class Held:
    """A wanted part that holds, as it was written: itself, or of an OR the sides that do."""

    parts: tuple[Node, ...]
    is_choice: bool


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A part as it was written that keeps a document out: missing, or (``is_there``) one that is left out and holds."""

    part: Node
    is_there: bool


def because(tree: Node, document: Document, resolve: Resolve = _as_written) -> tuple[Held, ...]:
    """The wanted parts that hold, in the order written; what is left out and when it was seen are no reasons."""
    holding = _Holding(document, resolve)
    return tuple(holding.held(part) for part in _sides(tree) if _is_reason(part) and holding(part))


def obstacles(
    tree: Node, document: Document, seen_on: date, resolve: Resolve = _as_written
) -> tuple[Obstacle, ...]:
    """What keeps this document out; empty when nothing does. ``resolve``: what names stand for, part by part."""
    return tuple(_obstacles(tree, _Holding(document, resolve), seen_on))


def exclusions(tree: Node) -> tuple[Node, ...]:
    """What the search leaves out, wherever it says so, in the order written and without its minus."""
    match tree:
        case Not(part):
            return (part,)
        case And(parts) | Or(parts):
            return tuple(dict.fromkeys(inner for part in parts for inner in exclusions(part)))
    return ()


def wanted(tree: Node) -> tuple[Node, ...]:
    """The terms that the search asks for, in the order written: not what it leaves out, and no dates."""
    match tree:
        case Not():
            return ()
        case And(parts) | Or(parts):
            return tuple(dict.fromkeys(term for part in parts for term in wanted(part)))
    return () if _is_date(tree) else (tree,)


def kept_out_by(tree: Node) -> Node | None:
    """What would match but for what the search leaves out; None when it leaves out nothing, or asks for nothing else."""
    dates = [part for part in _sides(tree) if _is_date(part)]
    said = every(part for part in _sides(tree) if not _is_date(part))
    bare = _without_exclusions(said) if said else None
    if said is None or bare is None or not exclusions(said):
        return None
    return every([*dates, bare, lacking(said)])


def _without_exclusions(tree: Node) -> Node | None:
    match tree:
        case Not():
            return None
        case And(parts):
            return every(part for part in map(_without_exclusions, parts) if part)
        case Or(parts):
            return either(part for part in map(_without_exclusions, parts) if part)
    return tree


def left_out_by(tree: Node, document: Document, resolve: Resolve = _as_written) -> tuple[Node, ...]:
    """The exclusions that this document meets."""
    holding = _Holding(document, resolve)
    return tuple(part for whole in exclusions(tree) for part in _choices(whole) if holding(part))


def _choices(part: Node) -> tuple[Node, ...]:
    return part.parts if isinstance(part, Or) else (part,)


def _sides(tree: Node) -> tuple[Node, ...]:
    return tree.parts if isinstance(tree, And) else (tree,)


def _is_reason(part: Node) -> bool:
    return not (isinstance(part, Not) or _is_date(part))


def _is_date(part: Node) -> bool:
    return isinstance(part, Term) and part.kind in DATES


@dataclass(frozen=True, slots=True)
class _Holding:
    """Asks one document whether parts of a search hold."""

    document: Document
    resolve: Resolve

    def __call__(self, part: Node) -> bool:
        asked = plan(self.resolve(part))
        return asked is None or holds(asked, self.document)

    def held(self, part: Node) -> Held:
        if isinstance(part, Or):
            return Held(tuple(filter(self, part.parts)), is_choice=True)
        return Held((part,), is_choice=False)


def _obstacles(tree: Node, holding: _Holding, seen_on: date) -> Iterator[Obstacle]:
    match tree:
        case And(parts):
            for part in parts:
                yield from _obstacles(part, holding, seen_on)
        case Not(Or(parts)):
            yield from (Obstacle(part, is_there=True) for part in parts if holding(part))
        case Not(part):
            yield from [Obstacle(part, is_there=True)] if holding(part) else []
        case _:
            is_met = seen_on in date_range(tree) if _is_date(tree) else holding(tree)
            yield from [] if is_met else [Obstacle(tree, is_there=False)]


def reason(held: Held, translate: Translate = str) -> str:
    """`“park”`, or `any of “litter pick”, “clean-up”`."""
    words = ", ".join(named(part, translate) for part in held.parts)
    return translate(messages.ANY_OF) % {"words": words} if held.is_choice else words


def why_not(obstacle: Obstacle, translate: Translate = str) -> str:
    """`It does not have “park”.`, or `It has “jobs”, and this search leaves that out.`"""
    if obstacle.is_there:
        return translate(messages.LEFT_OUT) % {"said": clause(obstacle.part, translate)}
    return translate(messages.LACKING) % {"said": clause(_opposite(obstacle.part), translate)}


def named(part: Node, translate: Translate = str) -> str:
    """A part as people write it, words in quotation marks."""
    if isinstance(part, Term) and part.kind in {Kind.WORD, Kind.PHRASE}:
        return translate(messages.BECAUSE) % {"value": part.value}
    return canonical(part)


def _opposite(part: Node) -> Node:
    """Of an OR: none of its sides, one by one, as people would say it."""
    sides = part.parts if isinstance(part, Or) else (part,)
    return every(map(lacking, sides)) or lacking(part)
