import apps.common.ids
from django.db import migrations, models


from apps.common.tenant_tables import AppendOnly, TenantTable

# The place of an event is taken as its transaction ends, one organisation at a time: nobody who reads up to n can
# miss a later commit with a smaller number, and no council's numbers tell how busy the others are. audit_floor is
# only moved by a restore, so that no number is given twice. The function belongs to gc_owner and stands on the list
# in tests/architecture.
PLACE = """
CREATE SEQUENCE audit_floor MINVALUE 0 START 0;
CREATE FUNCTION gc_place_event() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
DECLARE
    scope text := current_setting('gc.org_id', true);
BEGIN
    PERFORM pg_advisory_xact_lock(1, hashtext(NEW.organisation_id::text));
    PERFORM set_config('gc.org_id', NEW.organisation_id::text, true);
    UPDATE audit_event SET position = 1 + greatest(
        (SELECT max(position) FROM audit_event WHERE organisation_id = NEW.organisation_id),
        (SELECT last_value FROM audit_floor)
    ) WHERE id = NEW.id;
    PERFORM set_config('gc.org_id', coalesce(scope, ''), true);
    RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION gc_place_event() FROM PUBLIC;
CREATE CONSTRAINT TRIGGER place_event AFTER INSERT ON audit_event
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION gc_place_event();
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.UUIDField(default=apps.common.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('organisation_id', models.UUIDField()),
                ('position', models.BigIntegerField(editable=False, null=True)),
                ('at', models.DateTimeField()),
                ('verb', models.CharField(max_length=60)),
                ('change', models.CharField(blank=True, max_length=12)),
                ('object_type', models.CharField(max_length=40)),
                ('object_id', models.UUIDField()),
                ('actor_kind', models.CharField(max_length=12)),
                ('membership_id', models.UUIDField(null=True)),
                ('token_id', models.UUIDField(null=True)),
                ('system', models.CharField(blank=True, max_length=40)),
                ('fields', models.JSONField(default=list)),
                ('request_id', models.CharField(blank=True, max_length=64)),
            ],
            options={
                'indexes': [models.Index(fields=['organisation_id', 'position'], name='audit_event_in_order'), models.Index(fields=['organisation_id', 'object_id'], name='audit_event_of_object')],
            },
        ),
        TenantTable("Event"),
        AppendOnly("Event"),
        migrations.RunSQL(PLACE, migrations.RunSQL.noop),
    ]
