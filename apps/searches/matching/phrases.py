"""Which of the known phrases stand in a document: each is looked for where its rarest word is."""

from collections import Counter
from collections.abc import Mapping

from apps.searches.language.evaluate import adjacent
from apps.searches.language.tokens import Document
from apps.searches.matching.formulas import phrase_words
from apps.searches.matching.routes import rarity


class Phrases:
    def __init__(self, frequencies: Mapping[str, int]) -> None:
        self._frequencies = frequencies
        self._users: Counter[str] = Counter()
        self._heads: dict[str, str] = {}
        self._by_head: dict[str, dict[str, tuple[frozenset[str], tuple[str, ...]]]] = {}

    def put(self, key: str) -> None:
        self._users[key] += 1
        if self._users[key] == 1:
            words = phrase_words(key)
            head = min(words, key=lambda word: (rarity(word, self._frequencies), -len(word)))
            self._heads[key] = head
            self._by_head.setdefault(head, {})[key] = frozenset(words), words

    def drop(self, key: str) -> None:
        self._users[key] -= 1
        if self._users[key] == 0:
            del self._users[key]
            head = self._heads.pop(key)
            del self._by_head[head][key]
            if not self._by_head[head]:
                del self._by_head[head]

    def found_in(self, document: Document) -> list[str]:
        """The keys of those that stand in it."""
        return [
            key
            for head in self._by_head.keys() & document.positions.keys()
            for key, (words, order) in self._by_head[head].items()
            if words <= document.lexemes and adjacent(order, document)
        ]
