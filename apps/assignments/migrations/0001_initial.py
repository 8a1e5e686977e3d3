import apps.common.ids
import django.db.models.deletion
from django.db import migrations, models


from apps.common.tenant_tables import TenantTable


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('discoveries', '0001_initial'),
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Assignment',
            fields=[
                ('id', models.UUIDField(default=apps.common.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='a word to go with it')),
                ('given_at', models.DateTimeField()),
                ('closed_at', models.DateTimeField(null=True)),
                ('outcome', models.CharField(blank=True, choices=[('said', 'joined in'), ('given_back', 'given back'), ('passed_on', 'passed on'), ('left', 'left be'), ('undone', 'undone')], max_length=12)),
                ('by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.membership')),
                ('find', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='assignments', to='discoveries.find')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.organisation')),
                ('team', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.team')),
                ('to', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.membership')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('closed_at', None)), fields=('organisation', 'find'), name='one_pair_of_hands_per_find'), models.CheckConstraint(condition=models.Q(models.Q(('team__isnull', False), ('to', None)), models.Q(('team', None), ('to__isnull', False)), _connector='OR'), name='to_a_person_or_a_team')],
            },
        ),
        TenantTable("Assignment"),
    ]
