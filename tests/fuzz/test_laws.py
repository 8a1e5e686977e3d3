"""Hypothesis looks for a search or a text that breaks a law."""

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.laws import agree, read
from tests.searches.language.generated import passing, searches
from tests.searches.language.test_parse import anything

EXAMPLES = {"a sample": 150, "many": 6_000}


@pytest.fixture
def postgres_says(db):
    def says(vector, query):
        with connection.cursor() as cursor:
            cursor.execute("SELECT %s::tsvector @@ %s::tsquery", [vector, query])
            return cursor.fetchone()[0]

    return says


@pytest.mark.parametrize("how_many", ["a sample", pytest.param("many", marks=pytest.mark.long)])
def test_nothing_typed_and_nothing_said_breaks_a_law(postgres_says, how_many):
    @settings(
        max_examples=EXAMPLES[how_many],
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    @given(st.data())
    def hold(data):
        text = data.draw(passing)
        tree = read(data.draw(anything | searches([text])))
        if tree:
            agree(tree, text, postgres_says)

    hold()


@pytest.mark.parametrize(
    "typed",
    [
        *("(" * 2_000, "-(" * 1_000, '"' * 2_000, "*" * 2_000, "a* " * 660, "NEAR " * 400, "a NEAR/7 " * 220),
        *("near:" * 400, 'near:"x" ' * 220, "cy:a " * 400, "#" * 2_000, "@a" * 1_000, "a-" * 1_000),
        *(
            "a OR b NEAR c " * 140,
            "-" * 2_000,
            "aaaa*" * 400,
            "ﷺ" * 2_000,
            "👩‍👩‍👧" * 400,
            "w(" * 1_000,
            "\u0301" * 2_000,
        ),
        *(
            "pack:jobs " * 200,
            "search:x OR " * 160,
            "has:link " * 220,
            "https://" * 250,
            "1." * 1_000,
            "'" * 2_000,
        ),
    ],
)
def test_a_flood_of_anything_is_read_and_answered(postgres_says, typed):
    from apps.searches.language.tokens import Text

    text = Text(title="", body=typed)

    tree = read(typed)

    assert tree is None or agree(tree, text, postgres_says) in (True, False)
