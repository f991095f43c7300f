"""A foreign table is brought in by a mapping: dirt is told line by line, never swallowed, and the rest goes in."""

import gzip
from collections.abc import Callable, Iterator
from datetime import datetime
from io import StringIO
from pathlib import Path

import openpyxl
import pytest
from django.core.management import CommandError, call_command

from kurultay.faces.intake.actions import Call, NothingNew, NotImported, Table, Tally, bring_in, read_mapping
from kurultay.faces.intake.actions.bringing import mark_of
from kurultay.faces.intake.actions.cells import Cells, CodeBook, header_of, lines_of, read_date
from kurultay.kit.acting import Refused, chain
from kurultay.kit.acting.models import Act
from kurultay.kit.dates import PartialDate, on
from kurultay.kit.reading import Reader, Seat, reading_as, system
from kurultay.kit.sources.models import Citation
from kurultay.record.documents.models import Document, DocumentName, PartyAction
from kurultay.record.parties.models import Party, PartyCode, Role

SYSTEM = system("import")

MAPPING = """\
source: {key: T, title: Invented treaties, grade: invented, as_of: 2020}
keeper: ""
table: {missing: ["", NA]}
values:
  treaty: {column: treatyID, as: slug}
  title: {column: Title, cut: 30}
  made: {column: Begin, as: date}
  signed: {column: StateSignature, as: date}
  ratified: {column: StateRatification, as: date}
  bound: {column: StateForce, as: date, none: [9999-12-31]}
  ended: {column: StateEnd, as: end, last: true, open: [9999-12-31], missing: ".."}
  state:
    column: stateID
    code: iso3
    on: made
    map: {OLD: EST}
    create: {like: "[A-Z]{3}", rows: [{party: "iso-{slug}", kind: state, codes: {iso3: "{code}"}}]}
checks:
- {first: signed, then: ratified, say: Signature after ratification}
- {first: bound, then: ended}
repeats: [stateID, treatyID]
rows:
- {document: "{treaty}", kind: treaty, signed: "{made}"}
- {name: "{title}", document: "{treaty}", kind: official, primary: "true"}
- {action: "{treaty}-signature-{state}", document: "{treaty}", party: "{state}", kind: signature, on: "{signed}"}
- {action: "{treaty}-ratified-{state}", document: "{treaty}", party: "{state}", kind: ratification, on: "{ratified}"}
- {party: "{treaty}-parties", kind: body}
- role: "{treaty}-{state}"
  holder: "{state}"
  of: "{treaty}-parties"
  as: member
  since: "{bound}"
  until: "{ended?}"
"""
HEAD = "stateID,treatyID,Title,Begin,StateSignature,StateRatification,StateForce,StateEnd\n"
LINES = """\
EST,LAKE:1,Lake Treaty,1960-01-01,1960-01-01,1961-05,1961-06-01,9999-12-31
WST,LAKE:1,Lake Treaty,1960-01-01,1964-05-08?,NA,1964-06-01,1970-12-31
NTH,LAKE:1,Lake Treaty,1960-01-01,1981-09..1981-10,,1982-01-01,
NTH,LAKE:1,Lake Treaty,1960-01-01,1981-09..1981-10,,1982-01-01,
EST,LAKE:1,Lake Treaty,1960-01-01,1960-01-02,1961-05,1961-06-01,9999-12-31
OLD,RIVER,"River Treaty, with a very long title indeed",1970,1972,1971,,
WST,RIVER,River,1970,1972-02-30,,,
Nowhere,RIVER,River,1970,1972,,,
RUS,RIVER,River,1970,1972,,,
WST,SEA,Sea,1980,1981,,1985-01-01,1982-01-01
EST,SEA,Sea,1980,,,9999-12-31,
"""
CODES = """\
source: {key: S9, title: Codes, grade: invented}
keeper: ""
rows:
  - {party: east, codes: {iso3: EST}}
  - {party: west, codes: {iso3: WST}}
  - {party: new, kind: state}
  - {code: RUS, party: new, scheme: iso3, since: 1991-12-26}
"""


@pytest.fixture(autouse=True)
def _reading(first: object, enter: Callable[..., object]) -> Iterator[None]:
    with reading_as(SYSTEM):
        enter(CODES)
        yield


