"""An export is put back: what is lacking is added, what is there is compared, and only the installation does it."""

from collections.abc import Callable, Iterator

import pytest

from kurultay.faces.intake.actions import NothingNew, NotImported, Report, put_back, read_text
from kurultay.kit.acting import Refused
from kurultay.kit.acting.models import Act
from kurultay.kit.actions import withdraw
from kurultay.kit.reading import Reader, Seat, reading_as, system
from kurultay.kit.sources.models import Citation, StatedFigure
from kurultay.record.parties.models import Party, PartyName, Role

SYSTEM = system("import")
Enter = Callable[..., list[Report]]
ROLE = "record: role\nrows:\n"
EAST = "- role: lakes-member-east\n  holder: east\n  of: lakes\n  as: member\n  since: 2010\n  keeper: lakes\n"


@pytest.fixture(autouse=True)
def _reading(first: object) -> Iterator[None]:
    with reading_as(SYSTEM):
        yield


def said(reports: list[Report]) -> list[str]:
    return [" / ".join(line.what) for report in reports for line in report.lines]


def test_a_row_that_stands_takes_what_it_lacks_and_what_is_said_of_it(enter: Enter) -> None:
    said_of = "  cited:\n  - {source: S1, at: line 3, states: [since], claims: {until: 2013}}\n"
    row = f"{ROLE}{EAST}  until: 2014\n{said_of}"
    assert said(enter(row)) == ["set: until"]
    assert Role.objects.get().until == "2014"
    cited = Citation.objects.filter(source__key="S1", subject_type="parties.role")
    assert sorted(cited.values_list("field", "value")) == [("since", "2010"), ("until", "2013")]
    before = Act.objects.count()
    assert said(enter(row)) == ["unchanged"]
    assert Act.objects.count() == before


def test_another_value_is_named_and_changes_nothing(enter: Enter, counts: Callable[[], dict[str, int]]) -> None:
    before = counts()
    with pytest.raises(NotImported) as refusal:
        enter(f"{ROLE}{EAST.replace('2010', '2011')}")
    assert list(map(str, refusal.value.problems)) == [
        't.yaml:7: The record holds this row with since "2010". An export only adds: correct the record, or this line.'
    ]
    assert counts() == before


def test_new_rows_are_as_they_were_with_readers_and_withdrawn(enter: Enter) -> None:
    text = """\
record: name/party
rows:
- name: Озёра
  party: lakes
  lang: ru
  keeper: lakes
  marking: restricted
  named: [east]
- name: Lake
  party: lakes
  keeper: lakes
  withdrawn: true
  cited:
  - {source: S2, at: page 2, states: [name], printed: {name: LAKE}, decides: [name], why: So it is.}
---
record: party
rows:
- party: north
  kind: state
  until: ""
  figures:
  - {figure: members, value: 3, source: S1}
"""
    assert said(enter(text)) == ["new", "new", "new"]  # parties first
    russian, lake = PartyName.everything.order_by("id")
    assert (russian.script, str(russian.audience), russian.audience.names) == ("Cyrl", "restricted of lakes", ("east",))
    assert lake.withdrawn is True
    (cited,) = Citation.everything.filter(subject_type="parties.partyname", subject_id=lake.pk)
    assert (cited.value, cited.as_printed, cited.decides, cited.why) == ("Lake", "LAKE", True, "So it is.")
    assert Party.objects.get(key="north").until == ""
    assert StatedFigure.objects.get().value == 3
    assert said(enter(text)) == ["unchanged"] * 3


def test_a_row_withdrawn_since_is_left_alone(enter: Enter) -> None:
    withdraw(Role.objects.get(), by=SYSTEM, reason="Entered twice.")
    assert said(enter(f"{ROLE}{EAST}")) == ["withdrawn, left alone"]


BAD = {
    "record: rolle\nrows:\n- role: x\n": 't.yaml:1: "rolle" is no kind of row. Did you mean "role"?',
    "record: role\nrow: 1\nrows:\n- role: x\n": 't.yaml:2: A document of an export has no "row". Did you mean "rows"?',
    f"{ROLE}- party: x\n": 't.yaml:3: Here every row begins with "role", as "record: role" says.',
    f"{ROLE}{EAST}  sinse: 1\n": 't.yaml:9: A role row of an export has no "sinse". Did you mean "since"?',
    f"{ROLE}{EAST}  cited:\n  - {{source: S9}}\n": 't.yaml:3: There is no source "S9". Enter it before this row.',
    f"{ROLE}{EAST}  cited: no\n": 't.yaml:9: "cited" lists mappings such as {source: F1, states: [since]}.',
    f"{ROLE}- role: r\n  holder: nobody\n  of: lakes\n  as: member\n": 't.yaml:4: There is no party "nobody". Enter it '
    "before this row.",
}


@pytest.mark.parametrize("text", BAD)
def test_what_is_wrong_is_named(enter: Enter, text: str, counts: Callable[[], dict[str, int]]) -> None:
    before = counts()
    with pytest.raises(NotImported) as refusal:
        enter(text)
    assert list(map(str, refusal.value.problems)) == [BAD[text]]
    assert counts() == before


def test_only_the_installation_puts_an_export_back() -> None:
    documents = read_text(f"{ROLE}{EAST}", "t.yaml", [])
    with pytest.raises(Refused, match="by the installation itself"):
        put_back(documents, by=Reader.person("An officer", Seat("officer", "lakes")))
    with pytest.raises(NothingNew):
        put_back(documents, by=SYSTEM)
