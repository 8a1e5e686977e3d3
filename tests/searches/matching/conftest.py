"""PostgreSQL as the second opinion: it stores our vectors and answers our queries, and parses nothing."""

import pytest
from django.db import connection


@pytest.fixture
def pg(db):
    """`pg(sql, *parameters)` gives the rows."""

    def rows(sql, *parameters):
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            return cursor.fetchall()

    return rows
