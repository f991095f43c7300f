"""A workbook that came back: what each row says, beside what the record says now."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kurultay.kit import clock
from kurultay.kit.acting import Refused
from kurultay.kit.acting.acts import why_not
from kurultay.kit.dates import UNKNOWN, DateError, PartialDate
from kurultay.kit.names.case import fold
from kurultay.kit.reading import Reader
from kurultay.record.commitments.actions import is_link
from kurultay.record.commitments.models import SAYS, Commitment
from kurultay.record.commitments.models.lines import FOR_LINES, FOR_STANDING, Line, lines_of
from kurultay.record.parties.models import Party

from ..actions import Returned
from .apart import Sheet, Unread
from .workbooks import COLUMNS, FILLED_IN, stamp

MOST = 1_000  # rows with something in them
KINDS = {
    "new": gettext_lazy("new"),
    "conflict": gettext_lazy("changed since"),
    "same": gettext_lazy("in the record already"),
    "empty": gettext_lazy("not filled in"),
    "not-yours": gettext_lazy("not yours"),
    "unknown": gettext_lazy("not known"),
    "wrong": gettext_lazy("cannot be read"),
}
TAKEN = ("new", "conflict")  # what may be taken in


@dataclass(frozen=True)
class Sent:
    """A row of the workbook as texts, and where it stood."""

    place: int
    key: str = ""
    name: str = ""
    verb: str = ""
    who: str = ""
    due: str = ""
    status: str = ""
    party: str = ""
    text: str = ""
    says: str = ""
    on: str = ""
    evidence: str = ""
    seen: str = ""
    stamp: str = ""


@dataclass(frozen=True)
class Difference:
    """A row beside the record: of which kind it is, why where that is to be said, and what would be entered."""

    sent: Sent
    kind: str
    why: str = ""
    line: Line | None = None
    returned: Returned | None = None

    @property
    def words(self) -> str:
        """Its kind, for people."""
        return str(KINDS[self.kind])


def rows_of(sheets: Sequence[Sheet]) -> list[Sent]:
    """The rows of the first sheet that has our columns. Raises Unread where none has."""
    for sheet in sheets:
        for at, cells in enumerate(sheet.rows[:20]):
            if "key" in cells and "text" in cells and "stamp" in cells:
                places = {name: cells.index(name) for name in COLUMNS if name in cells}
                return _rows(sheet.rows[at + 1 :], places, at + 2)
    raise Unread(
        _("This is not a workbook that went out from here: its hidden first row is missing. Take a fresh one and copy.")
    )


def _rows(rows: Iterable[list[str]], places: dict[str, int], first: int) -> list[Sent]:
    found = []
    for place, cells in enumerate(rows, start=first):
        held = {name: cells[at].strip() if at < len(cells) else "" for name, at in places.items()}
        if place == first or not any(held.values()):  # the words over the columns, and empty rows
            continue
        found.append(Sent(place, **held))
        if len(found) > MOST:
            raise Unread(_("The workbook has more than %(most)s rows.") % {"most": MOST})
    return found


def packed(rows: Iterable[Sent]) -> str:
    """The rows as a form carries them from one page to the next."""
    return json.dumps([asdict(row) for row in rows], ensure_ascii=False)


def unpacked(text: str) -> list[Sent]:
    """The rows that a form carried. Raises Unread where they are no longer what they were."""
    try:
        told = json.loads(text)
        rows = [Sent(int(each["place"]), **{name: str(each[name]) for name in COLUMNS}) for each in told]
    except (ValueError, TypeError, KeyError) as error:
        raise Unread(_("The rows were lost on the way. Upload the workbook again.")) from error
    if len(rows) > MOST:
        raise Unread(_("The workbook has more than %(most)s rows.") % {"most": MOST})
    return rows


def compared(rows: Sequence[Sent], by: Reader) -> list[Difference]:
    """Each row beside the record. Statements grow with the rows that are filled in, by what the rule asks of each."""
    keys = [row.key for row in rows]
    today = PartialDate.parse(clock.today())
    fetched = Commitment.objects.filter(key__in=keys).prefetch_related(*FOR_STANDING, *FOR_LINES)
    known = {line.thing.key: line for line in lines_of(fetched, today)}
    parties = {party.key: party for party in Party.objects.filter(key__in={row.party for row in rows if row.party})}
    seen: set[str] = set()
    found = []
    for row in rows:
        difference = _compare(row, known.get(row.key), parties, today, by)
        if difference.kind in TAKEN and f"{row.key} {row.party}" in seen:
            difference = Difference(row, "wrong", _("Another row of this workbook is about the same."), difference.line)
        if difference.kind in TAKEN:
            seen.add(f"{row.key} {row.party}")
        found.append(difference)
    return found


def _compare(row: Sent, line: Line | None, parties: dict[str, Party], today: PartialDate, by: Reader) -> Difference:
    if not any(getattr(row, name) for name in FILLED_IN if name not in ("party", "seen")):
        return Difference(row, "empty", line=line)
    if line is None:
        return Difference(row, "unknown", _("There is no commitment %(key)s.") % {"key": row.key})
    party = parties.get(row.party)
    if row.party and party is None:
        return Difference(row, "wrong", _("There is no party %(key)s.") % {"key": row.party}, line)
    try:
        returned = _returned(row, line.thing, party, today)
    except ValueError as error:
        return Difference(row, "wrong", str(error), line)
    if why := why_not(by, "commitments.report", line.thing, party=party):
        return Difference(row, "not-yours", why, line)
    if _stands(returned):
        return Difference(row, "same", line=line, returned=returned)
    kind = "new" if row.stamp == stamp(line.thing) else "conflict"
    return Difference(row, kind, line=line, returned=returned)


def _returned(row: Sent, thing: Commitment, party: Party | None, today: PartialDate) -> Returned:
    """What a row would enter; raises ValueError with a sentence."""
    says = ""
    if row.says:
        says = next((key for key, words in SAYS.items() if fold(row.says) in (key, fold(words))), "")
        if not says:
            raise ValueError(
                _("“%(says)s” is none of: %(list)s.") % {"says": row.says, "list": ", ".join(SAYS.values())}
            )
    if any(text.startswith("=") for text in (row.text, row.evidence, row.on, row.seen)):
        raise ValueError(_("There is a formula in this row; write what it says."))
    if not (row.text or says or row.evidence):
        raise ValueError(_("Say what was done."))
    if says and not (row.text or row.evidence):
        raise ValueError(_("Say what was done, not only how it stands."))
    try:
        on = PartialDate.parse(row.on).edtf if row.on else today.edtf
        seen = PartialDate.parse(row.seen).edtf if row.seen else UNKNOWN
        is_link(row.evidence)
    except (DateError, Refused) as error:
        raise ValueError(str(error)) from error
    return Returned(thing, on, row.text, says, party, row.evidence, seen)


def _stands(returned: Returned) -> bool:
    """Whether every part of it is in the record already, so that a workbook sent twice enters nothing twice."""
    steps = returned.commitment.steps.all()
    number = returned.party.pk if returned.party is not None else None
    mine = [s for s in steps if number is None or s.by_party_id == number]
    told = not returned.text or any(
        s.kind == "report" and s.text == returned.text and s.says == returned.says for s in mine
    )
    shown = not returned.evidence or any(s.kind == "evidence" and returned.evidence in (s.text, s.link) for s in mine)
    return told and shown


def given_back(differences: Iterable[Difference]) -> list[dict[str, str]]:
    """Rows as a workbook gives them back, each with why it was not taken in."""
    return [{**asdict(each.sent), "problem": f"{each.words}. {each.why}".strip()} for each in differences]


def fresh(lines: Iterable[Line], called: Any, party: str, words: Any) -> list[dict[str, Any]]:
    """Rows of a workbook that goes out."""
    rows = []
    for line in lines:
        thing = line.thing
        owing = [row for row in thing.parties.all() if row.capacity == "responsible"]
        names = [called(row.party) if row.party is not None else row.words for row in owing
                 if row.party is None or not row.party.veiled]  # fmt: skip
        due = [each.text or (called(each.meeting) if each.meeting is not None and not each.meeting.veiled else "")
               for each in line.standing.due]  # fmt: skip
        rows.append({
            "key": thing.key, "name": called(thing), "verb": thing.verb, "who": "; ".join(names),
            "due": " / ".join(d for d in due if d), "status": words(line.standing.status), "party": party,
            "stamp": stamp(thing),
        })  # fmt: skip
    return rows
