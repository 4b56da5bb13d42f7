from django.db import migrations

from whispeer.ground.words import company_key


def note_keys(apps, schema_editor):
    """More ways to write a company are one: the keys kept before are made anew."""
    portraits = apps.get_model("members", "Portrait")
    for portrait in portraits.objects.exclude(company="").iterator():
        key = company_key(portrait.company)[:80]
        portraits.objects.filter(pk=portrait.pk).update(company_key=key)


class Migration(migrations.Migration):
    dependencies = [("members", "0006_stems")]

    operations = [migrations.RunPython(note_keys, migrations.RunPython.noop)]
