"""The record goes out as text and comes back byte by byte; what the reader may not see stays behind."""

from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from kurultay.faces.intake.actions import Report, documents_of, export, load_all
from kurultay.kit.acting import chain
from kurultay.kit.actions import correct, withdraw
from kurultay.kit.reading import public, reading_as, system
from kurultay.record.parties.actions import rename
from kurultay.record.parties.models import Party, PartyName, Role
from tests.cast import drop_guards
from tests.conftest import committed

__all__ = ["committed"]

EXAMPLES = Path(__file__).parents[4] / "examples"
SYSTEM = system("test")
Enter = Callable[..., list[Report]]

HIDDEN = """\
source: {key: S3, title: Third, grade: wiki}
keeper: lakes
marking: members
rows:
  - {party: hidden, kind: agency, parent: lakes}
  - {role: hidden-east, holder: hidden, of: lakes, as: guest, area: water}
  - {claim: hidden, of: {role: lakes-member-east}, field: holder}
  - {text: Told to two., party: east, about: practice, marking: restricted, named: [east, west]}
"""
MORE = """\
source: {key: S4, title: "Fourth: of \\"lakes\\"", grade: press, as_of: 2020}
keeper: lakes
rows:
  - {catalogue: plan, of: lakes, title: Plan, since: 2012}
  - {area: water, catalogue: plan, kind: area, number: "1"}
  - {area: air, catalogue: plan, kind: area, number: "2"}
  - {name: Lakes, party: lakes, lang: en, since: 2001, until: 2005, at: ¶1, printed: LAKES}
  - {role: lakes-member-east, since: 2011, accept: [since], why: "It says: so.", fact: A-1, contradiction: C1}
  - {role: lakes-member-west, holder: west, of: lakes, as: member, since: 2010, basis: derived, why: A rule.}
  - {figure: members, party: lakes, value: 2, qualifier: over, as_of: 2020, at: ¶2, fact: A-2}
  - {person: zora-lin}
  - {person: ada-lin, not_same_as: [zora-lin], why: "Mother and daughter"}
---
source: {key: S5, title: Fifth, grade: wiki}
keeper: lakes
rows:
  - {role: lakes-member-east, since: 2010, until: 2015, facts: {since: A-3}}
"""
CIRCLE = """\
source: S4
keeper: lakes
rows:
  - {catalogue: a-later, of: lakes, title: Later, continues: plan}
  - {catalogue: plan, of: lakes, continues: a-later}
"""


def files(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}


def exported(folder: Path, whole: bool = True) -> dict[str, str]:
    with reading_as(SYSTEM if whole else public()):
        list(export(folder))
    return files(folder)


def put_back(folder: Path) -> set[str]:
    reports = load_all(documents_of([str(folder)]), by=SYSTEM)
    return {word for report in reports for line in report.lines for word in line.what}


def emptied() -> None:
    """An empty database: guards stand aside for that alone."""
    drop_guards()
    call_command("flush", verbosity=0, interactive=False)
    from kurultay.kit import databases

    databases.install()


@pytest.fixture
def _reading() -> Iterator[None]:
    with reading_as(SYSTEM):
        yield


@pytest.mark.usefixtures("committed")
def test_the_example_record_goes_out_and_comes_back_byte_by_byte(tmp_path: Path) -> None:
    load_all(documents_of([str(EXAMPLES)]), by=SYSTEM)
    one = exported(tmp_path / "one")
    assert put_back(tmp_path / "one") == {"unchanged"}
    emptied()
    assert put_back(tmp_path / "one") <= {"new", "set: follows", "set: within"}
    assert exported(tmp_path / "two") == one
    with reading_as(SYSTEM):
        assert (chain.verify()[0], chain.verify()[2], chain.verify_rows()) == (1, None, None)
    assert put_back(tmp_path / "one") == {"unchanged"}


@pytest.mark.usefixtures("committed", "_reading")
def test_every_state_of_a_row_comes_back(first: object, enter: Enter, tmp_path: Path) -> None:
    enter(MORE)
    enter(HIDDEN)
    enter(CIRCLE)
    role = Role.objects.get(key="lakes-member-west")
    withdraw(role, by=SYSTEM, reason="Entered twice.")
    name = PartyName.objects.get(text="Lakes")
    withdraw(name, by=SYSTEM, reason="Wrong.")
    rename(Party.objects.get(key="lakes"), text="Lakes", on="2021", by=SYSTEM)  # a name that comes back
    correct(Party.objects.get(key="east"), field="seat", value="Port", by=SYSTEM, reason="Moved.")
    one = exported(tmp_path / "one")
    emptied()
    put_back(tmp_path / "one")
    assert exported(tmp_path / "two") == one
    assert Role.everything.get(key="lakes-member-west").withdrawn is True
    assert Party.objects.get(key="east").seat == "Port"
    assert str(Role.objects.get(key="hidden-east").audience) == "members of lakes"


