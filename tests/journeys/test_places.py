"""Places people name, in a browser: one, a set, a whole list; with and without scripts."""

import pytest

from apps.organisations.actions import import_places
from apps.organisations.scope import council
from tests.cast import NOON
from tests.journeys.conftest import axe, is_wider_than_its_window

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "match", "owner"])
TABLE = """name,kind,other_names,is_common_word,parts
Marlowe,town,The Low; Old Marlowe,no,
March,town,,,
Netherby Green,ward,The Green; Netherby,no,
Overby,ward,,,
St Aldhelm’s and Mill Lane,ward,Aldhelm’s,,
The Potteries,neighbourhood,,,
TN4,postcode,,,
TN11,postcode,,,
North of the river,set,,,Netherby Green; Overby; TN4
"""


@pytest.fixture
def gazetteer(ann):
    with council(ann.organisation.id):
        return import_places(actor=ann.actor, text=TABLE, at=NOON)


def test_a_set_of_pasted_wards(ann, come_in, scripts):
    page = come_in(ann, scripts=scripts)
    page.goto("/o/marlowe/searches")
    page.get_by_role("link", name="Places people name").click()
    page.get_by_role("link", name="Bring in a list").click()
    page.get_by_label("The list", exact=True).fill("Netherby\nOverby\nTN4")
    page.get_by_role("button", name="Show what would change").click()
    page.get_by_role("button", name="Do it").click()
    page.get_by_text("3 new places, 0 changed.").wait_for()

    page.get_by_label("Name", exact=True).fill("North of the river")
    page.get_by_label("What it is").select_option("Several places under one name")
    page.get_by_role("button", name="Add it").click()
    page.get_by_label("Put a place in").select_option("Overby")
    page.get_by_role("button", name="Put it in").click()

    page.get_by_role("button", name="Take out Overby").wait_for()


@pytest.mark.parametrize("width", [1280, 360])
def test_the_pages_are_clean_and_fit(ann, gazetteer, come_in, width):
    page = come_in(ann, width=width, bypass_csp=True)
    north = next(step.place for step in gazetteer.steps if step.place.is_set)
    faults = []

    for path in ("places", f"places/{north.id}", "places/bring-in"):
        page.goto(f"/o/marlowe/{path}")
        faults += [(path, fault) for fault in axe(page)]
        faults += [(path, "wider than its window")] if is_wider_than_its_window(page) else []

    assert faults == []
