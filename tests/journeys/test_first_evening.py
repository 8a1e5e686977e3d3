"""The first evening, from an address to a number: follow, search, find, join in, leave be, undo."""

import pytest

from apps.common.clock import now
from apps.discoveries.models import Find
from apps.ledger.balance import this_week
from apps.organisations.scope import council
from tests.connectors.conftest import DATA

FEED = DATA / "feeds" / "guardian.rss"
pytestmark = [
    pytest.mark.django_db(transaction=True, databases=["default", "match", "owner"]),
    pytest.mark.skipif(not FEED.is_file(), reason="the shared feeds are not here"),
]


@pytest.fixture
def place(blog):
    """A real feed on loopback."""
    content = FEED.read_bytes()
    blog.body = lambda: content
    return blog


def follow(page, place, workers):
    page.goto("/o/marlowe/")
    page.get_by_role("main").get_by_role("link", name="Follow three places").click()
    page.get_by_label("Address of the place").fill(place.url)
    page.get_by_role("button", name="Look what is there").click()
    page.get_by_text("We knock, read politely").wait_for()
    workers()
    page.get_by_role("button", name="Follow this place").first.click()
    page.get_by_text("now.").first.wait_for()
    workers()


def listen(page, words, scripts, workers):
    page.goto("/o/marlowe/")
    page.get_by_role("main").get_by_role("link", name="Say what to listen for").click()
    page.get_by_role("main").get_by_role("link", name="Write a search").click()
    page.wait_for_url("**/searches/new")
    page.get_by_label("About").fill(words)
    if not scripts:
        page.get_by_role("button", name="Preview").click()
    page.locator(".preview__count").get_by_text("in the last 30 days").wait_for()
    page.get_by_role("textbox", name="Name").fill("The news")
    page.get_by_label("What for?").select_option(index=1)
    page.get_by_role("button", name="Start listening").click()
    page.get_by_text("We are listening for “The news”.").wait_for()
    workers()


def test_a_council_joins_in_on_its_first_evening(ann, marlowe, place, workers, come_in, scripts):
    page = come_in(ann, scripts=scripts)
    page.context.route("https://www.theguardian.com/**", lambda route: route.fulfill(body="There"))

    follow(page, place, workers)
    listen(page, "trump, climate, library", scripts, workers)
    page.goto("/o/marlowe/finds")
    first = page.locator("[data-find]").first
    left = first.get_attribute("data-find")
    first.get_by_role("button", name="Leave it be").click()
    page.locator("#toasts").get_by_text("Left be.").wait_for()
    page.locator("#toasts").get_by_role("button", name="Undo").click()
    page.locator(f"#find-{left}").get_by_role("button", name="Join in").click()
    page.get_by_role("heading", name="You have this one").wait_for()
    page.get_by_text("Well done", exact=True).click()
    page.get_by_role("button", name="I said it").click()

    page.get_by_text("Counted: this week we joined in 1 time and asked 0 times.").wait_for()
    page.goto("/o/marlowe/")
    page.get_by_role("main").get_by_role("link", name="1 time", exact=True).click()
    assert page.locator(".act").count() == 1
    with council(marlowe.id):
        assert this_week(at=now()).gave == 1
        assert Find.objects.get(pk=left).state == "done"