@pytest.fixture
def bring(tmp_path: Path) -> Callable[..., Tally]:
    """Brings in lines by a mapping."""

    def brought(lines: str = LINES, mapping: str = MAPPING, **how: object) -> Tally:
        (tmp_path / "m.yaml").write_text(mapping, encoding="utf-8")
        (tmp_path / "t.csv").write_text(HEAD + lines if not lines.startswith("igo") else lines, encoding="utf-8")
        call = Call(read_mapping(tmp_path / "m.yaml"), tmp_path / "t.csv", tmp_path, said=lambda _: None, **how)  # type: ignore[arg-type]
        return call.run(SYSTEM)[-1]

    return brought


def table_at(folder: Path) -> Table:
    """The table of the test with all its lines at hand."""
    mapping, path = read_mapping(folder / "m.yaml"), folder / "t.csv"
    cells = Cells(mapping.main, CodeBook())
    return Table(mapping, mapping.main, path, cells, Tally(), list(lines_of(path, mapping.main)))


def told(tally: Tally) -> list[str]:
    return [str(finding).rpartition("/t.csv:")[2] for finding in tally.told]


LEFT_OUT = [
    "5: left out: It repeats line 4.",
    "6: left out: Line 2 says something else of EST, LAKE:1.",
    "7: left out: Signature after ratification: signed 1972, ratified 1971.",
    '8: left out: signed: "1972-02-30": there is no day 30 in a month of 29 days. Write 01 to 29.',
    '9: left out: Nobody bears the iso3 code "Nowhere". Enter it with its party, or map it to one that is known.',
    '10: left out: Nobody bears the iso3 code "RUS" on 1970 (new from 1991-12-26 to now).',
    "11: left out: bound after ended: bound 1985-01-01, ended 1982-01-02.",
]


def test_dirt_is_told_line_by_line_and_the_rest_goes_in(bring: Callable[..., Tally]) -> None:
    tally = bring()
    assert told(tally) == LEFT_OUT
    assert (tally.lines, tally.lines_left_out) == (11, 7)
    assert sorted(Document.objects.values_list("key", flat=True)) == ["lake-1", "sea"]
    actions = PartyAction.objects.order_by("id")
    assert [(a.key, a.on) for a in actions] == [
        ("lake-1-signature-east", "1960-01-01"), ("lake-1-ratified-east", "1961-05"),
        ("lake-1-signature-west", "1964-05-08?"), ("lake-1-signature-iso-nth", "[1981-09..1981-10]"),
    ]  # fmt: skip
    assert dict(Role.objects.filter(of__key="lake-1-parties").values_list("key", "until")) == {
        "lake-1-east": "..", "lake-1-west": "1971-01-01", "lake-1-iso-nth": "..",
    }  # fmt: skip
    assert PartyCode.objects.get(value="NTH").party.key == "iso-nth"


def test_counts_as_of_a_day(bring: Callable[..., Tally]) -> None:
    bring()
    held = Role.objects.filter(of__key="lake-1-parties")
    days = ("1961-01-01", "1962-01-01", "1965-01-01", "1970-12-31", "1971-01-01", "1990-01-01")
    assert [on(held, PartialDate.parse(day)).count() for day in days] == [0, 1, 2, 2, 1, 2]


def test_kept_with_warnings_a_second_line_is_a_claim_and_only_what_cannot_be_is_left_out(
    bring: Callable[..., Tally],
) -> None:
    tally = bring(mapping=MAPPING + "dirty: keep\n")
    assert [line for line in told(tally) if "warning" in line] == [
        "6: warning: Line 2 says something else of EST, LAKE:1.",
        "7: warning: Signature after ratification: signed 1972, ratified 1971.",
        "11: warning: bound after ended: bound 1985-01-01, ended 1982-01-02.",
    ]
    assert [line for line in told(tally) if line.startswith("11: left out")] == [
        "11: left out: role sea-west: Since 1985-01-01 until 1982-01-02 has no day: until is the first day after and "
        "comes after since."
    ]
    signed = PartyAction.objects.get(key="lake-1-signature-east")
    claims = Citation.objects.filter(subject_type="documents.partyaction", subject_id=signed.pk)
    assert list(claims.order_by("id").values_list("field", "value", "place")) == [
        ("", "", "line 2"), ("on", "1960-01-02", "line 6"),
    ]  # fmt: skip
    assert PartyAction.objects.filter(key="river-signature-east").exists()
    assert DocumentName.objects.get(document__key="river", text__startswith="River Treaty").text == (
        "River Treaty, with a very lon…"
    )


