"""Twenty real feeds come in once, and never again as new: not on the next look, not when their days are gone."""

import threading
from datetime import timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from apps.common.clock import now
from apps.connectors.contract import Memory
from apps.connectors.registry import connector_for
from apps.discoveries.actions.items import keep_days
from apps.discoveries.models import Item, Source
from apps.ingestion.actions.polls import take_in_look

FEEDS = Path(__file__).resolve().parents[3] / "shared" / "data" / "feeds"
NAMES = sorted(path.name for path in FEEDS.glob("*")) if FEEDS.is_dir() else []
pytestmark = pytest.mark.skipif(not NAMES, reason="../shared/data/feeds is not here")


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture
def host(settings):
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(FEEDS)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.NET_ALLOWED_LOOPBACK = frozenset({f"127.0.0.1:{server.server_port}"})
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def look_at(source, at):
    """One whole look, as a poll makes it; how many items were new."""
    memory = Memory.from_json({"url": source.url})
    look = connector_for("feed").poll(memory, at=at, floor_seconds=0)
    return take_in_look(source=source, look=look, at=at)


@pytest.mark.parametrize("name", NAMES)
def test_a_real_feed_comes_in_once(name, host, db):
    at = now()
    url = f"http://{host}/{name}"
    source = Source.objects.create(url=url, host=host, platform="feed", memory={"url": url}, created_at=at)

    first = look_at(source, at)
    second = look_at(source, at + timedelta(hours=1))
    keep_days(at=at + timedelta(days=32), days=30)
    after_a_month = look_at(source, at + timedelta(days=32))

    assert first > 0
    assert (second, after_a_month) == (0, 0)
    assert not Item.objects.exists()
