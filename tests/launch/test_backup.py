"""A backup comes back whole: rows, roles, policies; without what was forgotten since."""

import stat
from contextlib import contextmanager

import psycopg
import pytest
from django.db import connections
from psycopg.conninfo import make_conninfo

from apps.common.clock import now
from apps.discoveries.actions.finds import erase_find, left_alone_here
from apps.discoveries.models import Find
from apps.organisations.scope import council
from config.launch.backup import back_up, restore_from
from config.launch.checkout import NeedsAttention, this_checkout
from tests.architecture.test_tenancy import faults_of_locks
from tests.factories.finds import make_find

ROOT = this_checkout().root
ALIASES = ["default", "match", "owner"]


@pytest.fixture
def restored(database_server, worker_id):
    """The name of a database that does not exist, and leaves nothing behind."""
    name = f"gc_back_{worker_id}"
    yield name
    for each in (name, f"{name}_restored", f"{name}_before_restore"):
        database_server.drop(each)


@pytest.fixture
def environment(database_server, database_name, settings, tmp_path):
    settings.GC_ERASURE_LOG = str(tmp_path / "erasures.jsonl")
    own = {"DJANGO_SETTINGS_MODULE": "config.settings.test", "GC_ERASURE_LOG": settings.GC_ERASURE_LOG}
    return {**database_server.urls(database_name), **own}


@contextmanager
def looking_at(database):
    """Our connections, led to another database."""
    before = {alias: connections[alias].settings_dict["NAME"] for alias in ALIASES}
    try:
        for alias in ALIASES:
            connections[alias].close()
            connections[alias].settings_dict["NAME"] = database
        yield
    finally:
        for alias, name in before.items():
            connections[alias].close()
            connections[alias].settings_dict["NAME"] = name


def titles_in(organisation):
    with council(organisation.id):
        return sorted(Find.objects.values_list("title", flat=True))


def ask(server, database, query):
    with psycopg.connect(make_conninfo(server.admin_url, dbname=database)) as admin:
        return admin.execute(query).fetchone()


@pytest.mark.django_db(transaction=True, databases=ALIASES)
class TestRestore:
    def test_what_was_erased_since_the_backup_stays_gone(
        self, ann, eve, database_server, database_name, environment, restored, tmp_path
    ):
        with council(ann.organisation.id):
            erased = make_find(ann.organisation, title="Please forget me")
            make_find(ann.organisation, title="Keep me")
        with council(eve.organisation.id):
            make_find(eve.organisation, title="Elsewhere's own", identity=erased.identity)
        back_up(database_server.admin_url, database_name, tmp_path / "backup")
        with council(ann.organisation.id):
            erase_find(actor=ann.actor, find=erased, at=now())

        restore_from(ROOT, database_server.admin_url, restored, tmp_path / "backup", environment)

        with looking_at(restored):
            assert titles_in(ann.organisation) == ["", "Keep me"]
            assert titles_in(eve.organisation) == ["Elsewhere's own"]

    def test_who_asked_to_be_left_alone_since_the_backup_is_left_alone(
        self, ann, database_server, database_name, environment, restored, tmp_path
    ):
        with council(ann.organisation.id):
            find = make_find(ann.organisation, author="Mair", author_digest="digest of Mair")
        back_up(database_server.admin_url, database_name, tmp_path / "backup")
        with council(ann.organisation.id):
            erase_find(actor=ann.actor, find=find, leave_author_alone=True, at=now())

        restore_from(ROOT, database_server.admin_url, restored, tmp_path / "backup", environment)

        with looking_at(restored), council(ann.organisation.id):
            assert left_alone_here(ann.organisation.id).covers("digest of Mair")

    def test_every_lock_is_where_it_was(
        self, ann, database_server, database_name, environment, restored, tmp_path
    ):
        back_up(database_server.admin_url, database_name, tmp_path / "backup")

        restore_from(ROOT, database_server.admin_url, restored, tmp_path / "backup", environment)

        with looking_at(restored):
            assert faults_of_locks() == []
        for query in (RIGHTS, OWNERS, FUNCTIONS, TRIGGERS):
            assert ask(database_server, restored, query) == ask(database_server, database_name, query)

    def test_a_copy_elsewhere_misses_nothing_that_comes_after(
        self, ann, database_server, database_name, environment, restored, tmp_path
    ):
        back_up(database_server.admin_url, database_name, tmp_path / "backup")
        before = ask(database_server, database_name, "SELECT last_value FROM audit_floor")

        restore_from(ROOT, database_server.admin_url, restored, tmp_path / "backup", environment)

        assert ask(database_server, restored, "SELECT last_value FROM audit_floor") > before

    def test_everybody_signs_in_anew(
        self, ann, client, database_server, database_name, environment, restored, tmp_path
    ):
        client.force_login(ann.user)
        back_up(database_server.admin_url, database_name, tmp_path / "backup")

        restore_from(ROOT, database_server.admin_url, restored, tmp_path / "backup", environment)

        assert ask(database_server, restored, "SELECT count(*) FROM django_session") == (0,)


