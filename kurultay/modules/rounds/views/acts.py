"""What whoever keeps a round does to it: opens it, moves the due day, reminds, closes."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from kurultay.kit import clock
from kurultay.kit.acting import Refused
from kurultay.kit.pages.policy import RECORD, page, reader_of
from kurultay.kit.pages.shown import find
from kurultay.kit.reading import Reader
from kurultay.kit.reading.seats import KEEPING_ROLES
from kurultay.record.parties.models import Catalogue, Party

from .. import actions
from ..forms import Extend, OpenRound
from ..models import Rhythm, Round
from .lists import keeps_something
from .rounds import ROUND, round_context


def _done(request: HttpRequest, key: str, do: Callable[[Round], Any], form: Extend | None = None) -> HttpResponse:
    """Do something to a round and go back to its page; a refusal stands on it, with what was typed."""
    thing = find(Round, key, *ROUND)
    if request.method != "POST":
        raise Http404
    refused = ""
    if form is None or form.is_valid():
        try:
            do(thing)
            return HttpResponseRedirect(thing.get_absolute_url())
        except Refused as refusal:
            refused = str(refusal)
    thing = find(Round, key, *ROUND)
    return render(request, "rounds/round.html", round_context(request, thing, refused, form), status=409)


@page(RECORD)
def extend(request: HttpRequest, key: str) -> HttpResponse:
    """Move the due day of a round."""
    form, by = Extend(request.POST), reader_of(request)
    return _done(request, key, lambda thing: actions.extend(thing, by=by, **form.cleaned_data), form)


@page(RECORD)
def close(request: HttpRequest, key: str) -> HttpResponse:
    """Close a round today."""
    by = reader_of(request)
    return _done(request, key, lambda thing: actions.close_round(thing, on=clock.today(), by=by))


@page(RECORD)
def remind(request: HttpRequest, key: str) -> HttpResponse:
    """Remind one party, or all that have not answered everything."""
    by, named = reader_of(request), request.POST.get("party", "")

    def do(thing: Round) -> None:
        party = find(Party, named) if named else None
        actions.remind(thing, party=party, on=clock.today(), by=by)

    return _done(request, key, do)


def _form(reader: Reader, data: Any = None) -> OpenRound:
    """The form for a new round, of what this reader keeps."""
    kept = sorted({s.organisation for s in reader.seats if s.role in KEEPING_ROLES and s.organisation})
    form = OpenRound(data, initial={"opens": clock.today().isoformat()})
    fields: Any = form.fields
    asking = Party.objects.filter(audience__keeper__in=kept, kind__in=("organisation", "body"))
    fields["of"].queryset = asking.order_by("sort_key", "id").prefetch_related("names")
    fields["catalogue"].queryset = Catalogue.objects.filter(audience__keeper__in=kept).order_by("title", "id")
    fields["rhythm"].queryset = Rhythm.objects.filter(audience__keeper__in=kept).order_by("title", "id")
    return form


@page(RECORD)
def open_form(request: HttpRequest) -> HttpResponse:
    """Open a reporting round; for officers and registrars of an organisation."""
    by = reader_of(request)
    if not keeps_something(by):
        raise Http404
    form, refused = _form(by, request.POST if request.method == "POST" else None), ""
    if request.method == "POST" and form.is_valid():
        words = dict(form.cleaned_data)
        key = Round.free_key(f"{words['of'].key}-{words['due'][:7]}")
        try:
            return HttpResponseRedirect(actions.open_round(key, by=by, **words).get_absolute_url())
        except Refused as refusal:
            refused = str(refusal)
    errors = [{"field": f"id_{name}", "text": text} for name, said in form.errors.items() for text in said]
    status = 422 if errors else 409 if refused else 200
    return render(request, "rounds/open.html", {"form": form, "errors": errors, "refused": refused}, status=status)
