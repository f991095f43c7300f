"""`kurultay act`: a verb asked for on the command line, in the words that its form takes."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kurultay.kit.asking.doing import Answer, ask, verb_of
from kurultay.kit.asking.fields import asked_verbs, fields_of, thing_of
from kurultay.kit.reading import Reader, Seat, reading_as, system

EXAMPLE = """example:
  kurultay act meetings.postpone ots-chs-informal-2025 reason="Snow." --as "Aida Karimova" --seat officer:ots
  kurultay act parties.accede hungary to=ots on="September 2018" source=F2 --seat officer:ots
`kurultay act VERB --words` lists what a verb asks for; without a verb all of them are listed.
A new thing has no key: kurultay act people.introduce name="Ada Lake" keeper=ots --seat officer:ots"""


class Command(BaseCommand):
    """Does one act, as the person and seat that are named, or as the installation."""

    help = "Do a verb to a thing of the record: the same words, rules and refusals as on its page."

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        """The parser with its example as it is written."""
        return super().create_parser(
            prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, epilog=EXAMPLE, **kwargs
        )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The verb, the thing, the words, and who acts."""
        parser.add_argument("verb", nargs="?", help="for example meetings.postpone")
        parser.add_argument("words", nargs="*", help="the key of the thing, then field=value")
        parser.add_argument("--as", dest="name", default="", help="the name that history shows")
        parser.add_argument("--seat", action="append", default=[], metavar="ROLE:ORGANISATION[:PARTY]")
        parser.add_argument("--rehearse", action="store_true", help="say what would change, and change nothing")
        parser.add_argument("--words", dest="list", action="store_true", help="list what the verb asks for")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, or say in a line each why not."""
        if not options["verb"]:
            for each in asked_verbs():
                self.stdout.write(each.name)
            return
        try:
            verb = verb_of(options["verb"])
        except LookupError:
            raise CommandError(f"There is no verb {options['verb']}. `kurultay act` lists them.") from None
        if options["list"]:
            for field in fields_of(verb):
                self.stdout.write(f"{field.name}{'' if field.required else ' (may be left out)'}: {field.help}")
            return
        keys = [word for word in options["words"] if "=" not in word]
        words = dict(word.split("=", 1) for word in options["words"] if "=" in word)
        by = _reader(options["name"], options["seat"])
        answer = ask(verb.name, _thing(thing_of(verb)[1], keys, by), words, by, rehearse=options["rehearse"])
        self._tell(answer, options["rehearse"])

    def _tell(self, answer: Answer, rehearsed: bool) -> None:
        if answer.problems:
            told = [f"{name}: {text}" if name else text for name, texts in answer.problems.items() for text in texts]
            raise CommandError("\n".join(told))
        for line in (line for entry in answer.told for line in entry.lines):
            self.stdout.write(f"{line.subject}: {line.field}: {line.before or '-'} -> {line.after}")
        self.stdout.write("Nothing was changed." if rehearsed else f"Done: act {answer.act}.")


def _reader(name: str, seats: list[str]) -> Reader:
    """The person with these seats; without a seat the installation itself, under this name."""
    if not seats:
        return system(name or "command line")
    try:
        return Reader.person(name or "command line", *(Seat(*text.split(":")) for text in seats))
    except TypeError:
        raise CommandError("A seat is written role:organisation or role:organisation:party.") from None


def _thing(table: Any, keys: list[str], by: Reader) -> Any:
    """The thing with the key that is named; None where a new one is entered."""
    if table is str:
        if keys:
            raise CommandError(f"Something new is entered: write key={keys[0]} if it is to have that key.")
        return None
    kind, _colon, key = keys[0].rpartition(":") if len(keys) == 1 else ("", "", "")
    if not key:
        raise CommandError("Say to which thing: its key, or for verbs of any row table:key, as parties.party:ots.")
    with reading_as(by):
        table = _table(kind) if kind else table
        found = table.everything.filter(key=key).first() if hasattr(table, "key") else None
    if found is None:
        raise CommandError(f"There is no {key} here that you may read.")
    return found


def _table(name: str) -> Any:
    from django.apps import apps

    try:
        return apps.get_model(name)
    except (LookupError, ValueError):
        raise CommandError(f"There is no table {name}.") from None
