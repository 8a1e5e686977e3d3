"""Prospective search: which of many saved searches does one document meet?

An inverted dictionary two levels deep, from the rarest term a search needs to the next rarest, to the
searches. Searches that mean the same share one slot. Changes take effect at once; nothing is rebuilt.
One thread at a time.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Generic, TypeAlias, TypeVar

from apps.searches.language.ast import Node
from apps.searches.language.dates import DateRange, date_range
from apps.searches.language.plan import plan
from apps.searches.language.tokens import Document
from apps.searches.matching.formulas import Formula, formula, phrase_words, spelling, terms
from apps.searches.matching.phrases import Phrases
from apps.searches.matching.routes import Route, route

Id = TypeVar("Id", bound=Hashable)
# What is asked, spelled in one way, and on which days: searches that share it share a slot.
_Meaning: TypeAlias = tuple[str, DateRange | None]

_ALL_DAYS = DateRange()
_EVERYTHING = Route((), (), None)


@dataclass(slots=True, eq=False)
class _Slot(Generic[Id]):
    """All searches of one meaning. `days` is None where any day will do."""

    route: Route
    days: DateRange | None
    phrases: tuple[str, ...]
    ids: set[Id] = field(default_factory=set)


@dataclass(slots=True)
class _Bucket(Generic[Id]):
    """The slots under one first term: found by it alone, or by a second term beside it."""

    alone: list[_Slot[Id]] = field(default_factory=list)
    beside: dict[str, list[_Slot[Id]]] = field(default_factory=dict)


class Index(Generic[Id]):
    """`frequencies`: in how many documents each lexeme was lately; missing ones count as rare."""

    def __init__(self, frequencies: Mapping[str, int] = MappingProxyType({})) -> None:
        self._frequencies = frequencies
        self._phrases = Phrases(frequencies)
        self._meanings: dict[Id, _Meaning] = {}
        self._slots: dict[_Meaning, _Slot[Id]] = {}
        self._buckets: dict[str, _Bucket[Id]] = {}
        self._always: list[_Slot[Id]] = []

    def __len__(self) -> int:
        return len(self._meanings)

    def __contains__(self, search_id: Id) -> bool:
        return search_id in self._meanings

    def put(self, search_id: Id, tree: Node) -> None:
        """Adds the search, or replaces what stood under this id."""
        asked = plan(tree)
        wanted = formula(asked) if asked else None
        days = date_range(tree)
        meaning = (spelling(wanted) if wanted else "", None if days == _ALL_DAYS else days)
        if self._meanings.get(search_id) == meaning:
            return
        self.drop(search_id)
        if meaning not in self._slots:
            self._open(meaning, wanted)
        self._slots[meaning].ids.add(search_id)
        self._meanings[search_id] = meaning

    def drop(self, search_id: Id) -> None:
        """Forgets the search; an unknown id is no error."""
        meaning = self._meanings.pop(search_id, None)
        if meaning is None:
            return
        slot = self._slots[meaning]
        slot.ids.remove(search_id)
        if not slot.ids:
            self._close(meaning)

    def match(self, document: Document, seen_on: date) -> set[Id]:
        """The ids of the searches it meets. `seen_on`: its first_seen day in Europe/London."""
        # A plain set: beside it, `keys() & present` walks the shorter of the two; beside a frozenset it does not.
        present = {*document.lexemes, *self._phrases.found_in(document)}
        found: set[Id] = set()
        for slot in self._candidates(present):
            test = slot.route.test
            if (test is None or test(present)) and (slot.days is None or seen_on in slot.days):
                found |= slot.ids
        return found

    def _candidates(self, present: set[str]) -> list[_Slot[Id]]:
        candidates = self._always.copy()
        for first in self._buckets.keys() & present:
            bucket = self._buckets[first]
            candidates += bucket.alone
            for second in bucket.beside.keys() & present:
                candidates += bucket.beside[second]
        return candidates

    def _open(self, meaning: _Meaning, asked: Formula | None) -> None:
        slot: _Slot[Id] = _Slot(
            route(asked, self._frequencies) if asked else _EVERYTHING,
            meaning[1],
            tuple(filter(phrase_words, terms(asked))) if asked else (),
        )
        for phrase in slot.phrases:
            self._phrases.put(phrase)
        for first in slot.route.firsts:
            bucket = self._buckets.setdefault(first, _Bucket())
            for second in slot.route.seconds:
                bucket.beside.setdefault(second, []).append(slot)
            if not slot.route.seconds:
                bucket.alone.append(slot)
        if not slot.route.firsts:
            self._always.append(slot)
        self._slots[meaning] = slot

    def _close(self, meaning: _Meaning) -> None:
        slot = self._slots.pop(meaning)
        for phrase in slot.phrases:
            self._phrases.drop(phrase)
        for first in slot.route.firsts:
            bucket = self._buckets[first]
            for second in slot.route.seconds:
                _remove(bucket.beside, second, slot)
            if not slot.route.seconds:
                bucket.alone.remove(slot)
            if not (bucket.alone or bucket.beside):
                del self._buckets[first]
        if not slot.route.firsts:
            self._always.remove(slot)


def _remove(beside: dict[str, list[_Slot[Id]]], second: str, slot: _Slot[Id]) -> None:
    beside[second].remove(slot)
    if not beside[second]:
        del beside[second]
