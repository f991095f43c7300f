"""Matters arising: what is open goes on the agenda of the next meeting, tied to what it is about."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kurultay.kit.acting import Refused, act
from kurultay.kit.reading import Reader
from kurultay.record.meetings.actions import defer, put_on_agenda
from kurultay.record.meetings.models import AgendaItem, Meeting

from ..models import Commitment, Matter


@dataclass(frozen=True)
class Point:
    """A point for the agenda: a commitment that it takes up, or the point of an earlier meeting that went over."""

    title: str
    number: str = ""
    commitment: Commitment | None = None
    deferred: AgendaItem | None = None


@act(label="took up matters arising", says=gettext_lazy("%(who)s took up matters arising at %(thing)s."))
def take_up(meeting: Meeting, *, points: Sequence[Point], by: Reader, reason: str = "") -> list[AgendaItem]:
    """Put matters arising on the agenda in this order, in one act; each point stays tied to what it takes up."""
    if not points:
        raise Refused(_("Nothing is chosen."))
    made = []
    for point in points:
        if point.deferred is not None and point.deferred.outcome != "deferred":
            raise Refused(_("“%(title)s” was not deferred.") % {"title": point.deferred.title})
        if point.commitment is not None:
            theirs = Matter.objects.filter(meeting=meeting, commitment=point.commitment)
            if theirs.exists():
                raise Refused(_("“%(title)s” is on this agenda already.") % {"title": point.title})
        if not point.title.strip() or len(point.title) > 400:
            raise Refused(_("A point has a title of at most 400 letters."))
        about = () if point.commitment is None else (point.commitment,)  # its title says what the commitment is
        item = put_on_agenda(meeting, title=point.title, number=point.number[:20], concerning=about, by=by)
        if point.commitment is not None:
            Matter(meeting=meeting, item=item, commitment=point.commitment, audience=item.audience).save()
        if point.deferred is not None and point.deferred.deferred_to_id != meeting.pk:
            defer(point.deferred, to=meeting, by=by)
        made.append(item)
    return made
