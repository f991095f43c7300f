"""A text comes in: read apart from the rest, its paragraphs proposed with their numbers, confirmed in one act."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect

from kurultay.kit import files
from kurultay.kit.acting import Refused
from kurultay.kit.acting.acts import why_not
from kurultay.kit.pages.asked import asked
from kurultay.kit.pages.policy import RECORD, page, reader_of
from kurultay.kit.pages.shown import find
from kurultay.record.documents.actions import transcribe
from kurultay.record.documents.models import Document, Provision

from ..forms.apart import MOST, Unread, opened, reads_pdf
from ..forms.asked import ConfirmForm, TextForm
from ..forms.paragraphs import confirmed, proposed, written
from .refusing import refused


@page(RECORD)
@csrf_protect
def document_text(request: HttpRequest, key: str) -> HttpResponse:
    """Bring in the text of a document: upload or paste it, see its paragraphs with their numbers, enter them."""
    question, by = asked(request), reader_of(request)
    thing = find(Document, key, "names")
    if why := why_not(by, "documents.transcribe", thing):
        return refused(request, why)
    context: dict[str, Any] = {
        "thing": thing, "most": MOST // 1_000_000, "pdf": reads_pdf(),
        "held": Provision.objects.filter(document=thing).count(),
    }  # fmt: skip
    if request.method != "POST":
        return render(request, "papers/text.html", {**context, "form": TextForm()})
    if "paragraphs" not in request.POST:
        return _read(request, context)
    form = ConfirmForm(request.POST)
    if form.is_valid():
        try:
            paragraphs = confirmed(form.cleaned_data["paragraphs"])
            if "again" not in request.POST:
                said = {name: form.cleaned_data[name] for name in ("lang", "authority", "sha256")}
                transcribe(thing, paragraphs=paragraphs, by=by, **said)
                return HttpResponseRedirect(f"{thing.get_absolute_url()}/promises{question.keep}")
            return render(request, "papers/confirm.html", {**context, "form": form, "paragraphs": paragraphs})
        except ValueError as wrong:
            form.add_error(
                "paragraphs", _("Line %(line)s: a paragraph is its number, a bar and its text.") % {"line": wrong}
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return render(request, "papers/confirm.html", {**context, "form": form}, status=422)


def _read(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """What was uploaded or pasted, as paragraphs to confirm."""
    form = TextForm(request.POST, request.FILES)
    if form.is_valid():
        held = form.cleaned_data
        data = held["file"].read(MOST + 1) if held["file"] else held["pasted"].encode()
        try:
            found = opened(data)
            if found.kind == "xlsx":
                raise Unread(_("This is a workbook; a text is a DOCX, a PDF or a plain text."))
            paragraphs = proposed(found.lines, flowing=found.kind == "pdf")
            if not paragraphs:
                raise Unread(_("There is no text in it."))
            initial = {
                "paragraphs": written(paragraphs), "lang": held["lang"], "authority": held["authority"],
                "sha256": files.hold(context["thing"].key, data) if held["file"] else "",
            }  # fmt: skip
            shown = {"form": ConfirmForm(initial=initial), "paragraphs": paragraphs, "sha256": initial["sha256"]}
            return render(request, "papers/confirm.html", {**context, **shown})
        except Unread as unread:
            form.add_error("file" if held["file"] else "pasted", str(unread))
    return render(request, "papers/text.html", {**context, "form": form}, status=422)
