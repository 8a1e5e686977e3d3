"""What is in the broker may be lost, and the broker may be away: that costs a tick, and nobody their work."""

import os
import socket
import subprocess
import sys
import threading
import time
from contextlib import closing

import psycopg
import pytest
from celery import Celery
from django.test import Client

from apps.common.clock import now
from apps.work import actions as work
from apps.work import nudges, tasks
from apps.work.lanes import Lane
from apps.work.models import Heartbeat, Job
from config import celery as queue
from config.launch.checkout import this_checkout
from config.launch.children import end_group
from config.launch.postgres import dies_with_parent
from config.launch.supervisor import CELERY, QUIET_WORKER
from tests.factories.crowd import all_at_once

pytestmark = pytest.mark.django_db(transaction=True)
HOLDS_ON = 40
PATIENCE = 90


class Silence:
    """A port that takes calls and never answers; after 40 seconds it hangs up and ``gave_up`` is true."""

    def __init__(self):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.gave_up = False
        self.calls = []
        threading.Thread(target=self.listen, daemon=True).start()

    @property
    def port(self):
        return self.listener.getsockname()[1]

    def listen(self):
        while True:
            try:
                self.calls.append(self.listener.accept()[0])
            except OSError:
                return
            threading.Timer(HOLDS_ON, self.hang_up).start()

    def hang_up(self):
        self.gave_up = bool(self.calls)
        for call in self.calls:
            call.close()

    def close(self):
        self.listener.close()
        for call in self.calls:
            call.close()
        self.calls = []


def broker(name, port):
    addresses = {
        "pgmq": "pgmq://localhost",
        "redis": f"redis://127.0.0.1:{port}/0",
        "amqp": f"amqp://guest:guest@127.0.0.1:{port}//",
    }
    return addresses[name]


def carried_by(url, call):
    """What ``call`` answers in a thread whose Celery uses this broker."""

    def run():
        options = queue.transport_options(url)
        app = Celery("away", set_as_current=False, broker=url)
        app.conf.update(broker_transport_options=options, broker_connection_timeout=queue.PATIENCE)
        app.set_current()
        try:
            return call()
        finally:
            app.close()

    return all_at_once(run)[0]


@pytest.fixture
def sends(monkeypatch):
    """Nudges go to the broker, as in production."""
    monkeypatch.setattr(nudges, "_senders", [tasks.send])
    monkeypatch.setattr(nudges, "_left_alone_until", 0.0)


def ask_for_a_look(person):
    client = Client()
    client.force_login(person.user)
    path = f"/api/v1/organisations/{person.organisation.slug}/looks"
    return client.post(path, {"address": "https://plots.example/"}, content_type="application/json")


@pytest.mark.parametrize("name", ["pgmq", "redis", "amqp"])
def test_people_are_answered_while_the_broker_refuses(ann, settings, sends, name):
    settings.GC_BROKER_DSN = "host=127.0.0.1 port=1 dbname=none user=nobody"

    answer = carried_by(broker(name, port=1), lambda: ask_for_a_look(ann))

    assert answer.status_code == 202
    assert Job.objects.due(now()).filter(kind="ingestion.look").count() == 1


@pytest.mark.parametrize("name", ["pgmq", "redis", "amqp"])
def test_people_are_answered_while_the_broker_says_nothing(ann, settings, sends, name):
    with closing(Silence()) as silence:
        settings.GC_BROKER_DSN = f"host=127.0.0.1 port={silence.port} dbname=none user=nobody"

        answer = carried_by(broker(name, silence.port), lambda: ask_for_a_look(ann))

        assert not silence.gave_up
        assert silence.calls
    assert answer.status_code == 202


def test_a_silent_broker_is_asked_once_for_many_nudges(sends, monkeypatch):
    asked = []

    def fail(lane):
        asked.append(lane)
        raise OSError

    monkeypatch.setattr(nudges, "_senders", [fail])
    for _ in range(5):
        nudges.nudge(Lane.HOME)

    assert asked == [Lane.HOME]


@pytest.fixture
def worker(broker_dsn):
    """A worker as ./dev up starts it, on the broker of the tests."""
    settings = {
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
        "GC_SECRET_KEY": "only-for-tests-" + "0" * 50,
        "CELERY_BROKER_URL": "pgmq://localhost",
        "GC_BROKER_DSN": broker_dsn,
    }
    process = subprocess.Popen(
        [sys.executable, *CELERY, "worker", "-Q", "default", "--pool", "solo", *QUIET_WORKER],
        cwd=this_checkout().root,
        env={**os.environ, **settings},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        process_group=0,
        preexec_fn=dies_with_parent(15),
    )
    yield process
    end_group(process)


def tick(dsn, settings):
    """What beat sends, once."""
    settings.GC_BROKER_DSN = dsn
    url = "pgmq://localhost"
    with closing(Celery("beat", set_as_current=False, broker=url)) as app:
        app.conf.broker_transport_options = queue.transport_options(url)
        app.send_task("work.tick", queue="default", ignore_result=True)


def eventually(question):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if question():
            return True
        time.sleep(0.1)
    return False


def empty(dsn):
    with psycopg.connect(dsn, autocommit=True) as broker_database:
        for (name,) in broker_database.execute("SELECT queue_name FROM pgmq.list_queues()").fetchall():
            broker_database.execute("SELECT pgmq.purge_queue(%s)", [name])


def cut_off(dsn):
    """As a restart of the broker does: everybody's connection ends."""
    with psycopg.connect(dsn, autocommit=True) as broker_database:
        broker_database.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.mark.parametrize("lose", [empty, cut_off])
def test_one_tick_finds_what_a_lost_message_was_for(marlowe, settings, broker_dsn, worker, lose):
    tick(broker_dsn, settings)
    assert eventually(Heartbeat.objects.filter(name="tick").exists)
    work.ask_for(
        kind="ingestion.forget",
        subject_id=marlowe.id,
        organisation_id=marlowe.id,
        lane=Lane.HOME,
        share="marlowe",
        due_at=now(),
    )

    lose(broker_dsn)
    tick(broker_dsn, settings)

    assert eventually(lambda: not Job.objects.filter(kind="ingestion.forget").exists())
