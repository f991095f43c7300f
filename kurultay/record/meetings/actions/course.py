"""What happens to meetings: planned, confirmed, convened, held, postponed, cancelled; who is invited, accepts, attends.

A meeting goes from planned to confirmed to held; planned or confirmed it may be postponed, and is planned anew by being
rescheduled, or cancelled. Closing a meeting that was held ends the entering of attendance.
"""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kurultay.kit.acting import Refused, act
from kurultay.kit.acting.narrowing import narrowest
from kurultay.kit.dates import UNKNOWN, Certainty, PartialDate, period_of
from kurultay.kit.names.sorting import sort_key
from kurultay.kit.reading import Reader
from kurultay.kit.reading.models import PUBLIC, intern
from kurultay.kit.saving import save
from kurultay.record.parties.models import MEMBERSHIP, Party, Role
from kurultay.record.people.models import Person, Tenure

from ..models import (
    CAPACITIES,
    STATUSES,
    Meeting,
    MeetingName,
    Participation,
    Place,
    PlaceName,
    Session,
    held_that_day,
)

TO_COME = ("planned", "confirmed")


def settle_sort_key(place: Place) -> None:
    """Keep the key that lists are sorted by in step with the place's present English name."""
    for_all = Q(audience_id=place.audience_id) | Q(audience__marking=PUBLIC)  # the order of a list would tell others
    names = PlaceName.objects.filter(for_all, place=place, lang="en")
    named = names.order_by("-primary", "-until_latest", "id").first()
    key = named.sort_key if named else sort_key(place.key, "en")
    if key != place.sort_key:
        place.sort_key = key
        place.save()


def needs(meeting: Meeting, *statuses: str) -> None:
    """Raises Refused where the meeting is in none of these statuses, or closed."""
    if meeting.closed:
        raise Refused(_("This meeting is closed: what happened there stands."))
    if meeting.status not in statuses:
        wanted = _(" or ").join(str(STATUSES[status]).lower() for status in statuses)
        raise Refused(
            _("This meeting is %(status)s; that is done only while it is %(wanted)s.")
            % {"status": str(STATUSES[meeting.status]).lower(), "wanted": wanted}
        )


def _ends_after_it_starts(meeting: Meeting) -> None:
    if meeting.ends_on and meeting.ends_on_latest < meeting.starts_on_earliest:
        raise Refused(_("The meeting cannot end before it starts."))


@act(label="entered a place", says=gettext_lazy("%(who)s entered the place %(thing)s."))
def locate(
    key: str,
    *,
    name: str,
    by: Reader,
    kind: str = "city",
    lang: str = "en",
    state: Party | None = None,
    parent: Place | None = None,
    keeper: str = "",
    reason: str = "",
) -> Place:
    """Enter a place under its key, with the name it bears."""
    audience = narrowest(intern(keeper, PUBLIC, ()), state, parent)
    place = Place(key=key, kind=kind, state=state, parent=parent, audience=audience, sort_key=sort_key(name, lang))
    save(place, _("The key %(key)s is taken.") % {"key": key})
    PlaceName(place=place, text=name, lang=lang, kind="short", primary=True, audience=audience).save()
    return place


@act(label="renamed", says=gettext_lazy("%(who)s renamed the place %(thing)s."))
def rename(place: Place, *, text: str, on: Any, by: Reader, lang: str = "en", reason: str = "") -> PlaceName:
    """From `on` the place bears a new primary name in this language; the old one ends that day."""
    day = PartialDate.parse(on)
    for old in PlaceName.objects.filter(place=place, lang=lang, primary=True):
        if period_of(old).holds(day) is not Certainty.NO:
            old.until = day.edtf
            old.save()
    made = PlaceName(
        place=place, text=text, lang=lang, kind="short", primary=True, since=day.edtf, audience_id=place.audience_id
    )
    save(made, _("On those days it already has a primary name in this language."))
    settle_sort_key(place)
    return made


