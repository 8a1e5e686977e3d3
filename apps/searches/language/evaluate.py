"""The reference answer: does this search match this document, and where? Plain, slow, and right."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from apps.searches.language.ast import Node
from apps.searches.language.dates import date_range
from apps.searches.language.plan import Adjacent, Either, Every, Lacks, Lexeme, Plan, plan
from apps.searches.language.tokens import Document, Field, Placed, Text, places, tokenise


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
        case Lacks(part):
            return not holds(part, document)
        case Every(parts):
            return all(holds(part, document) for part in parts)
        case Either(parts):
            return any(holds(part, document) for part in parts)


def adjacent(words: tuple[str, ...], document: Document) -> bool:
    """Do these exact lexemes stand in successive positions?"""
    return bool(_firsts(words, document))


def _firsts(words: tuple[str, ...], document: Document) -> set[int]:
    """The positions of the first word wherever the whole phrase stands."""
    firsts = set(document.positions.get(words[0], ()))
    for offset, word in enumerate(words[1:], start=1):
        firsts &= {position - offset for position in document.positions.get(word, ())}
        if not firsts:
            break
    return firsts


def marks(tree: Node, text: Text) -> tuple[Mark, ...]:
    """What matched in title and body, in order, title first, without overlap.

    Empty when the search does not match or matched by author, site, language or category alone.
    """
    asked = plan(tree)
    document = tokenise(text)
    if asked is None or not holds(asked, document):
        return ()
    reasons = set(_reasons(asked, document))
    standing = list(places(text))
    wanted = {reason.lexeme for reason in reasons if isinstance(reason, Lexeme)}
    spans = [(place, place) for place in standing if _says(place, wanted)]
    at = {place.position + step: place for place in standing for step in range(len(place.shape.parts))}
    for reason in reasons:
        if isinstance(reason, Adjacent):
            last = len(reason.words) - 1
            spans += [(at[first], at[first + last]) for first in _firsts(reason.words, document)]
    return tuple(_without_overlap(spans))


def _reasons(asked: Plan, document: Document) -> Iterator[Lexeme | Adjacent]:
    """The wanted parts that hold."""
    match asked:
        case Lexeme() | Adjacent():
            yield asked
        case Every(parts) | Either(parts):
            for part in parts:
                if holds(part, document):
                    yield from _reasons(part, document)
        case Lacks(Lacks(part)):
            yield from _reasons(part, document)
        case Lacks():
            return


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
