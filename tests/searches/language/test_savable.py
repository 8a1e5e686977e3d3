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
        "play* park",
        "play* NEAR/3 park",
        "-(-play* OR park*) oak",
        "cy:ysgol",
        "near:Tilgate",
        'source:"The Echo"',
        "search:Fairs -pack:jobs",
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
        ("play*", "only-beginning"),
        ("play* OR park", "open-branch"),
        ("play* -park lang:en", "only-not"),
        ("play* NEAR/2 park*", "only-beginning"),
        ("play* NEAR/2 the", "only-common"),
        ("has:image", "only-filter"),
        ("-near:Tilgate", "only-not"),
    ],
)
def test_a_search_that_would_bring_in_nearly_everything_may_not(typed, code):
    (note,) = savable(parse(typed).ast)

    assert (note.level, note.code) == ("error", code)
