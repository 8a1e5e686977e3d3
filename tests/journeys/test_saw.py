"""Putting in what one saw: by hand in seconds, by bookmarklet, by sharing from another app."""

import pytest

from apps.discoveries.models import Find
from apps.organisations.scope import council
from tests.journeys.conftest import axe, is_wider_than_its_window

SAW = "/o/marlowe/saw"


@pytest.fixture
def their_page(come_in, bob):
    """Bob's browser, on a page where people talk."""
    page = come_in(bob)
    page.context.route(
        "https://chat.example/**",
        lambda route: route.fulfill(
            body="<title>Marlowe Chat</title><p id=said>Choir looks for basses</p>", content_type="text/html"
        ),
    )
    return page


def test_three_fields_by_keyboard_alone(come_in, bob, marlowe, scripts):
    page = come_in(bob, scripts=scripts)
    page.goto(SAW)

    page.get_by_label("Its address").focus()
    for written in ["https://chat.example/1", "Choir looks for basses", "Marlowe Chat"]:
        page.keyboard.type(written)
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    page.get_by_text("It is a find now, for everybody here.").wait_for()
    page.get_by_text("seen by Bob").wait_for()
    with council(marlowe.id):
        assert Find.objects.get().captured_by == bob.member


def test_the_bookmarklet_takes_the_marked_words_along(their_page, marlowe):
    their_page.goto(SAW)
    bookmark = their_page.locator("#bookmarklet").text_content()
    their_page.goto("https://chat.example/1?utm_source=x")
    their_page.evaluate("getSelection().selectAllChildren(document.getElementById('said'))")

    with their_page.context.expect_page() as opened:
        their_page.evaluate(bookmark.removeprefix("javascript:"))

    page = opened.value
    assert page.get_by_label("Its address").input_value() == "https://chat.example/1?utm_source=x"
    assert page.get_by_label("What it says").input_value() == "Choir looks for basses"
    assert page.get_by_label("Where").input_value() == "Marlowe Chat"


def test_a_browser_may_install_it_and_finds_its_share_target(come_in, bob):
    page = come_in(bob)
    page.goto(SAW)
    devtools = page.context.new_cdp_session(page)

    manifest = devtools.send("Page.getAppManifest")
    problems = devtools.send("Page.getInstallabilityErrors")["installabilityErrors"]

    assert manifest["errors"] == []
    assert '"action": "/o/saw"' in manifest["data"]
    # Playwright's contexts are private windows, which never install anything; nothing else may be wrong.
    assert {problem["errorId"] for problem in problems} <= {"in-incognito"}
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0


@pytest.mark.parametrize("width", [1280, 360])
def test_the_page_is_in_order_for_axe_and_fits_its_window(come_in, bob, width):
    page = come_in(bob, width=width)
    page.goto(SAW)
    for closed in page.locator("main details").all():
        closed.locator("summary").click()

    assert axe(page) == []
    assert not is_wider_than_its_window(page)
