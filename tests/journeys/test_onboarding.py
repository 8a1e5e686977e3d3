"""From making an account to a first “I said it”: every page a stranger turns, with and without scripts."""

import re
import time

import pytest
from django.core import mail

from apps.common.clock import now
from apps.ledger.balance import this_week
from apps.organisations.models import Membership, Place
from apps.organisations.scope import council
from tests.accounts.reading import code_in
from tests.journeys.conftest import axe, is_wider_than_its_window

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "match", "owner"])
POSTS = [
    ("p1", "Forty marrows", "Come and take one of the marrows outside Shoreham library"),
    ("p2", "Litter pick on Sunday", "Bring gloves; thank you to everyone who came last time"),
    ("p3", "Repair café", "The hundredth toaster works again"),
]
EMAIL = "una@adur-worthing.gov.uk"


@pytest.fixture(autouse=True)
def is_open(settings):
    settings.GC_OPEN_SIGN_UP = True


@pytest.fixture
def stranger(chromium, live_server):
    """``stranger(scripts=True, width=1280)`` is a page of somebody who was never here."""
    contexts = []

    def arrive(*, scripts=True, width=1280):
        context = chromium.new_context(
            base_url=live_server.url,
            java_script_enabled=scripts,
            viewport={"width": width, "height": 900},
            locale="en-GB",
            bypass_csp=scripts,
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        return context.new_page()

    yield arrive
    for context in contexts:
        context.close()


def press(page, name):
    page.get_by_role("main").get_by_role("button", name=name, exact=True).first.click()


def go(page, name):
    page.get_by_role("main").get_by_role("link", name=name, exact=True).first.click()


def make_an_account(page, email=EMAIL):
    page.goto("/accounts/signup/")
    page.get_by_label("Your name").fill("Una Marsh")
    page.get_by_label(re.compile("mail", re.IGNORECASE)).fill(email)
    page.get_by_label(re.compile("password", re.IGNORECASE)).fill("staple battery horse")
    press(page, "Make my account")
    page.get_by_label(re.compile("code", re.IGNORECASE)).wait_for()
    page.get_by_label(re.compile("code", re.IGNORECASE)).fill(code_in(mail.outbox[-1]))
    press(page, "Go on")


def begin(page):
    page.get_by_role("heading", name="Adur District Council").wait_for()
    go(page, "This is mine")
    press(page, "Begin")


def name_places(page):
    page.get_by_role("heading", name="Say what people call it").wait_for()
    page.get_by_label("Wards, neighbourhoods and postcode districts").fill("Shoreham\nSouthwick\nBN43")
    press(page, "Put them on the list")


def follow(page, place, workers):
    page.get_by_role("heading", name="Follow three places").wait_for()
    page.get_by_label("Address of the place").fill(place.url)
    press(page, "Look what is there")
    page.get_by_text("We knock, read politely").wait_for()
    workers()
    press(page, "Follow this place")
    page.get_by_text("We follow “").wait_for()
    workers()
    go(page, "Your first steps")


def listen(page, workers):
    """A starter, with how much it would have found here."""
    go(page, "Say what to listen for")
    page.get_by_role("heading", name="Say what to listen for").wait_for()
    go(page, "Tick some that others began with")
    page.wait_for_url("**/searches/starters")
    page.locator("label", has_text="Litter picks").get_by_text("1 in 30 days").wait_for()
    page.locator("input[value='litter-picks']").check()
    press(page, "Start listening to these")
    page.get_by_text("We are listening for “Litter picks”.").wait_for()
    workers()
    go(page, "Your first steps")


def invite(page):
    go(page, "Invite one colleague")
    page.get_by_label(re.compile("mail", re.IGNORECASE)).fill("abe@adur-worthing.gov.uk")
    press(page, "Send the invitation")


def practise(page):
    page.get_by_role("heading", name="Practise once").wait_for()
    press(page, "Leave it be")
    page.get_by_text("Right for adverts and quarrels").wait_for()
    press(page, "Join in")
    page.get_by_text("Well done", exact=True).click()
    page.get_by_text("We gave", exact=True).click()
    press(page, "I said it")
    page.get_by_text("nothing was counted").wait_for()


def say_it(page):
    press(page, "Join in")
    page.get_by_role("heading", name="You have this one").wait_for()
    page.get_by_text("Well done", exact=True).click()
    page.get_by_text("We gave", exact=True).click()
    press(page, "I said it")
    page.get_by_text("Counted: this week we joined in 1 time and asked 0 times.").wait_for()


def turns_of(page):
    """A list that grows with each page that is turned."""
    turned = []
    page.on("framenavigated", lambda frame: turned.append(frame.url))
    return turned


def test_a_stranger_says_it_for_the_first_time(stranger, blog, workers, scripts, capsys):
    blog.posts = list(POSTS)
    page = stranger(scripts=scripts)
    page.context.route(f"http://{blog.host}/p*", lambda route: route.fulfill(body="There"))
    turned, started = turns_of(page), time.monotonic()

    make_an_account(page)
    begin(page)
    name_places(page)
    follow(page, blog, workers)
    listen(page, workers)
    invite(page)
    practise(page)
    page.goto("/o/adur/finds")
    say_it(page)

    with capsys.disabled():
        how = "with scripts" if scripts else "without scripts"
        print(f"\nonboarding {how}: {time.monotonic() - started:.0f} s, {len(turned)} pages turned")
    member = Membership.objects.get(user__email=EMAIL)
    with council(member.organisation_id):
        assert this_week(at=now()).gave == 1
        assert set(Place.objects.values_list("name", flat=True)) == {"Adur", "Shoreham", "Southwick", "BN43"}
    assert len(turned) <= 40


@pytest.mark.parametrize("width", [1280, 360])
def test_the_pages_are_clean_and_fit(stranger, width):
    page, faults = stranger(width=width), []

    def look(path=""):
        if path:
            page.goto(path)
        faults.extend((page.url, fault) for fault in axe(page))
        faults.extend([(page.url, "wider than its window")] if is_wider_than_its_window(page) else [])

    look("/accounts/signup/")
    make_an_account(page)
    page.get_by_role("heading", name="Which council is yours?").wait_for()
    for path in (
        "",
        "/welcome/?named=bris",
        "/welcome/E06000023/",
        "/welcome/E07000223/",
        "/welcome/invented/",
    ):
        look(path)
    page.goto("/welcome/")
    begin(page)
    for step in ("places", "sources", "searches", "colleague", "practice", "practice?at=place"):
        look(f"/o/adur/welcome/{step}")
    look("/o/adur/")
    look("/o/adur/people/requests/")

    assert faults == []
