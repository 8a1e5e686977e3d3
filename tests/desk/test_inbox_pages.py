"""Going through finds without any script: filters, orders, views, many at once, and what we decided."""

import re
from html import unescape

import pytest

from apps.assignments.actions import join_in
from apps.common.clock import now
from apps.discoveries.actions.tags import tag_find
from apps.discoveries.models import Find, FindTag, JoyRule, Tag
from apps.inbox.models import Batch, View
from tests.desk.asked import at_most
from tests.desk.picked import follow, pick, search

LIST = "/o/marlowe/finds"


@pytest.fixture
def finds(ann, in_marlowe):
    follow(ann)
    return pick(ann, "Road closed", "Thank you, wardens", "Marrows on the wall", text="")


def page(browser, address=LIST, status=200):
    response = browser.get(address)
    assert response.status_code == status
    return response.content.decode()


def titles(text):
    known = ("Road closed", "Thank you, wardens", "Marrows on the wall")
    body = text.split('data-finds="')[1] if 'data-finds="' in text else ""
    spots = {title: body.replace("<mark>", "").replace("</mark>", "").find(title) for title in known}
    return [title for title in sorted(known, key=spots.get) if spots[title] >= 0]


def post(browser, address, **sent):
    return browser.post(address, sent)


def states():
    return {find.title: find.state for find in Find.objects.all()}


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("q=marrow", ["Marrows on the wall"]),
        ("joy=thanks", ["Thank you, wardens"]),
        ("found=today&q=closed", ["Road closed"]),
        ("language=cy", []),
        ("q=closed&joy=thanks", []),
    ],
)
def test_filters_stand_in_the_address_and_go_together(anns, finds, query, shown):
    assert titles(page(anns, f"{LIST}?{query}")) == shown


def test_a_filtered_list_asks_the_api_for_what_is_new_in_it_alone(anns, ann, finds):
    check = re.search(r'data-live="([^"]+)"', page(anns, f"{LIST}?q=marrow&found=today"))[1]
    pick(ann, "More marrows", "Another road closed", text="")

    listed = anns.get(unescape(check)).json()["data"]

    assert {find["title"] for find in listed} == {"Marrows on the wall", "More marrows"}


def test_the_pill_of_a_filtered_list_leads_back_to_it(anns, finds):
    text = page(anns, f"{LIST}?q=marrow&joy=offer")

    assert f'<a class="button" href="{LIST}?q=marrow&amp;joy=offer" hidden>' in text


def test_an_older_part_and_another_order_show_no_pill(anns, finds):
    assert "data-live" not in page(anns, f"{LIST}?q=marrow&order=joy")
    assert "data-live" not in page(anns, f"{LIST}?tab=done")


def test_what_narrows_can_be_taken_off(anns, finds):
    text = page(anns, f"{LIST}?q=marrow&joy=offer")

    assert 'class="chip" href="?joy=offer"' in text
    assert 'class="chip" href="?q=marrow"' in text


def test_by_place_search_and_tag(anns, finds, ann):
    place, tag = (
        follow(ann, "Mill Lane"),
        tag_find(actor=ann.actor, find=finds[0], name="Roads", at=now()).tag,
    )
    found_by = search(ann, "buses", "Buses")

    assert titles(page(anns, f"{LIST}?tag={tag.pk}")) == ["Road closed"]
    assert titles(page(anns, f"{LIST}?place={place.pk}")) == []
    assert titles(page(anns, f"{LIST}?search={found_by.pk}")) == []


def test_nobody_is_looked_for(anns, finds):
    text = page(anns, f"{LIST}?q=@mair")

    assert "never for a person" in text
    assert titles(text) == []


def test_joy_comes_first_and_is_remembered(anns, finds):
    newest = titles(page(anns))
    post(anns, f"{LIST}/order", order="joy")

    assert newest == ["Marrows on the wall", "Thank you, wardens", "Road closed"]
    assert titles(page(anns))[0] == "Thank you, wardens"
    assert "Says thank you" in page(anns)
    assert titles(page(anns, f"{LIST}?order=newest")) == newest


def test_joy_first_goes_on_where_it_left_off(anns, ann, in_marlowe, settings):
    pick(ann, *[f"Thank you {number}" for number in range(15)], *[f"Plain {n}" for n in range(15)], text="")

    first = page(anns, f"{LIST}?order=joy")
    older = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    second = page(anns, older)

    assert first.count("data-find-open") == 20
    assert second.count("data-find-open") == 10
    assert "Thank you" not in second.split('data-finds="')[1].split("Plain")[0].rsplit("find__quote", 1)[-1]


def test_the_ticked_ones_are_left_be_and_come_back(anns, finds):
    sent = [str(find.pk) for find in finds[:2]]
    response = post(anns, f"{LIST}/many?joy=thanks", what="leave_be", find=sent)
    told = page(anns)

    anns.post(f"{LIST}/many/{Batch.objects.get().pk}/undo")

    assert response["Location"] == f"{LIST}?joy=thanks"
    assert "2 left be." in told
    assert set(states().values()) == {"new"}


def test_all_that_match_are_chosen_first_and_then_decided(anns, finds):
    chosen = page(anns, f"{LIST}?joy=thanks&all=1")
    post(anns, f"{LIST}/many?joy=thanks", what="later", all="1", until_found=now().isoformat())

    assert "The 1 find that matches is chosen." in chosen
    assert states()["Thank you, wardens"] == "later"
    assert states()["Road closed"] == "new"


def test_what_came_after_the_page_stays(anns, ann, finds):
    before = Find.objects.order_by("found_at").first().found_at

    post(anns, f"{LIST}/many", what="leave_be", all="1", until_found=before.isoformat())

    assert sorted(states().values()) == ["left", "new", "new"]


