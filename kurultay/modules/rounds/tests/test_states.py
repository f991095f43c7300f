"""Whatever people do in whatever order, a round is planned, open, late or closed, and refuses what does not fit."""

from datetime import date, timedelta

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kurultay.kit.acting import Refused
from kurultay.kit.reading import reading_as
from kurultay.modules.rounds import actions as rounds
from kurultay.modules.rounds.actions import Answer
from kurultay.modules.rounds.models import Round, response, state_of
from tests.cast import OFFICER

from .conftest import EAST, Desk

OPENS, DUE = date(2015, 3, 1), date(2015, 3, 31)
DOINGS = st.sampled_from(["extend", "close", "respond", "remind", "no-change"])


class Told:
    """What the round must be after what was done to it, kept apart from the code that does it."""

    def __init__(self) -> None:
        self.due, self.closed, self.answered = DUE, date.max, dict[str, date]()
        self.reminded: set[date] = set()

    def allows(self, doing: str, day: date) -> bool:
        """Whether this may be done on that day, and what follows from it."""
        if self.closed != date.max:
            return False
        if doing == "extend":
            if day <= self.due:
                return False
            self.due = day
            return True
        if day < OPENS:
            return False
        if doing == "close":
            self.closed = day
        elif doing == "respond":
            self.answered["handbook"] = min(day, self.answered.get("handbook", day))
        elif doing == "remind":
            open_then = [k for k in ("handbook", "map") if self.answered.get(k, date.max) > day]
            if not open_then or day in self.reminded:
                return False
            self.reminded.add(day)
        else:
            waiting = [k for k in ("handbook", "map") if self.answered.get(k, date.max) > day]
            if not waiting:
                return False
            self.answered.update(dict.fromkeys(waiting, day))
        return True

    def state(self, day: date) -> str:
        """The state at the end of a day."""
        if self.closed <= day:
            return "closed"
        return "planned" if day < OPENS else "late" if day > self.due else "open"


def do(desk: Desk, thing: Round, doing: str, day: date) -> bool:
    """Do it; False where it is refused."""
    east = desk.scene.east
    try:
        if doing == "extend":
            rounds.extend(thing, due=day, reason="They asked for it.", by=OFFICER)
        elif doing == "close":
            rounds.close_round(thing, on=day, by=OFFICER)
        elif doing == "respond":
            rounds.respond(thing, party=east, answers=(Answer(desk.handbook, "Well."),), on=day, by=EAST)
        elif doing == "remind":
            rounds.remind(thing, party=east, on=day, by=OFFICER)
        else:
            rounds.report_no_change(thing, party=east, on=day, by=EAST)
    except Refused:
        return False
    return True


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(DOINGS, st.integers(-3, 60)), max_size=9))
def test_any_order_of_doings(desk: Desk, doings: list[tuple[str, int]]) -> None:
    told = Told()
    with transaction.atomic():
        for doing, offset in doings:
            day = OPENS + timedelta(days=offset)
            with reading_as(OFFICER):
                thing = Round.objects.get(pk=desk.round.pk)
            assert do(desk, thing, doing, day) is told.allows(doing, day), (doing, day)
        with reading_as(OFFICER):
            thing = Round.objects.get(pk=desk.round.pk)
            for offset in (-1, 0, 20, 30, 31, 45, 61):
                day = OPENS + timedelta(days=offset)
                assert state_of(thing, day) == told.state(day)
                found = response(thing, desk.scene.east, day)
                assert found is not None
                assert found.answered == sum(on <= min(day, told.closed) for on in told.answered.values())
        transaction.set_rollback(True)
