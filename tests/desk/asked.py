"""How often a page asks the database, without what stands around every request of a test."""

from contextlib import contextmanager

from django.db import connection
from django.test.utils import CaptureQueriesContext

AROUND = ("SAVEPOINT", "RELEASE SAVEPOINT")
SESSIONS = '"usersessions_usersession"'


@contextmanager
def at_most(number):
    """Savepoints are the test's own transaction; the list of sessions is allauth's business."""
    with CaptureQueriesContext(connection) as captured:
        yield
    asked = [query["sql"] for query in captured.captured_queries]
    asked = [sql for sql in asked if not sql.startswith(AROUND) and SESSIONS not in sql]
    assert len(asked) <= number, "\n".join(asked)
