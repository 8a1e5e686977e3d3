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
            name='Act',
            fields=[
                ('id', models.UUIDField(default=apps.common.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('well_done', 'Well done'), ('like', 'Like'), ('share', 'Share'), ('answer', 'Answer'), ('offer', 'Offer help'), ('explain', 'Explain')], max_length=12, verbose_name='what kind')),
                ('way', models.CharField(choices=[('give', 'Give'), ('ask', 'Ask'), ('broadcast', 'Broadcast')], max_length=10, verbose_name='give, ask or broadcast')),
                ('words', models.TextField(blank=True, max_length=2000, verbose_name='what you said')),
                ('place', models.CharField(blank=True, max_length=200, verbose_name='where')),
                ('at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='acts', to='organisations.membership')),
                ('find', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='acts', to='discoveries.find')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.organisation')),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', '-at', '-id'], name='acts_newest_first')],
            },
        ),
        TenantTable("Act"),
    ]
