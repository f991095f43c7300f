"""Meetings of every kind, the places where they are held, and who took part as what."""

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

from django.db import models

from kurultay.kit.dates import LAST, Certainty, PartialDate, PartialDateField, period_in_order, period_of
from kurultay.kit.dates.partial import FIRST
from kurultay.kit.names.rows import Name, kind_known
from kurultay.kit.reading.sight import RecordKey
from kurultay.kit.rows import Record
from kurultay.kit.texts import Text
from kurultay.record.parties.models import Party
from kurultay.record.people.models import Person, Tenure

MEETING_KINDS = {
    "summit": "Summit",
    "ministerial": "Ministers' meeting",
    "committee": "Committee meeting",
    "consultation": "Consultation",
    "round": "Round of a network",
    "workshop": "Workshop",
    "training": "Training edition",
    "conference": "Conference",
    "visit": "Visit",
    "audience": "Audience",
    "signing": "Signing ceremony",
    "press-conference": "Press conference",
    "opening": "Opening ceremony",
    "mission": "Observation mission",
    "event": "Event",
}
FORMS = {"formal": "Formal", "informal": "Informal", "extraordinary": "Extraordinary", "special": "Special"}
MODES = {"in-person": "In person", "online": "Online", "hybrid": "Hybrid"}
STATUSES = {
    "planned": "Planned",
    "confirmed": "Confirmed",
    "held": "Held",
    "postponed": "Postponed",
    "cancelled": "Cancelled",
}
CAPACITIES = {
    "chair": "Chair",
    "host": "Host",
    "organiser": "Organiser",
    "co-organiser": "Co-organiser",
    "head": "Head of delegation",
    "delegate": "Delegate",
    "participant": "Participant",
    "observer": "Observer",
    "guest": "Guest",
    "speaker": "Speaker",
    "visitor": "Visitor",
    "visited": "Visited",
    "invited": "Invited",
    "inviting": "Inviting",
    "signatory": "Signatory",
}
OUTCOMES = {"concluded": "Concluded", "deferred": "Deferred"}
NOT_YET, UNSURE = "not-yet", "not-determinable"  # what a page may say besides the statuses
PLACE_KINDS = {"city": "City", "region": "Region", "building": "Building", "online": "Online"}
TEXT_KINDS = {
    "purpose": "Purpose",
    "theme": "Theme",
    "content": "Content",
    "discussed": "Discussed",
    "outcome": "Outcome",
    "significance": "Significance",
    "description": "Description",
}


class Place(Record):
    """Where meetings are held: a city, a region, a building; its names are dated, as cities are renamed."""

    key = models.SlugField(max_length=80, unique=True)
    kind = models.CharField(max_length=10, choices=PLACE_KINDS, default="city")
    state = RecordKey(Party, null=True, blank=True, related_name="places")
    parent = RecordKey("self", null=True, blank=True, related_name="parts")
    sort_key = models.CharField(max_length=260, blank=True, editable=False)

    filters: ClassVar[dict[str, str]] = {"state": "state__key"}

    class Meta:
        indexes: ClassVar[list[Any]] = [models.Index(fields=["sort_key", "id"], name="meetings_place_sort")]

    def __str__(self) -> str:
        return str(self.key)

    def get_absolute_url(self) -> str:
        return f"/places/{self.key}"


class PlaceName(Name):
    """A place's name over a period, in one language."""

    bound_by: ClassVar[tuple[str, ...]] = ("place",)

    place = RecordKey(Place, related_name="names")

    class Meta:
        indexes: ClassVar[list[Any]] = [models.Index(fields=["place", "lang"], name="meetings_placename_of")]
        constraints: ClassVar[list[Any]] = [*period_in_order(), kind_known("meetings_placename")]


