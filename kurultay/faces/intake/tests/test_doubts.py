"""What is odd is told with file and line and entered all the same; with `strict` it is wrong."""

from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from kurultay.faces.intake.actions import Report
from kurultay.kit.reading import reading_as, system

Enter = Callable[..., list[Report]]
HEAD = "source: {key: S3, title: Third, grade: wiki}\nkeeper: lakes\nrows:\n"
PLAN = """\
  - {catalogue: plan, of: lakes, title: Plan, since: 2012, until: 2014}
  - {area: water, catalogue: plan, kind: area}
"""
CHAIR = "  - {{role: {0}, holder: {1}, of: lakes, as: chair, since: {2}, until: {3}}}\n"


@pytest.fixture(autouse=True)
def _reading(first: object) -> Iterator[None]:
    with reading_as(system("test")):
        yield


def warned(reports: list[Report]) -> list[str]:
    return [str(warning) for report in reports for warning in report.warnings]


ODD = {
    CHAIR.format("one", "east", 2010, 2014)
    + "  - {role: one-2, holder: east, of: lakes, as: chair, within: one, term: 2, since: 2016}\n": (
        5,
        "It lies outside one, of which it is a term: 2010 to 2014.",
    ),
    PLAN + "  - {role: water-east, holder: east, of: lakes, as: coordinator, area: water, since: 2016}\n": (
        6,
        "Its area belongs to plan, 2012 to 2014: another time.",
    ),
    "  - {role: again, holder: east, of: lakes, as: member, since: 2012}\n": (
        4,
        "It may overlap lakes-member-east, from 2010, end not known.",
    ),
    CHAIR.format("one", "east", 2010, '""') + CHAIR.format("two", "west", 2012, '""'): (
        5,
        "It may overlap one, from 2010, end not known.",
    ),
    "  - {party: north, kind: state, since: 1991}\n"
    "  - {role: early, holder: north, of: lakes, as: guest, since: 1990}\n": (
        5,
        "It begins before north did: 1990, and 1991.",
    ),
    "  - {person: p}\n  - {tenure: t1, person: p, post: Head, since: 2001, until: 2009}\n"
    "  - {tenure: t2, person: p, post: head, since: 2003}\n": (6, "It may be t1, 2001 to 2009."),
    "  - {person: p}\n  - {tenure: t1, person: p, post: Head, since: 2001, appointed: 2002}\n": (
        5,
        "Office is taken before the appointment: 2001, and 2002.",
    ),
    "  - {document: d, kind: treaty, signed: 1990}\n"
    "  - {action: a1, document: d, party: east, kind: ratification, on: 1991}\n"
    "  - {action: a2, document: d, party: east, kind: signature, on: 1992}\n": (
        6,
        "Signature after ratification: 1992, and 1991.",
    ),
    "  - {document: d, kind: treaty, signed: 1990}\n"
    "  - {action: a1, document: d, party: east, kind: signature, on: 1989-12-31}\n": (
        5,
        "It is before its document: 1989-12-31, and 1990.",
    ),
    "  - {meeting: whole, kind: conference, status: held, starts: 2020-05-10, ends: 2020-05-12}\n"
    "  - {meeting: part, kind: workshop, status: held, starts: 2020-05-13, part_of: whole}\n": (
        5,
        "It is on 2020-05-13, outside whole, of which it is part: 2020-05-10 to 2020-05-12.",
    ),
}


@pytest.mark.parametrize("rows", ODD)
def test_what_is_odd_is_told_at_its_row(enter: Enter, rows: str) -> None:
    line, text = ODD[rows]
    reports = enter(HEAD + rows)
    assert warned(reports) == [f"t.yaml:{line}: {text}"]
    assert str(reports[0]).endswith("; 1 warning")
    assert warned(enter(HEAD + rows)) == []  # nothing new, so nothing to warn of


def test_what_a_later_source_sets_right_is_not_told(enter: Enter) -> None:
    first = CHAIR.format("one", "east", 2010, '""') + CHAIR.format("two", "west", 2012, '""')
    later = "---\nsource: {key: S4, title: T, grade: wiki}\nkeeper: lakes\nrows:\n  - {role: one, until: 2012}\n"
    assert warned(enter(HEAD + first + later)) == []


def test_a_hand_over_within_a_year_is_not_odd(enter: Enter) -> None:
    assert warned(enter(HEAD + CHAIR.format("one", "east", 2010, 2012) + CHAIR.format("two", "west", 2012, 2014))) == []


def test_the_command_prints_warnings_and_with_strict_they_are_problems(
    tmp_path: Path, counts: Callable[[], dict[str, int]]
) -> None:
    file, out = tmp_path / "a.yaml", StringIO()
    file.write_text(HEAD + next(iter(ODD)), encoding="utf-8")
    before = counts()
    with pytest.raises(CommandError, match="Nothing is imported: 1 problem"):
        call_command("import", str(file), "--strict", stdout=out, stderr=out)
    assert out.getvalue() == f"{file}:5: {next(iter(ODD.values()))[1]}\n"
    assert counts() == before
    out = StringIO()
    call_command("import", str(file), "--quiet", "--dry-run", stdout=out)
    assert out.getvalue().splitlines() == [
        f"{file}:5: warning: {next(iter(ODD.values()))[1]}",
        "S3: 2 rows: 2 new; 1 warning",
        "This was a dry run: nothing is changed.",
    ]


@pytest.mark.thorough
def test_one_bad_row_among_ten_thousand(tmp_path: Path, counts: Callable[[], dict[str, int]]) -> None:
    rows = [f"  - {{party: p{number}, kind: other}}\n" for number in range(10_000)]
    rows[6_543] = "  - {party: p6543, kind: othr}\n"
    file, err = tmp_path / "many.yaml", StringIO()
    file.write_text(HEAD + "".join(rows), encoding="utf-8")
    before = counts()
    with pytest.raises(CommandError) as failure:
        call_command("import", str(file), stderr=err)
    assert failure.value.returncode == 1
    assert err.getvalue() == f'{file}:6547: "othr" cannot be "kind". Did you mean "other"?\n'
    assert counts() == before
