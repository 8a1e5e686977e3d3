"""The council's home page."""

from datetime import UTC, datetime

import pytest

from apps.common.clock import now
from apps.desk.pages.today import greeting
from apps.discoveries.models import Source
from apps.ledger.actions import record_act
from apps.organisations.actions import add_place
from tests.desk.picked import follow, pick

TODAY = "/o/marlowe/"


def page_of(browser):
    return browser.get(TODAY).content.decode()


def say(person, way, times=1):
    for _ in range(times):
        record_act(actor=person.actor, kind="answer", way=way, place="Blog", at=now())


def test_the_two_numbers_open_exactly_their_acts(ann, anns, in_marlowe):
    say(ann, "give", 3)
    say(ann, "ask")
    context = anns.get(TODAY).context

    given = anns.get(context["gave_url"]).context["rows"]
    asked = anns.get(context["asked_url"]).context["rows"]

    assert "3 times" in page_of(anns)
    assert "1 time</a>" in page_of(anns)
    assert [row["act"].way for row in given] == ["give"] * 3
    assert [row["act"].way for row in asked] == ["ask"]


def test_a_council_with_nothing_yet_is_shown_the_first_step(anns, in_marlowe):
    page = page_of(anns)

    assert "First steps to good company" in page
    assert page.count("button-primary") == 1
    assert 'button-primary" href="/o/marlowe/welcome/places"' in page


def test_the_next_step_is_offered_once_the_first_is_done(ann, anns, in_marlowe):
    add_place(actor=ann.actor, name="Netherby", kind="ward", at=now())

    assert 'button-primary" href="/o/marlowe/welcome/sources"' in page_of(anns)


def test_a_colleague_is_offered_what_they_may_do(bobs, in_marlowe):
    keys = [step.key for step in bobs.get(TODAY).context["walk"].steps]

    assert keys == ["practice", "said"]


def test_a_reader_is_offered_no_step(reas, in_marlowe):
    assert "First steps" not in page_of(reas)


def test_the_steps_can_be_put_away_by_each_for_themselves(anns, bobs, in_marlowe):
    anns.post("/o/marlowe/welcome/close")

    assert "First steps" not in page_of(anns)
    assert "First steps" in page_of(bobs)


def test_the_five_newest_finds_wait_to_be_greeted(ann, anns, in_marlowe):
    pick(ann, *[f"Story {number}" for number in range(7)], text="")

    shown = anns.get(TODAY).context["new"]

    assert [card.segments[0][0] for card in shown] == [f"Story {number}" for number in (6, 5, 4, 3, 2)]


def test_what_is_in_my_hands_stands_there(ann, anns, in_marlowe):
    find = pick(ann, "Forty marrows")[0]
    anns.post(f"/o/marlowe/finds/{find.id}/answer", {"answer": "join_in"})

    context = anns.get(TODAY).context

    assert [card.id for card in context["mine"]] == [find.id]
    assert not context["new"]


def test_places_are_mentioned_only_when_something_is_wrong(ann, anns, in_marlowe):
    follow(ann, "Well")
    before = page_of(anns)
    follow(ann, "Ill", state="ill")
    follow(ann, "Stopped", state="stopped")
    Source.objects.update(looked_at=now())

    assert "not well" not in before
    assert "2 places are not well" in page_of(anns)


def test_a_foreign_council_is_not_there(eves, in_marlowe):
    assert eves.get(TODAY).status_code == 404


@pytest.mark.parametrize(
    ("hour", "words"), [(8, "Good morning, Ann"), (13, "Good afternoon, Ann"), (20, "Good evening, Ann")]
)
def test_the_greeting_knows_the_time_in_london(hour, words):
    assert greeting("Ann", datetime(2026, 11, 23, hour, tzinfo=UTC)) == words
