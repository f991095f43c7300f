"""`kurultay invite`: the first administrator, and anybody whom no page can invite yet."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from kurultay.kit.acting import Refused
from kurultay.kit.reading import system
from kurultay.modules.seats.actions import close_examples, invite
from kurultay.modules.seats.models import ROLES


class Command(BaseCommand):
    """Writes an invitation; whoever follows its link chooses a password and takes the seat."""

    help = "Invite somebody to a seat; the first administrator comes this way."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whom, and to which seat."""
        parser.add_argument("mail", help="the address the letter goes to")
        parser.add_argument("--name", required=True, help="what the person is called")
        parser.add_argument("--role", default="administrator", choices=[role.key for role in ROLES])
        parser.add_argument("--organisation", default="", help="key of the organisation; left out: the installation")
        parser.add_argument("--party", default="", help="key of the party, for roles that sit for one")
        parser.add_argument("--subject", default="", help="key of the meeting or mission, for guests and observers")
        where = "where this installation answers (default %(default)s, from KURULTAY_URL)"
        parser.add_argument("--address", default=settings.KURULTAY_URL, help=where)

    def handle(self, *args: Any, **options: Any) -> None:
        """Send the letter and say where it went."""
        words = {name: options[name] for name in ("name", "role", "organisation", "party", "subject", "address")}
        try:
            made = invite(options["mail"], **words, by=system("invite"), reason="Invited from the command line.")
        except Refused as why:
            raise CommandError(str(why)) from None
        if closed := close_examples(reason="Somebody was invited, so this is no example any more."):
            self.stdout.write(f"{closed} example accounts may not sign in any more.")
        where = f" in {settings.EMAIL_FILE_PATH}" if settings.EMAIL_BACKEND.endswith("mail.Folder") else ""
        self.stdout.write(f"The invitation of {made.mail} is sent{where}; it is open until {made.expires_on}.")
