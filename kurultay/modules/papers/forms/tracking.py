"""Somebody's own tracking workbook: which column holds what, guessed or remembered, and what each line would become."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kurultay.kit.dates import DateError, PartialDate, partial
from kurultay.kit.names.case import fold
from kurultay.record.commitments.models import SAYS, VERBS, CommitmentName
from kurultay.record.documents.models import Document
from kurultay.record.parties.models import Party, PartyName

from ..actions import Tracked
from ..models import ColumnMap
from . import due
from .apart import Sheet, Unread
from .strength import passages

MOST = 1_000  # lines
# What a line may say, and words over columns that mean it.
THINGS: Mapping[str, tuple[Any, tuple[str, ...]]] = {
    "name": (
        gettext_lazy("What is promised"), ("commitment", "decision", "action", "task", "title", "provision", "item")
    ),
    "verb": (gettext_lazy("How strongly"), ("verb", "strength")),
    "responsible": (gettext_lazy("Responsible"), ("responsible", "owner", "lead", "addressee", "who", "entity")),
    "due": (gettext_lazy("Due"), ("due", "deadline", "target date", "by when", "when")),
    "says": (gettext_lazy("How it stands"), ("status", "state", "progress")),
    "text": (
        gettext_lazy("What was done"), ("report", "update", "comments", "comment", "remarks", "notes", "what was done")
    ),
    "on": (gettext_lazy("As of"), ("as of", "date of report", "updated", "last update")),
}  # fmt: skip
# Words in trackers for how something stands; "" says no more than that it is open.
STANDS = {
    "done": "met", "completed": "met", "complete": "met", "implemented": "met", "closed": "met", "achieved": "met",
    "ongoing": "in-progress", "in progress": "in-progress", "started": "in-progress", "under way": "in-progress",
    "partially implemented": "partly-met", "partly done": "partly-met", "partial": "partly-met",
    "not implemented": "not-met", "failed": "not-met", "cancelled": "lapsed", "dropped": "lapsed", "expired": "lapsed",
    "superseded": "superseded", "replaced": "superseded",
    "open": "", "not started": "", "pending": "", "planned": "", "to do": "",
}  # fmt: skip


@dataclass(frozen=True)
class Tracker:
    """The sheet of a tracker: the words over its columns, and its lines."""

    header: list[str]
    lines: list[list[str]]

    @property
    def digest(self) -> str:
        """By what a header is known again, whatever its case and blanks."""
        return hashlib.sha256("\n".join(fold(words) for words in self.header).encode()).hexdigest()


@dataclass(frozen=True)
class Seen:
    """A line as it would be taken over, or why not; `doubts` are said and do not hinder."""

    place: int
    tracked: Tracked | None
    why: str = ""
    doubts: list[str] = field(default_factory=list)


def tracker_of(sheets: Sequence[Sheet]) -> Tracker:
    """The first sheet in sight with a row of three words or more over lines. Raises Unread where there is none."""
    for sheet in sheets:
        for at, cells in enumerate(sheet.rows[:30] if not sheet.hidden else []):
            if sum(bool(cell) for cell in cells) >= 3 and sheet.rows[at + 1 :]:
                lines = [line for line in sheet.rows[at + 1 :] if any(line)]
                if len(lines) > MOST:
                    raise Unread(_("The workbook has more than %(most)s rows.") % {"most": MOST})
                return Tracker(cells, lines)
    raise Unread(_("No sheet of this workbook has a row of words over its lines."))


def packed(tracker: Tracker) -> str:
    """The tracker as a form carries it from one page to the next."""
    return json.dumps([tracker.header, *tracker.lines], ensure_ascii=False)


def unpacked(text: str) -> Tracker:
    """The tracker that a form carried. Raises Unread where it is no longer what it was."""
    try:
        rows = [[str(cell) for cell in row] for row in json.loads(text)]
        if not rows or len(rows) > MOST + 1:
            raise ValueError
    except (ValueError, TypeError) as error:
        raise Unread(_("The rows were lost on the way. Upload the workbook again.")) from error
    return Tracker(rows[0], rows[1:])


def columns_of(tracker: Tracker, keeper: str) -> tuple[dict[str, str], bool]:
    """Which column holds what: as remembered for this header, else as its words suggest; and whether remembered."""
    for row in ColumnMap.objects.filter(header=tracker.digest).order_by("-id"):
        if row.keeper == keeper:
            held = json.loads(row.columns)
            return {name: words for name, words in held.items() if name in THINGS and words in tracker.header}, True
    found: dict[str, str] = {}
    for name, (_words, like) in THINGS.items():
        free = [words for words in tracker.header if words and words not in found.values()]
        exact = [words for words in free if fold(words) in like]
        near = [words for words in free if any(word in fold(words) for word in like)]
        if chosen := (exact or near)[:1]:
            found[name] = chosen[0]
    return found, False


def seen(tracker: Tracker, columns: Mapping[str, str], document: Document) -> list[Seen]:
    """Each line as it would become a commitment of the document. A constant number of statements."""
    places = {name: tracker.header.index(words) for name, words in columns.items() if words in tracker.header}
    cells = [
        {name: line[at].strip() if at < len(line) else "" for name, at in places.items()} for line in tracker.lines
    ]
    parties = _parties({part for each in cells for part in _parts(each.get("responsible", ""))})
    names = CommitmentName.objects.filter(commitment__document=document)
    held = {fold(name) for name in names.values_list("text", flat=True)}
    found = []
    for place, each in enumerate(cells, start=2):
        shown = _seen(place, each, parties, document)
        if shown.tracked is not None and fold(shown.tracked.name) in held:
            shown = Seen(place, None, _("The document has a commitment of this name."))
        if shown.tracked is not None:
            held.add(fold(shown.tracked.name))
        found.append(shown)
    return found


def _parts(text: str) -> list[str]:
    return [" ".join(part.split()) for part in text.replace("\n", ";").replace(",", ";").split(";") if part.strip()]


def _parties(names: set[str]) -> dict[str, Party]:
    """Parties in sight by name or key; a name that two bear is nobody's."""
    found: dict[str, set[Party]] = {}
    for row in PartyName.objects.filter(text__in=names).prefetch_related("party"):
        if not row.party.veiled and not row.party.withdrawn:
            found.setdefault(fold(row.text), set()).add(row.party)
    for party in Party.objects.filter(key__in=names):
        found.setdefault(fold(party.key), set()).add(party)
    return {name: next(iter(bearers)) for name, bearers in found.items() if len(bearers) == 1}


