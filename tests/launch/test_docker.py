"""The image and the composition, as far as they can be held to their word without an engine.

The processes run here as the entrypoint starts them, with production's settings; what no test here can show is said in
docs/operating.md.
"""

import ast
import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
import yaml

from config.launch.binaries import nobody
from config.launch.checkout import this_checkout
from config.launch.children import end_group
from config.launch.environment import first_free
from config.launch.postgres import dies_with_parent

ROOT = this_checkout().root
DOCKER = ROOT / "docker"
COMPOSE = yaml.safe_load((DOCKER / "compose.yaml").read_text())
SERVICES = COMPOSE["services"]
OURS = {name: service for name, service in SERVICES.items() if service["image"].startswith("good-company")}
DOCKERFILE = (DOCKER / "Dockerfile").read_text().replace("\\\n", " ")
STEPS = [line.split(maxsplit=1) for line in DOCKERFILE.splitlines() if line and not line.startswith("#")]
# Read by the entrypoint, by PgBouncer's or by `good-company roles`, not by the settings.
OF_THE_CONTAINERS = {
    "GC_WEB_PROCESSES",
    "GC_WEB_THREADS",
    "GC_WORKER_PROCESSES",
    "GC_ADMIN_URL",
    "GC_OWNER_PASSWORD",
    "GC_APP_PASSWORD",
    "GC_MATCH_PASSWORD",
    "POSTGRES_PASSWORD",
    "POSTGRES_INITDB_ARGS",
}
# Set in the Dockerfile, or only for another way of running it.
NOT_IN_COMPOSE = {"GC_VAR", "GC_STATIC_ROOT", "GC_BROKER_DSN"}
PATIENCE = 90


