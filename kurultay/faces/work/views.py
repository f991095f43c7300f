"""What is done in the background, for administrators: jobs and mail, and the buttons that stop them."""

from typing import Any

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from kurultay.kit.acting import Refused
from kurultay.kit.letters import jobs
from kurultay.kit.pages.policy import RECORD, page, reader_of
from kurultay.kit.reading import Reader

from .actions import pause, resume, send_again, stop, stop_all
from .models import STATES, Mail, Schedule
from .rules import administers, organisations

SHOWN = 100  # mails of the list, the newest
VERBS: dict[str, Any] = {"stop": stop, "send_again": send_again, "pause": pause, "resume": resume}


def _administrator(request: HttpRequest) -> Reader:
    """Whoever asks, where they administer something; for others this page is not there."""
    reader = reader_of(request)
    watched = organisations(reader)
    if watched is not None and not watched:
        raise Http404
    return reader


def _watched(reader: Reader) -> Any:
    """The mail that this administrator watches over."""
    watched = organisations(reader)
    return Mail.objects.all() if watched is None else Mail.objects.filter(organisation__in=watched)


def _page(request: HttpRequest, reader: Reader, refused: str = "") -> HttpResponse:
    mails = _watched(reader)
    counts = dict(mails.values_list("state").annotate(Count("pk")).order_by())
    known = {row.name: row for row in Schedule.objects.all()}
    context = {
        "jobs": [(name, job, known.get(name)) for name, job in sorted(jobs().items())],
        "counts": [(_(words), counts.get(state, 0)) for state, words in STATES.items()],
        "waiting": counts.get("queued", 0),
        "mails": mails.order_by("-queued_at", "-pk")[:SHOWN],
        "pauses": administers(reader, "") is None,
        "refused": refused,
    }
    return render(request, "work/work.html", context, status=409 if refused else 200)


@page(RECORD)
def work(request: HttpRequest) -> HttpResponse:
    """Jobs and mail in the background, as administrators see them: to whom and what about, never what a mail says."""
    return _page(request, _administrator(request))


@page(RECORD)
def halt(request: HttpRequest) -> HttpResponse:
    """Stop a mail or all that wait, send one again, pause a job or take it up again."""
    reader = _administrator(request)
    if request.method != "POST":
        raise Http404
    verb, named = request.POST.get("do", ""), request.POST.get("named", "")
    try:
        if verb == "stop_all":
            watched = organisations(reader)
            for organisation in sorted({""} if watched is None else watched):
                stop_all(organisation, by=reader)
        else:
            thing: Any = (
                _watched(reader).filter(key=named).first()
                if verb in ("stop", "send_again")
                else Schedule.objects.filter(name=named).first()
            )
            if thing is None or verb not in VERBS:
                raise Http404
            VERBS[verb](thing, by=reader)
    except Refused as refusal:
        return _page(request, reader, str(refusal))
    return HttpResponseRedirect("/background/")
