"""What a document has beside its lexemes: of the phrases, beginnings and NEARs that some search asks for."""

from collections.abc import Mapping

from apps.searches.language.tokens import Document
from apps.searches.matching.beginnings import Beginnings
from apps.searches.matching.formulas import is_beginning, is_near, is_phrase, terms_within
from apps.searches.matching.nears import Nears
from apps.searches.matching.phrases import Phrases


class Patterns:
    def __init__(self, frequencies: Mapping[str, int]) -> None:
        self._phrases = Phrases(frequencies)
        self._beginnings = Beginnings()
        self._nears = Nears(frequencies)

    def put(self, pattern: str) -> None:
        if is_phrase(pattern):
            self._phrases.put(pattern)
        elif is_beginning(pattern):
            self._beginnings.put(pattern)
        elif is_near(pattern):
            self._nears.put(pattern)
            for beginning in filter(is_beginning, terms_within(pattern)):
                self._beginnings.put(beginning)

    def drop(self, pattern: str) -> None:
        if is_phrase(pattern):
            self._phrases.drop(pattern)
        elif is_beginning(pattern):
            self._beginnings.drop(pattern)
        elif is_near(pattern):
            self._nears.drop(pattern)
            for beginning in filter(is_beginning, terms_within(pattern)):
                self._beginnings.drop(beginning)

    def present_in(self, document: Document) -> set[str]:
        """Its lexemes and its patterns."""
        # A plain set: beside it, `keys() & present` walks the shorter of the two; beside a frozenset it does not.
        present = {*document.lexemes, *self._phrases.found_in(document)}
        if self._beginnings:
            present |= self._beginnings.found_in(document)
        if self._nears:
            present.update(self._nears.found_in(document, present))
        return present
