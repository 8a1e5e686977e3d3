"""The search doctor: what became of the finds, and what would make the search better."""

import pytest

from apps.discoveries.actions.triage import leave_be
from apps.discoveries.doctor import examine
from apps.discoveries.models import Decision, FindMatch
from apps.searches.actions import write_search
from tests.cast import NOON
from tests.factories.finds import make_find


@pytest.fixture
def marrows(ann, in_marlowe):
    return write_search(actor=ann.actor, name="Growing", query="marrow OR zucchini", at=NOON)


def found_by(search, person, excerpt, verb=None, reason=""):
    find = make_find(person.organisation, title="Marrows", excerpt=excerpt)
    FindMatch.objects.create(organisation=person.organisation, find=find, search=search, search_version=1)
    if verb == "left":
        leave_be(actor=person.actor, find=find, reason=reason, at=NOON)
    elif verb:
        Decision.objects.create(
            organisation=person.organisation, find=find, verb=verb, by=person.member, at=NOON
        )
    return find


def test_what_became_of_its_finds(ann, marrows):
    found_by(marrows, ann, "A marrow for all", "joined")
    found_by(marrows, ann, "A marrow for sale", "left", "advert")
    found_by(marrows, ann, "A marrow")

    said = examine(actor=ann.actor, search=marrows, at=NOON)

    assert (said.found, said.joined, said.left, said.percent) == (3, 1, 1, None)
    assert said.reasons == [("advert", 1)]


def test_a_share_is_told_once_there_are_ten(ann, marrows):
    for number in range(10):
        found_by(marrows, ann, "A marrow", "joined" if number < 4 else "left")

    assert examine(actor=ann.actor, search=marrows, at=NOON).percent == 40


def test_a_word_of_what_was_left_is_suggested_as_a_draft(ann, marrows):
    for _ in range(3):
        found_by(marrows, ann, "A marrow for sale, ask Jane Doe or @jane about the vacancy", "left")
        found_by(marrows, ann, "A marrow for everybody", "joined")

    suggestions = examine(actor=ann.actor, search=marrows, at=NOON).suggestions

    assert {suggestion.word for suggestion in suggestions} == {"sale", "vacancy"}
    drafts = {suggestion.word: suggestion.draft for suggestion in suggestions}
    assert drafts["vacancy"] == "(marrow OR zucchini) -vacancy"


def test_what_matched_nothing_is_told(ann, marrows):
    assert examine(actor=ann.actor, search=marrows, at=NOON).dead == ["“marrow”", "“zucchini”"]


def test_what_another_search_found_too(ann, marrows):
    other = write_search(actor=ann.actor, name="Plots", query="marrow plots", at=NOON)
    both = found_by(marrows, ann, "A marrow")
    FindMatch.objects.create(organisation=ann.organisation, find=both, search=other, search_version=1)

    (overlap,) = examine(actor=ann.actor, search=marrows, at=NOON).overlaps

    assert (overlap.name, overlap.both) == ("Plots", 1)
