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


def of_party(party: Party, question: Asked) -> list[Panel]:
    """What the record lacks, its years, its calendar; for organisations and for what meets."""
    if party.kind not in ("organisation", "body", "network", "programme"):
        return []
    boards = ((_("What the record lacks"), "completeness"), (_("Over time"), "timeline"))
    links = [{"label": words, "url": f"/{board}/{party.key}{question.keep}"} for words, board in boards]
    feeds = [
        {"label": _("Calendar to subscribe to"), "url": f"/calendar/{party.key}.ics"},
        {"label": _("Due dates to subscribe to"), "url": f"/due/{party.key}.ics"},
    ]
    return [Panel(links=[*links, *feeds])]
