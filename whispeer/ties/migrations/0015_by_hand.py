from django.db import migrations, models
from django.db.models import F


def tell_what_was_changed(apps, schema_editor):
    """What was changed since it was brought, and no undoing could put back, stays."""
    contacts = apps.get_model("ties", "Contact").objects
    brought = contacts.filter(source__isnull=False, before__isnull=True)
    brought.filter(changed_at__gt=F("made_at")).update(by_hand=True)


class Migration(migrations.Migration):
    dependencies = [("ties", "0014_reached_outside")]

    operations = [
        migrations.AddField(
            model_name="contact",
            name="by_hand",
            field=models.BooleanField(default=False),
        ),
        migrations.RunPython(tell_what_was_changed, migrations.RunPython.noop),
    ]
