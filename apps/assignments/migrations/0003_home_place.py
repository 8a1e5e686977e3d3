import apps.common.ids
import django.db.models.deletion
from django.db import migrations, models

from apps.common.tenant_tables import TenantTable


class Migration(migrations.Migration):

    dependencies = [
        ('assignments', '0002_presence_and_hosts'),
        ('organisations', '0004_joining'),
    ]

    operations = [
        migrations.CreateModel(
            name='HomePlace',
            fields=[
                ('id', models.UUIDField(default=apps.common.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('member', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.membership')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.organisation')),
                ('place', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.place')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organisation', 'member'), name='one_home_place_a_member')],
            },
        ),
        TenantTable("HomePlace"),
    ]
