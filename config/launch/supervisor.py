"""``./dev up``: one process that starts the others in order, passes on what they say, and ends them in reverse."""

import http.client
import importlib.util
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from types import FrameType

from config.launch.assets import ensure_assets
from config.launch.checkout import Checkout, NeedsAttention
from config.launch.children import MARK, Child, Family, Log, command, end_orphans
from config.launch.database import Base, base, ensure_stores, ensure_tables, identity
from config.launch.environment import Ports, choose_ports, development, loopbacks
from config.launch.lock import Lock, hold
from config.launch.postgres import Cluster
from config.launch.welcome import demonstration_mark, welcome

FAREWELL_SECONDS = 12.0
# With this week and this beat no council waits longer than sixteen seconds for something that it listens for.
NEIGHBOURS = ["--seed", "12", "--every", "2"]
CELERY = ["-m", "celery", "-q", "-A", "config"]
QUIET_WORKER = ["-l", "WARNING", "--without-mingle", "--without-gossip"]


class Stopped(Exception):
    """Somebody asked us to end."""


@dataclass
class Supervisor:
    checkout: Checkout
    family: Family
    base: Base
    ports: Ports
    lock: Lock

    @property
    def environment(self) -> dict[str, str]:
        known = development(self.checkout, self.base.stores, self.ports)
        return {**known, MARK: self.checkout.key}

    @property
    def address(self) -> str:
        return f"http://localhost:{self.ports.web}"

    def run(self) -> None:
        """Comes back only by Stopped or NeedsAttention; then everything has ended."""
        try:
            with ThreadPoolExecutor(1) as beside:
                assets = beside.submit(ensure_assets, self.checkout.root)
                self._make_ready(assets)
            self._start_web()
            self.say(welcome(self.checkout, self.address))
            self._start_workers()
            while True:
                self.turn(0.2)
        finally:
            self._stop()

    def turn(self, seconds: float) -> None:
        self.family.listen(seconds)
        hopeless = self.family.mend()
        if hopeless is not None:
            raise NeedsAttention(f"{hopeless.name} does not start; its own lines above say why.")

    def say(self, text: str) -> None:
        self.family.log.write("up", text)

    def _make_ready(self, assets: "Future[str]") -> None:
        if self.base.cluster is not None:
            self._start_postgres(self.base.cluster)
        for line in ensure_stores(self.checkout, self.base.stores):
            self.say(line)
        self._start_neighbourhood()
        if ensure_tables(self.checkout, self.base.stores, self.environment):
            self.say("migrated the database")
        self._load_demonstration()
        if said := assets.result():
            self.say(said)

    def _start_postgres(self, cluster: Cluster) -> None:
        def launch() -> subprocess.Popen[bytes]:
            cluster.prepare()
            return cluster.start(subprocess.PIPE)

        child = self.family.add(Child("postgres", launch, farewell=signal.SIGINT, chatter=b" LOG:  "))
        assert child.process is not None  # noqa: S101 - just started
        try:
            cluster.wait_ready(child.process)
        finally:
            self.family.listen(0.1)

    def _start_neighbourhood(self) -> None:
        if self.environment["GC_DEMONSTRATION"] != "1" or not _exists("apps.demonstration.neighbourhood"):
            return
        state = ["--state", str(self.checkout.var / "neighbourhood.json")]
        feeds = ["--feeds", os.environ["GC_FEEDS"]] if "GC_FEEDS" in os.environ else []
        port = ["--port", str(self.ports.neighbourhood)]
        self._add(
            "neighbourhood", ["-m", "apps.demonstration.neighbourhood", *port, *NEIGHBOURS, *state, *feeds]
        )

    def _load_demonstration(self) -> None:
        mark = demonstration_mark(self.checkout, self.ports, identity(self.base.stores))
        if self.environment["GC_DEMONSTRATION"] != "1" or mark is None:
            return
        self.say("loading the demonstration")
        if self._succeeds(["manage.py", "load_demonstration", "--port", str(self.ports.neighbourhood)]):
            (self.checkout.var / "demonstration.mark").write_text(mark)
        else:
            self.say("the demonstration could not be loaded; going on without its people and finds")

    def _succeeds(self, arguments: list[str]) -> bool:
        process = command([sys.executable, *arguments], self.environment, self.checkout.root)()
        said, _ = process.communicate()
        if process.returncode:
            self.say(said.decode(errors="replace")[-3000:])
        return process.returncode == 0

    def _start_workers(self) -> None:
        """After the first page, which they would only slow down."""
        queues = ["-Q", "default,fetch,deliver", "-c", "2", "-n", "worker@%h"]
        self._add("worker", [*CELERY, "worker", *queues, *QUIET_WORKER])
        matching = ["-Q", "match", "--pool", "solo", "-n", "matcher@%h"]
        self._add("matcher", [*CELERY, "worker", *matching, *QUIET_WORKER])
        schedule = ["-s", str(self.checkout.var / "beat-schedule"), "--pidfile="]
        self._add("beat", [*CELERY, "beat", "-l", "WARNING", *schedule])

    def _add(self, name: str, arguments: list[str]) -> Child:
        launch = command([sys.executable, *arguments], self.environment, self.checkout.root)
        return self.family.add(Child(name, launch))

    def _start_web(self) -> None:
        web = self._add("web", ["-m", "gunicorn", "config.wsgi", *_gunicorn(self.ports.web)])
        asked = 0.0
        while not web.ready:
            self.turn(0.05)
            if time.monotonic() - asked > 0.2:
                asked = time.monotonic()
                if _answers(self.ports.web):
                    web.become_ready()
        self.lock.say(self.address)

    def _stop(self) -> None:
        self.say("stopping")
        servers = [child for child in self.family.children if child.name == "postgres"]
        others = [child for child in self.family.children if child.name != "postgres"]
        self.family.stop(others, seconds=FAREWELL_SECONDS)
        self.family.stop(servers, seconds=FAREWELL_SECONDS)
        self.say("stopped")


def up(checkout: Checkout, port: int | None = None) -> int:
    """Runs until it is asked to end. Returns the exit code."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop_once)
    log = Log()
    with hold(checkout.var, "up") as lock:
        if ended := end_orphans(checkout.key):
            log.write("up", f"ended {ended} processes that an earlier ./dev up left behind")
        ports = choose_ports(checkout.var, port)
        try:
            Supervisor(checkout, Family(log), base(checkout), ports, lock).run()
        except Stopped:
            return 0
    return 1


def _stop_once(number: int, frame: FrameType | None) -> None:
    """The first wish is carried out in peace; what follows it is ignored until everything has ended."""
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN)
    raise Stopped


def _gunicorn(port: int) -> list[str]:
    hosts = [f"[{host}]" if ":" in host else host for _, host in loopbacks()]
    binds = [argument for host in hosts for argument in ("--bind", f"{host}:{port}")]
    serving = ["--worker-class", "gthread", "--workers", "1", "--threads", "8", "--no-control-socket"]
    return [*binds, *serving, "--graceful-timeout", "5", "--log-level", "warning"]


def _answers(port: int) -> bool:
    asked = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        asked.request("GET", "/healthz/ready")
        return asked.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        asked.close()


def _exists(module: str) -> bool:
    try:
        return importlib.util.find_spec(module) is not None
    except ModuleNotFoundError:
        return False
