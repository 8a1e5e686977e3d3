"""One council's hands on another's rows, below all our code: each of eight ways, on each table, must fail."""

import pytest
from django.db import Error, connection, transaction
from psycopg import sql

from apps.common.scope import org_scope
from apps.organisations.scope import council
from tests.cast import make_council, make_person
from tests.factories.house import House, locked_models

LABELS = [model._meta.label for model in locked_models()]


@pytest.fixture
def houses(db):
    """Two councils with a row of everything; we stand in the first."""
    furnished = []
    for slug in ("here", "there"):
        organisation = make_council(slug, slug.title())
        person = make_person(organisation, "Ann", "owner")
        with council(organisation.id):
            furnished.append(House(organisation, person.member).furnish())
    here, there = furnished
    with org_scope(here.organisation.id):
        yield here, there


def run(statement, *arguments):
    """Rows touched or seen; an error counts as refused."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, arguments)
        return cursor.rowcount


def refused(statement, *arguments):
    try:
        return run(statement, *arguments) == 0
    except Error:
        return True


def not_allowed_to_point(statement, *arguments):
    try:
        with transaction.atomic():
            run(statement, *arguments)
            run("SET CONSTRAINTS ALL IMMEDIATE")
    except Error:
        return True
    return False


def table_of(model):
    return sql.Identifier(model._meta.db_table)


def copied(model, **changes):
    """INSERT … SELECT of our own row, with some columns changed."""
    columns = [field.column for field in model._meta.local_fields]
    values = [changes.get(column, sql.Identifier(column)) for column in columns]
    return sql.SQL("INSERT INTO {table} ({columns}) SELECT {values} FROM {table} WHERE id = %s").format(
        table=table_of(model),
        columns=sql.SQL(", ").join(map(sql.Identifier, columns)),
        values=sql.SQL(", ").join(values),
    )


@pytest.fixture(params=locked_models(), ids=LABELS)
def model(request):
    return request.param


def test_our_own_row_is_seen(model, houses):
    here, _there = houses

    assert run(sql.SQL("SELECT id FROM {} WHERE id = %s").format(table_of(model)), here.rows[model].pk) == 1


def test_select_and_get_find_nothing(model, houses):
    _here, there = houses

    assert refused(sql.SQL("SELECT id FROM {} WHERE id = %s").format(table_of(model)), there.rows[model].pk)
    assert refused(
        sql.SQL("SELECT id FROM {} WHERE organisation_id = %s").format(table_of(model)), there.organisation.pk
    )


def test_update_and_delete_reach_nothing(model, houses):
    _here, there = houses

    assert refused(
        sql.SQL("UPDATE {} SET id = id WHERE id = %s").format(table_of(model)), there.rows[model].pk
    )
    assert refused(sql.SQL("DELETE FROM {} WHERE id = %s").format(table_of(model)), there.rows[model].pk)


def test_insert_for_the_other_is_refused(model, houses):
    here, there = houses
    statement = copied(
        model, id=sql.SQL("gen_random_uuid()"), organisation_id=sql.Literal(str(there.organisation.pk))
    )

    assert refused(statement, here.rows[model].pk)


def test_moving_a_row_over_is_refused(model, houses):
    here, there = houses
    statement = sql.SQL("UPDATE {} SET organisation_id = %s WHERE id = %s").format(table_of(model))

    assert refused(statement, there.organisation.pk, here.rows[model].pk)


def test_upsert_over_the_others_row_is_refused(model, houses):
    here, there = houses
    statement = copied(model, id=sql.Literal(str(there.rows[model].pk))) + sql.SQL(
        " ON CONFLICT (id) DO UPDATE SET id = excluded.id"
    )

    assert refused(statement, here.rows[model].pk)


def test_pointing_at_the_others_row_is_refused(model, houses):
    here, there = houses
    for field in model._meta.local_fields:
        if field.many_to_one and field.related_model in there.rows and field.name != "organisation":
            if not any(
                other.attname == "organisation_id" for other in field.related_model._meta.local_fields
            ):
                continue
            foreign = there.rows[field.related_model].pk
            statement = sql.SQL("UPDATE {} SET {} = %s WHERE id = %s").format(
                table_of(model), sql.Identifier(field.column)
            )
            assert not_allowed_to_point(statement, foreign, here.rows[model].pk)


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
@pytest.mark.parametrize("label", LABELS)
def test_without_its_policy_the_other_is_seen(label, houses, owner_sql):
    """The negative control: the probes above would notice."""
    _here, there = houses
    model = next(model for model in locked_models() if model._meta.label == label)
    table = model._meta.db_table
    owner_sql(
        f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY"
    )
    try:
        seen = run(sql.SQL("SELECT id FROM {} WHERE id = %s").format(table_of(model)), there.rows[model].pk)
    finally:
        owner_sql(
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; ALTER TABLE {table} FORCE ROW LEVEL SECURITY"
        )

    assert seen == 1
