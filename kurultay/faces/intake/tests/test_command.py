"""`kurultay import`: what it prints, what a dry run leaves, and its exit status."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from kurultay.kit.reading import reading_as, system
from kurultay.record.parties.models import Party

TEXT = """\
source: {key: S, title: T, grade: wiki}
keeper: ""
rows:
  - {party: lakes, kind: organisation, codes: {wikidata: Q1}}
  - {name: Lakes, party: lakes}
"""


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.yaml").write_text(TEXT, encoding="utf-8")
    return Path("a.yaml")


def said(*words: str) -> list[str]:
    out = StringIO()
    call_command("import", *words, stdout=out, stderr=out)
    return out.getvalue().splitlines()


def test_the_report_goes_row_by_row(file: Path, db: None) -> None:
    assert said("a.yaml") == [
        "a.yaml:4  party lakes: new",
        'a.yaml:4  code "Q1" of lakes: new',
        'a.yaml:5  name "Lakes" of lakes: new',
        "S: 3 rows: 3 new",
    ]
    assert said("a.yaml", "--quiet") == ["S: 3 rows: 3 unchanged"]


def test_a_dry_run_changes_nothing(file: Path, counts: Callable[[], dict[str, int]]) -> None:
    before = counts()
    assert said("a.yaml", "--dry-run", "--quiet") == ["S: 3 rows: 3 new", "This was a dry run: nothing is changed."]
    assert counts() == before


def test_errors_are_named_with_exit_status_1(file: Path, counts: Callable[[], dict[str, int]]) -> None:
    Path("b.yaml").write_text(TEXT.replace("key: S", "key: B").replace("kind: org", "kind: 0rg"), encoding="utf-8")
    before, err = counts(), StringIO()
    with pytest.raises(CommandError, match=r"^Nothing is imported: 1 problem\.$") as failure:
        call_command("import", "a.yaml", "b.yaml", stderr=err)
    assert failure.value.returncode == 1
    assert err.getvalue() == 'b.yaml:4: "0rganisation" cannot be "kind". Did you mean "organisation"?\n'
    assert counts() == before


def test_verify_counts_and_names_what_is_broken(file: Path, committed: None) -> None:
    said("a.yaml")
    out = StringIO()
    call_command("verify", stdout=out)
    assert out.getvalue() == "The record holds: 1 acts, 7 changes, every row as its history tells.\n"
    with reading_as(system("test")):
        party = Party.objects.get()
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("UPDATE parties_party SET seat = 'Port' WHERE id = %s", [party.pk])
    with pytest.raises(CommandError, match=rf"^parties\.party {party.pk} was changed outside an act: seat\.$"):
        call_command("verify")
