"""A search as a formula over terms, in negation normal form, equal for searches that mean the same.

A term is a lexeme, or a phrase by its key: a quotation mark and its words, which no lexeme begins with.
"""

import sys
from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass
from typing import TypeAlias

from apps.searches.language.plan import Adjacent, Either, Every, Lacks, Lexeme, Plan

Test: TypeAlias = Callable[[Set[str]], bool]


@dataclass(frozen=True, slots=True)
class Wanted:
    term: str


@dataclass(frozen=True, slots=True)
class Unwanted:
    term: str


@dataclass(frozen=True, slots=True)
class All:
    parts: frozenset["Formula"]


@dataclass(frozen=True, slots=True)
class Some:
    parts: frozenset["Formula"]


Formula: TypeAlias = Wanted | Unwanted | All | Some


def phrase_key(words: tuple[str, ...]) -> str:
    return '"' + " ".join(words)


def phrase_words(term: str) -> tuple[str, ...]:
    """The words of a phrase's key; empty for a lexeme."""
    return tuple(term[1:].split(" ")) if term.startswith('"') else ()


def formula(asked: Plan, *, wanted: bool = True) -> Formula:
    match asked:
        case Lexeme(lexeme):
            return (Wanted if wanted else Unwanted)(sys.intern(lexeme))
        case Adjacent(words):
            return (Wanted if wanted else Unwanted)(sys.intern(phrase_key(words)))
        case Lacks(part):
            return formula(part, wanted=not wanted)
        case Every(parts) | Either(parts):
            together = isinstance(asked, Every) == wanted
            return _flat(All if together else Some, (formula(part, wanted=wanted) for part in parts))


def _flat(kind: type[All] | type[Some], parts: Iterable[Formula]) -> Formula:
    flat: set[Formula] = set()
    for part in parts:
        flat |= part.parts if isinstance(part, kind) else {part}
    return kind(frozenset(flat)) if len(flat) > 1 else flat.pop()


def spelling(asked: Formula) -> str:
    """One text per meaning, whatever the order of its parts. No term holds a NUL, so nothing runs together."""
    match asked:
        case Wanted(term):
            return f"+{term}"
        case Unwanted(term):
            return f"-{term}"
        case All(parts) | Some(parts):
            sign = "&" if isinstance(asked, All) else "|"
            return f"\0{sign}" + "\0,".join(sorted(map(spelling, parts))) + "\0."


def terms(asked: Formula) -> frozenset[str]:
    match asked:
        case Wanted(term) | Unwanted(term):
            return frozenset({term})
        case All(parts) | Some(parts):
            return frozenset[str]().union(*map(terms, parts))


def clauses(asked: Formula) -> frozenset[Formula]:
    """What must all hold."""
    return asked.parts if isinstance(asked, All) else frozenset({asked})


def is_any_of(asked: Formula) -> bool:
    """Does it hold as soon as one of its terms is there?"""
    return isinstance(asked, Wanted) or (
        isinstance(asked, Some) and all(isinstance(part, Wanted) for part in asked.parts)
    )


def test_of(parts: Iterable[Formula]) -> Test | None:
    """One test for all of them; None when there is nothing to test."""
    parts = list(parts)
    unwanted = frozenset(part.term for part in parts if isinstance(part, Unwanted))
    tests: list[Test] = [unwanted.isdisjoint] if unwanted else []
    tests += [_test(part) for part in parts if not isinstance(part, Unwanted)]
    if len(tests) < 2:
        return tests[0] if tests else None
    return lambda terms: all(test(terms) for test in tests)


def _test(asked: Formula) -> Test:
    match asked:
        case Wanted(term):
            return lambda terms: term in terms
        case Unwanted(term):
            return lambda terms: term not in terms
        case All(parts):
            return test_of(parts) or (lambda _: True)
        case Some(parts):
            return _any_of(parts)


def _any_of(parts: frozenset[Formula]) -> Test:
    wanted = frozenset(part.term for part in parts if isinstance(part, Wanted))
    others = [_test(part) for part in parts if not isinstance(part, Wanted)]
    if not others:
        return lambda terms: not wanted.isdisjoint(terms)
    return lambda terms: not wanted.isdisjoint(terms) or any(test(terms) for test in others)