def settings_read():
    """The names that production's settings read."""
    names = set()
    for file in ("base.py", "production.py"):
        for node in ast.walk(ast.parse((ROOT / "config/settings" / file).read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("env."):
                names |= {each.value for each in ast.walk(node) if is_name(each)}
    return names


def is_name(node):
    return isinstance(node, ast.Constant) and bool(
        re.fullmatch(r"(GC|DATABASE|CELERY)_[A-Z_]+", str(node.value))
    )


class TestComposition:
    def test_everything_that_runs_is_there(self):
        assert set(SERVICES) == {
            *("postgres", "roles", "migrate", "pgbouncer", "valkey"),
            *("web", "worker", "matcher", "beat"),
        }

    def test_settings_and_composition_name_the_same_variables(self):
        given = {name for service in SERVICES.values() for name in service.get("environment", {})}

        assert given - OF_THE_CONTAINERS == settings_read() - NOT_IN_COMPOSE

    def test_the_example_names_every_value_that_must_be_given(self):
        wanted = set(re.findall(r"\$\{([A-Z_]+):\?\}", (DOCKER / "compose.yaml").read_text()))
        named = set(re.findall(r"^([A-Z_]+)=", (DOCKER / "example.env").read_text(), re.M))

        assert wanted <= named

    def test_no_secret_is_written_down(self):
        environment = [pair for each in SERVICES.values() for pair in each.get("environment", {}).items()]
        secret = [value for name, value in environment if re.search("PASSWORD|KEY", name)]

        assert secret
        assert all(value.startswith("${") for value in secret)

    @pytest.mark.parametrize("name", OURS)
    def test_ours_write_nowhere_and_may_nothing(self, name):
        service = OURS[name]

        assert service["read_only"] is True
        assert service["tmpfs"] == COMPOSE["x-ours"]["tmpfs"]
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]

    def test_only_web_and_worker_reach_outside_and_only_web_is_reached(self):
        assert COMPOSE["networks"]["within"] == {"internal": True}
        assert {name for name, each in SERVICES.items() if "outside" in each["networks"]} == {"web", "worker"}
        assert {name for name, each in SERVICES.items() if "ports" in each} == {"web"}
        assert SERVICES["web"]["ports"] == ["127.0.0.1:8000:8000"]

    def test_migrations_and_the_matcher_do_not_come_through_pgbouncer(self):
        through = {
            name
            for name, each in OURS.items()
            if "pgbouncer" in str(each.get("environment", {}).get("DATABASE_URL"))
        }

        assert through == {"web", "worker", "beat"}

    def test_only_migrate_can_be_the_owner(self):
        owners = {
            name
            for name, each in OURS.items()
            if "OWNER_PASSWORD" in str(each.get("environment", {}).get("DATABASE_OWNER_URL"))
        }

        assert owners == {"migrate"}

    def test_what_is_named_is_declared(self):
        for service in SERVICES.values():
            assert set(service["networks"]) <= set(COMPOSE["networks"])
            assert {volume.split(":")[0] for volume in service.get("volumes", [])} <= set(COMPOSE["volumes"])
            assert set(service.get("depends_on", {})) <= set(SERVICES)

    def test_whoever_is_waited_for_can_become_healthy_or_end(self):
        for service in SERVICES.values():
            for name, asked in service.get("depends_on", {}).items():
                healthy = asked["condition"] == "service_healthy"
                assert ("healthcheck" in SERVICES[name]) if healthy else SERVICES[name]["restart"] == "no"

    def test_processes_have_longer_to_end_than_a_task_may_take(self):
        assert {SERVICES[name]["stop_grace_period"] for name in ("worker", "matcher")} == {"70s"}


class TestImage:
    def test_every_source_exists_and_is_let_in(self):
        let_in = [
            line[1:]
            for line in (DOCKER / "Dockerfile.dockerignore").read_text().splitlines()
            if line[:1] == "!"
        ]
        copies = [words.split() for step, words in STEPS if step == "COPY" and "--from" not in words]

        for *sources, _target in copies:
            for source in sources:
                assert (ROOT / source).exists(), source
                assert any(Path(source).is_relative_to(each) for each in let_in), source

    def test_it_runs_as_an_ordinary_user(self):
        stages = DOCKERFILE.split("\nFROM ")[1:]
        final = [stage for stage in stages if "ENTRYPOINT" in stage]

        assert len(final) == 2
        assert all("\nUSER 10001:10001\n" in stage for stage in final)

    def test_bases_are_named_by_version_and_nothing_is_added_from_elsewhere(self):
        bases = [words.split()[0] for step, words in STEPS if step == "FROM"]

        assert set(bases) == {"node:22-slim", "python:3.11-slim"}
        assert "ADD" not in {step for step, _words in STEPS}

    def test_packages_are_explained_hashed_and_leave_no_lists(self):
        installs = [
            words
            for step, words in STEPS
            if step == "RUN" and "install" in words and "install -d" not in words
        ]

        for words in installs:
            assert "apt-get" not in words or (
                "--no-install-recommends" in words and "rm -rf /var/lib/apt" in words
            )
            assert "pip" not in words or words.count("--require-hashes") == 2
        assert "# pgbouncer: " in DOCKERFILE

    def test_settings_of_the_build_do_not_stay(self):
        kept = " ".join(words for step, words in STEPS if step == "ENV")

        assert "SECRET" not in kept
        assert "URL" not in kept

    @pytest.mark.parametrize("script", ["entrypoint", "pgbouncer"])
    def test_scripts_can_be_read_and_run(self, script):
        ran = subprocess.run(["sh", "-n", DOCKER / script], capture_output=True, text=True)

        assert ran.stderr == ""
        assert os.access(DOCKER / script, os.X_OK)

    def test_the_entrypoint_knows_every_command_of_the_composition(self):
        known = set(re.findall(r"^    ([a-z]+)\)", (DOCKER / "entrypoint").read_text(), re.M))

        assert {each["command"][0] for each in OURS.values() if "command" in each} <= known

    def test_another_word_is_refused(self):
        ran = subprocess.run([DOCKER / "entrypoint", "shell"], capture_output=True, text=True)

        assert ran.returncode == 64
        assert "none of web, worker" in ran.stderr


@pytest.fixture(scope="module")
def gathered(tmp_path_factory):
    """Static files as the build gathers them, by the build's own line."""
    folder = tmp_path_factory.mktemp("static")
    line = next(words for step, words in STEPS if step == "RUN" and "collectstatic" in words)
    command = line.split(" && ")[0]
    subprocess.run(
        ["sh", "-c", command],
        cwd=ROOT,
        env=container(GC_STATIC_ROOT=str(folder)),
        check=True,
        capture_output=True,
    )
    return folder


def container(**settings):
    """An environment with nothing of ours but these settings."""
    tools = f"{ROOT / '.venv/bin'}:{os.environ['PATH']}"
    return {"PATH": tools, "DJANGO_SETTINGS_MODULE": "config.settings.production", **settings}


@pytest.fixture
def production(transactional_db, database_server, database_name, broker_dsn, gathered, tmp_path):
    return container(
        **database_server.urls(database_name),
        GC_SECRET_KEY="0123456789" * 6,
        GC_FIELD_KEYS="MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
        GC_HOSTS="listening.example",
        GC_BASE_URL="https://listening.example",
        GC_MAIL_FROM="Good Company <noreply@listening.example>",
        GC_VAR=str(tmp_path),
        GC_STATIC_ROOT=str(gathered),
        GC_PORT=str(first_free(18000)),
        CELERY_BROKER_URL="pgmq://localhost",
        GC_BROKER_DSN=broker_dsn,
    )


@contextmanager
def running(name, environment, *words):
    process = subprocess.Popen(
        [DOCKER / "entrypoint", name, *words],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        process_group=0,
        preexec_fn=dies_with_parent(signal.SIGKILL),
    )
    try:
        yield process
    finally:
        end_group(process)
        process.stdout.close()


def ask(port, path):
    """Status and body as a proxy would get them; None while nobody answers."""
    asked = http.client.HTTPConnection("127.0.0.1", int(port), timeout=10)
    try:
        asked.request("GET", path, headers={"Host": "listening.example", "X-Forwarded-Proto": "https"})
        answer = asked.getresponse()
        return answer.status, answer.read().decode()
    except (OSError, http.client.HTTPException):
        return None, ""
    finally:
        asked.close()


def eventually(question):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if question():
            return True
        time.sleep(0.2)
    return False


def test_the_processes_of_production_work_together(production):
    port = production["GC_PORT"]
    with (
        running("web", production),
        running("worker", production),
        running("matcher", production),
        running("beat", production, "-s", f"{production['GC_VAR']}/schedule"),
    ):
        assert eventually(lambda: ask(port, "/healthz/ready")[0] == 200)
        assert eventually(lambda: ask(port, "/healthz/work")[0] == 200)
        status, page = ask(port, "/accounts/login/")
        styles = re.findall(r'href="(/static/[^"]+\.css)"', page)

        assert status == 200
        assert styles
        assert {ask(port, each)[0] for each in styles} == {200}


def test_production_passes_its_own_check(production):
    ran = subprocess.run(
        [DOCKER / "entrypoint", "manage", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env=production,
        capture_output=True,
        text=True,
    )

    assert ran.returncode == 0, ran.stderr


def test_migrations_run_again_without_harm(production):
    ran = subprocess.run(
        [DOCKER / "entrypoint", "migrate"], cwd=ROOT, env=production, capture_output=True, text=True
    )

    assert "No migrations to apply" in ran.stdout


PGBOUNCER = shutil.which("pgbouncer", path="/usr/sbin:/usr/bin:/usr/local/bin")


@pytest.fixture
def pooled(database_server, database_name, tmp_path_factory):
    """PgBouncer as in the image, with one connection to the server for everybody: its port."""
    port = first_free(16432)
    folder = Path(database_server.admin_url.partition("host=")[2]).parent / "pool"
    folder.mkdir(mode=0o755, exist_ok=True)
    settings = (DOCKER / "pgbouncer.ini").read_text()
    sockets = database_server.admin_url.partition("host=")[2]
    for old, new in {
        "goodcompany = host=postgres port=5432 dbname=goodcompany": f"{database_name} = host={sockets}",
        "listen_addr = 0.0.0.0": "listen_addr = 127.0.0.1",
        "listen_port = 6432": f"listen_port = {port}",
        re.search("auth_file = .*", settings)[0]: f"auth_file = {folder}/users.txt",
        "default_pool_size = 20": "default_pool_size = 1",
    }.items():
        assert old in settings
        settings = settings.replace(old, new)
    (folder / "pool.ini").write_text(settings)
    (folder / "users.txt").write_text(f'"gc_app" "{database_server.passwords["gc_app"]}"\n')
    process = subprocess.Popen(
        [PGBOUNCER, "-q", folder / "pool.ini"],
        user=nobody().pw_uid if os.getuid() == 0 else None,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        preexec_fn=dies_with_parent(signal.SIGTERM),
    )
    assert eventually(lambda: is_listening(port))
    yield port
    process.terminate()
    process.wait(timeout=20)
    shutil.rmtree(folder)


def is_listening(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.mark.skipif(PGBOUNCER is None, reason="no pgbouncer on this machine")
@pytest.mark.django_db(transaction=True)
def test_no_scope_stays_on_a_connection_that_all_share(ann, eve, pooled):
    from django.db import Error, connection, connections, transaction

    from apps.common.scope import org_scope
    from apps.discoveries.models import Tombstone
    from tests.factories.crowd import all_at_once

    direct = dict(connection.settings_dict)
    connection.close()
    connections.settings["default"].update(HOST="127.0.0.1", PORT=pooled)

    def look(person, number):
        with org_scope(person.organisation.id), transaction.atomic():
            Tombstone.objects.create(
                organisation=person.organisation,
                identity=f"{person.user.name}{number}",
                at=person.member.joined_at,
            )
            seen = set(Tombstone.objects.values_list("organisation_id", flat=True))
        return seen == {person.organisation.id}

    def unscoped():
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM discoveries_tombstone")

    calls = [lambda p=p, n=n: look(p, n) for n in range(8) for p in (ann, eve)]
    try:
        answers = all_at_once(*calls, unscoped)
    finally:
        connections.settings["default"].update(HOST=direct["HOST"], PORT=direct["PORT"])

    assert answers[:-1] == [True] * 16
    assert isinstance(answers[-1], Error)
