"""Who has answered a round: read from the steps of the commitments, so that it can never differ from them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kurultay.record.commitments.models import REPORTING, Step, when_done
from kurultay.record.parties.models import Party

from .tables import Round, RoundItem

Answered = dict[tuple[int, int], Step]  # (commitment, party) -> the last answer


@dataclass(frozen=True)
class Asking:
    """One commitment of a response: the item, and the answer where the reader sees one."""

    item: RoundItem
    step: Step | None


@dataclass(frozen=True)
class Response:
    """How one party answered a round, as far as the reader sees it."""

    party: Party
    asked: tuple[Asking, ...]

    @property
    def answered(self) -> int:
        """How many of its commitments it reported on."""
        return sum(each.step is not None for each in self.asked)

    @property
    def open(self) -> tuple[Asking, ...]:
        """Those it has not reported on."""
        return tuple(each for each in self.asked if each.step is None)

    @property
    def rate(self) -> int:
        """Answered of asked, in per cent, rounded down: 100 is all."""
        return 100 * self.answered // len(self.asked)


def state_of(thing: Round, on: date) -> str:
    """ "planned", "open", "late" (open past its due day) or "closed" at the end of that day."""
    if thing.closed_on and thing.closed_on_latest <= on:
        return "closed"
    if on < thing.opens_on_earliest:
        return "planned"
    return "late" if on > thing.due_on_latest else "open"


def answers_of(thing: Round, on: date, commitments: Iterable[int] | None = None) -> Answered:
    """The last report of each party on each commitment asked about, from the opening to `on` or the close.

    A report is an answer wherever it was made: on the page of the round or on that of the commitment.
    """
    last = min(on, thing.closed_on_latest) if thing.closed_on else on
    about = RoundItem.objects.filter(round=thing).values("commitment") if commitments is None else list(commitments)
    steps = Step.objects.filter(
        commitment__in=about, kind__in=REPORTING, by_party__isnull=False,
        on_earliest__gte=thing.opens_on_earliest, on_latest__lte=last,
    )  # fmt: skip
    found: Answered = {}
    for step in sorted(steps, key=when_done):
        if step.by_party_id is not None:
            found[step.commitment_id, step.by_party_id] = step
    return found


def asking(items: Iterable[RoundItem], answers: Answered) -> list[Response]:
    """The items by party, in the order of the parties' names; what the reader may not see is left out."""
    by_party: dict[int, list[Asking]] = {}
    parties: dict[int, Party] = {}
    for item in items:
        if not item.commitment.veiled and not item.party.veiled:
            parties[item.party_id] = item.party
            answer = answers.get((item.commitment_id, item.party_id))
            by_party.setdefault(item.party_id, []).append(Asking(item, answer))
    ordered = sorted(parties.values(), key=lambda party: (party.sort_key, party.pk))
    return [Response(party, tuple(by_party[party.pk])) for party in ordered]


def response(thing: Round, party: Party, on: date) -> Response | None:
    """How one party answered; None where nothing that the reader sees is asked of it."""
    items = RoundItem.objects.filter(round=thing, party=party).prefetch_related("commitment", "party").order_by("id")
    found = asking(items, answers_of(thing, on))
    return found[0] if found else None
