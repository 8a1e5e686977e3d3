import apps.common.ids
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


from apps.common.tenant_tables import OrganisationKeys


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0003_one_council_a_gss_code'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='membership',
            name='welcomed_at',
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.CreateModel(
            name='JoinRequest',
            fields=[
                ('id', models.UUIDField(default=apps.common.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('gss', models.CharField(max_length=9)),
                ('words', models.CharField(blank=True, max_length=300, verbose_name='who you are there')),
                ('asked_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('answered_at', models.DateTimeField(null=True)),
                ('answer', models.CharField(blank=True, choices=[('let_in', 'Let in'), ('declined', 'Not this time'), ('taken_back', 'Taken back'), ('ran_out', 'No answer came')], max_length=10)),
                ('answer_words', models.CharField(blank=True, max_length=300, verbose_name='a kind word')),
                ('owners_told_at', models.DateTimeField(null=True)),
                ('asker_told_at', models.DateTimeField(null=True)),
                ('answered_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.membership')),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='join_requests', to='organisations.organisation')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='join_requests', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', '-asked_at'], name='join_requests_newest')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('answered_at', None)), fields=('user', 'gss'), name='one_open_request_a_council')],
            },
        ),
        OrganisationKeys("JoinRequest"),
    ]
