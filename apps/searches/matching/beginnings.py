"""Which of the known word beginnings a document has. A document costs nothing extra while none is known."""

from collections import Counter

from apps.searches.language.tokens import Document

_KEPT_WORDS = 100_000


class _Begun(dict[str, tuple[str, ...]]):
    """Exact word → the terms of the beginnings it has, found out once for each word."""

    def __init__(self) -> None:
        self.terms: Counter[str] = Counter()
        self.lengths: tuple[int, ...] = ()

    def __missing__(self, word: str) -> tuple[str, ...]:
        if len(self) >= _KEPT_WORDS:
            self.clear()
        cut = (f"*{word[1 : length + 1]}" for length in self.lengths if length < len(word))
        found = self[word] = tuple(term for term in cut if term in self.terms)
        return found


class Beginnings:
    """A beginning's term is a star and its letters."""

    def __init__(self) -> None:
        self._begun = _Begun()

    def __bool__(self) -> bool:
        return bool(self._begun.terms)

    def put(self, term: str) -> None:
        self._begun.terms[term] += 1
        if self._begun.terms[term] == 1:
            self._changed()

    def drop(self, term: str) -> None:
        self._begun.terms[term] -= 1
        if self._begun.terms[term] == 0:
            del self._begun.terms[term]
            self._changed()

    def found_in(self, document: Document) -> set[str]:
        """The terms of those that a word of it has."""
        return set[str]().union(*map(self._begun.__getitem__, document.positions))

    def _changed(self) -> None:
        self._begun.clear()
        self._begun.lengths = tuple(sorted({len(term) - 1 for term in self._begun.terms}))
