"""What the verbs of documents that change a stage need: the right stage before, and days in order."""

from typing import Any

from django.utils.translation import gettext as _

from kurultay.kit.acting import Refused
from kurultay.kit.dates import PartialDate, partial

from ..models import STAGES, Document


def must_stand(document: Document, *stages: str) -> None:
    """Raises Refused where the document is at another stage than these."""
    if document.stage not in stages:
        needed = " / ".join(STAGES[stage].lower() for stage in stages)
        words = {"key": document.key, "stage": STAGES[document.stage].lower(), "needed": needed}
        raise Refused(_("%(key)s is %(stage)s; for this it has to be %(needed)s.") % words)


def must_follow(document: Document, name: str, on: Any, what: str) -> None:
    """Raises Refused where `on` is surely before the date in field `name`, which `what` names for people."""
    before, day = partial(document, name), PartialDate.parse(on) if on else None
    if before is not None and day is not None and day.latest < before.earliest:
        words = {"key": document.key, "what": what, "before": before, "day": day}
        raise Refused(_("%(key)s was %(what)s on %(before)s; %(day)s is before that.") % words)
