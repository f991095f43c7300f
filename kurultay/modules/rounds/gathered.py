"""Offer: what a round asks of one party, for a workbook to be filled in offline."""

from kurultay.kit.dates import PartialDate
from kurultay.kit.dates.words import spell

from .models import Round, RoundItem


def of_round(key: str, party: str, lang: str) -> tuple[str, list[int]] | None:
    """What heads the workbook, and the numbers of the commitments asked about; None where the reader sees none."""
    thing = Round.objects.filter(key=key).first()
    items = RoundItem.objects.filter(round=thing, party__key=party) if thing is not None else []
    numbers = [item.commitment_id for item in items]
    if thing is None or not numbers:
        return None
    return f"{thing.title} – {spell(PartialDate.parse(thing.due_on), lang)}", numbers


GATHERED = {"round": of_round}
