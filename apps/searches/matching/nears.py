"""Which of the known NEARs a document has: each is looked for where a word of its rarer side stands."""

from collections import Counter
from collections.abc import Mapping, Set

from apps.searches.language.plan import Close
from apps.searches.language.standing import close
from apps.searches.language.tokens import Document
from apps.searches.matching.formulas import near_of, sides_of
from apps.searches.matching.routes import expected, rarest


class Nears:
    def __init__(self, frequencies: Mapping[str, int]) -> None:
        self._frequencies = frequencies
        self._users: Counter[str] = Counter()
        # key → what it asks, a word of each run of the rarer side, and of the other
        self._known: dict[str, tuple[Close, frozenset[str], frozenset[str]]] = {}
        # a word of the rarer side → keys
        self._by_word: dict[str, set[str]] = {}

    def __bool__(self) -> bool:
        return bool(self._users)

    def put(self, key: str) -> None:
        self._users[key] += 1
        if self._users[key] == 1:
            rarer, other = self._anchors(key)
            self._known[key] = (near_of(key), rarer, other)
            for word in rarer:
                self._by_word.setdefault(word, set()).add(key)

    def drop(self, key: str) -> None:
        self._users[key] -= 1
        if self._users[key] == 0:
            del self._users[key]
            _asked, rarer, _other = self._known.pop(key)
            for word in rarer:
                self._by_word[word].remove(key)
                if not self._by_word[word]:
                    del self._by_word[word]

    def found_in(self, document: Document, present: Set[str]) -> list[str]:
        """The keys of those that stand in it. ``present``: its lexemes and the terms of its beginnings."""
        keys = set[str]().union(*map(self._by_word.__getitem__, self._by_word.keys() & present))
        return [key for key in keys if self._stands(key, document, present)]

    def _stands(self, key: str, document: Document, present: Set[str]) -> bool:
        asked, _rarer, other = self._known[key]
        return not other.isdisjoint(present) and close(asked, document)

    def _anchors(self, key: str) -> tuple[frozenset[str], frozenset[str]]:
        """For each side a word of each run, the rarer side first."""
        first, second = (frozenset(rarest(run, self._frequencies) for run in side) for side in sides_of(key))
        return min((first, second), (second, first), key=lambda sides: expected(sides[0], self._frequencies))
