"""How Welsh changes the beginning of a word: Caerdydd, i Gaerdydd, yng Nghaerdydd, a Chaerdydd."""

import re

from apps.searches.language.ast import And, Kind, Node, Term, replaced
from apps.searches.language.fold import clean, fold

# Soft, nasal, aspirate, by the letter of the dictionary.
_CHANGES = {
    "c": ("g", "ngh", "ch"),
    "p": ("b", "mh", "ph"),
    "t": ("d", "nh", "th"),
    "b": ("f", "m"),
    "d": ("dd", "n"),
    "g": ("", "ng"),
    "m": ("f",),
    "ll": ("l",),
    "rh": ("r",),
}
_VOWELS = "aeiouwy"
# Letters written with two signs, which change as a whole or not at all.
_DOUBLE = ("ll", "rh", "ch", "dd", "ff", "ng", "ph", "th")
# What only a change can have made, so that the word of the dictionary is known.
_UNCHANGED = {"ngh": "c", "mh": "p", "nh": "t", "ng": "g", "dd": "d", "ph": "p"}
_ASPIRATE_C = re.compile(r"ch(?!w)")
_LEAST = 3


def forms(word: str) -> tuple[str, ...]:
    """The word, folded, and what its beginning changes to; of a changed word also the word of the dictionary."""
    said = fold(clean(word))
    if origin := _origin(said):
        return tuple(dict.fromkeys((said, origin, *_changed(origin))))
    return tuple(dict.fromkeys((said, *_changed(said))))


def _changed(word: str) -> list[str]:
    if len(word) < _LEAST:
        return []
    letter = word[:2] if word.startswith(_DOUBLE) else word[0]
    if letter in _VOWELS:
        return [f"h{word}"]
    return [f"{other}{word[len(letter) :]}" for other in _CHANGES.get(letter, ())]


def _origin(word: str) -> str:
    if _ASPIRATE_C.match(word):
        return word.replace("ch", "c", 1)
    change = next((start for start in _UNCHANGED if word.startswith(start)), "")
    return _UNCHANGED[change] + word[len(change) :] if change and len(word) > len(change) + 1 else ""


def asks_in_welsh(tree: Node) -> bool:
    """Is lang:cy what the whole search asks for?"""
    parts = tree.parts if isinstance(tree, And) else (tree,)
    return any(
        isinstance(part, Term) and part.kind is Kind.LANG and part.value.partition("-")[0] == "cy"
        for part in parts
    )


def in_welsh(tree: Node) -> Node:
    """The same with every plain word as Welsh changes it, where the whole search asks for Welsh."""
    return replaced(tree, _as_welsh) if asks_in_welsh(tree) else tree


def _as_welsh(term: Term) -> Node:
    return Term(Kind.CY, term.value) if term.kind is Kind.WORD else term
