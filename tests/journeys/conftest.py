"""The real application on loopback, on this worker's database, and Chromium in front of it."""

import os
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import sync_playwright

from tests.ingestion.conftest import blog, workers

__all__ = ["blog", "workers"]

# Playwright's own loop runs in this thread; Django would refuse to speak to the database beside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)
            if not Path(CHROMIUM).exists():
                item.add_marker(pytest.mark.skip(reason="There is no Chromium here."))


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(params=["with scripts", "without scripts"])
def scripts(request):
    """Whether the browser runs scripts; a test that asks for it is run both ways."""
    return request.param == "with scripts"


@pytest.fixture
def come_in(chromium, live_server):
    """``come_in(person, scripts=True, width=1280)`` is a page in which that person is signed in."""
    opened = []

    def come(person, *, scripts=True, width=1280, **options):
        context = chromium.new_context(
            base_url=live_server.url,
            java_script_enabled=scripts,
            viewport={"width": width, "height": 900},
            locale="en-GB",
            **options,
        )
        context.set_default_timeout(10_000)
        client = Client()
        client.force_login(person.user)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
        opened.append(context)
        return context.new_page()

    yield come
    for context in opened:
        context.set_offline(True)  # pages say good-bye, and the database is about to be emptied
        context.close()


def axe(page):
    """What axe finds wrong with a page, in brief. Needs a page with scripts."""
    page.evaluate((settings.NODE_MODULES / "axe-core" / "axe.min.js").read_text())
    found = page.evaluate(
        "tags => axe.run(document, {runOnly: tags}).then(result => result.violations)", AXE_TAGS
    )
    return [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found]


def is_wider_than_its_window(page):
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
