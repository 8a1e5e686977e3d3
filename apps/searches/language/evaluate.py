"""The reference answer: does this search match this document, and where? Plain, slow, and right."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from apps.searches.language.ast import Node
from apps.searches.language.dates import date_range
from apps.searches.language.plan import Adjacent, Either, Every, Lacks, Lexeme, Plan, plan
from apps.searches.language.tokens import Document, Field, Placed, Text, places, tokenise


@dataclass(frozen=True, slots=True, order=True)
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
    wanted = {reason.lexeme for reason in reasons if isinstance(reason, Lexeme)}
    phrases = [reason.words for reason in reasons if isinstance(reason, Adjacent)]
    spoken = {
        position
        for words in phrases
        for first in _firsts(words, document)
        for position in range(first, first + len(words))
    }
    marked = [place for place in places(text) if _is_marked(place, wanted, spoken)]
    joined = {at + step for at in spoken for step in (0,)}
    return tuple(_merged(marked, joined))


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


def _is_marked(place: Placed, wanted: set[str], spoken: set[int]) -> bool:
    return (
        not wanted.isdisjoint(place.shape.plain)
        or any(word in wanted for _, word in place.shape.placed)
        or not spoken.isdisjoint(range(place.position, place.position + len(place.shape.parts)))
    )


def _merged(marked: list[Placed], joined: set[int]) -> Iterator[Mark]:
    return iter(())
