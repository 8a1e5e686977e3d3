"""The four buttons as plain forms, and the way back from each."""

from datetime import timedelta

import pytest

from apps.assignments.actions import join_in
from apps.assignments.hands import hands_of
from apps.common.clock import LONDON, now
from apps.discoveries.models import Find
from apps.ledger.models import Act
from apps.organisations.models import Team
from tests.desk.picked import pick

LIST = "/o/marlowe/finds"


@pytest.fixture
def find(ann, in_marlowe):
    return pick(ann, "Forty marrows")[0]


def answer(browser, find, word, **more):
    return browser.post(f"{LIST}/{find.id}/answer", {"answer": word, **more})


def state(find):
    return Find.objects.get(pk=find.pk).state


def test_join_in_puts_it_into_my_hands_and_shows_the_way(bobs, find):
    page = bobs.post(f"{LIST}/{find.id}/answer", {"answer": "join_in"}, follow=True).content.decode()

    assert state(find) == "taken"
    assert "You have this one" in page
    assert 'rel="noopener noreferrer external nofollow" referrerpolicy="no-referrer"' in page
    assert "I said it" in page


def test_who_comes_second_is_told_who_came_first(ann, bobs, find):
    join_in(actor=ann.actor, find=find, at=now())

    response = answer(bobs, find, "join_in")

    assert response.status_code == 409
    assert "Ann is joining in with this one." in response.content.decode()
    assert "data-said-it" not in response.content.decode()


def test_what_was_said_is_counted_and_the_find_is_done(bobs, find):
    answer(bobs, find, "join_in")

    page = bobs.post(
        f"{LIST}/{find.id}/said-it", {"kind": "offer", "way": "give", "words": "We bring crates"}, follow=True
    ).content.decode()

    assert state(find) == "done"
    assert "this week we joined in 1 time and asked 0 times" in page
    assert "We bring crates" in page


def test_nothing_is_counted_until_kind_and_way_are_said(bobs, find):
    answer(bobs, find, "join_in")

    response = bobs.post(f"{LIST}/{find.id}/said-it", {"words": "Lovely"})

    assert response.status_code == 422
    assert "Something needs another look" in response.content.decode()
    assert not Act.objects.exists()


def test_leave_it_be_with_or_without_a_reason(bobs, find):
    answer(bobs, find, "leave_be", reason="seen")

    find.refresh_from_db()
    assert (find.state, find.leave_reason) == ("left", "seen")


def test_a_reason_that_is_none_of_ours_changes_nothing(bobs, find):
    response = answer(bobs, find, "leave_be", reason="boring")

    assert response.status_code == 422
    assert state(find) == "new"


def test_later_means_tomorrow_at_nine_unless_said(bobs, find):
    answer(bobs, find, "later")

    find.refresh_from_db()
    until = find.later_until.astimezone(LONDON)
    assert (until.date() - now().astimezone(LONDON).date(), until.hour) == (timedelta(days=1), 9)


def test_later_may_be_next_monday(bobs, find):
    answer(bobs, find, "later", when="monday")

    find.refresh_from_db()
    until = find.later_until.astimezone(LONDON)
    assert (until.weekday(), until.hour) == (0, 9)
    assert until > now()


def test_later_may_be_a_day_of_ones_own(bobs, find):
    day = now().astimezone(LONDON).date() + timedelta(days=10)

    answer(bobs, find, "later", when="day", day=day.isoformat())

    find.refresh_from_db()
    assert find.later_until.astimezone(LONDON).date() == day


def test_a_day_that_was_written_counts_though_tomorrow_is_preset(bobs, find):
    day = now().astimezone(LONDON).date() + timedelta(days=10)

    answer(bobs, find, "later", when="tomorrow", day=day.isoformat())

    find.refresh_from_db()
    assert find.later_until.astimezone(LONDON).date() == day


@pytest.mark.parametrize("day", ["", "tomorrow", "1999-01-01", "2999-01-01"])
def test_a_day_that_cannot_be_is_asked_again(bobs, find, day):
    response = answer(bobs, find, "later", when="day", day=day)

    assert response.status_code == 422
    assert state(find) == "new"


def test_pass_on_asks_to_whom_and_takes_a_note(ann, bob, anns, find):
    chooser = answer(anns, find, "pass_on")
    page = anns.get(chooser["Location"]).content.decode()
    done = anns.post(chooser["Location"], {"to": f"to:{bob.member.id}", "note": "You know them"}, follow=True)

    held = hands_of([find])[find.id]
    assert "Bob" in page
    assert (held.to_id, held.note) == (bob.member.id, "You know them")
    assert "Passed on to Bob." in done.content.decode()


