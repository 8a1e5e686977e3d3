"""Whom a search names: handles and senders, what reads like a person's name, and words for people who protest.

It is a doorbell, not a lock: it errs towards ringing, and what is no person goes on the council's list once.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import Literal

from apps.searches.language.ast import And, Kind, Near, Node, Not, Or, Term
from apps.searches.language.facts import name_key
from apps.searches.language.fold import fold

_ACCOUNTS = frozenset({Kind.HANDLE, Kind.FROM})
_WORDS = frozenset({Kind.WORD, Kind.PHRASE, Kind.PREFIX, Kind.CY})
_TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_TITLES = """
    mr mrs ms miss mx dr sir dame lord lady rev reverend cllr councillor cynghorydd alderman mp msp
"""
# First names that are words, months or places as well: only where both words begin with a capital.
_ALSO_WORDS = """
    amber april art ashley ben bryn august autumn bill bob chelsea chester clay daisy dawn dean drew earl eden faith florence
    frank glyn grace grant guy heather holly hope ivy jack jay jordan josh joy june kent lily lincoln mark martin max may
    nick pat penny poppy preston ray rob robin rose ruby rusty sam sandy scarlett sue summer sydney ted victoria will
"""
# What stands after a name when the whole is a place, an event or a thing.
_NO_SURNAMES = """
    academy and arena arms at avenue bank beach bridge cafe campsite carnival castle centre chapel choir church
    close club college common cottage court crescent cross cup day drive estate fair farm fayre feast festival fete
    fields foundation gallery gardens gate green grove hall hill hospice hospital hotel house in infant infants inn
    institute junior lane library lock lodge market mews mill museum nursery of on or park parish path pier place
    playground pool primary pub road row sant school show square stadium station street surgery terrace theatre tower trail
    trust university vale view villas walk way wharf wood woods yard
"""
_PROTEST = """
    activist activists agitator agitators campaigner campaigners complainant complainants complainer complainers
    dissident dissidents protester protesters protestor protestors ringleader ringleaders troublemaker troublemakers
    whistleblower whistleblowers ymgyrchydd ymgyrchwyr protestiwr protestwyr
"""

_titles, _also_words, _no_surnames, _protest = (
    frozenset(words.split()) for words in (_TITLES, _ALSO_WORDS, _NO_SURNAMES, _PROTEST)
)

Sort = Literal["account", "name", "protest"]


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody a search names, as written; ``key`` is how the council's list spells them."""

    sort: Sort
    words: str

    @property
    def key(self) -> str:
        return name_key(self.words.strip().lstrip("@"))


def named_in(tree: Node) -> tuple[Named, ...]:
    """Everybody it names, wanted or not, each once, in the order written."""
    return tuple({named.key: named for named in _named(tree)}.values())


def _named(tree: Node) -> Iterator[Named]:
    match tree:
        case Term(kind, value) if kind in _ACCOUNTS:
            yield Named("account", value)
        case Term(kind, value) if kind in _WORDS:
            yield from _in_words(_TOKEN.findall(value))
        case Not(part):
            yield from _named(part)
        case Near(first, second):
            yield from _side_by_side((first, second))
            yield from _side_by_side((second, first))
        case Or(parts):
            for part in parts:
                yield from _named(part)
        case And(parts):
            yield from _side_by_side(parts)


def _side_by_side(parts: tuple[Node, ...]) -> Iterator[Named]:
    """Jane Smith without quotation marks is the same person."""
    run: list[str] = []
    for part in parts:
        words = _tokens(part)
        if words:
            run += words
            continue
        yield from _in_words(run)
        run = []
        yield from _named(part)
    yield from _in_words(run)


def _tokens(part: Node) -> list[str]:
    return _TOKEN.findall(part.value) if isinstance(part, Term) and part.kind in _WORDS else []


def _in_words(words: list[str]) -> Iterator[Named]:
    for word in words:
        if fold(word) in _protest:
            yield Named("protest", word)
    for first, second in pairwise(words):
        if _is_name(first, second):
            yield Named("name", f"{first} {second}")


def _is_name(first: str, second: str) -> bool:
    before, after = fold(first), fold(second)
    if len(after) < 3 or after in _no_surnames:
        return False
    if before in _titles:
        return True
    if before in _also_words:
        return first[0].isupper() and second[0].isupper()
    return before in _first_names()


@cache
def _first_names() -> frozenset[str]:
    text = resources.files("apps.searches.language").joinpath("first_names.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(name for line in lines for name in line.split())
