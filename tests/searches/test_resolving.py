"""What a council's search resolves to."""

import pytest

from apps.common.refusals import Invalid
from apps.organisations.scope import council
from apps.searches.language.parser import parse
from apps.searches.reading import read_to_save
from apps.searches.resolving import NOTHING, resolve


@pytest.fixture
def resolved(ann):
    """A query, as it resolves for Ann's council."""

    def read(query):
        parsed = parse(query)
        with council(ann.organisation.id):
            return resolve(parsed.ast, parsed.spans)

    return read


def test_a_search_without_names_resolves_to_itself(resolved):
    query = "park (oak OR elm) -jobs since:2026-01-01"

    assert resolved(query).tree == parse(query).ast
    assert resolved(query).notes == ()


def test_what_spelled_out_is_too_large_finds_nothing_and_is_not_saved(resolved, ann):
    sides = [" OR ".join(f'"w{n} x {side}"' for n in range(10)) for side in "ab"]
    query = f"({sides[0]}) NEAR/7 ({sides[1]})"

    assert resolved(query).tree == NOTHING
    with council(ann.organisation.id), pytest.raises(Invalid, match="more than 4,000 words"):
        read_to_save(query)