def _seen(place: int, cells: Mapping[str, str], parties: Mapping[str, Party], document: Document) -> Seen:
    said = " ".join(cells.get("name", "").split())
    if not said:
        return Seen(place, None, _("It does not say what is promised."))
    if any(text.startswith("=") for text in cells.values()):
        return Seen(place, None, _("There is a formula in this row; write what it says."))
    doubts: list[str] = []
    day = _day(cells.get("due", ""), document, _("due"), doubts)
    on = _day(cells.get("on", ""), document, _("as of"), doubts)
    bearers = [(part, parties.get(fold(part))) for part in _parts(cells.get("responsible", ""))]
    words = "; ".join(part for part, party in bearers if party is None)[:300]
    if words:
        doubts.append(_("No party is called “%(words)s”; it stands in words.") % {"words": words})
    verb = next((key for key, name in VERBS.items() if fold(cells.get("verb", "")) in (key, fold(name))), "")
    if not verb:
        promised = passages(said, "en")
        verb = promised[0].verb.value if promised else "undertakes"
    says = _says(cells.get("says", ""), doubts)
    return Seen(
        place,
        Tracked(
            said[:300], verb, tuple(dict.fromkeys(p for _part, p in bearers if p is not None)), words, day, on,
            cells.get("text", "") or (cells.get("says", "") if says else ""), says,
        ),
        doubts=doubts,
    )  # fmt: skip


def _day(text: str, document: Document, what: str, doubts: list[str]) -> str:
    """A day of a tracker in EDTF: written so, or in words; what cannot be read is said."""
    if not text:
        return ""
    try:
        return PartialDate.parse(text).edtf
    except DateError:
        made = partial(document, "adopted_on") or partial(document, "signed_on")
        found = due.dates(f"by {text}" if text[:4].isdecimal() else text, "en", made)
        if len(found) == 1:
            return str(found[0].value)
        doubts.append(_("%(what)s: “%(text)s” is no date that can be read.") % {"what": what, "text": text})
        return ""


def _says(text: str, doubts: list[str]) -> str:
    said = fold(text)
    if not said:
        return ""
    for key, words in SAYS.items():
        if said in (key, fold(words)):
            return key
    if said in STANDS:
        return STANDS[said]
    doubts.append(_("“%(text)s” says nothing that the record knows of how it stands.") % {"text": text})
    return ""