@pytest.mark.usefixtures("_reading")
def test_a_row_reads_as_one_would_write_it(first: object, enter: Enter, tmp_path: Path) -> None:
    enter(MORE)
    assert (
        exported(tmp_path)["role.yaml"]
        == """\
record: role
rows:
- role: lakes-member-east
  holder: east
  of: lakes
  as: member
  since: 2011
  until: 2015
  keeper: lakes
  cited:
  - {source: S2, at: page 1, states: [holder, of, as], claims: {since: 2010}}
  - {source: S4, why: "It says: so.", contradiction: C1, states: [since], decides: [since], fact: A-1}
  - {source: S5, states: [until], claims: {since: 2010}, facts: {since: A-3}}
- role: lakes-member-west
  holder: west
  of: lakes
  as: member
  since: 2010
  keeper: lakes
  cited:
  - {source: S4, basis: derived, why: A rule., states: [holder, of, as, since]}
"""
    )
    assert exported(tmp_path)["distinction.yaml"].splitlines()[2:5] == [
        "- distinction: Mother and daughter",
        "  one: ada-lin",
        "  other: zora-lin",
    ]
    assert (
        "  figures:\n  - {figure: members, value: 2, qualifier: over, fact: A-2, source: S4, at: ¶2, as_of: 2020}"
        in (exported(tmp_path)["party.yaml"])
    )


@pytest.mark.usefixtures("_reading")
def test_the_public_export_tells_nothing_of_what_is_hidden(first: object, enter: Enter, tmp_path: Path) -> None:
    enter(MORE)
    enter(HIDDEN)
    text = "".join(exported(tmp_path / "public", whole=False).values())
    assert "lakes-member-east" in text
    assert [word for word in ("hidden", "S3", "Third", "Told to two", "members\n") if word in text] == []
    whole = "".join(exported(tmp_path / "whole").values())
    assert "marking: restricted\n  named: [east, west]" in whole
    assert "role: hidden-east" in whole


@pytest.mark.usefixtures("_reading")
def test_rows_come_after_those_they_name_and_a_circle_is_closed_later(
    first: object, enter: Enter, tmp_path: Path
) -> None:
    enter(MORE)
    enter(CIRCLE)
    text = exported(tmp_path)["catalogue.yaml"]
    told = [line for line in text.splitlines() if "catalogue:" in line or "continues:" in line]
    at_last = ["- catalogue: plan", "  continues: a-later"]
    assert told == ["- catalogue: plan", "- catalogue: a-later", "  continues: plan", *at_last]


@pytest.mark.usefixtures("_reading")
def test_a_folder_is_written_anew_and_others_files_are_left_alone(first: object, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "tenure.yaml").write_text("record: tenure\nrows:\n- tenure: old\n", encoding="utf-8")
    assert set(exported(tmp_path)) == {"notes.txt", "source.yaml", "party.yaml", "role.yaml"}
    (tmp_path / "tenure.yaml").write_text("source: S\n", encoding="utf-8")
    with pytest.raises(CommandError, match="is no file of an export"):
        call_command("export", str(tmp_path), stdout=StringIO())


def test_the_command_says_what_it_wrote_and_sees_the_public_unless_told(first: object, tmp_path: Path) -> None:
    out = StringIO()
    call_command("export", str(tmp_path / "e"), stdout=out, stderr=out)
    assert out.getvalue().splitlines() == [
        f"{tmp_path / 'e' / name}: {count} rows"
        for name, count in (("source.yaml", 2), ("party.yaml", 3), ("role.yaml", 1))
    ]


@pytest.mark.usefixtures("_reading")
def test_statements_do_not_grow_with_rows(first: object, enter: Enter, tmp_path: Path) -> None:
    from django.test.utils import CaptureQueriesContext

    def statements() -> int:
        with CaptureQueriesContext(connection) as asked:
            exported(tmp_path)
        return len(asked)

    def add(letter: str) -> None:
        rows = "".join(f"  - {{party: {letter}{n}, kind: other, parent: lakes}}\n" for n in range(30))
        enter(f"source: S2\nkeeper: lakes\nrows:\n{rows}")

    add("a")
    before = statements()
    add("b")
    assert statements() == before