def test_a_find_may_wait_for_a_team(ann, anns, find):
    team = Team.objects.create(organisation=ann.organisation, name="Parks")

    anns.post(f"{LIST}/{find.id}/pass-on", {"to": f"team:{team.id}"})

    assert "Waiting for Parks" in anns.get(f"{LIST}/{find.id}").content.decode()


def test_what_waits_for_a_team_is_taken_by_one_of_its_members(ann, bob, anns, bobs, find):
    parks = Team.objects.create(organisation=ann.organisation, name="Parks")
    parks.members.create(organisation=ann.organisation, membership=bob.member)
    anns.post(f"{LIST}/{find.id}/pass-on", {"to": f"team:{parks.id}", "note": "Yours?"})
    page = bobs.get(f"{LIST}/{find.id}").content.decode()

    answer(bobs, find, "join_in")

    assert 'value="join_in"' in page
    assert 'value="join_in"' not in anns.get(f"{LIST}/{find.id}").content.decode()
    assert hands_of([find])[find.id].to_id == bob.member.id


@pytest.mark.parametrize("to", ["", "to:nobody", "team:", "rea"])
def test_pass_on_needs_somebody_who_is_here(anns, rea, find, to):
    to = f"to:{rea.member.id}" if to == "rea" else to

    response = anns.post(f"{LIST}/{find.id}/pass-on", {"to": to})

    assert response.status_code == 422
    assert "Something needs another look" in response.content.decode()
    assert state(find) == "new"


@pytest.mark.parametrize("word", ["join_in", "leave_be", "later"])
def test_each_decision_can_be_undone_with_one_press(bobs, find, word):
    page = answer(bobs, find, word)
    shown = bobs.get(page["Location"]).content.decode()

    bobs.post(f"{LIST}/{find.id}/undo")

    assert f'action="{LIST}/{find.id}/undo"' in shown
    assert "Undo" in shown
    assert state(find) == "new"


def test_undo_is_offered_once(bobs, find):
    answer(bobs, find, "leave_be")

    assert "data-undo" in bobs.get(LIST).content.decode().split("<template")[0]
    assert "data-undo" not in bobs.get(LIST).content.decode().split("<template")[0]


def test_undoing_what_was_said_takes_the_act_back(bobs, find):
    answer(bobs, find, "join_in")
    bobs.post(f"{LIST}/{find.id}/said-it", {"kind": "like", "way": "give"})

    bobs.post(f"{LIST}/{find.id}/undo")

    assert not Act.objects.standing().exists()
    assert state(find) == "taken"


def test_give_back_frees_it_for_everybody(bobs, find):
    answer(bobs, find, "join_in")

    bobs.post(f"{LIST}/{find.id}/give-back")

    assert state(find) == "new"


def test_an_answer_leads_back_to_the_list_it_came_from(bobs, find):
    response = bobs.post(
        f"{LIST}/{find.id}/answer?q=marrow&tab=new&next=//evil.example", {"answer": "leave_be"}
    )

    assert response["Location"] == f"{LIST}?tab=new&q=marrow"


@pytest.mark.parametrize("word", ["", "eat_it"])
def test_an_unknown_answer_is_no_answer(bobs, find, word):
    assert answer(bobs, find, word).status_code == 400


@pytest.mark.parametrize("word", ["join_in", "leave_be", "later"])
def test_a_reader_decides_nothing(reas, find, word):
    response = answer(reas, find, word)

    assert response.status_code == 403
    assert state(find) == "new"


@pytest.mark.parametrize("where", ["said-it", "give-back", "undo", "pass-on", "erase"])
def test_no_other_door_is_open_to_a_reader(reas, find, where):
    response = reas.post(f"{LIST}/{find.id}/{where}", {"kind": "like", "way": "give"})

    assert response.status_code == 403
    assert state(find) == "new"


@pytest.mark.parametrize("where", ["answer", "said-it", "give-back", "undo"])
def test_looking_decides_nothing(anns, find, where):
    assert anns.get(f"{LIST}/{find.id}/{where}").status_code == 405


def test_an_owner_is_asked_before_a_find_is_forgotten(anns, bobs, find):
    page = anns.get(f"{LIST}/{find.id}/erase").content.decode()

    assert "Leave this author alone" in page
    assert state(find) == "new"
    assert bobs.get(f"{LIST}/{find.id}/erase").status_code == 403