def test_a_row_cites_its_line_once_and_the_chain_holds(bring: Callable[..., Tally]) -> None:
    bring()
    role = Role.objects.get(key="lake-1-west")
    assert list(
        Citation.objects.filter(subject_type="parties.role", subject_id=role.pk).values_list("field", "place")
    ) == [("", "line 3")]
    assert (chain.verify()[2], chain.verify_rows()) == (None, None)
    assert [(act.verb, act.reason.partition(" (")[0]) for act in Act.objects.order_by("-number")[:1]] == [
        ("intake.bring_in", "t.csv, lines 2 to 12")
    ]


def test_again_is_nothing_new(bring: Callable[..., Tally], counts: Callable[[], dict[str, int]]) -> None:
    bring()
    before = counts()
    tally = bring()
    assert set(tally.rows) == {"unchanged"}
    assert told(tally) == LEFT_OUT
    assert counts() == before


def test_so_many_lines_are_one_act_and_a_call_goes_on_where_one_stopped(bring: Callable[..., Tally]) -> None:
    def acts() -> int:
        return Act.objects.filter(verb="intake.bring_in").count()

    bring(lines_an_act=4)
    assert acts() == 2  # of the lines in between none goes in
    tally = bring(lines_an_act=4, resume=True)
    assert (tally.lines, acts()) == (0, 2)


def test_what_lines_before_said_is_known_when_a_call_goes_on(bring: Callable[..., Tally], tmp_path: Path) -> None:
    bring(dry_run=True)  # makes the files
    table = table_at(tmp_path)
    table.lines = table.lines[:3]  # as far as a call came that was stopped
    bring_in(table, by=SYSTEM, reason=f"t.csv, lines 2 to 4 ({mark_of(tmp_path / 't.csv')})")
    tally = bring(resume=True)
    assert (tally.lines, told(tally)) == (8, LEFT_OUT)


def test_a_dry_run_changes_nothing(bring: Callable[..., Tally], counts: Callable[[], dict[str, int]]) -> None:
    before = counts()
    assert told(bring(dry_run=True)) == LEFT_OUT
    assert counts() == before


SPELLS = """\
source: {key: M, title: Invented memberships, grade: invented, as_of: 2014}
keeper: ""
lists:
- file: l.csv
  values: {key: {column: short, as: slug}, began: {column: from, as: date}}
  rows:
  - {party: "org-{key}", kind: organisation, since: "{began}", codes: {short: "{short}"}}
  - {name: "{long}", party: "org-{key}"}
values:
  since: {column: from_year, as: date, after: before}
  until: {column: to_year, as: end, last: true, missing: "[2014-01-02..]"}
  organisation: {column: igo, code: short}
  state: {column: state, code: name, create: {rows: [{party: "{slug}", kind: state, codes: {name: "{code}"}}]}}
  as: {column: status, map: {full: member, associate: partner}}
rows:
- role: "{organisation}-{as}-{state}-{from_year}"
  holder: "{state}"
  of: "{organisation}"
  as: "{as}"
  since: "{since}"
  until: "{until}"
"""


def test_spells_by_year_with_a_list_of_codes(bring: Callable[..., Tally], tmp_path: Path) -> None:
    (tmp_path / "l.csv").write_text("short,long,from\nUL,Union of Lakes,1945.0\n", encoding="utf-8")
    tally = bring(
        "igo,state,status,from_year,to_year,before\nUL,norland,full,1945,1949,\nUL,norland,full,1955,,1950\n"
        "UL,sudland,observer,1946,,1945\nXX,sudland,full,1946,,1945\n",
        SPELLS,
    )
    assert told(tally) == [
        '5: left out: Nobody bears the short code "XX". Enter it with its party, or map it to one that is known.'
    ]
    assert [(r.key, r.kind, r.since, r.until) for r in Role.objects.filter(of__key="org-ul").order_by("key")] == [
        ("org-ul-member-norland-1945", "member", "1945", "[1949-01-02..1949-12-31]"),
        ("org-ul-member-norland-1955", "member", "[1951-01-01..1955-12-31]", "[2014-01-02..]"),
        ("org-ul-observer-sudland-1946", "observer", "1946", "[2014-01-02..]"),
    ]
    members = Role.objects.filter(of__key="org-ul", kind="member")
    asked = [
        (year, *on(members, PartialDate.parse(year)).values_list("is_certain")) for year in ("1949", "1950", "1953")
    ]
    assert asked == [("1949", (True,)), ("1950",), ("1953", (False,))]
    assert Party.objects.get(key="org-ul").since == "1945"


