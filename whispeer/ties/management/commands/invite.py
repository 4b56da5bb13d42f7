"""`whispeer manage invite EMAIL`: the house invites one address."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from whispeer.ground import clock
from whispeer.ties import actions
from whispeer.ties.queries.links import invitation_link


class Command(BaseCommand):
    help = "Invite one address into the house: sends the message and prints the link."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument(
            "--language",
            choices=[code for code, name in settings.LANGUAGES],
            default=settings.LANGUAGE_CODE,
            help="language of the message (%(default)s)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        email, language = options["email"].strip(), options["language"]
        try:
            validate_email(email)
        except ValidationError as wrong:
            raise CommandError(f"“{email}” is not an e-mail address.") from wrong
        try:
            invitation = actions.invite(email, language=language, now=clock.now())
        except actions.AlreadyAMember as known:
            raise CommandError(f"{email} is already a member of this house.") from known
        self.stdout.write(f"The invitation is on its way to {email}.")
        self.stdout.write(f"It opens for thirty days: {invitation_link(invitation)}")
