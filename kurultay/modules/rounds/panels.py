"""What rounds show on the page of a party: the rounds that it holds, and those that ask it."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from kurultay.kit.pages.asked import Asked
from kurultay.kit.rows import Record
from kurultay.record.parties.models import Party

from .models import Round, RoundItem, state_of

MOST = 10  # the latest rounds; the list has the others


@dataclass
class Panel:
    """Rounds under one heading, each with its state on the day and where it leads."""

    title: str
    anchor: str
    rounds: list[tuple[Round, str, str]]
    of: str = ""  # the key of the organisation or body whose rounds the list shows
    template: str = "rounds/panel.html"
    rows: list[Record] = field(default_factory=list)
    facts: list[dict[str, Any]] = field(default_factory=list)


def of_party(party: Party, question: Asked) -> list[Panel]:
    """The rounds of an organisation, and those that ask a party something. Two statements."""
    on = question.on.latest
    own = Round.objects.filter(of=party).order_by("-due_on_latest", "-id")[:MOST]
    asks = RoundItem.objects.filter(party=party).values("round")
    asked = Round.objects.filter(pk__in=asks).order_by("-due_on_latest", "-id")[:MOST]
    held = [(thing, state_of(thing, on), thing.get_absolute_url()) for thing in own]
    told = [(thing, state_of(thing, on), f"{thing.get_absolute_url()}/of/{party.key}") for thing in asked]
    panels = (Panel(_("Reporting rounds"), "rounds", held, of=party.key), Panel(_("Rounds that ask it"), "asked", told))
    return [panel for panel in panels if panel.rounds]
