"""The locks that keep councils apart, and hands that take them away."""

from contextlib import contextmanager

import pytest
from django.db import connections, models
from django.test import override_settings

from apps.common.tenancy import TenantManager
from tests.factories.house import locked_models

OFF = 'ALTER TABLE "{0}" NO FORCE ROW LEVEL SECURITY; ALTER TABLE "{0}" DISABLE ROW LEVEL SECURITY'
ON = 'ALTER TABLE "{0}" ENABLE ROW LEVEL SECURITY; ALTER TABLE "{0}" FORCE ROW LEVEL SECURITY'


@pytest.fixture(scope="package", autouse=True)
def without_lists_of_sessions():
    """A quarter of each of some five thousand requests, and not what is looked at here."""
    with override_settings(USERSESSIONS_TRACK_ACTIVITY=False):
        yield


@contextmanager
def without_row_level_security():
    """On every table that has it."""
    for_each_table(OFF)
    try:
        yield
    finally:
        for_each_table(ON)


def for_each_table(statement):
    with connections["owner"].cursor() as cursor:
        for model in locked_models():
            cursor.execute(statement.format(model._meta.db_table))


@contextmanager
def without_managers():
    """Every manager answers as if it had never heard of councils."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TenantManager, "get_queryset", models.Manager.get_queryset)
        yield


@contextmanager
def without_both():
    with without_row_level_security(), without_managers():
        yield
