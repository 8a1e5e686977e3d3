from django.db import migrations

WHOLE = "CREATE INDEX IF NOT EXISTS items_of_address ON ONLY discoveries_item USING hash (url) WHERE url <> ''"
# One day after the other, so that nothing that comes in has to wait. Begun again, it goes on where it stopped.
DAYS = """
SELECT day.inhrelid::regclass::text FROM pg_inherits AS day
WHERE day.inhparent = 'discoveries_item'::regclass AND NOT EXISTS (
    SELECT 1 FROM pg_index JOIN pg_inherits AS part ON part.inhrelid = indexrelid
    WHERE indrelid = day.inhrelid AND part.inhparent = 'items_of_address'::regclass
)
"""
OF_A_DAY = "CREATE INDEX CONCURRENTLY IF NOT EXISTS {0}_address ON {0} USING hash (url) WHERE url <> ''"
ATTACH = "ALTER INDEX items_of_address ATTACH PARTITION {0}_address"


def index_addresses(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(WHOLE)
        cursor.execute(DAYS)
        for (day,) in cursor.fetchall():
            cursor.execute(OF_A_DAY.format(day))
            cursor.execute(ATTACH.format(day))


class Migration(migrations.Migration):
    """“Would this match?” is asked of an address that passed by."""

    atomic = False

    dependencies = [
        ('discoveries', '0008_notes_beside'),
    ]

    operations = [
        migrations.RunPython(index_addresses, migrations.RunPython.noop),
    ]
