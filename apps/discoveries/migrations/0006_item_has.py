import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("discoveries", "0005_following_more"),
    ]

    operations = [
        migrations.AddField(
            "item",
            "has",
            django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=8), db_default=[], default=list, size=None
            ),
        ),
    ]
