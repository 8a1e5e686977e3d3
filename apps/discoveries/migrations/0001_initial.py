import apps.common.ids
import django.contrib.postgres.fields
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models


from apps.common.tenant_tables import MatcherMayRead, TenantTable

ITEMS = """
CREATE TABLE discoveries_item (
    id uuid NOT NULL,
    first_seen timestamptz NOT NULL,
    source_id uuid NOT NULL,
    identity varchar(64) NOT NULL,
    url varchar(2000) NOT NULL,
    title varchar(500) NOT NULL,
    text text NOT NULL,
    author varchar(120) NOT NULL,
    author_digest varchar(64) NOT NULL,
    language varchar(35) NOT NULL,
    tags varchar(100)[] NOT NULL,
    published_at timestamptz,
    is_history boolean NOT NULL,
    vector tsvector NOT NULL,
    tokeniser smallint NOT NULL,
    matched_at timestamptz,
    withdrawn_at timestamptz,
    PRIMARY KEY (id, first_seen)
) PARTITION BY RANGE (first_seen);
CREATE TABLE discoveries_item_stragglers PARTITION OF discoveries_item DEFAULT;
CREATE INDEX items_newest ON discoveries_item (first_seen DESC, id DESC);
CREATE INDEX items_of_source ON discoveries_item (source_id, identity);
CREATE INDEX items_unmatched ON discoveries_item (first_seen, id) WHERE matched_at IS NULL;
CREATE INDEX items_words ON discoveries_item USING gin (vector);
CREATE INDEX items_of_author ON discoveries_item (author_digest) WHERE author_digest <> '';
"""

# Days are made ahead and dropped whole. Both functions belong to gc_owner and stand on the list in tests/architecture.
DAYS = """
CREATE FUNCTION gc_make_item_days(first date, days integer) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
DECLARE
    day date;
    made integer := 0;
BEGIN
    FOR day IN SELECT generate_series(first, first + days - 1, interval '1 day')::date LOOP
        CONTINUE WHEN to_regclass('public.discoveries_item_' || to_char(day, 'YYYYMMDD')) IS NOT NULL;
        CONTINUE WHEN EXISTS (
            SELECT 1 FROM public.discoveries_item_stragglers
            WHERE first_seen >= day::timestamp AT TIME ZONE 'UTC'
              AND first_seen < (day + 1)::timestamp AT TIME ZONE 'UTC'
        );
        EXECUTE format(
            'CREATE TABLE public.%I PARTITION OF public.discoveries_item FOR VALUES FROM (%L) TO (%L)',
            'discoveries_item_' || to_char(day, 'YYYYMMDD'),
            day::timestamp AT TIME ZONE 'UTC', (day + 1)::timestamp AT TIME ZONE 'UTC'
        );
        made := made + 1;
    END LOOP;
    RETURN made;
END $$;
CREATE FUNCTION gc_drop_item_days(before date) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
DECLARE
    partition text;
    dropped integer := 0;
BEGIN
    FOR partition IN
        SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
        WHERE i.inhparent = 'public.discoveries_item'::regclass AND c.relname ~ '^discoveries_item_[0-9]{8}$'
          AND to_date(right(c.relname, 8), 'YYYYMMDD') < before
    LOOP
        EXECUTE format('DROP TABLE public.%I', partition);
        dropped := dropped + 1;
    END LOOP;
    DELETE FROM public.discoveries_item_stragglers WHERE first_seen < before::timestamp AT TIME ZONE 'UTC';
    RETURN dropped;
END $$;
REVOKE ALL ON FUNCTION gc_make_item_days(date, integer), gc_drop_item_days(date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION gc_make_item_days(date, integer), gc_drop_item_days(date) TO gc_app;
SELECT gc_make_item_days((now() AT TIME ZONE 'UTC')::date, 8);
"""

