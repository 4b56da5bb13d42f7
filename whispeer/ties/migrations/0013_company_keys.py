from django.db import migrations

from whispeer.ground.words import company_key


def note_keys(apps, schema_editor):
    """More ways to write a company are one: of two such rows the last said stays."""
    for name in ("Boundary", "Relation"):
        rows = apps.get_model("ties", name).objects.exclude(company="")
        kept = {}
        for row in rows.order_by("-at", "-pk"):
            key = company_key(row.company)[:80]
            if kept.setdefault((row.member_id, key), row.pk) != row.pk:
                row.delete()
        # No row takes a key that another still has.
        for pk in kept.values():
            rows.filter(pk=pk).update(company_key=f"#{pk}")
        for (_member, key), pk in kept.items():
            rows.filter(pk=pk).update(company_key=key)


class Migration(migrations.Migration):
    dependencies = [("ties", "0012_boundary_holders")]

    operations = [migrations.RunPython(note_keys, migrations.RunPython.noop)]
