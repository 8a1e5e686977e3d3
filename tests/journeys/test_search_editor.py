"""The editor of a search in its three ways, in a browser with and without scripts."""

import pytest

from apps.common.clock import now
from apps.organisations.models import Place
from apps.organisations.scope import council
from apps.searches.actions import change_search, write_search
from apps.searches.models import Search
from tests.journeys.conftest import axe, is_wider_than_its_window

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "match", "owner"])

WRITTEN = '(litter OR rubbish) pick "beach clean" near:"Netherby" -jobs'
NEW = "/o/marlowe/searches/new"


@pytest.fixture
def netherby(ann):
    with council(ann.organisation.id):
        Place.objects.create(organisation=ann.organisation, name="Netherby", kind="town", created_at=now())


@pytest.fixture
def marrows(ann):
    with council(ann.organisation.id):
        return write_search(actor=ann.actor, name="Growing", query="marrow OR bean", at=now())


def press(page, way):
    """The tab of a way, and wait until it is the one."""
    page.locator(".ways__tab", has_text=way).click()
    page.locator(f'.ways__tab[aria-pressed="true"]:text-is("{way}")').wait_for()


def query_of(page):
    return page.locator("#id_query").input_value()


def box(page, way, name):
    return page.locator(f"#id_{way}-{name}")


def test_what_is_written_in_one_way_stands_in_the_others(ann, netherby, come_in, scripts):
    page = come_in(ann, scripts=scripts)
    page.goto(NEW)
    box(page, "simple", "any").fill("litter pick, beach clean")
    box(page, "simple", "near").fill("Netherby")
    press(page, "Detailed")
    box(page, "detailed", "none").fill("jobs")
    press(page, "Query")

    assert query_of(page) == '((litter pick) OR (beach clean)) near:"Netherby" -jobs'
    page.get_by_text("does not have “jobs”").wait_for()

    page.locator("#id_query").fill(WRITTEN)
    press(page, "Detailed")
    shown = {
        name: box(page, "detailed", name).input_value() for name in ("all", "any", "exactly", "near", "none")
    }
    assert shown == {
        "all": "pick",
        "any": "litter, rubbish",
        "exactly": "beach clean",
        "near": "Netherby",
        "none": "jobs",
    }
    press(page, "Query")
    assert query_of(page) == WRITTEN


def test_what_a_way_cannot_show_is_said_and_kept(ann, come_in, scripts):
    page = come_in(ann, scripts=scripts)
    page.goto(f"{NEW}?way=query")
    page.locator("#id_query").fill("fête (park OR (green (hall OR barn)))")
    page.locator(".ways__tab", has_text="Detailed").click()

    page.get_by_text("has brackets inside it").wait_for()
    assert query_of(page) == "fête (park OR (green (hall OR barn)))"


def test_a_search_is_saved_from_its_boxes(ann, come_in, scripts):
    page = come_in(ann, scripts=scripts)
    page.goto(f"{NEW}?way=detailed")
    box(page, "detailed", "all").fill("marrow")
    page.get_by_text("Language, pictures, days, packs").click()
    page.get_by_label("picture", exact=True).check()
    page.get_by_label("Welsh", exact=True).check()
    page.get_by_role("textbox", name="Name").fill("Growing")
    page.get_by_label("What for?").select_option(index=1)
    page.get_by_role("button", name="Start listening").click()

    page.get_by_text("We are listening for “Growing”.").wait_for()
    with council(ann.organisation.id):
        assert Search.objects.get().query == "marrow lang:cy has:image"


def test_a_box_that_cannot_be_honoured_says_so_beside_it(ann, come_in, scripts):
    page = come_in(ann, scripts=scripts)
    page.goto(f"{NEW}?way=detailed")
    box(page, "detailed", "all").fill("marrow")
    page.get_by_text("Who says it, and where").click()
    box(page, "detailed", "sites").fill("not a site")
    page.locator(".ways__tab", has_text="Query").click()

    page.locator('[data-box="sites"] .field__error', has_text="is not a site").wait_for()
    assert box(page, "detailed", "sites").input_value() == "not a site"


def test_a_colleague_who_was_faster_is_seen_and_nothing_typed_is_lost(ann, ed, marrows, come_in, scripts):
    page = come_in(ann, scripts=scripts)
    page.goto(f"/o/marlowe/searches/{marrows.id}/edit?way=query")
    with council(ann.organisation.id):
        change_search(actor=ed.actor, search=marrows, name="Growing", query="marrow OR leek", at=now())
    page.locator("#id_query").fill("marrow OR bean OR plum")
    page.get_by_role("button", name="Save as a new version").click()

    page.get_by_text("Ed saved version 2 while you were writing").wait_for()
    assert query_of(page) == "marrow OR bean OR plum"
    assert page.locator(".clash ins").all_inner_texts() == ["bean", "plum"]
    page.get_by_role("button", name="Save as a new version").click()
    page.get_by_text("is saved as version 3").wait_for()


def test_a_version_is_looked_at_and_brought_back(ann, marrows, come_in, scripts):
    with council(ann.organisation.id):
        change_search(actor=ann.actor, search=marrows, name="Growing", query="marrow -jobs", at=now())
    page = come_in(ann, scripts=scripts)
    page.goto(f"/o/marlowe/searches/{marrows.id}")
    page.get_by_text("Left out from now on: “jobs”.").wait_for()
    page.get_by_role("link", name="Look at version 1").click()
    page.get_by_role("button", name="Bring version 1 back").click()

    page.get_by_text("Version 1 of “Growing” is back, as version 3.").wait_for()


@pytest.mark.parametrize("width", [1280, 360])
def test_every_way_is_clean(ann, netherby, marrows, come_in, width):
    page = come_in(ann, width=width)
    for way in ("simple", "detailed", "query"):
        page.goto(f"/o/marlowe/searches/{marrows.id}/edit?way={way}")
        for line in page.locator(".ways__more > summary:visible").all():
            line.click()

        assert axe(page) == [], way
        assert not is_wider_than_its_window(page), way
