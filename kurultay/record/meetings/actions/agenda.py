"""The agenda of a meeting: points put on it, and what became of each, concluded or deferred."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kurultay.kit.acting import Refused, act
from kurultay.kit.acting.narrowing import narrowest
from kurultay.kit.reading import Reader
from kurultay.kit.rows import Record

from ..models import AgendaItem, Meeting, Session
from .course import TO_COME, needs


@act(label="put on the agenda", says=gettext_lazy("%(who)s put a point on the agenda of %(thing)s."))
def put_on_agenda(
    meeting: Meeting,
    *,
    title: str,
    by: Reader,
    session: str = "",
    number: str = "",
    concerning: tuple[Record, ...] = (),
    reason: str = "",
) -> AgendaItem:
    """Add a point at the end of the agenda, in the session of that title, which begins with its first point.

    Nobody reads it who may not read what it is `concerning`.
    """
    needs(meeting, *TO_COME, "held")
    part = None
    if session:
        sessions = Session.objects.filter(meeting=meeting)
        part = sessions.filter(title=session).order_by("id").first()
        if part is None:
            part = Session(
                meeting=meeting, title=session, position=sessions.count() + 1, audience_id=meeting.audience_id
            )
            part.save()
    item = AgendaItem(
        meeting=meeting, session=part, title=title, number=number, planned=meeting.status != "held",
        position=AgendaItem.objects.filter(meeting=meeting).count() + 1,
        audience=narrowest(meeting.audience, *concerning),
    )  # fmt: skip
    item.save()
    return item


@act(
    label="concluded a point of the agenda", says=gettext_lazy("%(who)s concluded a point of the agenda of %(thing)s.")
)
def conclude(item: AgendaItem, *, by: Reader, reason: str = "") -> AgendaItem:
    """The meeting that was held dealt with this point and is done with it."""
    needs(item.meeting, "held")
    return _became(item, "concluded", None)


@act(label="deferred a point of the agenda", says=gettext_lazy("%(who)s deferred a point of the agenda of %(thing)s."))
def defer(item: AgendaItem, *, by: Reader, to: Meeting | None = None, reason: str = "") -> AgendaItem:
    """The point goes over to a later meeting: to a named one, or to the next that takes it up."""
    needs(item.meeting, *TO_COME, "held")
    if to is not None and to.pk == item.meeting_id:
        raise Refused(_("A point is deferred to another meeting."))
    if to is not None and to.status == "cancelled":
        raise Refused(_("That meeting is cancelled."))
    return _became(item, "deferred", to)


def _became(item: AgendaItem, outcome: str, to: Meeting | None) -> AgendaItem:
    there = to.pk if to is not None else None
    if (item.outcome, item.deferred_to_id) == (outcome, there):
        raise Refused(_("That is recorded already."))
    item.outcome, item.deferred_to = outcome, to
    item.audience = narrowest(item.audience, to)
    item.save()
    return item
