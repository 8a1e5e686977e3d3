"""A search as a formula over terms, in negation normal form, equal for searches that mean the same.

A term is a lexeme, or a pattern by its key, which begins as no lexeme does: a phrase with a quotation mark, a word's
beginning with a star, a NEAR with a tilde. No term holds a space or a line's end but where keys are joined. A formula
is a term that is wanted, a term that is unwanted (after a hyphen, which none begins with), All of some formulas, or
Some of them. An All holds no All and a Some no Some, so nothing that is compared can be mistaken.
"""

import sys
from collections.abc import Callable, Iterable, Set
from functools import lru_cache
from typing import TypeAlias

from apps.searches.language.plan import Adjacent, Beginning, Close, Either, Every, Lacks, Lexeme, Plan, Run

Test: TypeAlias = Callable[[Set[str]], bool]


class All(frozenset["Formula"]):
    __slots__ = ()


class Some(frozenset["Formula"]):
    __slots__ = ()


Formula: TypeAlias = str | All | Some


def is_phrase(term: str) -> bool:
    return term[0] == '"'


def is_beginning(term: str) -> bool:
    return term[0] == "*"


def is_near(term: str) -> bool:
    return term[0] == "~"


def is_pattern(term: str) -> bool:
    return term[0] in '"*~'


def phrase_words(term: str) -> tuple[str, ...]:
    """The words of a phrase's key; empty for any other term."""
    return tuple(term[1:].split(" ")) if is_phrase(term) else ()


def sides_of(near: str) -> tuple[list[str], list[str]]:
    """The terms on either side, each a lexeme, a phrase or a beginning."""
    first, second = near.partition("\n")[2].split("\n\n")
    return first.split("\n"), second.split("\n")


def terms_within(near: str) -> list[str]:
    first, second = sides_of(near)
    return [*first, *second]


def near_of(near: str) -> Close:
    """What a NEAR's key says."""
    first, second = (tuple(map(_run_of, side)) for side in sides_of(near))
    return Close(first, second, int(near[1 : near.index("\n")]))


def _run_of(term: str) -> Run:
    if is_phrase(term):
        return Adjacent(phrase_words(term))
    return Beginning(f"={term[1:]}") if is_beginning(term) else Lexeme(term)


def _term(asked: Run | Close) -> str:
    match asked:
        case Lexeme(lexeme):
            return lexeme
        case Adjacent(words):
            return '"' + " ".join(words)
        case Beginning(start):
            return f"*{start[1:]}"
        case Close(first, second, within):
            # In one order, for searches that mean the same.
            sides = sorted(sorted(map(_term, side)) for side in (first, second))
            return f"~{within}\n" + "\n\n".join(map("\n".join, sides))


def formula(asked: Plan, sign: str = "") -> Formula:
    """``sign``: a hyphen for the contrary."""
    match asked:
        case Every(parts):
            return _flat(Some if sign else All, [formula(part, sign) for part in parts])
        case Either(parts):
            return _flat(All if sign else Some, [formula(part, sign) for part in parts])
        case Lacks(part):
            return formula(part, "" if sign else "-")
        case _:
            return sys.intern(sign + _term(asked))


def _flat(kind: type[All] | type[Some], parts: Iterable[Formula]) -> Formula:
    flat: set[Formula] = set()
    for part in parts:
        if isinstance(part, kind):
            flat |= part
        else:
            flat.add(part)
    return kind(flat) if len(flat) > 1 else flat.pop()


def spelling(asked: Formula) -> str:
    """One text per meaning, whatever the order of its parts. No term holds a NUL, so nothing runs together."""
    if isinstance(asked, str):
        return asked
    sign = "&" if isinstance(asked, All) else "|"
    return f"\0{sign}" + "\0,".join(sorted(map(spelling, asked))) + "\0."


def terms(asked: Formula) -> set[str]:
    if isinstance(asked, str):
        return {asked.removeprefix("-")}
    return set().union(*map(terms, asked))


def clauses(asked: Formula) -> frozenset[Formula]:
    """What must all hold."""
    return asked if isinstance(asked, All) else frozenset({asked})


def is_wanted(asked: Formula) -> bool:
    return isinstance(asked, str) and asked[0] != "-"


def is_any_of(asked: Formula) -> bool:
    """Does it hold as soon as one of its terms is there?"""
    return is_wanted(asked) or (isinstance(asked, Some) and all(map(is_wanted, asked)))


def test_of(parts: Iterable[Formula]) -> Test | None:
    """One test for all of them; None when there is nothing to test."""
    unwanted = frozenset(part[1:] for part in parts if isinstance(part, str) and part[0] == "-")
    tests = [_lacks(unwanted)] if unwanted else []
    tests += [_test(part) for part in parts if not isinstance(part, str) or part[0] != "-"]
    return _all_of(tests) if tests else None


@lru_cache(maxsize=10_000)
def _lacks(unwanted: frozenset[str]) -> Test:
    """Kept, because many searches exclude the same."""
    return unwanted.isdisjoint


def _all_of(tests: list[Test]) -> Test:
    if len(tests) == 1:
        return tests[0]
    return lambda terms: all(test(terms) for test in tests)


def _test(asked: Formula) -> Test:
    if isinstance(asked, str):
        return _lacks(frozenset({asked[1:]})) if asked[0] == "-" else lambda terms: asked in terms
    if isinstance(asked, All):
        return _all_of([_test(part) for part in asked])
    return _any_of(asked)


def _any_of(parts: Some) -> Test:
    wanted = frozenset(filter(is_wanted, parts))
    others = [_test(part) for part in parts - wanted]
    if not others:
        return lambda terms: not wanted.isdisjoint(terms)
    return lambda terms: not wanted.isdisjoint(terms) or any(test(terms) for test in others)
