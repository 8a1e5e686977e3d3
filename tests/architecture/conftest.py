"""SQL as the owner of the tables, for tests that take a lock away and look whether it is missed."""

import pytest
from django.db import connections


@pytest.fixture
def owner_sql():
    def run(statement):
        with connections["owner"].cursor() as cursor:
            cursor.execute(statement)

    return run
