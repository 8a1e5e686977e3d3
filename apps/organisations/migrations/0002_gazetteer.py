import apps.common.ids
import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models


from apps.common.tenant_tables import TenantTable


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='organisation',
            name='gss',
            field=models.CharField(blank=True, db_default='', default='', editable=False, max_length=9),
        ),
        migrations.AddField(
            model_name='organisation',
            name='nation',
            field=models.CharField(choices=[('england', 'England'), ('wales', 'Wales'), ('scotland', 'Scotland'), ('northern_ireland', 'Northern Ireland')], db_default='england', default='england', max_length=16, verbose_name='nation'),
        ),
        migrations.CreateModel(
            name='Place',
            fields=[
                ('id', models.UUIDField(default=apps.common.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('kind', models.CharField(choices=[('town', 'Town or village'), ('ward', 'Ward'), ('neighbourhood', 'Neighbourhood'), ('postcode', 'Postcode district'), ('set', 'Several places under one name')], max_length=16, verbose_name='kind of place')),
                ('other_names', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), blank=True, default=list, size=None, verbose_name='other names')),
                ('is_common_word', models.BooleanField(default=False, verbose_name='also an everyday word')),
                ('created_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.organisation')),
            ],
        ),
        migrations.CreateModel(
            name='PlacePart',
            fields=[
                ('id', models.UUIDField(default=apps.common.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.organisation')),
                ('part', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.place')),
                ('whole', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.place')),
            ],
        ),
        migrations.AddField(
            model_name='place',
            name='parts',
            field=models.ManyToManyField(related_name='sets', through='organisations.PlacePart', through_fields=('whole', 'part'), to='organisations.place'),
        ),
        migrations.AddConstraint(
            model_name='placepart',
            constraint=models.UniqueConstraint(fields=('organisation', 'whole', 'part'), name='place_part_once'),
        ),
        TenantTable("Place"),
        TenantTable("PlacePart"),
        migrations.AddConstraint(
            model_name='place',
            constraint=models.UniqueConstraint(models.F('organisation'), django.db.models.functions.text.Lower('name'), condition=models.Q(('ended_at', None)), name='place_once'),
        ),
    ]
