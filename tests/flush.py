"""What stands for Django's flush: gc_app may not empty a table, so its owner does."""

from time import sleep

import psycopg
from psycopg import sql

KEPT = ("django_migrations", "django_content_type", "auth_permission")
WRITTEN = """
SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'public' AND c.relkind = 'r' AND pg_relation_size(c.oid) > 0 AND c.relname <> ALL(%s)
ORDER BY c.relname
"""


class Flush:
    """Empties the tables that were written to, and puts back the rows that the migrations had put there."""

    def __init__(self, owner_url):
        self.connection = psycopg.connect(owner_url, autocommit=True)
        self.connection.execute("SET lock_timeout = '10s'")
        self.reference = {table: self._read(table) for table in self._written()}

    def __call__(self):
        """A request that outlived its browser may hold a lock; its turn is over in a moment."""
        for _ in range(5):
            try:
                return self._empty()
            except psycopg.errors.DeadlockDetected:
                sleep(0.1)
        return self._empty()

    def _empty(self):
        tables = self._written()
        if not tables:
            return
        names = sql.SQL(", ").join(map(sql.Identifier, tables))
        with self.connection.transaction():
            self.connection.execute(sql.SQL("TRUNCATE {} CASCADE").format(names))
            for table in self.reference:
                self._write(table)

    def close(self):
        self.connection.close()

    def _written(self):
        return [name for (name,) in self.connection.execute(WRITTEN, [list(KEPT)])]

    def _read(self, table):
        with self.connection.cursor().copy(
            sql.SQL("COPY {} TO STDOUT").format(sql.Identifier(table))
        ) as rows:
            return b"".join(rows)

    def _write(self, table):
        with self.connection.cursor().copy(
            sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(table))
        ) as rows:
            rows.write(self.reference[table])
