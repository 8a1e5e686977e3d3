"""The locks that keep councils apart, read from the models and from PostgreSQL's own catalogue."""

import re

import pytest
from django.apps import apps
from django.db import connection

from apps.common.tenancy import TenantManager, TenantModel
from tests.factories.house import locked_models, owned_models

# Rows that are not under row-level security, each with its reason.
GLOBAL = {
    "accounts.User": "a person may belong to several councils",
    "organisations.Organisation": "it is the council itself",
    "organisations.Membership": "tells which councils a person may enter, before any is entered",
    "organisations.Invitation": "looked up by its digest before the council is known",
    "organisations.ApiToken": "looked up by its prefix before the council is known",
    "organisations.JoinRequest": "asked before anybody is in, and of councils that are not here; read by its asker",
    "discoveries.Source": "public addresses, without a link to any council",
    "discoveries.Item": "public items, shared by all councils",
    "discoveries.Seen": "that a public source has listed something",
    "discoveries.Subscription": "that a hub tells everybody of a public source, without a link to any council",
    "discoveries.Delivery": "public items as a hub sent them, until they are taken in",
    "discoveries.LeftAlone": "keyed digests, asked of the whole platform",
    "ingestion.Frequency": "how common words are in public items, names of people left out",
    "ingestion.NightlyAudit": "how often two ways of matching differed, in numbers",
    "work.Job": "ids only",
    "work.Share": "hosts and ids only",
    "work.Heartbeat": "names of our own processes",
    "work.CachedAnswer": "keys carry the organisation",
    "work.Allowance": "counters by key",
}
POLICY = "(organisation_id = (current_setting('gc.org_id'::text))::uuid)"
MATCHER_READS = {
    "searches_search": {"id", "organisation_id", "resolved", "state", "version", "rev"},
    "discoveries_follow": {"id", "organisation_id", "source_id", "since", "ended_at", "rev"},
}
OWNERS_FUNCTIONS = {"gc_place_event", "gc_take_rev", "gc_make_item_days", "gc_drop_item_days"}


def our_models():
    return [model for model in apps.get_models() if model.__module__.startswith("apps.")]


def rows(statement, *arguments):
    with connection.cursor() as cursor:
        cursor.execute(statement, arguments)
        return cursor.fetchall()


def faults_of_locks():
    """What is wrong with the locks of each tenant table; nothing, when all is well."""
    locked = {model._meta.db_table for model in locked_models()}
    catalogue = rows(
        "SELECT relname, relrowsecurity, relforcerowsecurity FROM pg_class WHERE relname = ANY(%s)",
        list(locked),
    )
    policies = rows(
        "SELECT tablename, roles::text[], cmd, qual, with_check FROM pg_policies WHERE policyname = 'organisation_only'"
    )
    whole = {
        table
        for table, roles, command, seen, written in policies
        if set(roles) == {"gc_app", "gc_owner"} and command == "ALL" and seen == written == POLICY
    }
    unforced = [f"{name}: not forced" for name, on, forced in catalogue if not (on and forced)]
    return unforced + [f"{table}: no policy as it should be" for table in sorted(locked - whole)]


@pytest.mark.parametrize("model", our_models(), ids=lambda model: model._meta.label)
def test_every_model_belongs_to_a_council_or_says_why_not(model):
    is_locked = model in locked_models()

    assert is_locked != (model._meta.label in GLOBAL)


def test_the_list_of_exceptions_names_only_models_that_exist():
    assert set(GLOBAL) <= {model._meta.label for model in our_models()}


@pytest.mark.parametrize("model", locked_models(), ids=lambda model: model._meta.label)
def test_its_manager_insists_on_a_scope(model):
    assert isinstance(model._default_manager, TenantManager)


def test_every_tenant_table_has_its_lock(db):
    assert faults_of_locks() == []


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
@pytest.mark.parametrize("table", ["discoveries_find", "searches_search", "ledger_act", "audit_event"])
def test_the_guard_notices_a_lock_that_is_taken_away(table, owner_sql):
    owner_sql(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    try:
        faults = faults_of_locks()
    finally:
        owner_sql(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")

    assert faults == [f"{table}: not forced"]


@pytest.mark.parametrize("model", owned_models(), ids=lambda model: model._meta.label)
def test_every_key_within_a_council_is_composite(model, db):
    wanted = {
        field.column
        for field in model._meta.local_fields
        if field.many_to_one
        and any(other.attname == "organisation_id" for other in field.related_model._meta.local_fields)
    }
    keys = rows(
        "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'f' AND conrelid = %s::regclass",
        model._meta.db_table,
    )
    composite = {
        match[1] for (key,) in keys if (match := re.match(r"FOREIGN KEY \(organisation_id, (\w+)\)", key))
    }

    assert composite == wanted


@pytest.mark.parametrize("model", locked_models(), ids=lambda model: model._meta.label)
def test_uniqueness_never_reaches_beyond_a_council(model, db):
    indexes = rows(
        "SELECT indexdef FROM pg_indexes WHERE tablename = %s AND indexdef LIKE 'CREATE UNIQUE%%'",
        model._meta.db_table,
    )
    beyond = [
        index for (index,) in indexes if "(organisation_id" not in index and not index.endswith("btree (id)")
    ]

    assert beyond == []


def test_only_listed_functions_run_as_their_owner(db):
    found = rows(
        "SELECT proname, proconfig FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace"
    )

    assert {name for name, _settings in found} == OWNERS_FUNCTIONS
    assert all(any("search_path" in setting for setting in settings or []) for _name, settings in found)


def test_there_is_no_view_that_looks_with_its_owners_eyes(db):
    assert rows("SELECT viewname FROM pg_views WHERE schemaname = 'public'") == []
    assert rows("SELECT matviewname FROM pg_matviews WHERE schemaname = 'public'") == []


def test_no_role_of_ours_stands_above_the_locks(db):
    roles = rows("SELECT rolname, rolsuper, rolbypassrls FROM pg_roles WHERE rolname LIKE 'gc\\_%%'")

    weak = {name for name, superuser, bypasses in roles if not (superuser or bypasses)}

    assert weak == {"gc_owner", "gc_app", "gc_match", "gc_broker"}


def test_the_application_may_not_truncate_or_create(db):
    tables = [model._meta.db_table for model in our_models()]
    may = rows(
        "SELECT relname FROM pg_class WHERE relname = ANY(%s) AND has_table_privilege('gc_app', oid, 'TRUNCATE')",
        tables,
    )

    assert may == []
    assert rows("SELECT has_schema_privilege('gc_app', 'public', 'CREATE')") == [(False,)]


def test_the_matcher_reads_its_columns_and_no_others(db):
    readable = rows(
        "SELECT relname, attname FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid "
        "WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND attnum > 0 AND NOT attisdropped "
        "AND has_column_privilege('gc_match', pg_class.oid, attnum, 'SELECT')"
    )
    reads = {table: {column for other, column in readable if other == table} for table, _column in readable}

    assert reads == MATCHER_READS


def test_every_tenant_model_is_one_in_code(db):
    assert all(issubclass(model, TenantModel) or model.__name__ == "Event" for model in locked_models())
