import django.db.models.deletion
from django.db import migrations, models

from apps.common.tenant_tables import AddTenantFK, MayBeEmpty


class Migration(migrations.Migration):

    dependencies = [
        ('discoveries', '0001_initial'),
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='find',
            name='captured_by',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.membership'),
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[MayBeEmpty("Find", "source")],
            state_operations=[
                migrations.AlterField(
                    model_name='find',
                    name='source',
                    field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='discoveries.source'),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name='find',
            constraint=models.CheckConstraint(condition=models.Q(('source', None), ('captured_by', None), _connector='OR'), name='listed_or_put_in_by_hand'),
        ),
        AddTenantFK("Find", "captured_by"),
    ]