REV = """
CREATE CONSTRAINT TRIGGER take_rev AFTER INSERT OR UPDATE ON discoveries_follow
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.rev = 0) EXECUTE FUNCTION gc_take_rev();
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisations', '0001_initial'),
        ('searches', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='LeftAlone',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Source',
            fields=[
                ('id', models.UUIDField(default=apps.common.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('url', models.URLField(max_length=2000, unique=True)),
                ('host', models.CharField(max_length=255)),
                ('platform', models.CharField(max_length=20)),
                ('title', models.CharField(blank=True, max_length=200)),
                ('home_url', models.URLField(blank=True, max_length=2000)),
                ('state', models.CharField(choices=[('new', 'Not looked at yet'), ('fine', 'Fine'), ('waiting', 'Waiting'), ('ill', 'Not well'), ('stopped', 'Stopped')], default='new', max_length=8)),
                ('sentence', models.CharField(blank=True, max_length=300)),
                ('who_must_act', models.CharField(default='nobody', max_length=10)),
                ('memory', models.JSONField(default=dict)),
                ('wants_whole', models.BooleanField(default=False)),
                ('looked_at', models.DateTimeField(null=True)),
                ('next_at', models.DateTimeField(null=True)),
                ('first_look_at', models.DateTimeField(null=True)),
                ('created_at', models.DateTimeField()),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Cluster',
            fields=[
                ('id', models.UUIDField(default=apps.common.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('key', models.CharField(max_length=64)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.organisation')),
            ],
        ),
        migrations.CreateModel(
            name='Find',
            fields=[
                ('id', models.UUIDField(default=apps.common.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('identity', models.CharField(max_length=64)),
                ('place', models.CharField(max_length=200)),
                ('url', models.CharField(blank=True, max_length=2000)),
                ('title', models.CharField(blank=True, max_length=200)),
                ('excerpt', models.CharField(blank=True, max_length=300)),
                ('author', models.CharField(blank=True, max_length=120)),
                ('author_digest', models.CharField(blank=True, max_length=64)),
                ('language', models.CharField(blank=True, max_length=35)),
                ('published_at', models.DateTimeField(null=True)),
                ('first_seen', models.DateTimeField()),
                ('found_at', models.DateTimeField()),
                ('leads', models.BooleanField(default=True)),
                ('state', models.CharField(choices=[('new', 'New'), ('taken', 'Someone is joining in'), ('done', 'Done'), ('left', 'Left be'), ('later', 'Later'), ('gone', 'Withdrawn by its author')], default='new', max_length=8)),
                ('decided_at', models.DateTimeField(null=True)),
                ('later_until', models.DateTimeField(null=True)),
                ('leave_reason', models.CharField(blank=True, max_length=20)),
                ('version', models.PositiveIntegerField(default=1)),
                ('cluster', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='finds', to='discoveries.cluster')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.organisation')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='discoveries.source')),
            ],
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.UUIDField(default=apps.common.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('verb', models.CharField(choices=[('joined', 'joined in'), ('passed', 'passed it on'), ('left', 'left it be'), ('put_off', 'put it off'), ('said', 'said it'), ('gave_back', 'gave it back')], max_length=10)),
                ('at', models.DateTimeField()),
                ('before', models.JSONField(default=dict)),
                ('undone_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.membership')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.organisation')),
                ('find', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='decisions', to='discoveries.find')),
            ],
        ),
        migrations.CreateModel(
            name='FindMatch',
            fields=[
                ('id', models.UUIDField(default=apps.common.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('search_version', models.PositiveIntegerField()),
                ('find', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='matches', to='discoveries.find')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.organisation')),
                ('search', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='searches.search')),
            ],
        ),
        migrations.CreateModel(
            name='LeftAloneHere',
            fields=[
                ('id', models.UUIDField(default=apps.common.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('digest', models.CharField(max_length=64)),
                ('at', models.DateTimeField()),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.organisation')),
            ],
        ),
        migrations.CreateModel(
            name='Look',
            fields=[
                ('id', models.UUIDField(default=apps.common.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('address', models.CharField(max_length=2000, verbose_name='address')),
                ('state', models.CharField(choices=[('looking', 'Looking'), ('found', 'Found'), ('nothing', 'Nothing there')], default='looking', max_length=8)),
                ('sentence', models.CharField(blank=True, max_length=400)),
                ('places', models.JSONField(default=list)),
                ('asked_at', models.DateTimeField()),
                ('answered_at', models.DateTimeField(null=True)),
                ('asked_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.membership')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.organisation')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Seen',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('identity', models.CharField(max_length=64)),
                ('last_listed', models.DateTimeField()),
                ('source', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='discoveries.source')),
            ],
        ),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name='Item',
                    fields=[
                        ('id', models.UUIDField(default=apps.common.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('first_seen', models.DateTimeField()),
                        ('identity', models.CharField(max_length=64)),
                        ('url', models.CharField(blank=True, max_length=2000)),
                        ('title', models.CharField(blank=True, max_length=500)),
                        ('text', models.TextField(blank=True)),
                        ('author', models.CharField(blank=True, max_length=120)),
                        ('author_digest', models.CharField(blank=True, max_length=64)),
                        ('language', models.CharField(blank=True, max_length=35)),
                        ('tags', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=100), default=list, size=None)),
                        ('published_at', models.DateTimeField(null=True)),
                        ('is_history', models.BooleanField(default=False)),
                        ('vector', django.contrib.postgres.search.SearchVectorField()),
                        ('tokeniser', models.PositiveSmallIntegerField()),
                        ('matched_at', models.DateTimeField(null=True)),
                        ('withdrawn_at', models.DateTimeField(null=True)),
                        ('source', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='discoveries.source')),
                    ],
                ),
            ],
            database_operations=[migrations.RunSQL(ITEMS, "DROP TABLE discoveries_item")],
        ),
        migrations.CreateModel(
            name='Follow',
            fields=[
                ('id', models.UUIDField(default=apps.common.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=120, verbose_name='what we call it')),
                ('since', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('rev', models.BigIntegerField(default=0)),
                ('added_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.membership')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.organisation')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='discoveries.source')),
            ],
        ),
        migrations.CreateModel(
            name='Tombstone',
            fields=[
                ('id', models.UUIDField(default=apps.common.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('identity', models.CharField(max_length=64)),
                ('at', models.DateTimeField()),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.organisation')),
            ],
        ),
        migrations.AddConstraint(
            model_name='cluster',
            constraint=models.UniqueConstraint(fields=('organisation', 'key'), name='cluster_once'),
        ),
        migrations.AddIndex(
            model_name='decision',
            index=models.Index(fields=['organisation', 'find', '-at'], name='decisions_of_find'),
        ),
        migrations.AddIndex(
            model_name='findmatch',
            index=models.Index(fields=['organisation', 'search'], name='find_matches_of_search'),
        ),
        migrations.AddConstraint(
            model_name='findmatch',
            constraint=models.UniqueConstraint(fields=('organisation', 'find', 'search'), name='find_match_once'),
        ),
        migrations.AddConstraint(
            model_name='leftalonehere',
            constraint=models.UniqueConstraint(fields=('organisation', 'digest'), name='left_alone_here_once'),
        ),
        migrations.AddIndex(
            model_name='seen',
            index=models.Index(fields=['last_listed'], name='seen_last_listed'),
        ),
        migrations.AddConstraint(
            model_name='seen',
            constraint=models.UniqueConstraint(fields=('source', 'identity'), name='seen_once'),
        ),
        migrations.AddIndex(
            model_name='follow',
            index=models.Index(fields=['rev'], name='discoveries_follow_by_rev'),
        ),
        migrations.AddConstraint(
            model_name='follow',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('organisation', 'source'), name='follow_once'),
        ),
        migrations.AddIndex(
            model_name='find',
            index=models.Index(fields=['organisation', 'state', '-found_at', '-id'], name='finds_inbox'),
        ),
        migrations.AddIndex(
            model_name='find',
            index=models.Index(fields=['organisation', 'cluster'], name='finds_of_cluster'),
        ),
        migrations.AddConstraint(
            model_name='find',
            constraint=models.UniqueConstraint(fields=('organisation', 'identity'), name='find_once'),
        ),
        migrations.AddConstraint(
            model_name='tombstone',
            constraint=models.UniqueConstraint(fields=('organisation', 'identity'), name='tombstone_once'),
        ),
        TenantTable("Cluster"),
        TenantTable("Find"),
        TenantTable("FindMatch"),
        TenantTable("Decision"),
        TenantTable("Tombstone"),
        TenantTable("LeftAloneHere"),
        TenantTable("Follow"),
        TenantTable("Look"),
        MatcherMayRead("Follow", ["id", "organisation_id", "source_id", "since", "ended_at", "rev"]),
        migrations.RunSQL(DAYS, migrations.RunSQL.noop),
        migrations.RunSQL(REV, migrations.RunSQL.noop),
    ]
