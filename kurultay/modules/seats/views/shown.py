"""What the pages of seats share: who has to be signed in, and the parties that seats name by key."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from kurultay.kit.reading import Reader
from kurultay.modules.seats.models import Account
from kurultay.modules.seats.sign_in import account_of
from kurultay.record.parties.models import Party

View = Callable[..., HttpResponse]


def signed_in(view: View) -> View:
    """Whoever is not signed in goes to the sign-in page, whatever the address holds, and comes back."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **words: Any) -> HttpResponse:
        if account_of(request) is None:
            return HttpResponseRedirect(f"{settings.LOGIN_URL}?next={quote(request.get_full_path(), safe='/')}")
        return view(request, *args, **words)

    return answer


def me(request: HttpRequest) -> tuple[Account, Reader]:
    """The account that is signed in, and the reader it makes."""
    account = account_of(request)
    assert account is not None
    reader: Reader = request.reader  # type: ignore[attr-defined]
    return account, reader


def with_parties(rows: Iterable[Any]) -> list[Any]:
    """Rows of seats with the organisation and the party they name, as the reader may see them. Two statements."""
    placed = list(rows)
    keys = {key for row in placed for key in (row.organisation, row.party) if key}
    found = {party.key: party for party in Party.objects.filter(key__in=keys).prefetch_related("names")} if keys else {}
    for row in placed:
        row.at, row.of = found.get(row.organisation), found.get(row.party)
    return placed
