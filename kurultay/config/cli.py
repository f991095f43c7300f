"""The `kurultay` command: serve the record here, or hand the words on to Django's management command of that name."""

import argparse
import os
import sys
from typing import NamedTuple

import kurultay

ENVIRONMENT = """\
environment:
  KURULTAY_DATA           folder of the database and the files
                          (default: data/ in a checkout, else ~/.local/share/kurultay)
  KURULTAY_HOST           address to serve on (default 127.0.0.1)
  KURULTAY_PORT           port to serve on (default 8000)
  KURULTAY_WORKERS        server processes (default 1)
  KURULTAY_DATABASE_URL   another database, as postgres://user@host/name (default: SQLite in KURULTAY_DATA)
  KURULTAY_SECRET_KEY     key that signs sessions and seals seeds of one-time codes; needed to serve on any address
                          but this machine's own (default there: made once, kept in KURULTAY_DATA/secret-key)
  KURULTAY_SECRET_KEY_FALLBACKS  earlier keys, commas between them, until `kurultay reseal` was run
  KURULTAY_SECOND_STEP    roles whose seats count only with a second step to sign in, commas between them, or none
                          (default administrator)
  KURULTAY_WORK           where work in the background is done: inside the server's processes (default),
                          outside (by `kurultay work`), or off
  KURULTAY_MAIL_URL       mail server, as smtp://user:password@host:587?starttls=1, smtps://host or console:
                          (default: mails are files in KURULTAY_DATA/mail)
  KURULTAY_MAIL_FROM      address that mails come from (default kurultay@localhost)
  KURULTAY_URL            address under which people reach the record, for links in mails
                          (default http://HOST:PORT)
  KURULTAY_ALLOWED_HOSTS  host names that are answered, commas between them; needed to serve on any address but
                          this machine's own (default: this machine's own)
  KURULTAY_PROXIES        how many proxies stand in front, speak TLS and say for whom (default 0)
  KURULTAY_HSTS_SECONDS   for how long browsers insist on HTTPS (default a year; 0 on this machine's own address)
  KURULTAY_HSTS_SUBDOMAINS  1 makes browsers insist for all names below the host's too
  KURULTAY_OIDC           sign-in of ministries, as JSON: [{"id", "name", "server", "client", "secret", "domains"}]
  KURULTAY_REDIS_URL      Redis for what is counted to slow down guessing (default: in the database)
  KURULTAY_WITHOUT        modules that are left out, commas between them
  KURULTAY_DEBUG          1 shows errors with their code in the browser; for developers only
"""


class Command(NamedTuple):
    """One word of the command line: what it does, and how it is used."""

    name: str
    summary: str
    example: str

    @property
    def sentence(self) -> str:
        return f"{self.summary[0].upper()}{self.summary[1:]}."


COMMANDS = (
    Command("serve", "make the database ready and serve the record", "kurultay serve --port 8080"),
    Command("migrate", "bring the database to this version", "kurultay migrate"),
    Command("import", "load facts with their sources from YAML files", "kurultay import facts.yaml more-facts.yaml"),
    Command("export", "write the record as text files that import reads back", "kurultay export folder --whole"),
    Command("invite", "invite somebody, such as the first administrator", "kurultay invite a@example.org --name Ada"),
    Command(
        "act",
        "do a verb to a thing of the record",
        'kurultay act meetings.postpone ots-chs-informal-2025 reason="Snow."',
    ),
    Command("demo", "add an invented organisation to try things out on", "kurultay demo --large"),
    Command("work", "do what waits in the background, until stopped", "kurultay work --once"),
    Command("names", "measure the comparison of names, or look one up", "kurultay names --look Tokayev"),
    Command("reindex", "make the search index anew from the record", "kurultay reindex"),
    Command("reseal", "seal the seeds of one-time codes with the secret key of today", "kurultay reseal"),
    Command("reckon", "write anew what follows from the record, as counters of boards", "kurultay reckon"),
    Command("check", "verify the set-up and the record", "kurultay check"),
)


def main(argv: list[str] | None = None) -> int:
    """Run one command and give its exit status; errors meant for people are one line on standard error."""
    words = sys.argv[1:] if argv is None else argv
    name, rest = (words[0], words[1:]) if words else ("--help", [])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kurultay.config.settings")
    if name in ("--help", "-h", "help"):
        print(_overview())
        return 0
    if name == "--version":
        print(f"kurultay {kurultay.__version__}")
        return 0
    if name == "serve":
        return _serve(rest)
    return _django(name, rest)


def _overview() -> str:
    commands = "\n".join(f"  {command.name:<10} {command.summary}" for command in COMMANDS)
    return (
        f"usage: kurultay COMMAND [options]\n\n{kurultay.__doc__}\n\ncommands:\n{commands}\n\n"
        "`kurultay COMMAND --help` shows the options of one of them with an example;\n"
        f"any other word is one of Django's management commands, as `kurultay shell`.\n\n{ENVIRONMENT}"
    )


def _serve(rest: list[str]) -> int:
    command = COMMANDS[0]
    parser = argparse.ArgumentParser(
        prog="kurultay serve",
        description=f"{command.sentence} An empty database gets the example record first.",
        epilog=f"example:\n  {command.example}\n\n{ENVIRONMENT}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--host", help="address to serve on, instead of KURULTAY_HOST")
    parser.add_argument("--port", help="port to serve on, instead of KURULTAY_PORT")
    parser.add_argument("--without-example", action="store_true", help="leave an empty database empty")
    options = parser.parse_args(rest)
    # The settings read the environment, so a flag becomes part of it before they load.
    for variable, value in (("KURULTAY_HOST", options.host), ("KURULTAY_PORT", options.port)):
        if value is not None:
            os.environ[variable] = value
    from kurultay.config import serve

    try:
        serve.serve(with_example=not options.without_example)
    except serve.CannotServe as reason:
        print(f"kurultay: {reason}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def _django(name: str, rest: list[str]) -> int:
    from django.conf import settings
    from django.core.management import execute_from_command_line

    if {"--help", "-h"} & set(rest):
        for command in COMMANDS:
            if command.name == name:
                print(f"{command.sentence}\nexample: {command.example}\n")
    else:
        settings.KURULTAY_DATA.mkdir(parents=True, exist_ok=True)
    execute_from_command_line(["kurultay", name, *rest])
    if name == "check" and not rest:  # the set-up holds; then the record: its history, its rows, its guards
        execute_from_command_line(["kurultay", "verify"])
    return 0
