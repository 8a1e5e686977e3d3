"""The first minute of a stranger: what they see without scrolling, and where one press leads."""

import re

import pytest

from apps.common.clock import now
from apps.demonstration.loading import load
from apps.demonstration.week import Opening
from tests.journeys.conftest import axe, is_wider_than_its_window

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "match", "owner"])
ABOVE_THE_FOLD = [
    ".first__title",
    ".find__quote mark",
    ".find__answers",
    ".stat__words",
    ".button-big",
    ".first__come",
]
PUBLIC = ["/", "/c/tarrowbridge", "/c/tarrowbridge/listening", "/about/reader", "/accessibility", "/privacy"]


@pytest.fixture
def demonstration(monkeypatch):
    monkeypatch.setattr("apps.work.nudges._senders", [])
    at = now()
    return load(Opening(at, seed=1, every=4.0), base="http://localhost:8700", at=at)


@pytest.fixture
def stranger(chromium, live_server, demonstration):
    """``stranger(…)`` is a page of someone who has never been here."""
    contexts = []

    def arrive(*, width=1280, scripts=True):
        contexts.append(
            chromium.new_context(
                base_url=live_server.url,
                viewport={"width": width, "height": 800},
                java_script_enabled=scripts,
                bypass_csp=True,
                locale="en-GB",
            )
        )
        return contexts[-1].new_page()

    yield arrive
    for context in contexts:
        context.close()


def test_everything_that_matters_stands_above_the_fold(stranger):
    page = stranger()
    page.goto("/")

    below = [
        part
        for part in ABOVE_THE_FOLD
        if (box := page.locator(part).first.bounding_box())["y"] + box["height"] > 800
    ]

    assert below == []


def test_one_press_lands_on_the_find_that_was_shown(stranger, scripts):
    page = stranger(scripts=scripts)
    page.goto("/")
    quote = page.locator(".find__quote").first.inner_text()

    page.get_by_role("button", name="Come in as a colleague from the library").click()

    assert re.search(r"/o/tarrowbridge/finds/[0-9a-f-]{36}$", page.url)
    assert quote in page.inner_text("main")


def test_the_four_buttons_lead_in_as_well(stranger):
    page = stranger()
    page.goto("/")

    page.get_by_role("button", name="Later").click()

    assert "/o/tarrowbridge/finds/" in page.url


@pytest.mark.parametrize("width", [1280, 360])
def test_public_pages_are_clean_and_fit(stranger, width):
    page = stranger(width=width)
    faults = []

    for path in PUBLIC:
        page.goto(path)
        faults += [(path, fault) for fault in axe(page)]
        faults += [(path, "wider than its window")] if is_wider_than_its_window(page) else []

    assert faults == []
