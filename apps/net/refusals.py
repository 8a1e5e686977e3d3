"""How the way out says no: five categories, each with one sentence that gives nothing away."""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Category(StrEnum):
    """Why a fetch ended without an answer. Store this rather than a sentence: sentences are translated."""

    not_allowed = "not_allowed"
    could_not_connect = "could_not_connect"
    too_slow = "too_slow"
    too_large = "too_large"
    not_understood = "not_understood"

    @property
    def sentence(self) -> str:
        """The plain sentence for people, in the language of whoever is reading."""
        return str(_SENTENCES[self])


_SENTENCES: dict[Category, Promise] = {
    Category.not_allowed: _("We may not visit this address. Only public web pages can be visited."),
    Category.could_not_connect: _(
        "We could not reach this place. It may be away for a moment, or its address may have changed."
    ),
    Category.too_slow: _("This place took too long to answer."),
    Category.too_large: _("This place sent more than we can take in."),
    Category.not_understood: _("We could not make sense of what this place sent."),
}


class WayOutRefused(Exception):
    """A fetch or an address that was refused.

    ``category`` is for code, ``message`` for people. Neither holds a word from the other side,
    nor any address that a name stands for.
    """

    def __init__(self, category: Category, sentence: Promise | None = None) -> None:
        super().__init__(category, sentence)
        self.category = category
        self._sentence = sentence

    @property
    def message(self) -> str:
        """A plain sentence in the language of whoever is reading."""
        return self.category.sentence if self._sentence is None else str(self._sentence)

    def __str__(self) -> str:
        return self.category.value
