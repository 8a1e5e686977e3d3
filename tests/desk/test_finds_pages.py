"""The inbox and one find: what each role sees, and what stands there."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.assignments.actions import join_in, look_in, pass_on
from apps.assignments.models import Presence
from apps.common.clock import now
from apps.common.scope import org_scope
from apps.discoveries.actions.triage import leave_be, put_off
from tests.desk.picked import follow, pick, search

LIST = "/o/marlowe/finds"
BUTTONS = ["join_in", "pass_on", "leave_be", "later"]


@pytest.fixture
def find(ann, in_marlowe):
    return pick(ann, "Forty marrows")[0]


def page_of(browser, address=LIST, status=200):
    response = browser.get(address)
    assert response.status_code == status
    return response.content.decode()


@pytest.mark.parametrize("tab", ["new", "mine", "others", "later", "done", "left", "nonsense"])
def test_every_tab_opens_with_and_without_finds(anns, find, tab):
    page = page_of(anns, f"{LIST}?tab={tab}")

    assert page.count("<h1>") == 1


def test_a_find_shows_its_marked_words_place_and_search(bobs, find):
    page = page_of(bobs)

    assert "Forty <mark>marrows</mark>" in page
    assert "Allotment society" in page
    assert "found by “Growing”" in page


def test_a_colleague_sees_the_four_buttons_and_a_reader_none(bobs, reas, find):
    assert all(f'value="{button}"' in page_of(bobs) for button in BUTTONS)
    assert not any(f'value="{button}"' in page_of(reas) for button in BUTTONS)
    assert 'value="join_in"' not in page_of(reas, f"{LIST}/{find.id}")


def test_another_council_does_not_learn_that_a_find_is_there(eves, find):
    assert eves.get(LIST).status_code == 404
    assert eves.get(f"{LIST}/{find.id}").status_code == 404
    assert eves.get(f"/o/elsewhere/finds/{find.id}").status_code == 404
    assert eves.post(f"/o/elsewhere/finds/{find.id}/answer", {"answer": "join_in"}).status_code == 404
    assert eves.get(f"{LIST}/{find.id}/answer").status_code == 404


def test_a_stranger_is_asked_to_sign_in(client, find):
    response = client.get(LIST)

    assert response.status_code == 302
    assert "login" in response["Location"]


def test_piles_hold_what_was_decided(ann, bob, bobs, in_marlowe):
    _new, mine, others, later, left = pick(ann, "Newt", "Mole", "Otter", "Lark", "Lamb", text="")
    join_in(actor=bob.actor, find=mine, at=now())
    join_in(actor=ann.actor, find=others, at=now())
    put_off(actor=ann.actor, find=later, at=now())
    leave_be(actor=ann.actor, find=left, reason="advert", at=now())

    assert "Newt" in page_of(bobs)
    assert "Mole" in page_of(bobs, f"{LIST}?tab=mine")
    assert "Ann is joining in" in page_of(bobs, f"{LIST}?tab=others")
    assert "Comes back" in page_of(bobs, f"{LIST}?tab=later")
    assert "An advert" in page_of(bobs, f"{LIST}?tab=left")


def test_a_filter_narrows_by_words_search_and_place(ann, anns, in_marlowe):
    place, wanted = follow(ann, "Repair café"), search(ann, "toaster", "Mending")
    pick(ann, "Forty marrows", place=follow(ann), by=search(ann))
    pick(ann, "A toaster lives again", text="toaster", place=place, by=wanted)

    for asked in ["q=toaster", f"search={wanted.id}", f"place={place.id}"]:
        page = page_of(anns, f"{LIST}?{asked}")
        assert "Forty" not in page
        assert "lives again" in page


def test_a_filter_never_asks_who_said_it(anns, find):
    assert "Forty" not in page_of(anns, f"{LIST}?q=Mair")


@pytest.mark.parametrize("asked", ["search=nonsense", "place=0", "older=%00", "older=1.1-x", "newer=9" * 9])
def test_nonsense_in_the_address_is_left_out(anns, find, asked):
    assert "Forty" in page_of(anns, f"{LIST}?{asked}")


def test_pages_lead_on_and_back_without_losing_a_find(ann, anns, in_marlowe):
    pick(ann, *[f"Story {number:02}" for number in range(45)], text="")
    first = anns.get(LIST).context["inbox"]
    second = anns.get(first.older_url).context["inbox"]
    third = anns.get(second.older_url).context["inbox"]
    back = anns.get(third.newer_url).context["inbox"]

    seen = [card.id for inbox in (first, second, third) for card in inbox.cards]
    assert len(set(seen)) == 45
    assert [card.id for card in back.cards] == [card.id for card in second.cards]
    assert not third.older_url


def test_the_inbox_asks_the_database_no_more_for_twenty_than_for_one(ann, anns, in_marlowe, monkeypatch):
    monkeypatch.setattr("allauth.usersessions.app_settings.TRACK_ACTIVITY", False)
    pick(ann, "Story")
    anns.get(LIST)
    with CaptureQueriesContext(connection) as few:
        anns.get(LIST)
    pick(ann, *[f"Story {number}" for number in range(30)], text="")
    with CaptureQueriesContext(connection) as many:
        anns.get(LIST)

    assert len(many) == len(few)
    assert len([query for query in many if query["sql"].startswith("SELECT")]) <= 12


def test_copies_elsewhere_are_told_beside_the_one(ann, anns, in_marlowe):
    story = "One two three four five six seven eight nine ten eleven twelve marrows"
    blog, newsletter = follow(ann, "Blog"), follow(ann, "Newsletter")
    find = pick_copies(ann, story, blog, newsletter)

    assert "also seen in 1 other place" in page_of(anns)
    assert "Newsletter" in page_of(anns, f"{LIST}/{find.id}")


def pick_copies(person, story, *places):
    from apps.discoveries.actions.finds import Hit, make_finds
    from apps.discoveries.models import Find
    from tests.desk.picked import item, search_of

    by = search_of(person)
    for place in places:
        one = item(place.source, "Marrows", "", now())
        one.text = story
        make_finds(actor=person.actor, hits=[Hit(item=one, searches={by.id: by})], at=now())
    return Find.objects.leading().get()


def test_a_find_tells_why_and_what_was_decided(ann, bob, bobs, find):
    pass_on(actor=ann.actor, find=find, to=bob.member.id, note="You know them", at=now())

    page = page_of(bobs, f"{LIST}/{find.id}")

    assert "as it stood in version 1" in page
    assert "passed it on to Bob" in page
    assert "You know them" in page
    assert 'referrerpolicy="no-referrer"' in page


def test_an_address_that_is_no_web_address_is_never_a_link(anns, find):
    find.url = "javascript:alert(1)"
    find.save()

    assert "javascript:" not in page_of(anns, f"{LIST}/{find.id}") + page_of(anns)


def test_words_from_outside_are_never_markup(ann, anns, in_marlowe):
    pick(ann, "<script>alert(1)</script> marrows")

    assert "<script>alert" not in page_of(anns)


def test_words_without_a_title_open_with_their_first_sentence(ann, anns, in_marlowe):
    pick(ann, "", text="Rained off again, alas. So we had marrows")

    card = anns.get(LIST).context["inbox"].cards[0]

    assert card.segments == [("Rained off again, alas.", False)]
    assert card.more_segments[:2] == [(" So we had ", False), ("marrows", True)]


def test_without_keys_the_page_says_so(ann, anns, find):
    ann.user.single_keys = False
    ann.user.save()

    assert 'data-single-keys="off"' in page_of(anns)


def test_an_erased_find_keeps_no_words(anns, find):
    with org_scope(find.organisation_id):
        anns.post(f"{LIST}/{find.id}/erase")

    page = page_of(anns, f"{LIST}/{find.id}")

    assert "Forty" not in page
    assert "There is nothing left to read here" in page


def test_the_page_says_which_colleagues_are_looking_and_tells_them_nothing(bobs, ann, ed, find):
    for person in (ann, ed):
        look_in(actor=person.actor, find=find, at=now())

    page = page_of(bobs, f"{LIST}/{find.id}")

    assert "Ann and Ed are looking at this too." in page
    assert Presence.objects.count() == 2