class Meeting(Record):
    """Anything at a time and place with participants; form, margins, mode and status are separate attributes.

    A planned date stays beside the date on which it was held. An observation mission, a training edition and a
    round of a network are meetings of their programme or network. `closed`: its list of attendance is final.
    """

    bound_by: ClassVar[tuple[str, ...]] = ("body",)

    key = models.SlugField(max_length=100, unique=True)
    kind = models.CharField(max_length=18, choices=MEETING_KINDS)
    body = RecordKey(Party, null=True, blank=True, related_name="meetings")  # whose series it stands in
    ordinal = models.PositiveSmallIntegerField(null=True, blank=True)
    form = models.CharField(max_length=14, choices=FORMS, blank=True)
    mode = models.CharField(max_length=10, choices=MODES, blank=True)
    status = models.CharField(max_length=10, choices=STATUSES, default="planned")
    status_reason = models.TextField(blank=True)
    margins_of = RecordKey("self", null=True, blank=True, related_name="on_margins")
    margins_of_party = RecordKey(Party, null=True, blank=True, related_name="meetings_on_margins")
    part_of = RecordKey("self", null=True, blank=True, related_name="parts")
    follows = RecordKey("self", null=True, blank=True, related_name="followed_by")
    host_party = RecordKey(Party, null=True, blank=True, related_name="meetings_hosted")
    host_person = RecordKey(Person, null=True, blank=True, related_name="meetings_hosted")
    place = RecordKey(Place, null=True, blank=True, related_name="meetings")
    place_words = models.CharField(max_length=120, blank=True)  # a place given by description, e.g. the capital
    subject = models.CharField(max_length=200, blank=True)  # theme, or the election observed
    starts_on = PartialDateField(blank=True)
    ends_on = PartialDateField(blank=True)  # the last day, inclusive
    planned_for = PartialDateField(blank=True)
    starts_on_earliest: date
    starts_on_latest: date
    ends_on_latest: date
    closed = models.BooleanField(default=False)
    sort_day = models.DateField(default=FIRST, editable=False)  # first day held, else planned: the order of lists

    develops: ClassVar[dict[str, tuple[str, ...]]] = {"status": tuple(STATUSES)}
    filters: ClassVar[dict[str, str]] = {
        "body": "body__key",
        "kind": "kind",
        "form": "form",
        "status": "status",
        "host": "host_party__key",
        "place": "place__key",
    }

    class Meta:
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["audience", "-sort_day", "-id"], name="meetings_meeting_sight"),
            models.Index(fields=["-sort_day", "-id"], name="meetings_meeting_newest"),
            models.Index(fields=["body", "-sort_day", "-id"], name="meetings_meeting_body"),
            models.Index(fields=["place"], name="meetings_meeting_place"),
        ]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=models.Q(kind__in=list(MEETING_KINDS)), name="meetings_meeting_kind_known"
            ),
            models.CheckConstraint(condition=models.Q(status__in=list(STATUSES)), name="meetings_meeting_status_known"),
            models.CheckConstraint(
                condition=~models.Q(status__in=["postponed", "cancelled"]) | ~models.Q(status_reason=""),
                name="meetings_meeting_says_why",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on="") | models.Q(starts_on_earliest__lte=models.F("ends_on_latest")),
                name="meetings_meeting_days_in_order",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="held") | ~models.Q(starts_on=""), name="meetings_meeting_held_has_day"
            ),
        ]

    def __str__(self) -> str:
        return str(self.key)

    def get_absolute_url(self) -> str:
        return f"/meetings/{self.key}"

    @property
    def day(self) -> PartialDate | None:
        """The first day as far as it is known: on which it was held, else for which it is planned."""
        text = self.starts_on or self.planned_for
        return PartialDate.parse(text) if text else None

    def settle(self) -> None:
        """Fill what follows from the dates. Rows written in bulk ask for it themselves."""
        day = self.day
        if day is None:
            self.sort_day = FIRST
        else:
            self.sort_day = day.latest if day.earliest == FIRST and day.latest != LAST else day.earliest

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with the day of lists in step with the dates."""
        self.settle()
        super().save(*args, **kwargs)

    def status_on(self, on: PartialDate) -> str:
        """The status as a page of that day says it: one of STATUSES, NOT_YET or UNSURE."""
        return status_then(self.status, self.starts_on_earliest, self.starts_on_latest, self.planned_for, on)


def status_then(status: str, earliest: date, latest: date, planned_for: str, on: PartialDate) -> str:
    """The status on a day of a meeting that began between two days: one of STATUSES, NOT_YET or UNSURE.

    A meeting held is held from its first day on; before, it is planned where a date was planned, else not yet.
    """
    if status != "held" or latest <= on.latest:
        return str(status)
    if earliest <= on.latest:
        return UNSURE
    return "planned" if planned_for else NOT_YET


class MeetingName(Name):
    """A meeting's title in one language."""

    bound_by: ClassVar[tuple[str, ...]] = ("meeting",)

    meeting = RecordKey(Meeting, related_name="names")

    class Meta:
        indexes: ClassVar[list[Any]] = [models.Index(fields=["meeting", "lang"], name="meetings_meetingname_of")]
        constraints: ClassVar[list[Any]] = [*period_in_order(), kind_known("meetings_meetingname")]


class MeetingText(Text):
    """What is said of a meeting: its purpose, what was discussed, what came out."""

    bound_by: ClassVar[tuple[str, ...]] = ("meeting",)

    meeting = RecordKey(Meeting, related_name="texts")
    about = models.CharField(max_length=14, choices=TEXT_KINDS)
    planned = models.BooleanField(default=False)  # announced, not yet reported as done

    class Meta:
        indexes: ClassVar[list[Any]] = [models.Index(fields=["meeting", "about"], name="meetings_meetingtext_of")]


