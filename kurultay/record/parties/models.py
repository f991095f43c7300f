"""Parties, catalogues of areas, and the roles that parties hold over time."""

from typing import Any, ClassVar

from django.db import models

from kurultay.kit.dates import EndField, PartialDateField, StartField, period_in_order
from kurultay.kit.names.rows import Name, kind_known
from kurultay.kit.reading.sight import RecordKey
from kurultay.kit.rows import Record
from kurultay.kit.texts import Text

PARTY_KINDS = {
    "state": "State",
    "organisation": "Organisation",
    "body": "Body",
    "research-centre": "Research centre",
    "ministry": "Ministry",
    "agency": "Agency",
    "unit": "Unit",
    "network": "Network",
    "programme": "Programme",
    "forum": "Forum",
    "diaspora": "Diaspora organisation",
    "fund": "Fund",
    "other": "Other party",
}
ROLE_KINDS = {
    "founding-member": "Founding member",
    "member": "Member",
    "observer": "Observer",
    "partner": "Partner",
    "chair": "Chair",
    "coordinator": "Coordinator",
    "co-coordinator": "Co-coordinator",
    "depositary": "Depositary",
    "host": "Host of the secretariat",
    "guest": "Guest",
}
MEMBERSHIP = ("founding-member", "member")
TEXT_KINDS = {
    "description": "Description",
    "purpose": "Purpose",
    "mandate": "Mandate",
    "rule": "Rule",
    "norm": "Norm",
    "practice": "Practice",
    "condition": "Condition",
    "significance": "Significance",
}
CATALOGUE_KINDS = {"catalogue": "Catalogue", "strategy": "Strategy"}
AREA_KINDS = {
    "dimension": "Dimension",
    "area": "Priority area",
    "measure": "Measure",
    "pillar": "Pillar",
    "objective": "Objective",
}


class Party(Record):
    """Whatever can take part, promise or host: a state, an organisation, a body, a centre, a ministry."""

    key = models.SlugField(max_length=80, unique=True)
    kind = models.CharField(max_length=20, choices=PARTY_KINDS)
    # parent: the body's organisation, the unit's house; state: the country it belongs to. Indexed below, in order.
    parent = RecordKey("self", null=True, blank=True, related_name="parts", db_index=False)
    state = RecordKey("self", null=True, blank=True, related_name="institutions", db_index=False)
    seat = models.CharField(max_length=120, blank=True)
    since = StartField(blank=True)
    until = EndField(blank=True, default="..")
    sort_key = models.CharField(max_length=260, blank=True, editable=False)

    bound_by: ClassVar[tuple[str, ...]] = ("parent",)
    filters: ClassVar[dict[str, str]] = {"kind": "kind", "parent": "parent__key", "state": "state__key"}

    class Meta:
        indexes: ClassVar[list[Any]] = [
            # One for each list, in its order; wide sight walks the first, narrow sight the second.
            models.Index(fields=["sort_key", "id"], name="parties_party_sort"),
            models.Index(fields=["audience", "sort_key", "id"], name="parties_party_sight"),
            models.Index(fields=["kind", "sort_key", "id"], name="parties_party_kind"),
            models.Index(fields=["parent", "sort_key", "id"], name="parties_party_parent"),
            models.Index(fields=["state", "sort_key", "id"], name="parties_party_state"),
        ]
        constraints: ClassVar[list[Any]] = [
            *period_in_order(),
            models.CheckConstraint(condition=models.Q(kind__in=list(PARTY_KINDS)), name="parties_party_kind_known"),
        ]

    def __str__(self) -> str:
        return str(self.key)

    def get_absolute_url(self) -> str:
        return f"/parties/{self.key}"


class PartyName(Name):
    """A party's name over a period, in one language."""

    party = RecordKey(Party, related_name="names", db_index=False)

    bound_by: ClassVar[tuple[str, ...]] = ("party",)

    class Meta:
        indexes: ClassVar[list[Any]] = [models.Index(fields=["party", "lang"], name="parties_partyname_of")]
        constraints: ClassVar[list[Any]] = [*period_in_order(), kind_known("parties_partyname")]


class PartyCode(Record):
    """A party's code in a public scheme: iso2, iso3, m49, wikidata."""

    party = RecordKey(Party, related_name="codes")
    scheme = models.CharField(max_length=20)
    value = models.CharField(max_length=40)
    since = StartField(blank=True)
    until = EndField(blank=True, default="..")

    bound_by: ClassVar[tuple[str, ...]] = ("party",)

    class Meta:
        indexes: ClassVar[list[Any]] = [models.Index(fields=["scheme", "value"], name="parties_partycode_value")]
        constraints: ClassVar[list[Any]] = period_in_order()

    def __str__(self) -> str:
        return f"{self.scheme} {self.value}"


