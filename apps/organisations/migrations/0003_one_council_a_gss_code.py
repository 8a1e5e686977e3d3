from django.db import migrations, models


class Migration(migrations.Migration):
    """Beside the running version: the column is new and empty, so nothing that is there can be twice."""

    atomic = False

    dependencies = [
        ('organisations', '0002_gazetteer'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AddConstraint(
                    model_name='organisation',
                    constraint=models.UniqueConstraint(condition=models.Q(('gss', ''), _negated=True), fields=('gss',), name='one_council_a_gss_code'),
                ),
            ],
            database_operations=[
                migrations.RunSQL(
                    "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS one_council_a_gss_code "
                    "ON organisations_organisation (gss) WHERE NOT (gss = '')",
                    "DROP INDEX CONCURRENTLY IF EXISTS one_council_a_gss_code",
                ),
            ],
        ),
    ]
