"""The page for somebody who may not do this."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def refused(request: HttpRequest, why: str) -> HttpResponse:
    """The sentence of the rule, with status 403."""
    return render(request, "papers/refused.html", {"why": why}, status=403)
