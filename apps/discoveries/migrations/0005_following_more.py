import apps.common.ids
import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from apps.common.tenant_tables import AddTenantFK, TenantTable


class Migration(migrations.Migration):

    dependencies = [
        ('discoveries', '0004_triage_indexes'),
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='PrivateFollow',
            fields=[
                ('id', models.UUIDField(default=apps.common.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=120, verbose_name='what we call it')),
                ('platform', models.CharField(max_length=20)),
                ('sealed', models.TextField(blank=True)),
                ('digest', models.CharField(blank=True, max_length=64)),
                ('host', models.CharField(max_length=255)),
                ('since', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('state', models.CharField(choices=[('new', 'Not looked at yet'), ('fine', 'Fine'), ('waiting', 'Waiting'), ('ill', 'Not well'), ('stopped', 'Stopped')], default='new', max_length=8)),
                ('sentence', models.CharField(blank=True, max_length=300)),
                ('who_must_act', models.CharField(default='nobody', max_length=10)),
                ('memory', models.JSONField(default=dict)),
                ('looked_at', models.DateTimeField(null=True)),
                ('next_at', models.DateTimeField(null=True)),
                ('first_look_at', models.DateTimeField(null=True)),
                ('added_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.membership')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.organisation')),
            ],
        ),
        migrations.CreateModel(
            name='PrivateSeen',
            fields=[
                ('id', models.UUIDField(default=apps.common.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('identity', models.CharField(max_length=64)),
                ('last_listed', models.DateTimeField()),
                ('follow', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='discoveries.privatefollow')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.organisation')),
            ],
        ),
        migrations.CreateModel(
            name='PlaceList',
            fields=[
                ('id', models.UUIDField(default=apps.common.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('title', models.CharField(blank=True, max_length=200)),
                ('asked_at', models.DateTimeField()),
                ('cancelled_at', models.DateTimeField(null=True)),
                ('asked_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.membership')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.organisation')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ListedPlace',
            fields=[
                ('id', models.UUIDField(default=apps.common.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('title', models.CharField(blank=True, max_length=200)),
                ('address', models.CharField(max_length=2000)),
                ('sealed', models.TextField(blank=True)),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('followed', 'Followed'), ('known', 'Followed already'), ('twice', 'Twice in the list'), ('asks', 'Needs your answer'), ('nothing', 'Nothing to follow'), ('cancelled', 'Called off')], default='waiting', max_length=10)),
                ('sentence', models.CharField(blank=True, max_length=400)),
                ('look', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='discoveries.look')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.organisation')),
                ('list', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='places', to='discoveries.placelist')),
            ],
        ),
        migrations.CreateModel(
            name='FindHost',
            fields=[
                ('id', models.UUIDField(default=apps.common.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('host', models.CharField(max_length=255)),
                ('at', models.DateTimeField()),
                ('find', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='hosts', to='discoveries.find')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.organisation')),
            ],
        ),
        migrations.CreateModel(
            name='Suggestion',
            fields=[
                ('id', models.UUIDField(default=apps.common.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('host', models.CharField(max_length=255)),
                ('state', models.CharField(choices=[('new', 'Not looked at yet'), ('offered', 'Offered'), ('nothing', 'Nothing to follow'), ('declined', 'Not for us')], default='new', max_length=8)),
                ('title', models.CharField(blank=True, max_length=200)),
                ('finds', models.PositiveIntegerField(default=0)),
                ('looked_at', models.DateTimeField(null=True)),
                ('changed_at', models.DateTimeField()),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.organisation')),
            ],
        ),
        migrations.AddField(
            model_name='item',
            name='links_to',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=255), db_default=[], default=list, size=None),
        ),
        migrations.AddField(
            model_name='look',
            name='sealed',
            field=models.TextField(blank=True, db_default=''),
        ),
        migrations.AddField(
            model_name='source',
            name='account',
            field=models.CharField(blank=True, db_default='', max_length=200),
        ),
        migrations.AddField(
            model_name='find',
            name='private_follow',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='discoveries.privatefollow'),
        ),
        migrations.AddConstraint(
            model_name='find',
            constraint=models.CheckConstraint(condition=models.Q(('source', None), ('private_follow', None), _connector='OR'), name='listed_for_all_or_for_us'),
        ),
        migrations.AddIndex(
            model_name='findhost',
            index=models.Index(fields=['organisation', 'host'], name='find_hosts_by_host'),
        ),
        migrations.AddConstraint(
            model_name='findhost',
            constraint=models.UniqueConstraint(fields=('organisation', 'find', 'host'), name='find_host_once'),
        ),
        migrations.AddConstraint(
            model_name='listedplace',
            constraint=models.UniqueConstraint(fields=('organisation', 'list', 'number'), name='listed_place_once'),
        ),
        migrations.AddConstraint(
            model_name='privatefollow',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('organisation', 'digest'), name='private_follow_once'),
        ),
        migrations.AddConstraint(
            model_name='privatefollow',
            constraint=models.CheckConstraint(condition=models.Q(('ended_at', None), models.Q(('digest', ''), ('sealed', '')), _connector='OR'), name='ended_private_follow_knows_nothing'),
        ),
        migrations.AddConstraint(
            model_name='privateseen',
            constraint=models.UniqueConstraint(fields=('organisation', 'follow', 'identity'), name='private_seen_once'),
        ),
        migrations.AddConstraint(
            model_name='suggestion',
            constraint=models.UniqueConstraint(fields=('organisation', 'host'), name='suggestion_once'),
        ),
        TenantTable("PrivateFollow"),
        TenantTable("PrivateSeen"),
        TenantTable("PlaceList"),
        TenantTable("ListedPlace"),
        TenantTable("FindHost"),
        TenantTable("Suggestion"),
        AddTenantFK("Find", "private_follow"),
    ]
