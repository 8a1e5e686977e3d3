from django.db import migrations, models

# What stands there holds no names yet, so each search resolves to itself. Under FORCE the owner would need a scope.
AS_WRITTEN = """
ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY;
UPDATE {table} SET resolved = ast;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
"""
MATCHER = """
GRANT SELECT (resolved) ON searches_search TO gc_match;
REVOKE SELECT (ast) ON searches_search FROM gc_match;
"""


def resolved() -> models.JSONField:
    return models.JSONField(db_default=models.Value({}, models.JSONField()))


class Migration(migrations.Migration):

    dependencies = [
        ("searches", "0001_initial"),
    ]

    operations = [
        migrations.AddField("search", "resolved", resolved()),
        migrations.AddField("searchversion", "resolved", resolved()),
        migrations.RunSQL(AS_WRITTEN.format(table="searches_search"), migrations.RunSQL.noop),
        migrations.RunSQL(AS_WRITTEN.format(table="searches_searchversion"), migrations.RunSQL.noop),
        migrations.RunSQL(MATCHER, migrations.RunSQL.noop),
    ]
