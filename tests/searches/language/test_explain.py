"""Why a search matches a text, or why not, in words."""

from datetime import date

import pytest

from apps.searches.language.evaluate import matches
from apps.searches.language.explain import because, exclusions, obstacles, reason, wanted, why_not
from apps.searches.language.parser import parse
from apps.searches.language.tokens import Text, tokenise

TODAY = date(2026, 11, 27)
LITTER_PICK = tokenise(Text(title="Litter pick in Crawley", body="Bring gloves to the park; jobs for all"))


def reasons(query):
    return [reason(held) for held in because(parse(query).ast, LITTER_PICK)]


def refusals(query):
    return [why_not(obstacle) for obstacle in obstacles(parse(query).ast, LITTER_PICK, TODAY)]


@pytest.mark.parametrize(
    ("query", "held"),
    [
        ("crawley", ["“crawley”"]),
        ('crawley ("litter pick" OR cleanup)', ["“crawley”", "any of “litter pick”"]),
        ("crawley OR gloves OR zoo", ["any of “crawley”, “gloves”"]),
        ("crawley -zoo since:2026-11-01", ["“crawley”"]),
        ("park horsham", ["“park”"]),
        ("crawley (park gloves OR zoo)", ["“crawley”", "any of park gloves"]),
    ],
)
def test_the_parts_that_hold(query, held):
    assert reasons(query) == held


@pytest.mark.parametrize(
    ("query", "sentences"),
    [
        ("crawley park", []),
        ("horsham park", ["It does not have “horsham”."]),
        ("crawley (beach OR sea)", ["It does not have “beach” and does not have “sea”."]),
        ("crawley -jobs", ["It has “jobs”, and this search leaves that out."]),
        ("crawley -(jobs OR zoo)", ["It has “jobs”, and this search leaves that out."]),
        ("crawley -(jobs zoo)", []),
        ("crawley since:2027-01-01", ["It was first seen before 2027-01-01."]),
        (
            "lang:cy -gloves",
            ["It is not written in Welsh.", "It has “gloves”, and this search leaves that out."],
        ),
    ],
)
def test_what_keeps_it_out(query, sentences):
    assert refusals(query) == sentences


@pytest.mark.parametrize(
    "query", ["crawley", "zoo OR park", "-jobs", "crawley -zoo", "(a b) OR (gloves -jobs)"]
)
def test_there_is_an_obstacle_exactly_where_it_does_not_match(query):
    tree = parse(query).ast

    assert bool(obstacles(tree, LITTER_PICK, TODAY)) != matches(tree, LITTER_PICK, TODAY)


def test_what_is_wanted_and_what_is_left_out():
    tree = parse("crawley (park OR zoo -cage) -(jobs OR vacancy) until:2027-01-01").ast

    assert [term.value for term in wanted(tree)] == ["crawley", "park", "zoo"]
    assert exclusions(tree) == (parse("cage").ast, parse("jobs OR vacancy").ast)
