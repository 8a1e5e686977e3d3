"""By which terms a search is found: the rarest thing it needs, and the next rarest beside it.

Frequencies decide about speed, never about answers: a wrong table costs time.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from apps.searches.matching.formulas import (
    All,
    Formula,
    Test,
    clauses,
    is_any_of,
    is_beginning,
    is_near,
    phrase_words,
    sides_of,
    test_of,
)

# How many words begin like this, nobody counts; whatever stands beside it is the better way to find a search.
_EVERYWHERE = 1 << 40
# Beyond this a second level would cost more memory than the tests it saves.
_MAX_PAIRS = 16


@dataclass(frozen=True, slots=True)
class Route:
    """One of `firsts` is in every matching document, and one of `seconds` too where there are any.

    No `firsts`: nothing positive is needed, every document is tried. `test` is what the two levels
    leave unproved; None when meeting both is proof enough.
    """

    firsts: tuple[str, ...]
    seconds: tuple[str, ...]
    test: Test | None


EVERYTHING = Route((), (), None)


def route(asked: Formula, frequencies: Mapping[str, int]) -> Route:
    parts = clauses(asked)
    ways = [(anchors, part) for part in parts if (anchors := _anchors(part, frequencies))]
    ways.sort(key=lambda way: _cost(way[0], frequencies))
    proved: set[Formula] = set()
    levels: list[tuple[str, ...]] = []
    for anchors, part in ways[:2]:
        if levels and len(levels[0]) * len(anchors) > _MAX_PAIRS:
            break
        levels.append(anchors)
        if is_any_of(part):
            proved.add(part)
    firsts, seconds = (*levels, (), ())[:2]
    return Route(firsts, seconds, test_of(parts - proved))


def rarity(term: str, frequencies: Mapping[str, int]) -> int:
    """In how many documents; a pattern is no more frequent than the rarest thing it needs."""
    if is_beginning(term):
        return _EVERYWHERE
    if is_near(term):
        return min(expected(side, frequencies) for side in sides_of(term))
    return frequencies.get(rarest(term, frequencies), 0)


def rarest(term: str, frequencies: Mapping[str, int]) -> str:
    """Of a phrase its rarest word; any other term itself."""
    return min(phrase_words(term), key=lambda word: frequencies.get(word, 0), default=term)


def expected(terms: Iterable[str], frequencies: Mapping[str, int]) -> int:
    """In how many documents one of them is, at most."""
    return sum(rarity(term, frequencies) for term in terms)


def _anchors(asked: Formula, frequencies: Mapping[str, int]) -> tuple[str, ...]:
    """Terms of which every matching document has at least one; empty when there is no such set."""
    if isinstance(asked, str):
        return () if asked[0] == "-" else (asked,)
    ways = [_anchors(part, frequencies) for part in asked]
    if isinstance(asked, All):
        return min(filter(None, ways), key=lambda anchors: _cost(anchors, frequencies), default=())
    return tuple({term for anchors in ways for term in anchors}) if all(ways) else ()


def _cost(anchors: tuple[str, ...], frequencies: Mapping[str, int]) -> tuple[int, int, int]:
    """Where no frequency is known, few and long terms are the better guess."""
    return expected(anchors, frequencies), len(anchors), -min(map(len, anchors))
