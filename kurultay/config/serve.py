"""Makes the database ready, loads the example record into an empty one, and becomes the server."""

import errno
import io
import ipaddress
import os
import socket
import sys
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
# A page is mostly Python, so a few threads per process are enough to overlap it with waiting for the database.
THREADS = 4
# Seconds that requests under way have to finish when the server stops.
PATIENCE = 10


class CannotServe(Exception):
    """Why the server does not start, in one sentence for the person who started it."""


def serve(*, with_example: bool) -> None:
    """Serve until interrupted or terminated; replaces this process by the server's.

    `with_example` loads the example record when the database holds no party. Raises CannotServe.
    """
    host = os.environ.get("KURULTAY_HOST") or "127.0.0.1"
    port = number("KURULTAY_PORT", default=8000, most=65535)
    workers = number("KURULTAY_WORKERS", default=1, most=256)
    refuse_unknown_work()
    refuse_open_doors(host)
    refuse_taken(host, port)
    ready(with_example=with_example)
    shown = f"[{host}]" if ":" in host else host
    print(f"Kurultay is at http://{shown}:{port}/ (Ctrl-C stops it)", flush=True)
    become_server(host, port, workers)


def number(variable: str, *, default: int, most: int) -> int:
    """The environment variable as a whole number from 1 to `most`; raises CannotServe when it is none."""
    text = os.environ.get(variable) or str(default)
    if text.isascii() and text.isdigit() and 1 <= int(text) <= most:
        return int(text)
    raise CannotServe(f"{variable} is {text!r}, and has to be a whole number from 1 to {most}.")


def refuse_unknown_work() -> None:
    """Raise CannotServe where it is not known who is to work in the background."""
    where = os.environ.get("KURULTAY_WORK") or "inside"
    if where not in ("inside", "outside", "off"):
        raise CannotServe(f"KURULTAY_WORK is {where!r}, and has to be inside, outside or off.")


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach an address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def refuse_open_doors(host: str) -> None:
    """Raise CannotServe for an address that others can reach while what signs and names it is not set.

    Without the names, whoever sends a request says where the links in letters lead.
    """
    if is_loopback(host):
        return
    if not os.environ.get("KURULTAY_SECRET_KEY"):
        raise CannotServe(f"Serving on {host} needs KURULTAY_SECRET_KEY: set it to a long random text and keep it.")
    if len(os.environ["KURULTAY_SECRET_KEY"]) < 32:
        raise CannotServe("KURULTAY_SECRET_KEY is too short to keep sessions safe: set it to 50 random characters.")
    if not os.environ.get("KURULTAY_ALLOWED_HOSTS"):
        raise CannotServe(f"Serving on {host} needs KURULTAY_ALLOWED_HOSTS: the names by which it is asked.")


def populate(organisation: str) -> None:
    """Let modules add what an example database has besides its record, and say so."""
    from kurultay.kit import registry

    for offer in registry.offers("demo"):
        if said := offer.populate(organisation):
            print(said, flush=True)


def refuse_known_passwords(host: str) -> None:
    """Raise CannotServe for an address that others can reach while accounts have a password that everybody knows."""
    from kurultay.kit import registry

    if not is_loopback(host) and (known := sum(offer.open_to_all() for offer in registry.offers("demo"))):
        raise CannotServe(
            f"{known} example accounts have a password that everybody knows: "
            "`kurultay invite` somebody, which closes them, or serve another database."
        )


def refuse_taken(host: str, port: int) -> None:
    """Raise CannotServe when the address is not this machine's, or the port is taken or not allowed."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            # Binding alone succeeds beside a listener that allows reuse; listening does not.
            probe.listen(1)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            reason = f"Port {port} on {host} is taken: stop what serves there, or choose another with KURULTAY_PORT."
        elif error.errno == errno.EACCES:
            reason = f"Port {port} is only for the administrator: choose one above 1023 with KURULTAY_PORT."
        else:
            reason = f"{host} is no address of this machine: set KURULTAY_HOST to one that is."
        raise CannotServe(reason) from None


def ready(*, with_example: bool) -> None:
    """Bring the database to this version and, when wanted and it holds no party, load the example record."""
    import django
    from django.conf import settings
    from django.core.management import CommandError, call_command
    from django.db import DatabaseError, connections

    try:
        settings.KURULTAY_DATA.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotServe(f"KURULTAY_DATA cannot be made at {settings.KURULTAY_DATA}: {error.strerror}.") from None
    keep_key(settings.KURULTAY_DATA / "secret-key", settings.SECRET_KEY)
    django.setup()
    try:
        call_command("migrate", interactive=False, verbosity=0)
        if with_example and is_empty():
            files = example_files()
            print(f"Loading the example record ({len(files)} files) ...", flush=True)
            call_command("import", *map(str, files), stdout=io.StringIO())
            populate("ots")
        refuse_known_passwords(os.environ.get("KURULTAY_HOST") or "127.0.0.1")
    except CommandError as error:
        raise CannotServe(f"The database could not be made ready: {error}") from None
    except DatabaseError as error:
        raise CannotServe(f"The database does not answer: {str(error).strip()}") from error
    finally:
        connections.close_all()
    # Processes of one server have to sign sessions with one key, also when it is only made up for this run.
    os.environ["KURULTAY_SECRET_KEY"] = settings.SECRET_KEY


def keep_key(file: Path, key: str) -> None:
    """Keep a key that was made up, so that sessions and sealed seeds outlive the process; nothing where one is set."""
    if os.environ.get("KURULTAY_SECRET_KEY") or file.exists():
        return
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as kept:
        kept.write(key)


def is_empty() -> bool:
    """Whether the record holds no party at all, whoever may read it."""
    from kurultay.kit.reading import reading_as, system
    from kurultay.record.parties.models import Party

    with reading_as(system("serve")):
        return not Party.everything.exists()


def example_files() -> list[Path]:
    """The files of the example record in the order they load: inside an installed package, else in the checkout."""
    for folder in (PACKAGE / "examples", PACKAGE.parent / "examples"):
        if files := sorted(folder.glob("*.yaml")):
            return files
    raise CannotServe("The example record is missing: start with --without-example, or install Kurultay afresh.")


def become_server(host: str, port: int, workers: int) -> None:
    """Replace this process by granian, which stops cleanly on SIGINT and SIGTERM.

    Replacing it gives back the memory that migrating took.
    """
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(PACKAGE.parent), os.environ.get("PYTHONPATH")]))
    arguments = ["--interface", "wsgi", "--host", host, "--port", str(port), "--no-ws", "--log-level", "warning"]
    arguments += ["--workers", str(workers), "--blocking-threads", str(THREADS)]
    arguments += ["--workers-kill-timeout", str(PATIENCE)]
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, "-m", "granian", *arguments, "kurultay.config.worker:application"])  # noqa: S606