class MeetingPlace(Record):
    """A further place of a meeting: a city in which a mission observed."""

    bound_by: ClassVar[tuple[str, ...]] = ("meeting", "place")

    meeting = RecordKey(Meeting, related_name="further_places")
    place = RecordKey(Place, related_name="further_meetings")

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["meeting", "place"], name="meetings_meetingplace_once")
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} at {self.place_id}"


class Session(Record):
    """A part of a meeting with its own title and speakers."""

    bound_by: ClassVar[tuple[str, ...]] = ("meeting",)

    meeting = RecordKey(Meeting, related_name="sessions")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)

    class Meta:
        indexes: ClassVar[list[Any]] = [models.Index(fields=["meeting", "position"], name="meetings_session_of")]

    def __str__(self) -> str:
        return str(self.title)


class AgendaItem(Record):
    """A point of a meeting's agenda, and what became of it: concluded, or deferred to a later meeting."""

    bound_by: ClassVar[tuple[str, ...]] = ("meeting", "deferred_to")

    meeting = RecordKey(Meeting, related_name="agenda")
    session = RecordKey(Session, null=True, blank=True, related_name="agenda")
    position = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=20, blank=True)
    title = models.CharField(max_length=400)
    planned = models.BooleanField(default=False)
    outcome = models.CharField(max_length=10, choices=OUTCOMES, blank=True)  # what became of it, where that is known
    deferred_to = RecordKey(Meeting, null=True, blank=True, related_name="deferred_here")

    class Meta:
        indexes: ClassVar[list[Any]] = [models.Index(fields=["meeting", "position"], name="meetings_agendaitem_of")]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=models.Q(outcome__in=["", *OUTCOMES]), name="meetings_agendaitem_outcome_known"
            ),
            models.CheckConstraint(
                condition=models.Q(deferred_to__isnull=True) | models.Q(outcome="deferred"),
                name="meetings_agendaitem_deferred_is_said",
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)


class Participation(Record):
    """A party or person at a meeting in a capacity; the post is the one held that day, and as the source states it.

    Somebody whom the source does not name stands as words with a number, and may be identified later.
    """

    bound_by: ClassVar[tuple[str, ...]] = ("meeting", "party", "person")

    meeting = RecordKey(Meeting, related_name="participations")
    session = RecordKey(Session, null=True, blank=True, related_name="participations")
    party = RecordKey(Party, null=True, blank=True, related_name="participations")
    person = RecordKey(Person, null=True, blank=True, related_name="participations")
    capacity = models.CharField(max_length=14, choices=CAPACITIES, default="participant")
    tenure = RecordKey(Tenure, null=True, blank=True, related_name="participations")
    post_stated = models.CharField(max_length=300, blank=True)
    words = models.CharField(max_length=300, blank=True)  # who, where the source gives no name
    number = models.PositiveIntegerField(null=True, blank=True)  # how many they were

    filters: ClassVar[dict[str, str]] = {"meeting": "meeting__key", "party": "party__key", "person": "person__key"}

    class Meta:
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["meeting", "party"], name="meetings_part_meeting"),
            models.Index(fields=["party", "meeting"], name="meetings_part_party"),
            models.Index(fields=["person", "meeting"], name="meetings_part_person"),
        ]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=models.Q(party__isnull=False) | models.Q(person__isnull=False) | ~models.Q(words=""),
                name="meetings_participation_is_somebody",
            )
        ]

    def __str__(self) -> str:
        return f"{self.capacity} at {self.meeting_id}"

    @property
    def post(self) -> Tenure | None:
        """The post held that day: the tenure recorded here, else the one certain tenure of the person for this party.

        Reads the person's tenures with what they are at, which a page prefetches; None where it cannot be said.
        """
        if self.tenure is not None:
            return None if self.tenure.veiled else self.tenure
        if self.person is None or self.person.veiled or self.meeting.veiled:
            return None
        found = held_that_day(self.person.tenures.all(), self.meeting.day, self.party_id)
        return found[0] if len(found) == 1 else None


def held_that_day(tenures: Iterable[Tenure], day: PartialDate | None, party: int | None) -> list[Tenure]:
    """The tenures that certainly hold on a day: at or for this party (its id), or at an institution of it; any if None.

    A meeting of which only the month or year is known has the tenures that certainly hold throughout it.
    """
    if day is None:
        return []
    found = []
    for tenure in tenures:
        where = tenure.at
        near = {tenure.for_party_id, tenure.at_id}
        if where is not None and not where.veiled:
            near |= {where.state_id, where.parent_id}
        period = period_of(tenure)
        throughout = all(period.holds(PartialDate.parse(end)) is Certainty.YES for end in {day.earliest, day.latest})
        if throughout and (party is None or party in near):
            found.append(tenure)
    return found
