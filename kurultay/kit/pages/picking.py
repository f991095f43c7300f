"""Suggestions while somebody types the name of a row into a form, from what is in their sight."""

from django.apps import apps
from django.http import HttpRequest, HttpResponse, JsonResponse

from kurultay.kit.asking.finding import suggested
from kurultay.kit.pages.policy import RECORD, page
from kurultay.kit.rows import Record


@page(RECORD)
def pick(request: HttpRequest) -> HttpResponse:
    """Keys and names of at most eight rows of a table that a text may mean."""
    try:
        table = apps.get_model(request.GET.get("of", ""))
    except (LookupError, ValueError):
        return JsonResponse([], safe=False)
    rows = suggested(table, request.GET.get("q", "")) if issubclass(table, Record) else []
    return JsonResponse(rows, safe=False)
