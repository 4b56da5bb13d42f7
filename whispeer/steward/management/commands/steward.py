"""`whispeer manage steward EMAIL`: who keeps the machine says who looks after the house."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from whispeer.steward import actions


class Command(BaseCommand):
    help = "Make a member a steward of the house, or no longer one."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument(
            "--no-longer", action="store_true", help="take the room away again"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        email, is_steward = options["email"].strip(), not options["no_longer"]
        try:
            member = actions.appoint(email, is_steward=is_steward)
        except actions.NotAMember as unknown:
            raise CommandError(f"Nobody here has the address {email}.") from unknown
        said = "is a steward" if is_steward else "is no longer a steward"
        self.stdout.write(f"{member.name} {said} of this house.")
