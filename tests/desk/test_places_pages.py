"""Places people name: the page, one place, and a whole list."""

import pytest
from django.urls import reverse

from apps.organisations.actions import add_place, put_into_set
from apps.organisations.models import Place
from apps.organisations.scope import council
from tests.cast import NOON
from tests.desk.asked import at_most

PLACES = "/o/marlowe/places"


@pytest.fixture
def place(ed):
    """``place("Netherby")`` is there already."""

    def there(name, kind="ward", **more):
        with council(ed.organisation.id):
            return add_place(actor=ed.actor, name=name, kind=kind, at=NOON, **more)

    return there


def page_of(place, what="place"):
    return reverse(f"desk:{what}", args=["marlowe", place.id])


def text_of(response):
    return response.content.decode()


def test_lists_by_kind_in_a_dozen_queries(anns, place):
    for number in range(12):
        place(f"Ward {number}")
    place("The north", "set")
    anns.get(PLACES)

    with at_most(12):
        page = text_of(anns.get(PLACES))

    assert "Ward 11" in page
    assert "Nothing in it yet." in page


def test_adds_a_place_with_its_nicknames(anns):
    sent = {"name": "Netherby Green", "kind": "ward", "other_names": "The Green\r\nNetherby"}
    page = text_of(anns.post(PLACES, sent, follow=True))

    assert "“Netherby Green” is on the list." in page
    assert "The Green, Netherby" in page


def test_says_when_a_name_is_an_everyday_word(anns):
    page = text_of(anns.post(PLACES, {"name": "March", "kind": "town"}, follow=True))

    assert "everyday word too" in page


def test_a_taken_name_is_told_at_the_field(anns, place):
    place("Netherby")

    page = text_of(anns.post(PLACES, {"name": "netherby", "kind": "ward"}))

    assert 'href="#id_name"' in page


def test_changes_its_names(anns, place):
    found = place("Netherby", other_names=["The Green"])

    anns.post(page_of(found), {"name": "Netherby", "kind": "town", "other_names": "", "is_common_word": "on"})

    with council(found.organisation_id):
        now = Place.objects.get(pk=found.pk)
    assert (now.kind, now.other_names, now.is_common_word) == ("town", [], True)


def test_puts_a_place_into_a_set_and_takes_it_out(anns, place):
    north, ward = place("The north", "set"), place("Netherby")

    page = text_of(anns.post(page_of(north, "place_put_in"), {"part": ward.id}, follow=True))
    assert "Take out<span" in page

    out = reverse("desk:place_take_out", args=["marlowe", north.id, ward.id])
    assert "Nothing in it yet" in text_of(anns.post(out, follow=True))


def test_takes_a_place_off_the_list(anns, place):
    page = text_of(anns.post(page_of(place("Netherby"), "place_end"), follow=True))

    assert "“Netherby” is off the list." in page
    assert "What do people call it?" in page


def test_a_list_is_shown_before_it_is_brought_in(anns):
    sent = {"text": "Netherby\nTN4", "kind": "ward"}

    shown = text_of(anns.post(f"{PLACES}/bring-in", sent))
    assert "2 new places" in shown
    assert "TN4" not in text_of(anns.get(PLACES))

    done = text_of(anns.post(f"{PLACES}/bring-in", sent | {"do": "1"}, follow=True))
    assert "2 new places, 0 changed." in done


def test_a_list_with_faults_names_their_lines(anns):
    page = text_of(anns.post(f"{PLACES}/bring-in", {"text": "Netherby\n-", "kind": "ward", "do": "1"}))

    assert "Line 2: A name begins with a letter or a figure." in page


def test_the_list_can_be_taken_along(reas, place, ed):
    north, ward = place("The north", "set"), place("Netherby", other_names=["The Green", "Nethers"])
    with council(north.organisation_id):
        put_into_set(actor=ed.actor, whole=north, part=ward, at=NOON)

    text = text_of(reas.get(f"{PLACES}/places.csv"))

    assert text.splitlines()[1:] == ["Netherby,ward,The Green; Nethers,no,", "The north,set,,no,Netherby"]


def test_a_reader_sees_the_names_and_no_form(reas, place):
    found = place("Netherby")

    page = text_of(reas.get(PLACES))

    assert "Netherby" in page
    assert 'name="other_names"' not in page
    assert reas.get(page_of(found)).status_code == 403
    assert reas.post(PLACES, {"name": "Overby", "kind": "ward"}).status_code == 403
