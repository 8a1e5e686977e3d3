"""Fifty finds gone through: by keyboard alone, on a phone by touch, and without scripts."""

import pytest

from apps.common.clock import now
from apps.discoveries.models import Find
from apps.organisations.scope import council
from tests.factories.finds import make_find, make_source

LIST = "/o/marlowe/finds"
FIFTY = 50


@pytest.fixture
def fifty(marlowe):
    with council(marlowe.id):
        source = make_source()
        return [make_find(marlowe, source=source, found_at=now()) for _ in range(FIFTY)]


def states(organisation):
    with council(organisation.id):
        found = Find.objects.values_list("state", flat=True)
        return {state: list(found).count(state) for state in set(found)}


def test_by_keyboard_alone(come_in, bob, marlowe, fifty):
    page = come_in(bob)
    page.goto(LIST)
    answered = iter("xh" * FIFTY)

    while page.locator("[data-find]:visible").count():
        left = page.locator("[data-find]:visible").count()
        page.keyboard.press("j")
        for number in range(left):
            with page.expect_response(lambda answer: answer.request.method == "POST"):
                page.keyboard.press(next(answered))
            page.wait_for_function(
                "left => document.querySelectorAll('[data-find]:not([hidden])').length === left",
                arg=left - number - 1,
            )
        with page.expect_navigation():
            page.keyboard.press("Enter")

    assert states(marlowe) == {"left": 25, "later": 25}


def test_on_a_phone_by_touch(come_in, bob, marlowe, fifty):
    page = come_in(bob, width=360, has_touch=True, is_mobile=True)
    page.goto(LIST)
    # Two taps on one spot are a double tap, of which the second half answers nothing.
    names = iter(["Leave it be", "Later"] * FIFTY)

    while left := page.locator("[data-find]:visible").count():
        for _ in range(left):
            with page.expect_response(lambda answer: answer.request.method == "POST"):
                page.locator("[data-find]:visible").first.get_by_role("button", name=next(names)).tap()
        page.get_by_role("link", name="See what is next").tap()
        page.wait_for_function("!document.querySelector('[data-finds-end]:not([hidden])')")

    assert states(marlowe) == {"left": 25, "later": 25}


@pytest.mark.long
def test_without_scripts(come_in, bob, marlowe, fifty):
    page = come_in(bob, scripts=False)
    page.goto(LIST)

    for _ in range(FIFTY):
        page.locator("[data-find]").first.get_by_role("button", name="Leave it be").click()

    assert states(marlowe) == {"left": FIFTY}
    assert page.get_by_text("Nothing new just now").count()


def test_on_a_phone_the_four_answers_stand_under_the_thumb_and_hide_nothing(come_in, bob, marlowe, fifty):
    page = come_in(bob, width=360, has_touch=True, is_mobile=True)
    page.goto(f"{LIST}/{fifty[0].id}")

    bar = page.locator(".find-detail .find__answers").bounding_box()
    buttons = [button.bounding_box() for button in page.locator(".find-detail .find__answers button").all()]
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    last = page.locator("main section, main details").last.bounding_box()

    assert bar["y"] + bar["height"] == 900
    assert len(buttons) == 4
    assert min(min(box["width"], box["height"]) for box in buttons) >= 44
    assert last["y"] + last["height"] <= bar["y"]
