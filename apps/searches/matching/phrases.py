"""Which of the known phrases stand in a document: each is looked for where its two rarest words are."""

from collections import Counter
from collections.abc import Mapping

from apps.searches.language.standing import adjacent
from apps.searches.language.tokens import Document
from apps.searches.matching.formulas import phrase_words
from apps.searches.matching.routes import rarity


class Phrases:
    def __init__(self, frequencies: Mapping[str, int]) -> None:
        self._frequencies = frequencies
        self._users: Counter[str] = Counter()
        # rarest word → next rarest → key → the words in order
        self._by_words: dict[str, dict[str, dict[str, tuple[str, ...]]]] = {}
        self._routes: dict[str, tuple[str, str]] = {}

    def put(self, key: str) -> None:
        self._users[key] += 1
        if self._users[key] == 1:
            words = phrase_words(key)
            first, second = self._routes[key] = self._rarest_two(words)
            self._by_words.setdefault(first, {}).setdefault(second, {})[key] = words

    def drop(self, key: str) -> None:
        self._users[key] -= 1
        if self._users[key] == 0:
            del self._users[key]
            first, second = self._routes.pop(key)
            del self._by_words[first][second][key]
            if not self._by_words[first][second]:
                del self._by_words[first][second]
            if not self._by_words[first]:
                del self._by_words[first]

    def found_in(self, document: Document) -> list[str]:
        """The keys of those that stand in it."""
        present = document.positions.keys()
        return [
            key
            for first in self._by_words.keys() & present
            for second in self._by_words[first].keys() & present
            for key, words in self._by_words[first][second].items()
            if adjacent(words, document)
        ]

    def _rarest_two(self, words: tuple[str, ...]) -> tuple[str, str]:
        """The same word twice where a phrase repeats a single one."""
        ranked = sorted(set(words), key=lambda word: (rarity(word, self._frequencies), -len(word), word))
        return ranked[0], ranked[min(1, len(ranked) - 1)]
