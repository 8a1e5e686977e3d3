"""The index: changes at once, shares what means the same, and never lets speed touch an answer."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.searches.language.parser import parse
from apps.searches.language.tokens import Text, tokenise
from apps.searches.matching.index import Index
from tests.searches.language.generated import SEEN_ON, passing, searches, texts_and_trees

QUIET = settings(max_examples=30, deadline=None, derandomize=True, database=None)


def document(body):
    return tokenise(Text(title="", body=body))


def index_of(*typed, frequencies=None):
    index = Index(frequencies or {})
    for text in typed:
        index.put(text, parse(text).ast)
    return index


def test_a_document_meets_the_searches_it_answers():
    index = index_of("park run", '"park run"', "park -run", "park OR zoo", "#park", "lang:en park")

    assert index.match(document("a run in the park"), SEEN_ON) == {"park run", "park OR zoo"}


def test_a_search_is_found_from_the_moment_it_is_put_until_it_is_dropped():
    index = index_of("park")
    index.put("new", parse('"the park"').ast)
    index.drop("park")

    assert index.match(document("the park"), SEEN_ON) == {"new"}
    assert len(index) == 1
    assert "park" not in index


def test_a_changed_search_answers_only_as_it_reads_now():
    index = index_of("park")
    index.put("park", parse("zoo").ast)

    assert index.match(document("park"), SEEN_ON) == set()
    assert index.match(document("zoo"), SEEN_ON) == {"park"}


def test_dropping_what_was_never_there_is_no_error():
    index = index_of("park")
    index.drop("unknown")

    assert index.match(document("park"), SEEN_ON) == {"park"}


def test_searches_of_one_meaning_are_each_found_and_dropped_alone():
    index = index_of("parks (zoo OR farm)", "(FARM OR zoos) park", "park AND (zoo OR farm)")
    index.drop("parks (zoo OR farm)")

    assert index.match(document("a park and a farm"), SEEN_ON) == {
        "(FARM OR zoos) park",
        "park AND (zoo OR farm)",
    }


@pytest.mark.parametrize("typed", ["-zoo", "park OR -zoo", "-(zoo farm)", "since:2026-05-31"])
def test_a_search_without_anything_positive_is_asked_every_time(typed):
    assert index_of(typed).match(document("nothing of the sort"), SEEN_ON) == {typed}


def test_dates_are_held_against_the_day_it_was_first_seen():
    index = index_of("park since:2026-05-31", "park until:2026-05-31", "park")

    assert index.match(document("park"), date(2026, 5, 30)) == {"park until:2026-05-31", "park"}
    assert index.match(document("park"), date(2026, 5, 31)) == {"park since:2026-05-31", "park"}


def test_a_phrase_shared_by_two_searches_outlives_one_of_them():
    index = index_of('"the park" zoo', '"the park" farm')
    index.drop('"the park" zoo')

    assert index.match(document("the park farm zoo"), SEEN_ON) == {'"the park" farm'}


def test_searches_with_too_many_pairs_for_two_levels_are_still_found():
    places = " OR ".join(f"place{n}" for n in range(30))
    themes = " OR ".join(f"theme{n}" for n in range(30))
    index = index_of(f"({places}) ({themes}) -jobs")

    assert index.match(document("place7 theme12"), SEEN_ON)
    assert not index.match(document("place7 theme12 jobs"), SEEN_ON)
    assert not index.match(document("place7 place8"), SEEN_ON)


def test_a_beginning_shared_by_two_searches_outlives_one_of_them():
    index = index_of("play* park", "play* zoo", "(play* OR swing) NEAR/2 park")
    index.drop("play* zoo")

    assert index.match(document("a park where all play"), SEEN_ON) == {"play* park"}
    assert index.match(document("a park playground"), SEEN_ON) == {
        "play* park",
        "(play* OR swing) NEAR/2 park",
    }


def test_beginnings_of_several_lengths_are_told_apart():
    index = index_of("play* x", "playg* x", "playgrounds* x", "plat* x")

    assert index.match(document("x playground"), SEEN_ON) == {"play* x", "playg* x"}
    index.put("ground* x", parse("ground* x").ast)
    assert index.match(document("x grounds playgrounds"), SEEN_ON) == {
        *("play* x", "playg* x", "playgrounds* x", "ground* x")
    }


def test_nears_that_mean_the_same_are_one():
    index = index_of("park NEAR/3 (oak OR elm)", "(elms OR oaks) NEAR/3 parks")

    assert len(index._by_meaning) == 1


@QUIET
@given(texts_and_trees(texts=4, trees=15), st.randoms(use_true_random=False))
def test_frequencies_never_change_an_answer(drawn, random):
    texts, trees = drawn
    documents = [tokenise(text) for text in texts]
    counted = Counter(lexeme for found in documents for lexeme in found.lexemes)
    shuffled = dict(zip(counted, random.sample([*counted.values()], len(counted)), strict=True))

    answers = []
    for frequencies in ({}, counted, shuffled):
        index = Index(frequencies)
        for number, tree in enumerate(trees):
            index.put(number, tree)
        answers.append([index.match(found, SEEN_ON) for found in documents])

    assert answers[0] == answers[1] == answers[2]


@QUIET
@given(st.data())
def test_any_sequence_of_changes_ends_as_a_fresh_index_would(data):
    texts = data.draw(st.lists(passing, min_size=3, max_size=3))
    changes = data.draw(st.lists(st.tuples(st.integers(0, 5), st.none() | searches(texts)), max_size=20))
    index, kept = Index(), {}

    for number, typed in changes:
        tree = parse(typed).ast if typed else None
        if tree:
            index.put(number, tree)
            kept[number] = tree
        else:
            index.drop(number)
            kept.pop(number, None)

    fresh = Index()
    for number, tree in kept.items():
        fresh.put(number, tree)
    for text in texts:
        assert index.match(tokenise(text), SEEN_ON) == fresh.match(tokenise(text), SEEN_ON)
    assert len(index) == len(kept)


def test_an_emptied_index_remembers_nothing():
    typed = [
        '"the park" zoo',
        "park OR farm",
        "-zoo",
        "(a OR b) (c OR d)",
        "play* park",
        '(play* OR "a b") NEAR/3 (zoo OR farm)',
    ]
    index = index_of(*typed)
    for text in typed:
        index.drop(text)

    patterns = index._patterns
    assert not any((index._by_id, index._by_meaning, index._buckets, index._always))
    assert not any((patterns._phrases._by_words, patterns._beginnings, patterns._nears._by_word))
