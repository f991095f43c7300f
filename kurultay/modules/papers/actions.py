"""Workbooks come in: reports that a ministry filled in offline, and the tracker that somebody kept until now."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kurultay.kit import clock
from kurultay.kit.acting import Refused, act
from kurultay.kit.dates import UNKNOWN
from kurultay.kit.reading import Reader
from kurultay.kit.reading.models import SECRETARIAT, intern
from kurultay.record.commitments.actions import assign, attach, is_link, report, undertake
from kurultay.record.commitments.models import Commitment
from kurultay.record.documents.models import Document
from kurultay.record.parties.models import Party

from .models import ColumnMap


@dataclass(frozen=True)
class Returned:
    """What came back for one commitment: what was done, how it stands as the party says, when, and the evidence."""

    commitment: Commitment
    on: Any
    text: str = ""
    says: str = ""
    party: Party | None = None
    evidence: str = ""  # a link or words
    seen: Any = UNKNOWN  # the day on which the link was seen; else today


@dataclass(frozen=True)
class Tracked:
    """One line of a tracker as somebody confirmed it."""

    name: str
    verb: str = "undertakes"
    responsible: tuple[Party, ...] = ()
    words: str = ""
    due: Any = UNKNOWN
    on: Any = UNKNOWN  # of what is said of its state
    text: str = ""
    says: str = ""


@act(label="took in a workbook", says=gettext_lazy("%(who)s took in a workbook about %(thing)s."))
def take_in(rows: Sequence[Returned], *, by: Reader, reason: str = "") -> int:
    """Enter what came back in a workbook, all of it in one act; gives how many steps were entered."""
    if not rows:
        raise Refused(_("Nothing is chosen."))
    made = 0
    for row in rows:
        said = {"on": row.on, "party": row.party, "by": by}
        if row.text or row.says:
            text = row.text or row.evidence
            report(row.commitment, text=text, says=row.says, evidence=row.evidence, seen=row.seen, **said)
        elif is_link(row.evidence):
            attach(row.commitment, link=row.evidence, seen=row.seen or clock.today().isoformat(), **said)
        else:
            attach(row.commitment, text=row.evidence, **said)
        made += 1 + bool(row.evidence and (row.text or row.says))
    return made


@act(label="took over a tracker", says=gettext_lazy("%(who)s took over a tracker with %(thing)s."))
def take_over(
    document: Document,
    *,
    rows: Sequence[Tracked],
    header: str,
    columns: Mapping[str, str],
    by: Reader,
    reason: str = "",
) -> list[Commitment]:
    """Enter the lines of a tracking workbook as commitments of a document, and remember how its columns were read."""
    if not rows:
        raise Refused(_("Nothing is chosen."))
    made = []
    for row in rows:
        thing = undertake(
            Commitment.free_key(document.key), verb=row.verb, name=row.name, of=document.of, document=document,
            due=row.due, keeper=document.keeper, by=by,
        )  # fmt: skip
        for party in row.responsible:
            assign(thing, party=party, by=by)
        if row.words:
            assign(thing, words=row.words, by=by)
        if row.text or row.says:
            report(thing, text=row.text or row.says, says=row.says, on=row.on, by=by)
        made.append(thing)
    _remember(document, header, columns)
    return made


def _remember(document: Document, header: str, columns: Mapping[str, str]) -> None:
    """Keep how a header is read, for whoever keeps the document; the newest way counts."""
    text = json.dumps(dict(sorted(columns.items())), ensure_ascii=False)
    keeper = document.keeper
    held = next((row for row in ColumnMap.objects.filter(header=header) if row.keeper == keeper), None)
    row = held or ColumnMap(
        key=ColumnMap.free_key(f"{keeper or 'record'}-{header[:8]}"),
        header=header,
        audience=intern(keeper, SECRETARIAT),
    )
    row.columns = text
    row.save()
