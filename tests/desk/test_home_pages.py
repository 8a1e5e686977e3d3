"""A colleague's Today, and the page on which they say what it is about."""

import re

from apps.assignments.actions import join_in
from apps.common.clock import now
from apps.notices.choices import how_often_for
from tests.factories.finds import make_find


def test_a_colleague_sees_three_and_an_editor_more(bobs, anns, in_marlowe):
    for _ in range(7):
        make_find(in_marlowe)

    theirs, hers = (browser.get("/o/marlowe/").content.decode() for browser in (bobs, anns))

    assert len(re.findall(r'data-find="', theirs)) == 3
    assert len(re.findall(r'data-find="', hers)) == 5
    assert 'href="/o/marlowe/finds"' in theirs


def test_what_is_in_their_hands_is_one_line(bobs, bob, in_marlowe):
    join_in(actor=bob.actor, find=make_find(in_marlowe), at=now())

    assert "1 find is in your hands." in bobs.get("/o/marlowe/").content.decode()


def test_letters_are_chosen_on_one_page(bobs, bob, in_marlowe):
    answer = bobs.post("/o/marlowe/home", {"how_often": "weekly", "place": ""})

    assert (answer.status_code, how_often_for(bob.actor)) == (302, "weekly")
    assert bobs.post("/o/marlowe/home", {"how_often": "hourly"}).status_code == 422
