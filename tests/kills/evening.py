"""A whole ``./dev up`` of its own, on a PostgreSQL that syncs, whose processes may be killed one by one."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from config.launch.checkout import Checkout, Secrets, this_checkout
from config.launch.children import Child, Family, Log, command, end_orphans
from config.launch.database import Base
from config.launch.environment import DATABASE, Ports, first_free, our_stores
from config.launch.lock import hold
from config.launch.supervisor import Supervisor, _answers
from config.launch.throwaway import migrated_cluster

SAFE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on", "max_connections": "60"}
BACKENDS = (
    "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
)
BEATEN_SINCE = (
    "SELECT count(*) FROM work_heartbeat WHERE name = %s AND at > now() - make_interval(secs => %s)"
)
LEFT_TO_DO = """
SELECT (SELECT count(*) FROM discoveries_item), (SELECT count(*) FROM discoveries_item WHERE matched_at IS NULL),
    (SELECT count(*) FROM work_job WHERE quarantined_at IS NULL AND kind <> 'ingestion.poll')
"""


@dataclass(frozen=True)
class Elsewhere(Checkout):
    """The code of this checkout, with a place and a name of its own for what it makes."""

    place: Path = Path()

    @property
    def key(self) -> str:
        return self.place.name

    @property
    def var(self) -> Path:
        return self.place / "var"

    def secrets(self) -> Secrets:
        return this_checkout().secrets()


@dataclass
class FileLog(Log):
    path: Path = Path()

    def write(self, name, text):
        with self.path.open("a") as file:
            file.writelines(f"{time.monotonic():9.1f} {name:<9}| {line}\n" for line in text.splitlines())


@dataclass
class Strike:
    """One kill; times are seconds."""

    kind: str
    at: float
    struck_at: float = 0.0
    recovered_after: float | None = None


@dataclass
class Evening(Supervisor):
    """The supervisor of ``./dev up`` with another environment. ``pace``: settings that make it quick."""

    pace: dict = field(default_factory=dict)
    strikes: list = field(default_factory=list)
    chance: random.Random = field(default_factory=random.Random)
    looked_at: float = 0.0

    @property
    def environment(self):
        return super().environment | {"GC_DEMONSTRATION": "0"} | self.pace

    def begin(self):
        nothing = Future()
        nothing.set_result("")
        self._make_ready(nothing)

    def begin_serving(self):
        self._start_web()
        self._start_workers()

    def end(self):
        self._stop()
        end_orphans(self.checkout.key)

    def found(self, councils):
        """What tests/kills/founding.py answers."""
        ran = subprocess.run(
            [sys.executable, "-m", "tests.kills.founding"],
            input=json.dumps(councils),
            env={**os.environ, **self.environment},
            cwd=self.checkout.root,
            capture_output=True,
            text=True,
        )
        assert ran.returncode == 0, ran.stderr
        return json.loads(ran.stdout.splitlines()[-1])

    def ask(self, query, arguments=()):
        """As the superuser, whom row-level security does not concern; None while the server is away."""
        try:
            with psycopg.connect(self.base.cluster.admin_url(DATABASE), connect_timeout=3) as admin:
                return admin.execute(query, arguments).fetchall()
        except psycopg.Error:
            return None

    def is_drained(self, items):
        rows = self.ask(LEFT_TO_DO)
        return rows is not None and rows[0] == (items, 0, 0)

    def child(self, name):
        return next(each for each in self.family.children if each.name == name)

    def strike(self, kind):
        """kill -9. False when there is nobody to kill at this moment."""
        who, victim = (VICTIMS | OTHER_BROKER)[kind]
        child = self.child(who)
        if not child.is_running:
            return False
        return victim(self, child.process.pid)

    def keep(self, plan, elapsed):
        """Strike when it is time, and note who is back."""
        for strike in plan:
            if strike.at <= elapsed and not strike.struck_at and self.strike(strike.kind):
                strike.struck_at = time.monotonic()
        if time.monotonic() - self.looked_at < 0.5:
            return
        self.looked_at = time.monotonic()
        for strike in plan:
            if strike.struck_at and strike.recovered_after is None:
                self.note_recovery(strike)

    def note_recovery(self, strike):
        since = time.monotonic() - strike.struck_at
        child = self.child((VICTIMS | OTHER_BROKER)[strike.kind][0])
        if child.is_running and RECOVERED[child.name](self, since):
            strike.recovered_after = since
            child.become_ready()

    def has_beaten(self, name, since):
        rows = self.ask(BEATEN_SINCE, [name, since])
        return bool(rows and rows[0][0])


def process(evening, pid):
    os.kill(pid, signal.SIGKILL)
    return True


def group(evening, pid):
    os.killpg(pid, signal.SIGKILL)
    return True


def child_process(evening, pid):
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return bool(children) and process(evening, int(evening.chance.choice(children)))


def backend(evening, _pid):
    rows = evening.ask(BACKENDS)
    return bool(rows) and process(evening, evening.chance.choice(rows)[0])


VICTIMS = {
    "worker, all of it": ("worker", group),
    "worker, its parent": ("worker", process),
    "worker, a child": ("worker", child_process),
    "matcher": ("matcher", group),
    "beat": ("beat", process),
    "web, all of it": ("web", group),
    "web, its parent": ("web", process),
    "postgres": ("postgres", process),
    "postgres, a backend": ("postgres", backend),
}
OTHER_BROKER = {"the broker": ("broker", process)}
RECOVERED = {
    "worker": lambda evening, since: evening.has_beaten("tick", since),
    "broker": lambda evening, since: evening.has_beaten("tick", since),
    "beat": lambda evening, since: evening.has_beaten("tick", since),
    "matcher": lambda evening, since: evening.has_beaten("match", since),
    "web": lambda evening, since: _answers(evening.ports.web),
    "postgres": lambda evening, since: evening.ask("SELECT 1") is not None,
}


@contextmanager
def an_evening(pace, seed, broker="", redis=None):
    """Started up to the database; ``begin_serving`` starts the rest.

    ``broker``: its address; pgmq without one. ``redis``: the words that start one, which may be killed too.
    """
    with migrated_cluster(this_checkout(), SAFE) as cluster:
        place = cluster.data.parent
        checkout = Elsewhere(root=this_checkout().root, place=place)
        given = {"CELERY_BROKER_URL": broker}
        base = Base(our_stores(checkout, cluster.admin_url(), given), cluster)
        ports = Ports(web=first_free(20000 + random.randrange(9000)), neighbourhood=1)
        log = FileLog(coloured=False, path=place / "log")
        with hold(checkout.var, "kills") as lock:
            evening = Evening(checkout, Family(log), base, ports, lock, pace=pace, chance=random.Random(seed))
            try:
                if redis:
                    evening.family.add(Child("broker", command(redis, {}, place)))
                evening.begin()
                yield evening
            except BaseException:
                print(log.path.read_text()[-20000:])
                raise
            finally:
                evening.end()