@pytest.mark.parametrize(
    ("text", "edtf"), [("1981-09..1981-10", "[1981-09..1981-10]"), ("1964-05-08?", "1964-05-08?"), ("1976.0", "1976")]
)
def test_dates_of_others_are_read(text: str, edtf: str) -> None:
    assert read_date(text).edtf == edtf


BAD = {
    ("rows:\n", "row:\n"): 'A mapping has no "row". Did you mean "rows"?',
    ("as: slug", "as: slig"): 'The value "treaty": "as" is one of text, slug, date, end.',
    ("column: Title", "column: Titel"): 'The mapping names "Titel", which is no column of t.csv. Did you mean "Title"?',
    ("cut: 30", "cat: 30"): 'The value "title" has no "cat". Did you mean "cut"?',
    ("then: ended", "then: title"): 'A check compares values that are dates; "title" is none.',
    (
        "grade: invented",
        "grade: good",
    ): '"good" cannot be "grade". Known here: invented, official, press, secondary, wiki.',
    ('{party: "{treaty}-parties"', '{partei: "{treaty}-parties"'): 'A row begins with its kind; "partei" is none. Did '
    'you mean "party"?',
    ("kind: ratification", "kidn: ratification"): 'A action row has no "kidn". Did you mean "kind"?',
}


@pytest.mark.parametrize("change", BAD)
def test_a_mapping_that_is_wrong_is_named(bring: Callable[..., Tally], change: tuple[str, str]) -> None:
    mapping = MAPPING.replace(*change)
    with pytest.raises(NotImported) as refusal:
        bring(mapping=mapping)
    assert [problem.text for problem in refusal.value.problems] == [BAD[change]]


def test_whoever_keeps_the_rows_brings_them_in(tmp_path: Path) -> None:
    (tmp_path / "m.yaml").write_text(MAPPING, encoding="utf-8")
    (tmp_path / "t.csv").write_text(HEAD + LINES, encoding="utf-8")
    table = table_at(tmp_path)
    with pytest.raises(Refused, match="reference row of the installation"):
        bring_in(table, by=Reader.person("An officer", Seat("officer", "lakes")))
    assert bring_in(table, by=SYSTEM).rows["new"] == 15
    with pytest.raises(NothingNew):
        bring_in(table, by=SYSTEM)


def test_the_command_tells_every_finding_and_the_sums(tmp_path: Path) -> None:
    (tmp_path / "m.yaml").write_text(MAPPING, encoding="utf-8")
    with gzip.open(tmp_path / "t.csv.gz", "wt", encoding="utf-8") as file:
        file.write(HEAD + LINES)
    out, err = StringIO(), StringIO()
    call_command("import", str(tmp_path / "t.csv.gz"), "--mapping", str(tmp_path / "m.yaml"), stdout=out, stderr=err)
    lines = out.getvalue().splitlines()
    assert len([line for line in lines if ": left out: " in line and "t.csv.gz:" in line]) == 7
    assert lines[-6:] == [
        "left out: Signature after ratification: 1",
        "left out: bound after ended: 1",
        "left out: exact repeats: 1",
        "left out: lines that cannot be read: 3",
        "left out: repeats that differ: 1",
        "11 lines, of which 7 left out; rows: 15 new",
    ]
    assert err.getvalue() == f"{tmp_path / 't.csv.gz'}: lines 2 to 12 are done.\n"
    with pytest.raises(CommandError, match="name one table"):
        call_command("import", "a.csv", "b.csv", "--mapping", str(tmp_path / "m.yaml"))


def test_a_workbook_is_a_table_and_its_formulas_are_their_text(tmp_path: Path) -> None:
    mapping = tmp_path / "of-a-workbook.yaml"
    mapping.write_text(MAPPING, encoding="utf-8")
    part = read_mapping(mapping).main
    book = openpyxl.Workbook()
    book.active.append(["stateID", "Title", "Begin"])
    book.active.append(["EST", "Two\nlines; and more", datetime(1960, 1, 1)])
    book.active.append([12.0, "=1+1", 0.5])
    book.save(tmp_path / "table.xlsx")
    assert header_of(tmp_path / "table.xlsx", part) == ["stateID", "Title", "Begin"]
    lines = list(lines_of(tmp_path / "table.xlsx", part))
    assert [(line.number, *line.cells.values()) for line in lines] == [
        (2, "EST", "Two lines; and more", "1960-01-01"), (3, "12", "=1+1", "0.5"),
    ]  # fmt: skip
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04")
    with pytest.raises(OSError, match="no workbook"):
        header_of(tmp_path / "broken.xlsx", part)