@act(label="planned", says=gettext_lazy("%(who)s planned %(thing)s."))
def plan(
    key: str,
    *,
    kind: str,
    name: str,
    by: Reader,
    lang: str = "en",
    body: Party | None = None,
    ordinal: int | None = None,
    form: str = "",
    mode: str = "",
    on: Any = UNKNOWN,
    host: Party | None = None,
    host_person: Person | None = None,
    place: Place | None = None,
    place_words: str = "",
    subject: str = "",
    margins_of: Meeting | None = None,
    margins_of_party: Party | None = None,
    part_of: Meeting | None = None,
    follows: Meeting | None = None,
    keeper: str = "",
    marking: str = "public",
    named: tuple[str, ...] = (),
    reason: str = "",
) -> Meeting:
    """Enter a meeting that is planned, for `on` if a day is known; it is kept with its body, if it has one."""
    around = (body, host, host_person, place, margins_of, margins_of_party, part_of, follows)
    kept = body.keeper if body is not None else keeper
    meeting = Meeting(
        key=key, kind=kind, body=body, ordinal=ordinal, form=form, mode=mode, planned_for=on, host_party=host,
        host_person=host_person, place=place, place_words=place_words, subject=subject, margins_of=margins_of,
        margins_of_party=margins_of_party, part_of=part_of, follows=follows,
        audience=narrowest(intern(kept, marking, named), *around),
    )  # fmt: skip
    save(meeting, _("The key %(key)s is taken.") % {"key": key})
    MeetingName(
        meeting=meeting, text=name, lang=lang, kind="short", primary=True, audience_id=meeting.audience_id
    ).save()
    return meeting


@act(label="confirmed", says=gettext_lazy("%(who)s confirmed %(thing)s."))
def confirm(meeting: Meeting, *, by: Reader, on: Any = UNKNOWN, reason: str = "") -> Meeting:
    """The planned meeting will take place, on the day planned or on `on`."""
    needs(meeting, "planned")
    meeting.planned_for = on or meeting.planned_for
    if not meeting.planned_for:
        raise Refused(_("Say for which day the meeting is confirmed."))
    meeting.status = "confirmed"
    meeting.save()
    return meeting


@act(label="convened", says=gettext_lazy("%(who)s convened %(thing)s."))
def convene(meeting: Meeting, *, by: Reader, reason: str = "") -> list[Participation]:
    """Call a confirmed meeting: every party that is certainly a member of its body that day is invited.

    Members of a body are those it has itself, else those of its organisation. Who is on the list already stays.
    """
    needs(meeting, "confirmed")
    if meeting.body is None or meeting.day is None:
        raise Refused(_("Only the meeting of a body is convened; to others, invite each party."))
    there = set(Participation.objects.filter(meeting=meeting).values_list("party_id", flat=True))
    members = _members(meeting.body, meeting.day) or _members(meeting.body.parent, meeting.day)
    invited = [_enter(meeting, party=party, capacity="invited") for party in members if party.pk not in there]
    if not invited:
        raise Refused(_("There is no member left to invite on that day."))
    return invited


def _members(body: Party | None, on: PartialDate) -> list[Party]:
    if body is None or body.veiled:
        return []
    roles = Role.objects.filter(of=body, kind__in=MEMBERSHIP, within=None).prefetch_related("holder").order_by("id")
    sure = [r.holder for r in roles if not r.holder.veiled and period_of(r).holds(on) is Certainty.YES]
    return list({party.pk: party for party in sure}.values())


@act(label="held", says=gettext_lazy("%(who)s recorded that %(thing)s was held."))
def hold(
    meeting: Meeting,
    *,
    by: Reader,
    on: Any = UNKNOWN,
    until: Any = UNKNOWN,
    place: Place | None = None,
    mode: str = "",
    reason: str = "",
) -> Meeting:
    """The confirmed meeting took place on `on`, else on the day planned, which stays; `until` is its last day."""
    needs(meeting, "confirmed")
    meeting.status = "held"
    meeting.starts_on = on or meeting.planned_for
    meeting.ends_on = until or meeting.ends_on
    meeting.place = place or meeting.place
    meeting.mode = mode or meeting.mode
    meeting.audience = narrowest(meeting.audience, place)
    _ends_after_it_starts(meeting)
    meeting.save()
    return meeting


@act(label="postponed", says=gettext_lazy("%(who)s postponed %(thing)s."))
def postpone(meeting: Meeting, *, by: Reader, reason: str) -> Meeting:
    """The planned or confirmed meeting will not take place on that day; `reason` stays with it."""
    needs(meeting, *TO_COME)
    meeting.status, meeting.status_reason = "postponed", reason
    meeting.save()
    return meeting


@act(label="rescheduled", says=gettext_lazy("%(who)s rescheduled %(thing)s."))
def reschedule(meeting: Meeting, *, on: Any, by: Reader, reason: str = "") -> Meeting:
    """The postponed meeting is planned anew, for `on`; history keeps the day and reason of before."""
    needs(meeting, "postponed")
    meeting.status, meeting.status_reason, meeting.planned_for = "planned", "", PartialDate.parse(on).edtf
    meeting.save()
    return meeting


