import apps.common.ids
import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models


from apps.common.tenant_tables import MatcherMayRead, TenantTable

# A row saved with rev = 0 gets the next rev as its transaction ends, behind one lock: a matcher that has read up to n
# has missed nothing. The function belongs to gc_owner and stands on the list in tests/architecture.
REV = """
CREATE SEQUENCE gc_rev;
GRANT USAGE ON SEQUENCE gc_rev TO gc_app;
CREATE FUNCTION gc_take_rev() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
DECLARE
    scope text := current_setting('gc.org_id', true);
BEGIN
    PERFORM pg_advisory_xact_lock(2, 0);
    PERFORM set_config('gc.org_id', NEW.organisation_id::text, true);
    EXECUTE format('UPDATE %I SET rev = nextval(''gc_rev'') WHERE id = $1', TG_TABLE_NAME) USING NEW.id;
    PERFORM set_config('gc.org_id', coalesce(scope, ''), true);
    RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION gc_take_rev() FROM PUBLIC;
CREATE CONSTRAINT TRIGGER take_rev AFTER INSERT OR UPDATE ON searches_search
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.rev = 0) EXECUTE FUNCTION gc_take_rev();
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Search',
            fields=[
                ('id', models.UUIDField(default=apps.common.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('state', models.CharField(choices=[('running', 'Running'), ('paused', 'Paused'), ('ended', 'Ended')], default='running', max_length=8)),
                ('query', models.TextField(max_length=2000, verbose_name='what to listen for')),
                ('ast', models.JSONField()),
                ('language_version', models.PositiveSmallIntegerField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('rev', models.BigIntegerField(default=0)),
                ('created_at', models.DateTimeField()),
                ('changed_at', models.DateTimeField()),
                ('created_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.membership')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.organisation')),
                ('team', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='searches', to='organisations.team')),
            ],
        ),
        migrations.CreateModel(
            name='SearchVersion',
            fields=[
                ('id', models.UUIDField(default=apps.common.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('query', models.TextField(max_length=2000)),
                ('ast', models.JSONField()),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.membership')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.organisation')),
                ('search', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='searches.search')),
            ],
        ),
        migrations.CreateModel(
            name='ListedAccount',
            fields=[
                ('id', models.UUIDField(default=apps.common.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('handle', models.CharField(max_length=120, verbose_name='handle')),
                ('name', models.CharField(max_length=120, verbose_name='name of the organisation or group')),
                ('is_ours', models.BooleanField(default=False, verbose_name='this is the council itself')),
                ('added_at', models.DateTimeField()),
                ('added_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.membership')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organisation', 'handle'), name='listed_account_once')],
            },
        ),
        migrations.AddIndex(
            model_name='search',
            index=models.Index(fields=['rev'], name='searches_by_rev'),
        ),
        migrations.AddConstraint(
            model_name='search',
            constraint=models.UniqueConstraint(models.F('organisation'), django.db.models.functions.text.Lower('name'), condition=models.Q(('state', 'ended'), _negated=True), name='search_name_once'),
        ),
        migrations.AddConstraint(
            model_name='searchversion',
            constraint=models.UniqueConstraint(fields=('organisation', 'search', 'number'), name='search_version_once'),
        ),
        TenantTable("Search"),
        TenantTable("SearchVersion"),
        TenantTable("ListedAccount"),
        MatcherMayRead("Search", ["id", "organisation_id", "ast", "state", "version", "rev"]),
        migrations.RunSQL(REV, migrations.RunSQL.noop),
    ]
