"""A tracking workbook with columns of its own: which column holds what is asked once and remembered."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect

from kurultay.kit.acting import Refused
from kurultay.kit.acting.acts import why_not
from kurultay.kit.pages.asked import asked
from kurultay.kit.pages.policy import RECORD, page, reader_of
from kurultay.record.documents.models import Document

from ..actions import take_over
from ..forms.apart import MOST, Unread, opened
from ..forms.asked import WorkbookForm
from ..forms.tracking import THINGS, Tracker, columns_of, packed, seen, tracker_of, unpacked
from .refusing import refused
from .sheets import sends


def _document(request: HttpRequest) -> Document:
    found = Document.objects.filter(key=request.POST.get("document", "").strip()).prefetch_related("names").first()
    if found is None:
        raise Unread(_("Give the key of a document of the record from which these commitments come."))
    return found


@page(RECORD)
@csrf_protect
def tracking(request: HttpRequest) -> HttpResponse:
    """Take over the tracker of an office: its columns, its lines as commitments, then all of it in one act."""
    by, question = reader_of(request), asked(request)
    context: dict[str, Any] = {"form": WorkbookForm(), "most": MOST // 1_000_000, "things": THINGS}
    context["key"] = request.POST.get("document", request.GET.get("document", ""))
    if not sends(by):
        return refused(request, _("Workbooks come back from officers, registrars and focal points."))
    if request.method != "POST":
        return render(request, "papers/tracking.html", context)
    try:
        document = _document(request)
        if why := why_not(by, "papers.take_over", document):
            return refused(request, why)
        if "tracker" in request.POST:
            tracker = unpacked(request.POST["tracker"])
            sent = {name: request.POST.get(f"column-{name}", "") for name in THINGS}
            columns = {name: words for name, words in sent.items() if words}
            if "again" in request.POST:
                return _show(request, document, tracker, columns, False, context)
            return _take(request, document, tracker, columns, context, question.keep)
        form = context["form"] = WorkbookForm(request.POST, request.FILES)
        if form.is_valid():
            found = opened(form.cleaned_data["file"].read(MOST + 1))
            if found.kind != "xlsx":
                raise Unread(_("This is not a workbook in XLSX."))
            tracker = tracker_of(found.sheets)
            return _show(request, document, tracker, *columns_of(tracker, document.keeper), context)
    except Unread as unread:
        context["error"] = str(unread)
    return render(request, "papers/tracking.html", context, status=422)


def _show(
    request: HttpRequest, document: Document, tracker: Tracker, columns: dict[str, str], remembered: bool,
    context: dict[str, Any], error: str = "",
) -> HttpResponse:  # fmt: skip
    lines = seen(tracker, columns, document)
    more = {
        "document": document, "header": [words for words in tracker.header if words], "remembered": remembered,
        "asked_columns": [(name, words, columns.get(name, "")) for name, (words, _like) in THINGS.items()],
        "lines": lines, "tracker": packed(tracker), "error": error,
        "good": sum(line.tracked is not None for line in lines),
    }  # fmt: skip
    return render(request, "papers/tracker.html", {**context, **more}, status=422 if error else 200)


def _take(
    request: HttpRequest, document: Document, tracker: Tracker, columns: dict[str, str], context: dict[str, Any],
    keep: str,
) -> HttpResponse:  # fmt: skip
    ticked = set(request.POST.getlist("take"))
    lines = seen(tracker, columns, document)
    rows = [line.tracked for line in lines if line.tracked is not None and str(line.place) in ticked]
    try:
        take_over(document, rows=rows, header=tracker.digest, columns=columns, by=reader_of(request))
    except Refused as refusal:
        return _show(request, document, tracker, columns, False, context, str(refusal))
    return HttpResponseRedirect(f"/commitments/?document={document.key}{keep.replace('?', '&')}")
