"""Work that kills its worker is set aside after five tries, and the others' work is done meanwhile."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from apps.common.clock import now
from apps.common.ids import new_id
from apps.work import actions as work
from apps.work.lanes import Lane
from apps.work.models import Heartbeat, Job
from config.launch.checkout import this_checkout
from config.launch.children import end_group
from config.launch.postgres import dies_with_parent
from config.launch.supervisor import CELERY, QUIET_WORKER
from tests.kills.test_broker import eventually, tick

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def worker(broker_dsn):
    """Processes that are started again when they die, and leases short enough to wait for."""
    settings = {
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
        "GC_SECRET_KEY": "only-for-tests-" + "0" * 50,
        "CELERY_BROKER_URL": "pgmq://localhost",
        "GC_BROKER_DSN": broker_dsn,
        "GC_LEASE_SECONDS": "1",
    }
    process = subprocess.Popen(
        [
            sys.executable,
            *CELERY,
            "worker",
            "-Q",
            "default",
            "-c",
            "2",
            "-I",
            "tests.kills.poison",
            *QUIET_WORKER,
        ],
        cwd=this_checkout().root,
        env={**os.environ, **settings},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        process_group=0,
        preexec_fn=dies_with_parent(15),
    )
    yield process
    end_group(process)


def ask(kind, subject, share):
    work.ask_for(kind=kind, subject_id=subject, lane=Lane.HOME, share=share, due_at=now())


def test_what_ends_its_process_is_set_aside_and_holds_nobody_up(marlowe, settings, broker_dsn, worker):
    ask("test.exit", new_id(), "poison")
    ask("test.memory", new_id(), "greed")

    def is_set_aside():
        tick(broker_dsn, settings)
        return Job.objects.quarantined().filter(kind="test.exit").exists()

    assert eventually(is_set_aside)
    ask("ingestion.forget", marlowe.id, "marlowe")
    assert eventually(
        lambda: not tick(broker_dsn, settings) and not Job.objects.filter(kind="ingestion.forget").exists()
    )

    assert Job.objects.get(kind="test.exit").last_error == "The worker was lost each time."
    assert Job.objects.get(kind="test.memory").last_error == "MemoryError"
    assert worker.poll() is None


def test_a_worker_ends_with_a_child_that_was_killed(settings, broker_dsn, worker):
    tick(broker_dsn, settings)
    assert eventually(Heartbeat.objects.filter(name="tick").exists)
    children = Path(f"/proc/{worker.pid}/task/{worker.pid}/children").read_text().split()

    os.kill(int(children[0]), signal.SIGKILL)

    assert worker.wait(timeout=90) == os.EX_SOFTWARE
    assert eventually(lambda: not any(Path(f"/proc/{child}").exists() for child in children))
