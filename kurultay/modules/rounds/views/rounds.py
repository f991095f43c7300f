"""The page of a round: who has reported, who is late, and what its keeper may do about it."""

from dataclasses import dataclass
from datetime import timedelta
from itertools import chain

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kurultay.kit.pages.acts.past import past
from kurultay.kit.pages.asked import asked
from kurultay.kit.pages.policy import RECORD, page, reader_of
from kurultay.kit.pages.shown import find
from kurultay.kit.reading import Reader

from ..forms import Extend
from ..models import Reminder, Response, Round, RoundItem, answers_of, asking, state_of

ROUND = ("of__names", "catalogue", "area__names", "rhythm")


@dataclass(frozen=True)
class Line:
    """How a party answered. Whether it is silent is said only to those who see all its reports: `sure`."""

    response: Response
    sure: bool
    state: str  # all, late, part, none; "" where it is not sure
    reminded: str  # the day of the last reminder that the reader sees


def _state(found: Response, late: bool) -> str:
    if not found.open:
        return "all"
    return "late" if late else "part" if found.answered else "none"


def lines_of(thing: Round, reader: Reader, state: str, responses: list[Response]) -> list[Line]:
    """The parties of a round. One statement."""
    keeper = thing.keeper
    everything, mine = reader.keeps(keeper), reader.parties_at(keeper)
    told: dict[int, str] = {}
    for reminder in Reminder.objects.filter(round=thing).order_by("on_earliest", "id"):
        told[reminder.party_id] = reminder.on
    late = state in ("late", "closed")
    found = []
    for each in responses:
        sure = everything or each.party.key in mine
        shown = _state(each, late) if sure or not each.open else ""
        found.append(Line(each, sure, shown, told.get(each.party.pk, "")))
    return found


def round_context(
    request: HttpRequest, thing: Round, refused: str = "", extend: Extend | None = None
) -> dict[str, object]:
    """What the page of a round shows."""
    question, reader = asked(request), reader_of(request)
    on = question.on.latest
    state = state_of(thing, on)
    items = RoundItem.objects.filter(round=thing).order_by("id").prefetch_related("commitment", "party__names")
    responses = asking(items, answers_of(thing, on))
    lines = lines_of(thing, reader, state, responses)
    total, answered = sum(len(r.asked) for r in responses), sum(r.answered for r in responses)
    keeps = reader.keeps(thing.keeper)
    return {
        "thing": thing,
        "state": state,
        "lines": lines,
        "total": total,
        "answered": answered,
        "rate": 100 * answered // total if total else 0,
        "done": sum(not r.open for r in responses),
        "unsure": any(not line.sure for line in lines),
        "keeps": keeps,
        "escalates": keeps and thing.escalate_after is not None and state in ("open", "late"),
        "escalation": thing.due_on_latest + timedelta(days=thing.escalate_after or 0),
        "acts": keeps and question.is_today and state in ("open", "late"),
        "form": extend or Extend(),
        "refused": refused,
    }


@page(RECORD)
def round_page(request: HttpRequest, key: str) -> HttpResponse:
    """A reporting round as of a day: who has reported, who is late, and the rate of each party."""
    return render(request, "rounds/round.html", round_context(request, find(Round, key, *ROUND)))


@page(RECORD)
def round_history(request: HttpRequest, key: str) -> HttpResponse:
    """Who opened, extended and closed a round, and who was reminded."""
    thing = find(Round, key)
    reminders = Reminder.everything.filter(round=thing)
    return render(request, "rounds/history.html", {"thing": thing, **past(request, chain([thing], reminders))})
