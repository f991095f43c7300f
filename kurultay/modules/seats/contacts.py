"""Offer: who sits where today and can be written to."""

from kurultay.kit import clock
from kurultay.kit.letters import Contact
from kurultay.kit.reading import Reader, reading_as, system

from .models import ROLES, Account, Seat
from .models.accounts import Suspension
from .models.sitting import holding

ROLES_IN_WORDS = {role.key: role.label for role in ROLES}


def contacts(organisation: str, role: str, party: str = "") -> list[Contact]:
    """Those who hold a seat of this role today, by address; nobody who may not sign in. Three statements."""
    with reading_as(system("contacts")):
        shut = Suspension.objects.values("account")
        seats = Seat.objects.filter(holding(clock.today()), organisation=organisation, role=role)
        if party:
            seats = seats.filter(party=party)
        held = seats.exclude(account__in=shut).order_by("account__mail", "id").prefetch_related("account")
        return [Contact(seat.account.mail, role, organisation, seat.party, seat.account.name) for seat in held]


def people() -> list[Contact]:
    """Everybody who may sign in and sits somewhere today, by address, with all their seats. Three statements."""
    with reading_as(system("contacts")):
        shut = Suspension.objects.values("account")
        seats = Seat.objects.filter(holding(clock.today())).exclude(account__in=shut)
        held: dict[Account, list[Seat]] = {}
        for seat in seats.order_by("account__mail", "id").prefetch_related("account"):
            held.setdefault(seat.account, []).append(seat)
        return [
            Contact(one.mail, name=one.name, account=one.key, seats=tuple(seat.held for seat in theirs))
            for one, theirs in held.items()
        ]


def sitting_at(organisation: str) -> list[Reader]:
    """Whoever holds a seat at this organisation today and may sign in, with all seats they hold. Two statements."""
    with reading_as(system("contacts")):
        today = Seat.objects.filter(holding(clock.today()))
        there = today.filter(organisation=organisation).exclude(account__in=Suspension.objects.values("account"))
        seats: dict[int, list[Seat]] = {}
        held = today.filter(account__in=there.values("account")).order_by("account", "id").prefetch_related("account")
        for seat in held:
            seats.setdefault(seat.account_id, []).append(seat)
        return [own[0].account.reader(*own) for own in seats.values()]
