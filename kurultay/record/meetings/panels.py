"""What meetings show on other pages: a body's latest, those a party hosted, those a person took part in."""

from dataclasses import dataclass, field
from typing import Any

from kurultay.kit.pages.asked import Asked
from kurultay.kit.rows import Record
from kurultay.record.parties.models import Party
from kurultay.record.people.models import Person

from .models import Meeting, Participation

NEWEST = 5  # meetings named on a party's page
OF_PERSON = 200  # participations named on a person's page


@dataclass
class Panel:
    """Meetings of a body or hosted by a party, or what a person took part in."""

    template: str
    party: Party | None = None
    meetings: list[Meeting] = field(default_factory=list)
    hosted: list[Meeting] = field(default_factory=list)
    participations: list[Participation] = field(default_factory=list)
    more: bool = False
    more_hosted: bool = False
    facts: list[dict[str, Any]] = field(default_factory=list)

    @property
    def rows(self) -> list[Record]:
        """What evidence is wanted for."""
        return [*self.meetings, *self.hosted, *self.participations]


def of_party(party: Party, question: Asked) -> list[Panel]:
    """The newest meetings of a body and those a party hosted; none where there are none. At most eight statements."""
    rows = Meeting.objects.prefetch_related("names", "place__names", "body__names").order_by("-sort_day", "-id")
    own = list(rows.filter(body=party)[: NEWEST + 1])
    hosted = list(rows.filter(host_party=party).exclude(body=party)[: NEWEST + 1])
    panel = Panel("meetings/party_panel.html", party, own[:NEWEST], hosted[:NEWEST])
    panel.more, panel.more_hosted = len(own) > NEWEST, len(hosted) > NEWEST
    return [panel] if panel.rows else []


def of_person(person: Person, question: Asked) -> list[Panel]:
    """The meetings a person took part in or hosted, the newest first; none where there are none."""
    taken = Participation.objects.filter(person=person).order_by("-meeting__sort_day", "-id")
    taken = taken.prefetch_related(
        "meeting__names", "meeting__place__names", "party__names", "tenure__at__names", "person__tenures__at__names"
    )
    shown = [
        row
        for row in taken[:OF_PERSON]
        if not row.meeting.veiled and not row.meeting.withdrawn and not (row.party is not None and row.party.veiled)
    ]
    rows = Meeting.objects.prefetch_related("names", "place__names", "body__names").order_by("-sort_day", "-id")
    panel = Panel("meetings/person_panel.html", participations=shown)
    panel.hosted = list(rows.filter(host_person=person)[:OF_PERSON])
    return [panel] if panel.rows else []