RIGHTS = """
SELECT array_agg((relname, relacl::text, relrowsecurity, relforcerowsecurity)::text ORDER BY relname)
FROM pg_class WHERE relnamespace = 'public'::regnamespace
"""
OWNERS = """
SELECT array_agg((relname, relowner::regrole)::text ORDER BY relname)
FROM pg_class WHERE relnamespace = 'public'::regnamespace
"""
FUNCTIONS = """
SELECT array_agg((proname, proowner::regrole, prosecdef, proacl::text, proconfig)::text ORDER BY proname)
FROM pg_proc WHERE pronamespace = 'public'::regnamespace
"""
TRIGGERS = "SELECT array_agg((tgname, tgrelid::regclass, tgenabled)::text ORDER BY tgname, tgrelid::regclass::text) FROM pg_trigger WHERE NOT tgisinternal"


def test_a_restore_takes_the_place_and_keeps_what_was(database_server, restored, tmp_path):
    database_server.clone(restored)
    environment = {
        **database_server.urls(restored),
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "GC_ERASURE_LOG": str(tmp_path / "erasures.jsonl"),
    }
    back_up(database_server.admin_url, restored, tmp_path / "backup")
    with psycopg.connect(environment["DATABASE_URL"]) as app:
        app.execute("INSERT INTO work_heartbeat (name, at) VALUES ('later', now())")

    restore_from(ROOT, database_server.admin_url, restored, tmp_path / "backup", environment)

    beats = "SELECT count(*) FROM work_heartbeat"
    with psycopg.connect(environment["DATABASE_URL"]) as app:
        assert app.execute(beats).fetchone() == (0,)
    assert ask(database_server, f"{restored}_before_restore", beats) == (1,)
    with pytest.raises(psycopg.OperationalError, match="too many connections"):
        psycopg.connect(database_server.urls(f"{restored}_before_restore")["DATABASE_URL"])


def test_only_its_owner_reads_a_backup(database_server, restored, tmp_path):
    database_server.clone(restored)

    back_up(database_server.admin_url, restored, tmp_path / "backup")

    assert stat.S_IMODE((tmp_path / "backup").stat().st_mode) == 0o600


def test_a_backup_by_a_role_that_sees_one_council_fails_and_leaves_no_file(
    database_server, restored, tmp_path
):
    database_server.clone(restored)
    url = database_server.urls(restored)["DATABASE_URL"]

    with pytest.raises(NeedsAttention, match="pg_dump did not succeed"):
        back_up(url, restored, tmp_path / "backup")

    assert list(tmp_path.iterdir()) == []


def test_a_broken_backup_changes_nothing(database_server, restored, tmp_path):
    database_server.clone(restored)
    (tmp_path / "backup").write_bytes(b"not a backup")

    with pytest.raises(NeedsAttention, match="pg_restore did not succeed"):
        restore_from(
            ROOT, database_server.admin_url, restored, tmp_path / "backup", database_server.urls(restored)
        )

    assert ask(database_server, restored, "SELECT count(*) FROM work_heartbeat") == (0,)