def test_those_in_other_hands_are_told(anns, bob, finds):
    join_in(actor=bob.actor, find=finds[0], at=now())

    post(anns, f"{LIST}/many", what="leave_be", find=[str(find.pk) for find in finds])

    assert "1 was already in someone&#x27;s hands." in page(anns)
    assert states()["Road closed"] == "taken"


def test_passing_on_asks_to_whom(anns, bob, finds):
    sent = {"what": "pass_on", "find": [str(finds[0].pk)]}

    asked = anns.post(f"{LIST}/many", sent)
    anns.post(f"{LIST}/many", sent | {"to": f"to:{bob.member.pk}", "note": "Yours?"})

    assert "To whom?" in asked.content.decode()
    assert finds[0].assignments.open().get().to == bob.member


def test_a_tag_on_many_and_off_again(anns, finds):
    sent = {"find": [str(find.pk) for find in finds]}

    anns.post(f"{LIST}/many", sent | {"what": "tag", "tag": "Roads"})
    on = FindTag.objects.count()
    anns.post(f"{LIST}/many", sent | {"what": "untag", "tag_id": str(Tag.objects.get().pk)})

    assert (on, FindTag.objects.count()) == (3, 0)


def test_nothing_ticked_is_said(anns, finds):
    post(anns, f"{LIST}/many", what="leave_be")

    assert "Choose at least one find first." in page(anns)


def test_a_reader_chooses_nothing(reas, finds):
    assert "data-choose" not in page(reas)
    assert post(reas, f"{LIST}/many", what="leave_be", find=[str(finds[0].pk)]).status_code == 403


def test_ticked_finds_become_one_story_and_stand_apart_again(anns, finds):
    post(anns, f"{LIST}/merge", find=[str(finds[0].pk), str(finds[1].pk)])
    together = Find.objects.leading().count()
    post(anns, f"{LIST}/{finds[0].pk}/split")

    assert (together, Find.objects.leading().count()) == (2, 3)


def test_a_view_is_saved_opened_with_and_ended(anns, finds):
    post(anns, "/o/marlowe/views?joy=thanks", name="Kind words", whose="council")
    view = View.objects.get()
    listed = page(anns, "/o/marlowe/views")
    post(anns, f"/o/marlowe/views/{view.pk}", do="first")
    opened = titles(page(anns))
    post(anns, f"/o/marlowe/views/{view.pk}", do="end")

    assert "Kind words" in listed
    assert opened == ["Thank you, wardens"]
    assert len(titles(page(anns))) == 3


def test_my_view_is_mine(anns, bobs, finds):
    post(anns, "/o/marlowe/views?joy=thanks", name="Kind words")

    assert "Kind words" in page(anns, "/o/marlowe/views")
    assert "Kind words" not in page(bobs, "/o/marlowe/views")


def test_what_we_decided_can_be_undone_from_there(anns, bobs, finds):
    post(bobs, f"{LIST}/{finds[0].pk}/answer", answer="leave_be")
    listed = page(anns, "/o/marlowe/activity")

    post(anns, f"/o/marlowe/activity/{finds[0].pk}/undo")

    assert "left it be" in listed
    assert "left it be" not in page(anns, "/o/marlowe/activity?whose=mine")
    assert states()["Road closed"] == "new"


def test_a_tag_goes_on_and_off_a_find(anns, finds):
    post(anns, f"{LIST}/{finds[0].pk}/tag", name="Roads")
    shown = page(anns, f"{LIST}/{finds[0].pk}")
    post(anns, f"{LIST}/{finds[0].pk}/untag", tag=str(Tag.objects.get().pk))

    assert "#Roads" in shown
    assert not FindTag.objects.exists()


def test_teaching_is_tried_before_it_counts(anns, finds):
    tried = anns.post("/o/marlowe/joy", {"way": "more", "phrase": "road", "do": "look"}).content.decode()
    before = JoyRule.objects.count()
    post(anns, "/o/marlowe/joy", way="more", phrase="road", do="teach")

    assert "It would move 1 open find." in tried
    assert (before, JoyRule.objects.count()) == (0, 1)
    assert "more like “road”" in page(anns, f"{LIST}?order=joy")
    assert titles(page(anns, f"{LIST}?order=joy"))[0] == "Road closed"


def test_a_rule_rests_and_goes(anns, finds):
    post(anns, "/o/marlowe/joy", way="less", phrase="road", do="teach")
    rule = JoyRule.objects.get()
    post(anns, f"/o/marlowe/joy/{rule.pk}", do="off")
    rests = page(anns, "/o/marlowe/joy")
    post(anns, f"/o/marlowe/joy/{rule.pk}", do="remove")

    assert "resting" in rests
    assert not JoyRule.objects.standing().exists()


def test_tags_are_kept_in_order(anns, bobs, finds):
    post(anns, "/o/marlowe/tags", name="Veg")
    tag = Tag.objects.get()
    post(anns, f"/o/marlowe/tags/{tag.pk}", do="rename", name="Vegetables")

    assert "Vegetables" in page(bobs, "/o/marlowe/tags")
    assert post(bobs, f"/o/marlowe/tags/{tag.pk}", do="end").status_code == 403


def test_the_list_asks_at_most_twelve_times(anns, ed, finds):
    post(anns, "/o/marlowe/views?joy=thanks", name="Kind words")
    post(anns, "/o/marlowe/joy", way="more", phrase="road", do="teach")
    page(anns)

    with at_most(12):
        page(anns, f"{LIST}?order=joy&q=road")
