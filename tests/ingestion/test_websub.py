"""News by WebSub, from a real hub on loopback: asked for, confirmed, signed, renewed; polling stays the net."""

import threading
from base64 import b64encode
from datetime import timedelta

import pytest
from celery import Celery
from django.test import Client
from flask import Flask
from flask_websub.hub import Hub, SQLite3HubStorage
from werkzeug.serving import make_server

from apps.common.clock import now
from apps.discoveries.models import Delivery, Find, Follow, Item, Source, Subscription
from apps.organisations.scope import council
from apps.searches.actions import write_search
from apps.work.models import Job

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "match"])


class Announcing:
    """A hub with a publisher beside it."""

    def __init__(self, hub, url):
        self.hub = hub
        self.url = url

    def tell(self, blog, body=None):
        links = f'<{blog.url}>; rel="self", <{self.url}>; rel="hub"'
        headers = {"Link": links, "Content-Type": "application/rss+xml"}
        content = b64encode(body if body is not None else blog.body()).decode()
        self.hub.send_change_notification.delay(blog.url, {"headers": headers, "content": content})


@pytest.fixture
def hub(tmp_path, settings, live_server):
    celery = Celery("hub", broker="memory://")
    celery.conf.task_always_eager = True
    storage = SQLite3HubStorage(str(tmp_path / "hub.sqlite3"))
    hub = Hub(storage, celery, SIGNATURE_ALGORITHM="sha256")
    app = Flask("hub")
    app.register_blueprint(hub.build_blueprint(url_prefix="/hub"))
    server = make_server("127.0.0.1", 0, app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"127.0.0.1:{server.port}"
    settings.NET_ALLOWED_LOOPBACK |= {address}
    settings.GC_BASE_URL = live_server.url
    yield Announcing(hub, f"http://{address}/hub")
    server.shutdown()


@pytest.fixture
def followed(blog, hub, marlowe, ann):
    """A blog that names its hub, followed, with a search that listens for marrows."""
    blog.links = f'<{blog.url}>; rel="self", <{hub.url}>; rel="hub"'
    with council(marlowe.id):
        source = Source.objects.create(
            url=blog.url,
            host=blog.host,
            platform="feed",
            memory={"url": blog.url},
            created_at=now(),
            first_look_at=now(),
        )
        Follow.objects.create(organisation=marlowe, source=source, name="Plots", since=now())
        write_search(actor=ann.actor, name="Marrows", query="marrow", at=now())
    return source


@pytest.fixture
def subscribed(followed, workers):
    from apps.work import actions as work
    from apps.work.lanes import Lane

    work.ask_for(
        kind="ingestion.poll", subject_id=followed.id, lane=Lane.FETCH, share=followed.host, due_at=now()
    )
    workers()
    return Subscription.objects.get(source=followed)


def test_a_hub_that_a_feed_names_is_asked_and_comes_back_to_us(subscribed, blog):
    assert subscribed.state == "live"
    assert subscribed.topic == blog.url
    assert subscribed.lease_until > now() + timedelta(days=9)


def test_while_the_hub_tells_us_we_poll_more_seldom_and_renew_in_time(subscribed, followed, workers):
    Job.objects.filter(kind="ingestion.poll").update(due_at=now())
    workers()

    poll = Job.objects.get(kind="ingestion.poll", subject_id=followed.id)
    renewal = Job.objects.get(kind="ingestion.subscribe", subject_id=followed.id)

    assert poll.due_at > now() + timedelta(hours=5)
    assert now() + timedelta(days=8) < renewal.due_at < subscribed.lease_until


def test_signed_news_becomes_a_find_without_a_look(subscribed, hub, blog, workers, marlowe):
    looks = blog.asked
    blog.posts = [("n1", "A marrow for everybody", "Forty of them outside the library")]

    hub.tell(blog)
    workers()

    with council(marlowe.id):
        assert Find.objects.get().title == "A marrow for everybody"
    assert (blog.asked, Delivery.objects.count()) == (looks, 0)


def test_what_came_by_news_does_not_come_again_by_polling(subscribed, hub, blog, workers, followed):
    blog.posts = [("n1", "A marrow", "Forty of them")]
    hub.tell(blog)
    Job.objects.filter(kind="ingestion.poll").update(due_at=now())
    workers()

    assert Item.objects.filter(source=followed).count() == 1


def test_a_renewal_asks_the_hub_again(subscribed, workers):
    Subscription.objects.update(lease_until=now() + timedelta(minutes=1))
    Job.objects.filter(kind="ingestion.subscribe").update(due_at=now())
    workers()

    subscribed.refresh_from_db()
    assert subscribed.lease_until > now() + timedelta(days=9)


@pytest.mark.parametrize("signature", ["", "sha256=" + "0" * 64, "md5=abc", "nonsense"])
def test_what_is_not_signed_with_our_secret_is_taken_quietly_and_dropped(subscribed, signature):
    headers = {"x-hub-signature": signature}
    answer = Client(headers=headers).post(f"/api/websub/{subscribed.token}", b"<rss/>", "application/rss+xml")

    assert (answer.status_code, Delivery.objects.count()) == (202, 0)


@pytest.mark.parametrize(
    "asked",
    [
        {"hub.mode": "subscribe", "hub.topic": "https://other.example/", "hub.challenge": "x"},
        {"hub.mode": "unsubscribe", "hub.challenge": "x"},
        {"hub.mode": "subscribe"},
        {},
    ],
)
def test_a_question_that_is_not_about_our_wish_finds_nothing(subscribed, asked):
    about = {"hub.topic": subscribed.topic} | asked if asked else {}

    assert Client().get(f"/api/websub/{subscribed.token}", about).status_code == 404


def test_a_token_that_nobody_gave_out(db):
    assert Client().get("/api/websub/nobody", {"hub.mode": "subscribe"}).status_code == 404
    assert Client().post("/api/websub/nobody", b"", "text/plain").status_code == 410


def test_an_address_that_can_be_no_token(db):
    assert Client().get("/api/websub/%00").status_code == 404
    assert Client().post("/api/websub/%00", b"", "text/plain").status_code == 404


def test_a_hub_that_says_no_leaves_polling_as_it_was(subscribed):
    Client().get(f"/api/websub/{subscribed.token}", {"hub.mode": "denied", "hub.topic": subscribed.topic})

    subscribed.refresh_from_db()
    assert subscribed.state == "refused"
    assert not subscribed.is_live(now())


def test_news_that_is_no_feed_is_let_go(subscribed, hub, blog, workers):
    hub.tell(blog, b"<html>no feed</html>")
    workers()

    assert (Delivery.objects.count(), Item.objects.count()) == (0, 0)
    assert not Job.objects.filter(kind="ingestion.take_delivery").exists()


def test_the_hub_is_told_when_nobody_follows_any_more(subscribed, hub, blog, workers, marlowe):
    with council(marlowe.id):
        Follow.objects.update(ended_at=now())
    Job.objects.filter(kind="ingestion.poll").update(due_at=now())
    workers()

    subscribed.refresh_from_db()
    assert subscribed.state == "ended"
    assert list(hub.hub.storage.get_callbacks(blog.url)) == []
