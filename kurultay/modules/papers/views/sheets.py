"""Workbooks both ways: commitments out as a template, reports back in with a difference row by row to confirm."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect

from kurultay.kit import registry
from kurultay.kit.acting import Refused
from kurultay.kit.pages.asked import asked
from kurultay.kit.pages.policy import RECORD, page, reader_of
from kurultay.kit.reading import Reader
from kurultay.kit.templatetags.record import named
from kurultay.record.commitments.models import Commitment
from kurultay.record.commitments.models.lines import FOR_LINES, FOR_STANDING, lines_of
from kurultay.record.commitments.panels import status_words
from kurultay.record.commitments.views.lists import FILTERS, wanted

from ..actions import take_in
from ..forms.apart import MOST, Unread, opened
from ..forms.asked import WorkbookForm
from ..forms.returned import KINDS, TAKEN, compared, fresh, given_back, packed, rows_of, unpacked
from ..forms.workbooks import SORT, workbook
from .refusing import refused

MOST_ROWS = 2_000


def _called(question: Any) -> Any:
    def called(row: Any) -> str:
        name = named(row, question.on, question.lang)
        return str(name.text if name is not None else row.key)

    return called


def sends(by: Reader) -> bool:
    """Whether somebody may send a workbook back at all: whoever keeps something, or speaks for a party."""
    return by.is_system or any(seat.role in ("officer", "registrar", "focal-point") for seat in by.seats)


@page(RECORD)
def commitments_xlsx(request: HttpRequest) -> HttpResponse:
    """The commitments that the filters of the register leave, as a workbook to fill in offline."""
    question = asked(request)
    chosen = {name: value for name in FILTERS if (value := request.GET.get(name))}
    head, found = _gathered(request, question) or ("", wanted(chosen))
    found = found.order_by("-made_on_earliest", "-id").prefetch_related(*FOR_STANDING, *FOR_LINES)
    lines = lines_of(found, question.on)
    if status := chosen.get("status"):
        lines = [
            x for x in lines if x.standing.status == status or (status == "overdue" and x.standing.overdue == "yes")
        ]
    party = chosen.get("party", "")
    rows = fresh(lines[:MOST_ROWS], _called(question), party, status_words)
    answer = HttpResponse(workbook(rows, head=head), content_type=SORT)
    name = f"{slugify(head)[:60]}-{party}" if head else "commitments"
    answer["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return answer


def _gathered(request: HttpRequest, question: Any) -> tuple[str, Any] | None:
    """What another app gathers for one party, as a round does; None where the address names no such set."""
    offered: dict[str, Any] = registry.gather("gathered", "GATHERED")
    named = next((name for name in offered if request.GET.get(name)), None)
    if named is None:
        return None
    found = offered[named](request.GET[named], request.GET.get("party", ""), question.lang)
    if found is None:
        raise Http404
    head, numbers = found
    return head, Commitment.objects.filter(pk__in=numbers)


@page(RECORD)
@csrf_protect
def spreadsheets(request: HttpRequest) -> HttpResponse:
    """Send a workbook back: its rows beside the record, those to take in, and the others as a workbook again."""
    by = reader_of(request)
    context: dict[str, Any] = {"may": sends(by), "most": MOST // 1_000_000, "form": WorkbookForm(), "kinds": KINDS}
    if request.method != "POST":
        return render(request, "papers/sheets.html", context)
    if not context["may"]:
        return refused(request, _("Workbooks come back from officers, registrars and focal points."))
    try:
        if "rows" in request.POST:
            return _confirm(request, by, context)
        form = context["form"] = WorkbookForm(request.POST, request.FILES)
        if form.is_valid():
            found = opened(form.cleaned_data["file"].read(MOST + 1))
            if found.kind != "xlsx":
                raise Unread(_("This is not a workbook in XLSX."))
            return _show(request, rows_of(found.sheets), by, context)
    except Unread as unread:
        context["error"] = str(unread)
    return render(request, "papers/sheets.html", context, status=422)


def _show(request: HttpRequest, rows: Any, by: Reader, context: dict[str, Any], error: str = "") -> HttpResponse:
    differences = compared(rows, by)
    counts = [(KINDS[kind], sum(each.kind == kind for each in differences)) for kind in KINDS]
    more = {
        "differences": differences, "rows": packed(rows), "error": error, "taken": TAKEN,
        "counts": [(words, n) for words, n in counts if n], "any": any(each.kind in TAKEN for each in differences),
        "back": any(each.kind in ("not-yours", "unknown", "wrong", "conflict") for each in differences),
    }  # fmt: skip
    return render(request, "papers/differences.html", {**context, **more}, status=422 if error else 200)


def _confirm(request: HttpRequest, by: Reader, context: dict[str, Any]) -> HttpResponse:
    """Take in the rows that were ticked, in one act; or give the others back."""
    rows = unpacked(request.POST["rows"])
    ticked = set(request.POST.getlist("take"))
    differences = compared(rows, by)
    chosen = [each for each in differences if each.kind in TAKEN and str(each.sent.place) in ticked]
    if "back" in request.POST:
        rest = [each for each in differences if each.kind not in ("same", "empty") and each not in chosen]
        answer = HttpResponse(workbook(given_back(rest), problems=True), content_type=SORT)
        answer["Content-Disposition"] = 'attachment; filename="given-back.xlsx"'
        return answer
    try:
        steps = take_in(tuple(each.returned for each in chosen if each.returned is not None), by=by)
    except Refused as refusal:
        return _show(request, rows, by, context, str(refusal))
    rest = [each.sent for each in differences if each.kind not in ("same", "empty") and each not in chosen]
    done = {"entered": chosen, "steps": steps, "rest": len(rest), "rows": packed(rest)}
    return render(request, "papers/taken.html", {**context, **done})
