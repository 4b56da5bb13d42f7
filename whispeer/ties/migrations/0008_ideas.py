import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ties", "0007_encounters"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Idea",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("day", models.DateField()),
                ("at", models.DateTimeField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("answer", "an answer"),
                            ("introduce", "an introduction"),
                            ("thank", "a thank-you"),
                            ("ask", "a question"),
                            ("wake", "a sleeping tie"),
                            ("bridge", "a young bridge"),
                            ("encourage", "an encouragement"),
                            ("onward", "help passed on"),
                            ("free", "a free day"),
                            ("nothing", "nothing"),
                        ],
                        max_length=20,
                    ),
                ),
                ("gesture", models.CharField(blank=True, max_length=64)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["at"], name="idea_by_age")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("member", "day"), name="one_idea_a_day"
                    )
                ],
            },
        ),
    ]
