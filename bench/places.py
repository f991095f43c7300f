"""Where the bench works: a folder and a database of its own, never those of a record that somebody keeps."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

MARK = "made by the bench of Kurultay"


class NotOurs(Exception):
    """The database or folder named is somebody's; the sentence says what to do."""


def environment(folder: Path, url: str = "") -> dict[str, str]:
    """Environment of a process that works in `folder` (made when missing), on SQLite there or PostgreSQL at `url`."""
    folder.mkdir(parents=True, exist_ok=True)
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(("KURULTAY_", "DJANGO_"))}
    root = str(Path(__file__).resolve().parents[1])
    ours = {"KURULTAY_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "kurultay.config.settings", "PYTHONPATH": root}
    return {**inherited, **ours, "KURULTAY_DATABASE_URL": url} if url else {**inherited, **ours}


def section(name: str, environ: dict[str, str], *arguments: str) -> str:
    """Run one section of the bench in a process of its own and give what it printed; its errors are shown."""
    command = [sys.executable, "-m", "bench.section", name, *arguments]
    return subprocess.run(command, env=environ, check=True, stdout=subprocess.PIPE, text=True).stdout


class Sqlite:
    """A database file in the bench's own folder."""

    name = "SQLite"

    def __init__(self, folder: Path) -> None:
        self.folder, self.url = folder / "large", ""
        self.filled = self.folder / "filled"

    def made(self) -> str:
        """What an earlier run filled the database with; "" for none."""
        return self.filled.read_text() if self.filled.exists() else ""

    def make(self) -> None:
        """Start with an empty database."""
        self.drop()
        self.folder.mkdir(parents=True)

    def keep(self, filled: str) -> None:
        """Remember what it is filled with."""
        self.filled.write_text(filled)

    def drop(self) -> None:
        """Remove the database; the folder is the bench's own, by its name and place."""
        for path in [*self.folder.glob("kurultay.sqlite3*"), self.filled]:
            path.unlink(missing_ok=True)
        if self.folder.exists():
            self.folder.rmdir()


class Postgresql:
    """A database that the bench creates and drops; one that it did not create is refused."""

    name = "PostgreSQL"

    def __init__(self, folder: Path, url: str) -> None:
        self.folder, self.url = folder / "large-postgresql", url
        self.database = urlsplit(url).path.strip("/")
        self.server = urlunsplit(urlsplit(url)._replace(path="/postgres"))

    def _ask(self, statement: str) -> list[tuple[object, ...]]:
        import psycopg

        with psycopg.connect(self.server, autocommit=True) as connection:
            cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []

    def made(self) -> str:
        """What an earlier run filled the database with; "" for none. Raises NotOurs for somebody else's database."""
        about = "shobj_description(oid, 'pg_database')"
        rows = self._ask(f"SELECT coalesce({about}, '') FROM pg_database WHERE datname = '{self.database}'")
        if rows and not str(rows[0][0]).startswith(MARK):
            raise NotOurs(f"The database {self.database} was not made by the bench: name one that does not exist yet.")
        return str(rows[0][0]).removeprefix(MARK).strip() if rows else ""

    def make(self) -> None:
        """Start with an empty database."""
        self.drop()
        self._ask(f'CREATE DATABASE "{self.database}"')
        self.keep("")

    def keep(self, filled: str) -> None:
        """Remember what it is filled with."""
        self._ask(f"COMMENT ON DATABASE \"{self.database}\" IS '{MARK} {filled}'")

    def drop(self) -> None:
        """Drop the database where it is the bench's own."""
        self.made()
        self._ask(f'DROP DATABASE IF EXISTS "{self.database}" WITH (FORCE)')