@act(label="cancelled", says=gettext_lazy("%(who)s cancelled %(thing)s."))
def cancel(meeting: Meeting, *, by: Reader, reason: str) -> Meeting:
    """The planned or confirmed meeting will not take place at all; `reason` stays with it."""
    needs(meeting, *TO_COME)
    meeting.status, meeting.status_reason = "cancelled", reason
    meeting.save()
    return meeting


def _enter(meeting: Meeting, *, party: Party | None, capacity: str, **more: Any) -> Participation:
    person, words = more.get("person"), more.get("words", "")
    if party is None and person is None and not words:
        raise Refused(_("Say who: a party, a person, or words where there is no name."))
    if capacity not in CAPACITIES:
        raise Refused(_("“%(capacity)s” is no capacity in which one takes part.") % {"capacity": capacity})
    made = Participation(
        meeting=meeting, party=party, capacity=capacity,
        audience=narrowest(meeting.audience, party, person, more.get("tenure")), **more,
    )  # fmt: skip
    made.save()
    return made


def _standing(meeting: Meeting, party: Party | None, person: Person | None, *capacities: str) -> Participation | None:
    rows = Participation.objects.filter(meeting=meeting, party=party, person=person, capacity__in=capacities, words="")
    found: Participation | None = rows.order_by("id").first()
    return found


@act(label="invited", says=gettext_lazy("%(who)s recorded who was invited to %(thing)s."))
def invite(
    meeting: Meeting,
    *,
    by: Reader,
    party: Party | None = None,
    person: Person | None = None,
    words: str = "",
    number: int | None = None,
    reason: str = "",
) -> Participation:
    """Invite a party, a person, or people in words, to a meeting that is to come."""
    needs(meeting, *TO_COME)
    if not words and _standing(meeting, party, person, "invited", "participant"):
        raise Refused(_("They are on the list of this meeting already."))
    return _enter(meeting, party=party, capacity="invited", person=person, words=words, number=number)


@act(label="accepted the invitation", says=gettext_lazy("%(who)s recorded who accepted the invitation to %(thing)s."))
def accept(
    participation: Participation, *, by: Reader, capacity: str = "participant", reason: str = ""
) -> Participation:
    """Who was invited will come: the invitation becomes a participation in a capacity."""
    needs(participation.meeting, *TO_COME)
    if participation.capacity != "invited":
        raise Refused(_("Only an invitation is accepted, once."))
    if capacity not in CAPACITIES or capacity == "invited":
        raise Refused(_("“%(capacity)s” is no capacity in which one takes part.") % {"capacity": capacity})
    participation.capacity = capacity
    participation.save()
    return participation


@act(label="recorded attendance at", says=gettext_lazy("%(who)s recorded who attended %(thing)s."))
def attend(
    meeting: Meeting,
    *,
    by: Reader,
    party: Party | None = None,
    person: Person | None = None,
    capacity: str = "participant",
    post: str = "",
    words: str = "",
    number: int | None = None,
    session: Session | None = None,
    reason: str = "",
) -> Participation:
    """Record who took part in a meeting that was held; `post` is the post as a source states it.

    The tenure is filled in where exactly one of the person's certainly holds that day at, or for, that party. An
    invitation, or a participation announced in this capacity, becomes the attendance.
    """
    needs(meeting, "held")
    if session is not None and session.meeting_id != meeting.pk:
        raise Refused(_("That session is of another meeting."))
    tenure = _tenure(person, party, meeting)
    standing = None if words else _standing(meeting, party, person, "invited", capacity)
    if standing is None or standing.session_id not in (None, session.pk if session else None):
        return _enter(
            meeting, party=party, capacity=capacity, person=person, tenure=tenure, post_stated=post, words=words,
            number=number, session=session,
        )  # fmt: skip
    standing.capacity, standing.session, standing.number = capacity, session, number or standing.number
    standing.tenure, standing.post_stated = tenure or standing.tenure, post or standing.post_stated
    standing.audience = narrowest(standing.audience, standing.tenure)
    standing.save()
    return standing


def _tenure(person: Person | None, party: Party | None, meeting: Meeting) -> Tenure | None:
    if person is None:
        return None
    tenures = Tenure.objects.filter(person=person).prefetch_related("at")
    found = held_that_day(tenures, meeting.day, party.pk if party is not None else None)
    return found[0] if len(found) == 1 else None


@act(label="closed", says=gettext_lazy("%(who)s recorded the close of %(thing)s."))
def close(meeting: Meeting, *, by: Reader, until: Any = UNKNOWN, reason: str = "") -> Meeting:
    """The list of who attended is final; `until` is the last day, where it was not said yet."""
    needs(meeting, "held")
    meeting.ends_on = until or meeting.ends_on
    _ends_after_it_starts(meeting)
    meeting.closed = True
    meeting.save()
    return meeting
