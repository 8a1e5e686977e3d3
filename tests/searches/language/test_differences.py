"""From one version to the next, by parts: what is new, what is gone, what moved."""

import pytest
from hypothesis import HealthCheck, given, settings

from apps.searches.language.ast import canonical
from apps.searches.language.differences import difference, spelled
from apps.searches.language.parser import parse
from tests.searches.language.test_asking import queries


def between(before, after):
    return difference(parse(before).ast, parse(after).ast)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("litter", "litter pick", "New, and has to be there: “pick”."),
        ("litter pick bags", "litter", "No longer asked for: “pick” and “bags”."),
        ("a OR b", "a OR b OR c OR d OR e", "New as one of the choices: “c”, “d” and “e”."),
        ("park -jobs", "park", "No longer left out: “jobs”."),
        ("park", 'park -"for sale"', 'Left out from now on: “"for sale"”.'),
        ("park run", "park -run", "Had to be there, and is now left out: “run”."),
        ("park (a OR b)", "park a b", "Was one of the choices, and now has to be there: “a” and “b”."),
        ("park -a", "park (a OR b) x", "Was left out, and is now one of the choices: “a”."),
        ("a NEAR/3 b", "a NEAR/5 b", "New, and has to be there: “a NEAR/5 b”."),
    ],
)
def test_it_is_said_in_sentences(before, after, said):
    assert said in between(before, after).sentences


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("park run", "park  run", "The words stayed as they were."),
        ("park run", "run park", "Only the order or the brackets changed: it finds the same."),
        ("(a OR b) (c OR d)", "(a OR c) (b OR d)", "The same words, put together in another way."),
    ],
)
def test_even_when_no_word_came_or_went(before, after, said):
    assert between(before, after).sentences == (said,)


def test_it_is_marked_in_both_texts():
    found = between("(litter OR rubbish) pick -jobs", "(litter OR trash) -jobs -pick")

    assert found.before == (
        ("(litter OR ", ""),
        ("rubbish", "removed"),
        (") ", ""),
        ("pick", "moved"),
        (" -jobs", ""),
    )
    assert [text for text, state in found.after if state == "added"] == ["trash"]


@given(queries())
def test_the_pieces_are_the_canonical_text(query):
    tree = parse(query).ast

    assert tree is None or "".join(text for text, _part in spelled(tree)) == canonical(tree)


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(queries(), queries())
def test_any_two_searches_compare(before, after):
    before, after = parse(before).ast, parse(after).ast

    if before and after:
        found = difference(before, after)
        assert found.sentences
        assert "".join(text for text, _state in found.after) == canonical(after)
