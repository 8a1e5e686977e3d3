from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ('discoveries', '0003_triage'),
    ]

    operations = [
        AddIndexConcurrently(
            model_name='decision',
            index=models.Index(fields=['organisation', '-at', '-id'], name='decisions_newest'),
        ),
        AddIndexConcurrently(
            model_name='find',
            index=models.Index(condition=models.Q(('leads', True), ('state__in', ['new', 'later'])), fields=['organisation', '-found_at', '-id'], name='finds_open_newest'),
        ),
        AddIndexConcurrently(
            model_name='find',
            index=models.Index(condition=models.Q(('leads', True), ('state__in', ['new', 'later'])), fields=['organisation', '-joy_rank', '-found_at', '-id'], name='finds_open_joy'),
        ),
    ]
