import apps.common.ids
import django.db.models.deletion
from django.db import migrations, models

from apps.common.tenant_tables import AddTenantFK, TenantTable

# The column is_ours stays for servers of the release before; nothing reads it.
# What was listed before a second person was asked stands for one more year. Under FORCE the owner would ask for a scope.
STANDING = """
ALTER TABLE searches_listedaccount NO FORCE ROW LEVEL SECURITY;
UPDATE searches_listedaccount SET kind = 'ours' WHERE is_ours;
UPDATE searches_listedaccount SET ends_on = (added_at + interval '365 days')::date, approved_at = added_at
WHERE NOT is_ours;
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE searches_listedaccount FORCE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0001_initial'),
        ('searches', '0003_lock_and_pause'),
    ]

    operations = [
        migrations.CreateModel(
            name='SearchReview',
            fields=[
                ('id', models.UUIDField(default=apps.common.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('kept', models.PositiveIntegerField()),
                ('paused', models.PositiveIntegerField()),
                ('by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.membership')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.organisation')),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', '-at'], name='search_reviews_newest')],
            },
        ),
        TenantTable('SearchReview'),
        migrations.AddField(
            model_name='search',
            name='purpose',
            field=models.CharField(choices=[('celebrate', 'To say well done and enjoy it'), ('help', 'To answer questions and help'), ('events', 'To come along to what is on'), ('places', 'To look after places together'), ('safety', 'To hear of floods, weather and getting about'), ('history', 'To remember and pass stories on'), ('to_us', 'To answer what people say to us')], db_default='celebrate', default='celebrate', max_length=10, verbose_name='what for'),
        ),
        migrations.AlterField(
            model_name='listedaccount',
            name='handle',
            field=models.CharField(max_length=120, verbose_name='handle or name'),
        ),
        migrations.AlterField(
            model_name='listedaccount',
            name='name',
            field=models.CharField(max_length=120, verbose_name='who or what it is'),
        ),
        migrations.AddField(
            model_name='listedaccount',
            name='kind',
            field=models.CharField(choices=[('ours', 'One of our own accounts'), ('group', 'An organisation or a group'), ('office', 'Somebody in public office, in that office'), ('nobody', 'Not a living person: a place, an event, somebody from history')], db_default='group', max_length=8, verbose_name='what kind of name it is'),
        ),
        migrations.AddField(
            model_name='listedaccount',
            name='reason',
            field=models.CharField(blank=True, db_default='', max_length=300, verbose_name='why a search should name it'),
        ),
        migrations.AddField(
            model_name='listedaccount',
            name='ends_on',
            field=models.DateField(null=True, verbose_name='until when'),
        ),
        migrations.AddField(
            model_name='listedaccount',
            name='approved_by',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.membership'),
        ),
        AddTenantFK('ListedAccount', 'approved_by'),
        migrations.AddField(
            model_name='listedaccount',
            name='approved_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.RunSQL(STANDING, migrations.RunSQL.noop),
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.RemoveField(model_name='listedaccount', name='is_ours')],
            database_operations=[
                migrations.RunSQL(
                    "ALTER TABLE searches_listedaccount ALTER COLUMN is_ours SET DEFAULT false",
                    migrations.RunSQL.noop,
                )
            ],
        ),
        migrations.AddConstraint(
            model_name='listedaccount',
            constraint=models.CheckConstraint(condition=models.Q(('kind', 'ours'), ('ends_on__isnull', False), _connector='OR'), name='listing_ends'),
        ),
        migrations.AddConstraint(
            model_name='listedaccount',
            constraint=models.CheckConstraint(condition=models.Q(('approved_by', None), models.Q(('approved_by', models.F('added_by')), _negated=True), _connector='OR'), name='listing_approved_by_another'),
        ),
    ]
