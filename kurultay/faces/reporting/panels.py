"""What reporting shows on a party's page: the way to its boards."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from kurultay.kit.pages.asked import Asked
from kurultay.kit.rows import Record
from kurultay.record.parties.models import Party


@dataclass(frozen=True)
class Panel:
    """Links alone; no section of its own."""

    template: str = ""
    rows: tuple[Record, ...] = ()
    facts: tuple[Any, ...] = ()
    links: list[dict[str, str]] = field(default_factory=list)


BOARDED = ("organisation", "body", "network", "programme")


def of_party(party: Party, question: Asked) -> list[Panel]:
    """What the record lacks, its years and calendar, for what meets; its due dates, for states too."""
    links = []
    if party.kind in BOARDED:
        boards = ((_("What the record lacks"), "completeness"), (_("Over time"), "timeline"))
        links += [{"label": words, "url": f"/{board}/{party.key}{question.keep}"} for words, board in boards]
        links.append({"label": _("Calendar to subscribe to"), "url": f"/calendar/{party.key}.ics"})
    if party.kind in (*BOARDED, "state"):
        links.append({"label": _("Due dates to subscribe to"), "url": f"/due/{party.key}.ics"})
    return [Panel(links=links)] if links else []
