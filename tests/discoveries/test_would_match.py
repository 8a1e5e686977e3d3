"""“Would this match, and why not?”"""

from datetime import timedelta

import pytest

from apps.common.refusals import Invalid
from apps.common.scope import org_scope
from apps.discoveries.actions.finds import erase_find
from apps.discoveries.actions.items import Arrival, take_in
from apps.discoveries.models import Follow
from apps.discoveries.would_match import NotPassedBy, would_match
from apps.searches.actions import approve_account, list_account
from tests.cast import NOON
from tests.factories.finds import make_find, make_source

ADDRESS = "https://plots.example/1"


@pytest.fixture
def place(in_marlowe):
    source = make_source(host="plots.example", first_look_at=NOON)
    Follow.objects.create(
        organisation=in_marlowe, source=source, name="Plots", since=NOON - timedelta(days=1)
    )
    post = Arrival(identity="1", url=ADDRESS, title="Forty marrows", text="for all", author="Mair Jones")
    take_in(source=source, arrivals=[post], at=NOON)
    return source


def ask(person, query, sample):
    return would_match(actor=person.actor, query=query, sample=sample, at=NOON)


def test_yes_with_the_words_that_say_so(rea, in_marlowe):
    verdict = ask(rea, "marrow (soup OR swap)", "A marrow swap")

    assert verdict.is_match
    assert verdict.because == ["“marrow”", "any of “swap”"]
    assert verdict.excerpt == [("A ", False), ("marrow", True), (" ", False), ("swap", True)]


def test_no_with_what_is_missing_and_what_stopped_it(rea, in_marlowe):
    verdict = ask(rea, "leek soup -recipe", "A recipe for leeks")

    assert verdict.is_match is False
    assert verdict.why_not == [
        "It does not have “soup”.",
        "It has “recipe”, and this search leaves that out.",
    ]
    assert ("leeks", True) in verdict.excerpt


@pytest.mark.parametrize("address", [ADDRESS, f" {ADDRESS}?utm_source=mail ", "https://PLOTS.example/1/"])
def test_something_that_passed_by_is_named_by_its_address(rea, place, address):
    verdict = ask(rea, "marrow site:plots.example", address)

    assert verdict.is_match
    assert ("marrows", True) in verdict.title


@pytest.mark.parametrize("address", ["https://plots.example/2", "https://elsewhere.example/"])
def test_what_did_not_pass_by_says_so(rea, place, address):
    with pytest.raises(NotPassedBy):
        ask(rea, "marrow", address)


def test_what_passes_by_where_only_others_listen_did_not_pass_by(eve, place):
    with org_scope(eve.organisation.id), pytest.raises(NotPassedBy):
        ask(eve, "marrow", ADDRESS)


def test_nor_does_what_passed_before_we_listened(rea, place):
    Follow.objects.update(since=NOON + timedelta(hours=1))

    with pytest.raises(NotPassedBy):
        ask(rea, "marrow", ADDRESS)


def test_whom_we_leave_alone_did_not_pass_by(ann, place):
    find = make_find(ann.organisation, source=place, author="Mair Jones", author_digest=digest_of(place))
    erase_find(actor=ann.actor, find=find, leave_author_alone=True, at=NOON)

    with pytest.raises(NotPassedBy):
        ask(ann, "marrow", ADDRESS)


def digest_of(place):
    from apps.discoveries.models import Item

    return Item.objects.get(source=place).author_digest


def test_of_a_person_nothing_is_said(rea, place):
    verdict = ask(rea, "marrow from:mairjones", ADDRESS)

    assert (verdict.is_match, verdict.why_not, verdict.title, verdict.excerpt) == (None, [], [], [])
    assert verdict.unlisted == ["mairjones"]


def test_of_a_listed_account_it_is(ann, ed, rea, place):
    terms = {"name": "Mair Jones’ nursery", "reason": "To cheer", "ends_on": NOON.date() + timedelta(days=9)}
    account = list_account(actor=ed.actor, handle="mairjones", **terms, at=NOON)
    approve_account(actor=ann.actor, account=account, at=NOON)

    assert ask(rea, "marrow from:mairjones", ADDRESS).is_match


@pytest.mark.parametrize("query", ["", "()", '""'])
def test_a_search_that_asks_for_nothing_has_no_answer(rea, in_marlowe, query):
    verdict = ask(rea, query, "A marrow")

    assert verdict.is_match is None
    assert verdict.notes


def test_nothing_pasted_is_nothing_to_judge(rea, in_marlowe):
    with pytest.raises(Invalid):
        ask(rea, "marrow", "  ")
