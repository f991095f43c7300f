"""What people show on a party's page: who holds its posts, and who sits for it elsewhere."""

from dataclasses import dataclass, field
from typing import Any

from kurultay.kit.dates import Certainty, period_of
from kurultay.kit.pages.asked import Asked
from kurultay.kit.rows import Record
from kurultay.record.parties.models import Party

from .models import Tenure

HEADS = 2  # posts named at the top of a party's page


@dataclass
class Panel:
    """Tenures at a party, told apart by whether they hold on the day."""

    template: str
    sure: list[Tenure] = field(default_factory=list)
    possible: list[Tenure] = field(default_factory=list)
    other: list[Tenure] = field(default_factory=list)
    facts: list[dict[str, Any]] = field(default_factory=list)

    @property
    def rows(self) -> list[Record]:
        """What evidence is wanted for."""
        return [*self.sure, *self.possible, *self.other]


def of_party(party: Party, question: Asked) -> list[Panel]:
    """One panel, or none where no tenure at this party is in sight. Three statements."""
    panel = Panel("people/party_panel.html")
    tenures = Tenure.objects.filter(at=party).order_by("-since_earliest", "id").prefetch_related("person__names")
    for tenure in tenures:
        if tenure.person.veiled:
            continue
        answer = period_of(tenure).holds(question.on)
        if answer is Certainty.YES:
            panel.sure.append(tenure)
        else:
            (panel.possible if answer is Certainty.POSSIBLE else panel.other).append(tenure)
    panel.facts = [{"label": t.post, "person": t.person, "row": t} for t in panel.sure[:HEADS]]
    return [panel] if panel.rows else []
