"""What cannot be answered, as problem details (RFC 9457) that name the parameter."""

from http import HTTPStatus
from typing import Any

import msgspec
from django.http import HttpResponse
from django.utils.translation import gettext as _

MEDIA_TYPE = "application/problem+json"


class Problem(msgspec.Struct, omit_defaults=True):
    """Why a request has no answer, and what to ask instead (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    parameter: str = ""


class Refusal(Exception):  # a sentence, as the other refusals are
    """A request that has no answer; raised anywhere below an address, answered at its edge."""

    def __init__(self, detail: str, parameter: str = "", status: HTTPStatus = HTTPStatus.BAD_REQUEST) -> None:
        super().__init__(detail)
        self.detail, self.parameter, self.status = detail, parameter, status


def nothing_here() -> Refusal:
    """The same for what is hidden, for what does not exist, and for addresses that were never there."""
    return Refusal(_("There is nothing here that you may read."), status=HTTPStatus.NOT_FOUND)


def not_done(allowed: str) -> Refusal:
    """For every method that does not read."""
    detail = _("This address is for reading: ask with %(methods)s.") % {"methods": allowed}
    return Refusal(detail, status=HTTPStatus.METHOD_NOT_ALLOWED)


def answer(refusal: Refusal, **headers: Any) -> HttpResponse:
    """The response that says it."""
    told = Problem("about:blank", refusal.status.phrase, int(refusal.status), refusal.detail, refusal.parameter)
    return HttpResponse(msgspec.json.encode(told), status=refusal.status, content_type=MEDIA_TYPE, headers=headers)
