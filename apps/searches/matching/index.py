"""Prospective search: which of many saved searches does one document meet?

An inverted dictionary two levels deep, from the rarest term a search needs to the next rarest, to the
searches. Searches that mean the same share one slot. Changes take effect at once; nothing is rebuilt.
One thread at a time.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Generic, TypeVar

from apps.searches.language.ast import Node
from apps.searches.language.dates import DateRange, date_range
from apps.searches.language.plan import plan
from apps.searches.language.tokens import Document
from apps.searches.matching.formulas import Formula, Test, formula, is_pattern, spelling, terms
from apps.searches.matching.patterns import Patterns
from apps.searches.matching.routes import EVERYTHING, route

Id = TypeVar("Id", bound=Hashable)
_ALL_DAYS = DateRange()


@dataclass(slots=True, eq=False)
class _Slot(Generic[Id]):
    """All searches of one meaning, and what is left to test where both levels led here.

    `days` is None where any day will do; the last four say where the slot is to be found.
    """

    test: Test | None
    days: DateRange | None
    ids: list[Id]
    firsts: tuple[str, ...]
    seconds: tuple[str, ...]
    patterns: tuple[str, ...]
    meaning: str


@dataclass(slots=True)
class _Bucket(Generic[Id]):
    """The slots under one first term: found by it alone, or by a second term beside it."""

    alone: list[_Slot[Id]] = field(default_factory=list)
    beside: dict[str, tuple[_Slot[Id], ...]] = field(default_factory=dict)


class Index(Generic[Id]):
    """`frequencies`: in how many documents each lexeme was lately; missing ones count as rare."""

    def __init__(self, frequencies: Mapping[str, int] = MappingProxyType({})) -> None:
        self._frequencies = frequencies
        self._patterns = Patterns(frequencies)
        self._by_id: dict[Id, _Slot[Id]] = {}
        self._by_meaning: dict[str, _Slot[Id]] = {}
        self._buckets: dict[str, _Bucket[Id]] = {}
        self._always: list[_Slot[Id]] = []

    def __len__(self) -> int:
        return len(self._by_id)

    def __contains__(self, search_id: Id) -> bool:
        return search_id in self._by_id

    def put(self, search_id: Id, tree: Node) -> None:
        """Adds the search, or replaces what stood under this id."""
        asked = plan(tree)
        wanted = formula(asked) if asked else None
        days = date_range(tree)
        meaning = (spelling(wanted) if wanted else "") + ("" if days == _ALL_DAYS else f"\0{days}")
        slot = self._by_meaning.get(meaning) or self._open(meaning, wanted, days)
        if self._by_id.get(search_id) is not slot:
            self.drop(search_id)
            slot.ids.append(search_id)
            self._by_id[search_id] = slot

    def drop(self, search_id: Id) -> None:
        """Forgets the search; an unknown id is no error."""
        slot = self._by_id.pop(search_id, None)
        if slot is not None:
            slot.ids.remove(search_id)
            if not slot.ids:
                self._close(slot)

    def match(self, document: Document, seen_on: date) -> set[Id]:
        """The ids of the searches it meets. `seen_on`: its first_seen day in Europe/London."""
        present = self._patterns.present_in(document)
        found: set[Id] = set()
        for slot in self._candidates(present):
            test = slot.test
            if (test is None or test(present)) and (slot.days is None or seen_on in slot.days):
                found.update(slot.ids)
        return found

    def _candidates(self, present: set[str]) -> set[_Slot[Id]]:
        groups: list[Iterable[_Slot[Id]]] = [self._always]
        for first in self._buckets.keys() & present:
            bucket = self._buckets[first]
            groups.append(bucket.alone)
            groups += map(bucket.beside.__getitem__, bucket.beside.keys() & present)
        return set().union(*groups)

    def _open(self, meaning: str, asked: Formula | None, days: DateRange) -> _Slot[Id]:
        way = route(asked, self._frequencies) if asked else EVERYTHING
        slot: _Slot[Id] = _Slot(
            test=way.test,
            days=None if days == _ALL_DAYS else days,
            ids=[],
            firsts=way.firsts,
            seconds=way.seconds,
            patterns=tuple(filter(is_pattern, terms(asked))) if asked else (),
            meaning=meaning,
        )
        self._by_meaning[meaning] = slot
        self._enter(slot)
        return slot

    def _enter(self, slot: _Slot[Id]) -> None:
        for pattern in slot.patterns:
            self._patterns.put(pattern)
        for first in slot.firsts:
            bucket = self._buckets.setdefault(first, _Bucket())
            for second in slot.seconds:
                bucket.beside[second] = (*bucket.beside.get(second, ()), slot)
            if not slot.seconds:
                bucket.alone.append(slot)
        if not slot.firsts:
            self._always.append(slot)

    def _close(self, slot: _Slot[Id]) -> None:
        del self._by_meaning[slot.meaning]
        for pattern in slot.patterns:
            self._patterns.drop(pattern)
        for first in slot.firsts:
            bucket = self._buckets[first]
            for second in slot.seconds:
                bucket.beside[second] = tuple(other for other in bucket.beside[second] if other is not slot)
                if not bucket.beside[second]:
                    del bucket.beside[second]
            if not slot.seconds:
                bucket.alone.remove(slot)
            if not (bucket.alone or bucket.beside):
                del self._buckets[first]
        if not slot.firsts:
            self._always.remove(slot)
