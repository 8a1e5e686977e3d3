"""The first steps, one page each."""

import pytest

from apps.audit.models import Event
from apps.ledger.balance import this_week
from apps.ledger.first_steps import first_steps
from apps.ledger.models import Act
from apps.organisations.actions import add_place
from apps.organisations.models import Invitation, Place
from apps.organisations.scope import council
from tests.cast import NOON
from tests.desk.asked import at_most

STEPS = "/o/marlowe/welcome"
SAID = {"kind": "well_done", "way": "give"}


def text_of(response):
    return response.content.decode()


@pytest.mark.parametrize("step", ["places", "sources", "searches", "colleague", "practice"])
def test_each_says_how_long_it_takes_in_a_dozen_queries(anns, step, marlowe):
    anns.get(f"{STEPS}/{step}")

    with at_most(12):
        page = text_of(anns.get(f"{STEPS}/{step}"))

    assert "minute" in page
    assert page.count("button-primary") == 1


def test_account_council_and_steps_take_ten_minutes_together(client, anns, ann, in_marlowe, settings):
    settings.GC_OPEN_SIGN_UP = True
    before = [text_of(client.get("/accounts/signup/")), text_of(anns.get("/welcome/"))]

    minutes = [step.minutes for step in first_steps(ann.actor, at=NOON)]

    assert ["about 1 minute" in page for page in before] == [True, True]
    assert sum(minutes) + len(before) == 10


class TestPlaces:
    def test_come_from_the_name_and_from_a_pasted_list(self, anns, marlowe):
        answer = anns.post(f"{STEPS}/places", {"towns": ["Marlowe"], "wards": "Netherby\r\nTN4"})

        assert answer.url == f"{STEPS}/sources"
        with council(marlowe.id):
            kinds = dict(Place.objects.values_list("name", "kind"))
        assert kinds == {"Marlowe": "town", "Netherby": "ward", "TN4": "postcode"}

    def test_nothing_at_all_is_told(self, anns, marlowe):
        assert "Tick or write at least one name." in text_of(anns.post(f"{STEPS}/places", {"wards": ""}))

    def test_a_faulty_line_is_told_with_its_number(self, anns, marlowe):
        page = text_of(anns.post(f"{STEPS}/places", {"wards": "Netherby\n-"}))

        assert "Line 2: A name begins with a letter or a figure." in page

    def test_what_is_there_is_not_suggested_again(self, ann, anns, in_marlowe):
        add_place(actor=ann.actor, name="Marlowe", kind="town", at=NOON)

        assert 'name="towns"' not in text_of(anns.get(f"{STEPS}/places"))


def test_searches_begin_with_starters_or_ones_own_words(anns, marlowe):
    page = text_of(anns.get(f"{STEPS}/searches"))

    assert 'button-primary" href="/o/marlowe/searches/starters"' in page
    assert 'href="/o/marlowe/searches/new"' in page


def test_a_colleague_is_invited_as_a_second_owner(anns, marlowe):
    page = text_of(anns.get(f"{STEPS}/colleague"))
    anns.post(f"{STEPS}/colleague", {"email": "new@marlowe.example", "role": "owner"})

    assert 'value="owner" id="id_role_0" required checked' in page
    assert Invitation.objects.get().role == "owner"


class TestPractice:
    def test_three_buttons_have_an_answer_and_one_leads_on(self, bobs, marlowe):
        assert "adverts and quarrels" in text_of(bobs.post(f"{STEPS}/practice", {"answer": "leave_be"}))
        assert bobs.post(f"{STEPS}/practice", {"answer": "join_in"}).url == f"{STEPS}/practice?at=place"

    def test_counts_nothing_and_is_behind_us(self, bobs, bob, in_marlowe):
        page = text_of(bobs.post(f"{STEPS}/practice", SAID, follow=True))

        assert "nothing was counted" in page
        assert not Act.objects.exists()
        assert this_week(at=NOON).gave == 0
        assert {step.key: step.is_done for step in first_steps(bob.actor, at=NOON)} == {
            "practice": True,
            "said": False,
        }

    def test_keeps_no_words(self, bobs, in_marlowe):
        bobs.post(f"{STEPS}/practice", SAID | {"words": "How kind"})

        assert Event.objects.get(verb="practice.said").fields == []

    def test_without_an_answer_says_what_is_missing(self, bobs, marlowe):
        assert bobs.post(f"{STEPS}/practice", {}).status_code == 422

    def test_a_reader_does_not_practise(self, reas, marlowe):
        assert reas.get(f"{STEPS}/practice").status_code == 403


def test_the_way_back_stands_above_other_pages_until_the_steps_are_put_away(anns, marlowe):
    anns.get(f"{STEPS}/places")
    before = text_of(anns.get("/o/marlowe/sources"))
    anns.post(f"{STEPS}/close")

    assert "Your first steps" in before
    assert "Your first steps" not in text_of(anns.get("/o/marlowe/sources"))
