"""Anything may be previewed; only what listens for something may be saved."""

import pytest

from apps.searches.language.parser import parse
from apps.searches.language.saving import savable


@pytest.mark.parametrize(
    "typed",
    [
        "park",
        "the park",
        '"the park"',
        "#park",
        "@crawleybc",
        "from:jane",
        "site:a.org",
        "park -jobs lang:en",
        "oak OR (elm -ash)",
        "-(-oak -elm)",
        "-(-oak OR elm)",
    ],
)
def test_a_search_that_listens_for_something_may_be_saved(typed):
    assert savable(parse(typed).ast) == ()


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "empty"),
        ("-jobs", "only-not"),
        ("-jobs -(oak elm)", "only-not"),
        ("-(oak OR elm) lang:en", "only-not"),
        ("the", "only-common"),
        ("A OR the", "only-common"),
        ("litter OR yr", "only-common"),
        ("the -jobs", "only-common"),
        ("lang:en", "only-filter"),
        ("since:2026-01-01", "only-filter"),
        ("-lang:en", "only-filter"),
        ("park OR -jobs", "open-branch"),
        ("park OR lang:en", "open-branch"),
        ("-(oak -elm)", "open-branch"),
    ],
)
def test_a_search_that_would_bring_in_nearly_everything_may_not(typed, code):
    (note,) = savable(parse(typed).ast)

    assert (note.level, note.code) == ("error", code)
