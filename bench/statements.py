"""SQL statements of each page of the example record, counted inside the process."""

from typing import Any

from django.db import connection
from django.test import Client

from bench.figures import Figure, say
from bench.serving import PAGES

LIMITS = {"home": 12, "register of parties": 12, "person": 20}


def counted(path: str) -> list[str]:
    """The statements a page takes, each as sent; the page has to answer 200."""
    found: list[str] = []

    def note(execute: Any, sql: str, *words: Any) -> Any:
        found.append(sql)
        return execute(sql, *words)

    with connection.execute_wrapper(note):
        answer = Client().get(path)
    if answer.status_code != 200:
        raise AssertionError(f"{path} answered {answer.status_code}.")
    return found


def main(*plans: str) -> None:
    """Print the number for each page; the statements themselves when asked."""
    for name, path in PAGES.items():
        found = counted(path)
        say([Figure(f"{name}: statements", len(found), "", most=LIMITS.get(name, 40))])
        if plans:
            print(*found, sep="\n", flush=True)