class PartyText(Text):
    """What is said of a party: its mandate, its practice, a rule it follows."""

    party = RecordKey(Party, related_name="texts", db_index=False)
    about = models.CharField(max_length=20, choices=TEXT_KINDS)

    bound_by: ClassVar[tuple[str, ...]] = ("party",)

    class Meta:
        indexes: ClassVar[list[Any]] = [models.Index(fields=["party", "about"], name="parties_partytext_of")]


class Catalogue(Record):
    """A version of a catalogue of areas, or a strategy, of an organisation."""

    key = models.SlugField(max_length=80, unique=True)
    of = RecordKey(Party, related_name="catalogues", db_index=False)
    kind = models.CharField(max_length=12, choices=CATALOGUE_KINDS, default="catalogue")
    title = models.CharField(max_length=300)
    adopted_on = PartialDateField(blank=True)
    continues = RecordKey("self", null=True, blank=True, related_name="continued_by")
    since = StartField(blank=True)
    until = EndField(blank=True, default="..")

    bound_by: ClassVar[tuple[str, ...]] = ("of",)

    class Meta:
        indexes: ClassVar[list[Any]] = [models.Index(fields=["of", "until_latest"], name="parties_catalogue_of")]
        constraints: ClassVar[list[Any]] = period_in_order()

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return f"/catalogues/{self.key}"


class Area(Record):
    """A node of a catalogue or strategy: a dimension, a priority area, a measure, a pillar, an objective."""

    key = models.SlugField(max_length=80, unique=True)
    catalogue = RecordKey(Catalogue, related_name="areas", db_index=False)
    parent = RecordKey("self", null=True, blank=True, related_name="parts")
    kind = models.CharField(max_length=12, choices=AREA_KINDS)
    number = models.CharField(max_length=20, blank=True)  # as the catalogue prints it, e.g. 2.1.1
    position = models.PositiveIntegerField(default=0)
    continues = RecordKey("self", null=True, blank=True, related_name="continued_by")

    bound_by: ClassVar[tuple[str, ...]] = ("catalogue",)

    class Meta:
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["catalogue", "parent", "position"], name="parties_area_of")
        ]

    def __str__(self) -> str:
        return str(self.key)


class AreaName(Name):
    """An area's name, in one language."""

    area = RecordKey(Area, related_name="names", db_index=False)

    bound_by: ClassVar[tuple[str, ...]] = ("area",)

    class Meta:
        indexes: ClassVar[list[Any]] = [models.Index(fields=["area", "lang"], name="parties_areaname_of")]
        constraints: ClassVar[list[Any]] = [*period_in_order(), kind_known("parties_areaname")]


class Role(Record):
    """Party `holder` holds a role in party `of`, optionally over an area, for a period.

    A chairmanship of several terms is one role; each term is a role `within` it, whose unknown ends are its ends.
    """

    key = models.SlugField(max_length=120, unique=True)
    kind = models.CharField(max_length=16, choices=ROLE_KINDS)
    holder = RecordKey(Party, related_name="roles_held", db_index=False)
    of = RecordKey(Party, related_name="roles", db_index=False)
    area = RecordKey(Area, null=True, blank=True, related_name="roles")
    within = RecordKey("self", null=True, blank=True, related_name="terms_within")
    term = models.PositiveSmallIntegerField(null=True, blank=True)  # which of the terms this is
    terms = models.PositiveSmallIntegerField(null=True, blank=True)  # how many the whole has
    since = StartField(blank=True)
    until = EndField(blank=True)

    bound_by: ClassVar[tuple[str, ...]] = ("of", "holder")
    filters: ClassVar[dict[str, str]] = {
        "of": "of__key",
        "holder": "holder__key",
        "role": "kind",
        "area": "area__key",
    }

    class Meta:
        indexes: ClassVar[list[Any]] = [
            # End first: only rows that may still hold are read for an as-of question.
            models.Index(fields=["of", "until_latest", "since_earliest"], name="parties_role_of"),
            models.Index(fields=["holder", "until_latest", "since_earliest"], name="parties_role_holder"),
        ]
        constraints: ClassVar[list[Any]] = [
            *period_in_order(),
            models.CheckConstraint(condition=models.Q(kind__in=list(ROLE_KINDS)), name="parties_role_kind_known"),
            models.CheckConstraint(condition=~models.Q(holder=models.F("of")), name="parties_role_not_in_itself"),
        ]

    def __str__(self) -> str:
        return str(self.key)

    def get_absolute_url(self) -> str:
        return f"/roles/{self.key}"
