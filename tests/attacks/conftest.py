"""The browser of the journeys, for what only a browser shows."""

from tests.journeys.conftest import chromium, come_in

__all__ = ["chromium", "come_in"]
