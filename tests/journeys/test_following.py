"""Following more than feeds, in a browser, with and without scripts, wide and on a phone."""

import os

import pytest

from apps.common.clock import now
from apps.common.sealing import seal
from apps.discoveries.actions.sources import answer_look, ask_to_look
from apps.discoveries.models import FindHost, Source, Suggestion
from apps.organisations.scope import council
from tests.factories.finds import make_find
from tests.journeys.conftest import axe, is_wider_than_its_window

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "match", "owner"])
PLACE = {
    "title": "Love Crawley",
    "home_url": "https://social.example/@lovecrawley",
    "feed_url": "https://social.example/@lovecrawley.rss",
    "platform": "mastodon",
    "account": "lovecrawley@social.example",
    "what": "posts",
    "secret": False,
    "sealed": "",
    "items": [{"title": "", "url": "https://social.example/1", "at": "2026-11-20T09:00:00+00:00"}],
}
ALERT = PLACE | {
    "title": "Google Alert: street party",
    "platform": "google_alerts",
    "account": "",
    "feed_url": "",
    "secret": True,
}


@pytest.fixture
def look(ann):
    """An account and an alert, found and not yet followed."""
    alert = ALERT | {"sealed": seal("https://www.google.com/alerts/feeds/1/2")}
    with council(ann.organisation.id):
        look = ask_to_look(actor=ann.actor, address="social.example/@lovecrawley", at=now())
        answer_look(look=look, places=[PLACE, alert], sentence="", at=now())
    return look


@pytest.fixture
def suggested(marlowe):
    with council(marlowe.id):
        for _number in range(3):
            find = make_find(marlowe, url="")
            FindHost.objects.create(organisation=marlowe, find=find, host="fete.example", at=now())
        values = {"host": "fete.example", "title": "The village fête", "finds": 3, "state": "offered"}
        return Suggestion.objects.create(organisation=marlowe, changed_at=now(), **values)


def seen_as(page, name):
    if folder := os.environ.get("GC_PICTURES"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def test_an_account_is_ours_or_no_place_and_an_alert_is_ours_alone(ann, look, come_in, scripts):
    page = come_in(ann, scripts=scripts)
    page.goto(f"/o/marlowe/looks/{look.id}")
    account = page.locator("article", has_text="Love Crawley")
    account.get_by_label("A person’s").check()
    account.get_by_role("button", name="Follow this place").click()
    refused = page.locator("main").inner_text()
    page.locator("article", has_text="Love Crawley").get_by_label("Our own council’s").check()
    page.locator("article", has_text="Love Crawley").get_by_role("button", name="Follow this place").click()
    followed = page.locator("main").inner_text()
    page.goto(f"/o/marlowe/looks/{look.id}")
    page.locator("article", has_text="street party").get_by_role("button", name="Follow this place").click()

    assert "never to a person" in refused
    assert "Love Crawley" in followed
    assert "Mastodon account" in followed
    assert "Its address is a secret" in page.locator("main").inner_text()
    assert "alerts/feeds" not in page.content()


def test_a_list_is_handed_in_and_shows_how_far_it_is(ann, blog, workers, come_in):
    blog.posts = [("p1", "Forty marrows", "Outside the library")]
    page = come_in(ann)
    page.goto("/o/marlowe/sources/lists")
    page.get_by_label("Or paste what stands in it").fill(
        f'<opml><body><outline text="Plots" xmlUrl="{blog.url}"/><outline text="Plots" xmlUrl="{blog.url}"/></body></opml>'
    )
    page.get_by_role("button", name="Look at these places").click()
    page.get_by_text("1 of 2 done, 0 followed").wait_for()
    workers()

    page.get_by_text("2 of 2 done, 1 followed").wait_for()
    assert "Twice in the list" in page.locator("main").inner_text()


def test_where_finds_lead_is_offered_and_declined(ann, suggested, come_in, scripts):
    page = come_in(ann, scripts=scripts)
    page.goto("/o/marlowe/sources")
    assert "3 of your finds lead there" in page.locator("main").inner_text()

    page.get_by_role("button", name="Not for us").click()

    assert "We do not suggest fete.example again" in page.locator("body").inner_text()
    assert "lead there" not in page.locator("main").inner_text()


@pytest.mark.parametrize("width", [1280, 360])
def test_pages_are_in_order_for_axe_and_fit_their_window(ann, look, suggested, blog, workers, come_in, width):
    blog.posts = [("p1", "Forty marrows", "Outside the library")]
    page = come_in(ann, width=width)
    page.goto("/o/marlowe/sources/lists")
    page.get_by_label("Or paste what stands in it").fill(
        f'<opml><head><title>From my reader</title></head><body><outline text="Plots" xmlUrl="{blog.url}"/>'
        '<outline text="A long name of a place that nobody reaches" xmlUrl="http://127.0.0.1:9/feed"/></body></opml>'
    )
    page.get_by_role("button", name="Look at these places").click()
    page.wait_for_url("**/sources/lists/*")
    at_list = page.url
    workers()
    page.goto(f"/o/marlowe/looks/{look.id}")
    page.locator("article", has_text="street party").get_by_role("button", name="Follow this place").click()
    private = page.url
    Source.objects.update(state="stopped", who_must_act="council", sentence="This feed has gone for good.")
    wrong = {}
    names = {f"/o/marlowe/looks/{look.id}": "look", "/o/marlowe/sources": "sources", at_list: "list"}
    names |= {private: "private", "/o/marlowe/sources/lists": "lists"}
    for address, name in names.items():
        page.goto(address)
        seen_as(page, f"{name}-{width}")
        wrong[name] = axe(page) or is_wider_than_its_window(page)

    assert not any(wrong.values()), wrong
