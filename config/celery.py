"""Celery carries wake-ups; the rows hold the work (docs/adr/0005)."""

import logging
import os
from typing import Any

from billiard.pool import Pool as SharedPool
from celery import Celery
from celery.signals import worker_ready
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

log = logging.getLogger(__name__)
# Somebody at a page waits while a nudge is sent: a silent broker may cost them this many seconds, once.
PATIENCE = 2.0
app = Celery("good_company")
app.conf.update(
    task_serializer="json",
    accept_content=["json"],
    task_ignore_result=True,
    task_acks_late=True,
    task_reject_on_worker_lost=False,
    task_acks_on_failure_or_timeout=True,
    task_soft_time_limit=45,
    task_time_limit=60,
    task_default_queue="default",
    worker_prefetch_multiplier=4,
    worker_max_tasks_per_child=500,
    worker_max_memory_per_child=400_000,
    worker_enable_remote_control=False,
    worker_send_task_events=False,
    worker_hijack_root_logger=False,
    worker_cancel_long_running_tasks_on_connection_loss=True,
    broker_connection_timeout=PATIENCE,
    broker_connection_retry_on_startup=True,
    broker_connection_max_retries=None,
    timezone="UTC",
)


@app.on_configure.connect
def read_settings(sender: Celery, **_: object) -> None:
    """The rest comes from Django's settings, read when the app is first used."""
    sender.conf.update(
        broker_url=settings.CELERY_BROKER_URL,
        beat_schedule=settings.CELERY_BEAT_SCHEDULE,
        broker_transport_options=transport_options(settings.CELERY_BROKER_URL),
    )


def transport_options(broker_url: str) -> dict[str, object]:
    """What each broker needs so that a killed worker's message comes back, and publishing never hangs."""
    options: dict[str, object] = {"visibility_timeout": 300}
    if broker_url.startswith("pgmq"):
        options |= {
            "conn_string": settings.GC_BROKER_DSN,
            "init_extension": False,
            "use_notify": True,
            "polling_interval": 1,
            "wait_time_seconds": 0,
            "pool_timeout": PATIENCE,
        }
    if broker_url.startswith("redis"):
        options |= {"socket_timeout": 2 * PATIENCE, "socket_connect_timeout": PATIENCE}
    return options


@worker_ready.connect
def watch_children(sender: Any, **_: object) -> None:
    """With pgmq the pool's processes share one lock, and one that is killed takes the lock with it: all the others
    would wait for ever. So the worker ends too, its children with it, and whoever supervises it starts it again.
    """
    pool: Any = getattr(sender.pool, "_pool", None)
    shares_a_lock = type(pool) is SharedPool
    if shares_a_lock:
        pool.on_process_down = end_if_killed


def end_if_killed(child: Any) -> None:
    if (child.exitcode or 0) < 0 and not getattr(child, "_controlled_termination", False):
        log.error("Process %s was killed; this worker ends, to be started again.", child.pid)
        os._exit(os.EX_SOFTWARE)


app.autodiscover_tasks()
