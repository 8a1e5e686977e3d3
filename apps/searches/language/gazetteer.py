"""What a place's name stands for in a search: all that people call it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from apps.searches.language import alphabet
from apps.searches.language.ast import Kind, Node, Term, either, every
from apps.searches.language.facts import tag_key
from apps.searches.language.fold import clean, fold
from apps.searches.language.welsh import forms

MOST_CONTEXT = 300
_NOT_IN_TAG = re.compile(f"[^{alphabet.NAME}]+")
# How Welsh names of places begin; an English name that begins alike changes nothing in an English text.
_WELSH_STARTS = (
    *("aber", "ban", "bryn", "caer", "coed", "cwm", "dol", "glan", "llan", "maes", "pen", "pont", "porth"),
    *("rhos", "rhyd", "tal", "ton", "tre", "ty"),
)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of a council. ``sure`` names mean it wherever they stand; ``doubtful`` ones are everyday words as well.

    ``parts``: of a set, the names of the places in it.
    """

    name: str
    sure: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All places of a council, by ``key`` of their name. ``is_welsh``: Welsh names change their beginnings here."""

    spots: Mapping[str, Spot]
    is_welsh: bool = False

    def called(self, name: str) -> Spot | None:
        """By its own name, or by another that no place has for its own."""
        wanted = key(name)
        if wanted in self.spots:
            return self.spots[wanted]
        others = (spot for spot in self.spots.values() if wanted in map(key, (*spot.sure, *spot.doubtful)))
        return next(others, None)


def key(name: str) -> str:
    """One spelling of a name, however it is typed."""
    return " ".join(fold(clean(name)).split())


def words_for(name: str, gazetteer: Gazetteer) -> Node | None:
    """What stands for a place or a set; None when no place is called so, or its name alone could mean anything.

    An everyday word ("Reading") counts only where another local name stands as well.
    """
    spot = gazetteer.called(name)
    if spot is None:
        return None
    parts = [gazetteer.spots[key(part)] for part in spot.parts if key(part) in gazetteer.spots]
    spots = [spot, *parts]
    sure = [form for each in spots for said in each.sure for form in said_as(said, gazetteer)]
    doubtful = either(form for each in spots for said in each.doubtful for form in said_as(said, gazetteer))
    beside = _beside(gazetteer)
    if doubtful and beside:
        return either([*sure, node]) if (node := every([doubtful, beside])) else either(sure)
    return either(sure)


def said_as(name: str, gazetteer: Gazetteer) -> Iterable[Term]:
    """Exactly the name, its hashtag, and in Wales what the beginning of a Welsh name changes to."""
    yield Term(Kind.PHRASE, name)
    tag = _NOT_IN_TAG.sub("", clean(name))
    if tag_key(tag) and not tag.isdigit():
        yield Term(Kind.TAG, tag)
    first, _space, rest = name.partition(" ")
    if gazetteer.is_welsh and key(first).startswith(_WELSH_STARTS):
        for form in forms(first)[1:]:
            yield Term(Kind.PHRASE, f"{form} {rest}".strip())


def _beside(gazetteer: Gazetteer) -> Node | None:
    sure = [Term(Kind.PHRASE, said) for spot in gazetteer.spots.values() for said in spot.sure]
    return either(sure[:MOST_CONTEXT])
