"""By which terms a search is found: the rarest thing it needs, and the next rarest beside it.

Frequencies decide about speed, never about answers: a wrong table costs time.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from apps.searches.matching.formulas import All, Formula, Test, clauses, is_any_of, phrase_words, test_of

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
    """In how many documents; a phrase is no more frequent than its rarest word."""
    words = phrase_words(term)
    if words:
        return min(frequencies.get(word, 0) for word in words)
    return frequencies.get(term, 0)


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
    expected = sum(rarity(term, frequencies) for term in anchors)
    return expected, len(anchors), -min(map(len, anchors))
