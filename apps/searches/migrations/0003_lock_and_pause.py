import django.db.models.deletion
from django.db import migrations, models

from apps.common.tenant_tables import AddTenantFK


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0003_one_council_a_gss_code'),
        ('searches', '0002_resolved'),
    ]

    operations = [
        migrations.AddField(
            model_name='search',
            name='locked_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='search',
            name='locked_by',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.membership'),
        ),
        migrations.AddField(
            model_name='search',
            name='resumes_at',
            field=models.DateTimeField(null=True),
        ),
        AddTenantFK("Search", "locked_by"),
        migrations.AddConstraint(
            model_name='search',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('locked_at', None), ('locked_by', None)), models.Q(('locked_at__isnull', False), ('locked_by__isnull', False)), _connector='OR'), name='search_locked_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='search',
            constraint=models.CheckConstraint(condition=models.Q(('resumes_at', None), ('state', 'paused'), _connector='OR'), name='search_resumes_from_pause'),
        ),
    ]
