"""What reporting shows on other pages: the way to their boards."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from kurultay.kit.pages.asked import Asked
from kurultay.kit.rows import Record
from kurultay.record.commitments.models import Commitment
from kurultay.record.documents.models import Document
from kurultay.record.meetings.models import Meeting
from kurultay.record.parties.models import Catalogue, Party


@dataclass(frozen=True)
class Panel:
    """Links alone; no section of its own."""

    template: str = ""
    rows: tuple[Record, ...] = ()
    facts: tuple[Any, ...] = ()
    links: list[dict[str, str]] = field(default_factory=list)


BOARDED = ("organisation", "body", "network", "programme")


def of_party(party: Party, question: Asked) -> list[Panel]:
    """Its board; what the record lacks, its years and calendar, for what meets; its due dates."""
    gathers = party.kind in BOARDED
    kind = "organisation" if party.kind == "organisation" else "body" if gathers else "party"
    links = [_link(_("Board of its commitments"), kind, party.key, question)]
    if gathers:
        boards = ((_("What the record lacks"), "completeness"), (_("Over time"), "timeline"))
        links += [{"label": words, "url": f"/{board}/{party.key}{question.keep}"} for words, board in boards]
        links.append({"label": _("Calendar to subscribe to"), "url": f"/calendar/{party.key}.ics"})
    if gathers or party.kind == "state":
        links.append({"label": _("Due dates to subscribe to"), "url": f"/due/{party.key}.ics"})
    return [Panel(links=links)]


def of_meeting(meeting: Meeting, question: Asked) -> list[Panel]:
    """The board of what was promised there; none where nothing was."""
    return _board(Commitment.objects.filter(meeting=meeting), _("Board"), "meeting", meeting.key, question)


def of_document(document: Document, question: Asked) -> list[Panel]:
    """The board of what it commits to; none where that is nothing."""
    return _board(Commitment.objects.filter(document=document), _("Board"), "document", document.key, question)


def of_catalogue(catalogue: Catalogue, question: Asked) -> list[Panel]:
    """Its scoreboard; none where nothing hangs on its areas."""
    rows = Commitment.objects.filter(area__catalogue=catalogue)
    return _board(rows, _("Scoreboard"), "strategy", catalogue.key, question)


def _board(commitments: Any, label: str, kind: str, key: str, question: Asked) -> list[Panel]:
    return [Panel(links=[_link(label, kind, key, question)])] if commitments.exists() else []


def _link(label: str, kind: str, key: str, question: Asked) -> dict[str, str]:
    return {"label": label, "url": f"/boards/{kind}/{key}{question.keep}"}
