"""Catalogues on a party's page: their areas as a tree, with who coordinates what on the day."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from kurultay.kit.dates import Certainty, DateError, PartialDate, Period, period_of
from kurultay.kit.rows import Record

from ..models import Area, Catalogue, Party, Role


@dataclass
class Line:
    """One area with the roles over it that hold or may hold on the day."""

    area: Area
    depth: int
    coordinators: list[Role] = field(default_factory=list)
    co_coordinators: list[Role] = field(default_factory=list)


@dataclass
class Shown:
    """One catalogue with its areas in order."""

    catalogue: Catalogue
    lines: list[Line]

    @property
    def rows(self) -> list[Record]:
        """What evidence is wanted for."""
        return [self.catalogue, *(line.area for line in self.lines)]


def tree(areas: Sequence[Area], roles: Sequence[Role]) -> list[Line]:
    """Areas under their parents, in the catalogue's order; one whose parent is out of sight stands at the top."""
    known = {a.pk for a in areas}
    below: dict[int | None, list[Area]] = defaultdict(list)
    for area in sorted(areas, key=lambda a: (a.position, a.number, a.pk)):
        below[area.parent_id if area.parent_id in known else None].append(area)
    over: dict[int | None, list[Role]] = defaultdict(list)
    for role in roles:
        over[role.area_id].append(role)
    lines: list[Line] = []

    def walk(parent: int | None, depth: int) -> None:
        for area in below[parent]:
            held = over[area.pk]
            lines.append(
                Line(
                    area,
                    depth,
                    [r for r in held if r.kind == "coordinator"],
                    [r for r in held if r.kind == "co-coordinator"],
                )
            )
            walk(area.pk, depth + 1)

    walk(None, 0)
    return lines


def period_over_area(role: Role) -> Period:
    """The period of a role over an area: its unknown ends are bounded by those of the area's catalogue."""
    period = period_of(role)
    if role.area is None or role.area.veiled or role.area.catalogue.veiled:
        return period
    try:
        return period.within(period_of(role.area.catalogue))
    except DateError:
        return period  # the sources put the role outside the catalogue's time; that is theirs to say


def of_party(thing: Party, roles: list[Role], on: PartialDate) -> list[Shown]:
    """The catalogues in force on the day, and those whose areas somebody coordinates on it. Three statements."""
    now = [r for r in roles if period_over_area(r).holds(on) is not Certainty.NO]
    coordinated = {r.area.catalogue_id for r in now if r.area is not None and not r.area.veiled}
    catalogues = Catalogue.objects.filter(of=thing).order_by("-since_earliest", "id").prefetch_related("areas__names")
    return [
        Shown(c, tree(list(c.areas.all()), now))
        for c in catalogues
        if c.pk in coordinated or period_of(c).holds(on) is not Certainty.NO
    ]
