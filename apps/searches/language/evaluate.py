"""The reference answer: does this search match this document, and where? Plain, slow, and right."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from apps.searches.language.ast import Node
from apps.searches.language.dates import date_range
from apps.searches.language.plan import (
    Adjacent,
    Beginning,
    Close,
    Either,
    Every,
    Lacks,
    Lexeme,
    Plan,
    Run,
    plan,
)
from apps.searches.language.standing import Span, adjacent, begun, close, meetings, spans
from apps.searches.language.tokens import Document, Field, Placed, Text, places, tokenise

Reason: TypeAlias = Run | Close


@dataclass(frozen=True, slots=True)
class Mark:
    """`text[start:end]` of the original title or body is what matched."""

    field: Field
    start: int
    end: int


def matches(tree: Node, document: Document, seen_on: date) -> bool:
    """`seen_on`: the day the item was first seen, in Europe/London."""
    asked = plan(tree)
    return seen_on in date_range(tree) and (asked is None or holds(asked, document))


def holds(asked: Plan, document: Document) -> bool:
    match asked:
        case Lexeme(lexeme):
            return lexeme in document.lexemes
        case Adjacent(words):
            return adjacent(words, document)
        case Beginning(start):
            return next(begun(start, document), None) is not None
        case Close():
            return close(asked, document)
        case Lacks(part):
            return not holds(part, document)
        case Every(parts):
            return all(holds(part, document) for part in parts)
        case Either(parts):
            return any(holds(part, document) for part in parts)


def marks(tree: Node, text: Text) -> tuple[Mark, ...]:
    """What matched in title and body, in order, title first, without overlap.

    Empty when the search does not match or matched by author, site, language or category alone.
    """
    asked = plan(tree)
    document = tokenise(text)
    if asked is None or not holds(asked, document):
        return ()
    return _marked(_reasons(asked, document), text, document)


def traces(tree: Node, text: Text) -> tuple[Mark, ...]:
    """What stands here of a search that met a longer text: each word it wants, whether or not the whole is here."""
    asked = plan(tree)
    document = tokenise(text)
    return _marked(_wanted(asked, document), text, document) if asked else ()


def _marked(reasons: Iterable[Reason], text: Text, document: Document) -> tuple[Mark, ...]:
    reasons = set(reasons)
    standing = list(places(text))
    wanted = {reason.lexeme for reason in reasons if isinstance(reason, Lexeme)}
    marked = [(place, place) for place in standing if _says(place, wanted)]
    at = {place.position + step: place for place in standing for step in range(len(place.shape.parts))}
    for reason in reasons:
        marked += [(at[first], at[last]) for first, last in _standing(reason, document)]
    return tuple(_without_overlap(marked))


def _standing(reason: Reason, document: Document) -> Iterator[Span]:
    match reason:
        case Close():
            for met in meetings(reason, document):
                yield from met
        case Adjacent() | Beginning():
            yield from spans(reason, document)


def _reasons(asked: Plan, document: Document) -> Iterator[Reason]:
    """The wanted parts that hold."""
    match asked:
        case Lexeme() | Adjacent() | Beginning() | Close():
            yield asked
        case Every(parts) | Either(parts):
            for part in parts:
                if holds(part, document):
                    yield from _reasons(part, document)
        case Lacks(Lacks(part)):
            yield from _reasons(part, document)
        case Lacks():
            return


def _wanted(asked: Plan, document: Document) -> Iterator[Reason]:
    """The words and phrases that it wants and that are here."""
    match asked:
        case Every(parts) | Either(parts):
            for part in parts:
                yield from _wanted(part, document)
        case Lacks(Lacks(part)):
            yield from _wanted(part, document)
        case Lexeme() | Adjacent() | Beginning() | Close():
            if holds(asked, document):
                yield asked


def _says(place: Placed, wanted: set[str]) -> bool:
    return not wanted.isdisjoint(place.shape.plain) or any(word in wanted for _, word in place.shape.placed)


def _without_overlap(spans: list[tuple[Placed, Placed]]) -> list[Mark]:
    """`spans` run from the first to the last token of what matched; title before body."""
    kept: list[Mark] = []
    for first, last in sorted(spans, key=lambda span: (span[0].position, span[1].position)):
        if kept and kept[-1].field == first.field and first.start < kept[-1].end:
            kept[-1] = Mark(first.field, kept[-1].start, max(kept[-1].end, last.end))
        else:
            kept.append(Mark(first.field, first.start, last.end))
    return kept
