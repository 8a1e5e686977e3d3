"""Where what a search asks for stands in a document, in positions.

Distances are PostgreSQL's: from the last word of what comes first to the first word of what comes after, so that
neighbours are 1 apart.
"""

from bisect import bisect_right
from collections.abc import Iterator
from itertools import product
from typing import TypeAlias

from apps.searches.language.plan import Adjacent, Beginning, Close, Lexeme, Run
from apps.searches.language.tokens import Document

Span: TypeAlias = tuple[int, int]


def adjacent(words: tuple[str, ...], document: Document) -> bool:
    """Do these exact lexemes stand in successive positions?"""
    return bool(firsts(words, document))


def firsts(words: tuple[str, ...], document: Document) -> set[int]:
    """The positions of the first word wherever the whole phrase stands."""
    found = set(document.positions.get(words[0], ()))
    for offset, word in enumerate(words[1:], start=1):
        found &= {position - offset for position in document.positions.get(word, ())}
        if not found:
            break
    return found


def begun(start: str, document: Document) -> Iterator[str]:
    """The exact lexemes that begin so."""
    return (word for word in document.positions if word.startswith(start))


def close(asked: Close, document: Document) -> bool:
    """As soon as there is one meeting; for each span, the next that begins after it decides."""
    sides = _sides(asked, document)
    for before, after in (sides, sides[::-1]):
        starts = sorted(start for start, _end in after)
        for _start, end in before:
            place = bisect_right(starts, end)
            if place < len(starts) and starts[place] - end <= asked.within:
                return True
    return False


def _sides(asked: Close, document: Document) -> tuple[list[Span], list[Span]]:
    first, second = (
        [span for run in side for span in spans(run, document)] for side in (asked.first, asked.second)
    )
    return first, second


def meetings(asked: Close, document: Document) -> Iterator[tuple[Span, Span]]:
    """Every two spans that are near enough, whichever comes first."""
    sides = _sides(asked, document)
    for before, after in (sides, sides[::-1]):
        if not (before and after):
            return
        by_start: dict[int, list[Span]] = {}
        for span in after:
            by_start.setdefault(span[0], []).append(span)
        for span, distance in product(before, range(1, asked.within + 1)):
            for met in by_start.get(span[1] + distance, ()):
                yield span, met


def spans(run: Run, document: Document) -> Iterator[Span]:
    """First and last position, wherever it stands."""
    match run:
        case Lexeme(lexeme):
            yield from ((at, at) for at in document.at(lexeme))
        case Beginning(start):
            yield from ((at, at) for word in begun(start, document) for at in document.positions[word])
        case Adjacent(words):
            yield from ((first, first + len(words) - 1) for first in firsts(words, document))
