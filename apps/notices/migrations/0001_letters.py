import apps.common.ids
import django.db.models.deletion
from django.db import migrations, models

from apps.common.tenant_tables import TenantTable


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Letter',
            fields=[
                ('id', models.UUIDField(default=apps.common.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('window', models.DateField()),
                ('sent_at', models.DateTimeField()),
                ('member', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.membership')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organisation', 'member', 'window'), name='one_letter_a_window')],
            },
        ),
        migrations.CreateModel(
            name='LetterChoice',
            fields=[
                ('id', models.UUIDField(default=apps.common.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('how_often', models.CharField(choices=[('off', 'Not by letter'), ('daily', 'Every weekday morning'), ('weekly', 'On Monday mornings')], default='off', max_length=6)),
                ('chosen_at', models.DateTimeField()),
                ('member', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.membership')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organisation', 'member'), name='one_letter_choice_a_member')],
            },
        ),
        TenantTable("Letter"),
        TenantTable("LetterChoice"),
    ]
