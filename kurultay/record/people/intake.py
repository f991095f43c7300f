"""Rows of people in import files: persons, their names and tenures, and who is not whom."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import Any

from kurultay.kit.dates import period_of, spell_period
from kurultay.kit.names.rows import lend_sort_key, out_of_step
from kurultay.kit.names.sorting import sort_key
from kurultay.kit.sources.entering import Entering, Row, RowKind, Wrong
from kurultay.record.parties.intake import may_share_days

from .actions import settle_sort_key
from .models import Distinction, Person, PersonName, Tenure


def distinctions_of(row: Row) -> list[Row]:
    """`not_same_as: [keys]` with `why` as one row per namesake."""
    others = row.given.get("not_same_as", [])
    others = [others] if isinstance(others, str) else others
    if not isinstance(others, list):
        raise Wrong('"not_same_as" is a list of keys of persons: not_same_as: [farhad-mammadov].', "not_same_as")
    if others and not row.given.get("why"):
        raise Wrong('Two persons are kept apart for a reason: write it as "why".', "not_same_as")
    shared = {key: row.given[key] for key in ("at", "place", "fact", "basis", "why", "as_of") if key in row.given}
    line, why = row.lines.get("not_same_as", row.line), str(row.given.get("why", ""))
    pairs = [{**shared, "one": row.value, "other": other} for other in others]
    return [Row(row.file, line, "distinction", why, given, row.lines) for given in pairs]


def lower_first(values: dict[str, Any], entering: Entering) -> dict[str, Any]:
    """A pair is held once, the person entered first in front."""
    if None in (values["one"].pk, values["other"].pk):
        entering.flush()
    if values["one"].pk == values["other"].pk:
        raise Wrong("A person cannot be distinguished from themselves.")
    one, other = sorted((values["one"], values["other"]), key=lambda person: person.pk or 0)
    return {**values, "one": one, "other": other}


def sort_by_key(person: Person, entering: Entering) -> None:
    """A person without a name yet is listed by the key."""
    person.sort_key = sort_key(person.key, "en")


def complete_name(name: PersonName, entering: Entering) -> None:
    """Fill script and sort key, and the sort key of a person that is new too."""
    name.settle()
    lend_sort_key(name, name.person)


def settle_persons(persons: list[Person]) -> None:
    """Keep the sort keys of persons that got names in step with these."""
    for person in out_of_step(persons):
        settle_sort_key(person)


def doubts_of_tenures(tenures: list[Any]) -> Iterator[tuple[Any, str]]:
    """The same post held twice at once by one person, and office taken before the appointment."""
    for tenure in tenures:
        if tenure.appointed_on and tenure.since and tenure.since_latest < tenure.appointed_on_earliest:
            yield tenure, f"Office is taken before the appointment: {tenure.since}, and {tenure.appointed_on}."
    numbers = {tenure.pk: tenure for tenure in tenures}
    persons = sorted({tenure.person_id for tenure in tenures})
    for start in range(0, len(persons), 500):
        groups: dict[tuple[Any, ...], list[Tenure]] = defaultdict(list)
        for tenure in Tenure.objects.filter(person__in=persons[start : start + 500]).order_by("pk"):
            groups[tenure.person_id, tenure.post.casefold(), tenure.at_id, tenure.for_party_id].append(tenure)
        for group in groups.values():
            for one, other in combinations(group, 2):
                new = numbers.get(other.pk) or numbers.get(one.pk)
                if new is not None and may_share_days(one, other):
                    first = one if new.pk == other.pk else other
                    yield new, f"It may be {first.key}, {spell_period(period_of(first), 'en')}."


ROWS = {
    "person": RowKind(
        Person,
        {"person": "key", "honorific": "honorific", "state": "state"},
        lists=frozenset({"not_same_as"}),
        expand=distinctions_of,
        complete=sort_by_key,
    ),
    "name/person": RowKind(
        PersonName,
        {
            "name": "text", "person": "person", "lang": "lang", "kind": "kind", "primary": "primary",
            "since": "since", "until": "until",
        },
        identity=("person", "text", "lang"),
        required=("person",),
        kept_with="person",
        editorial=frozenset({"lang", "kind", "primary"}),
        complete=complete_name,
        settle=settle_persons,
    ),
    "distinction": RowKind(
        Distinction,
        {"distinction": "reason", "one": "one", "other": "other"},
        identity=("one", "other"),
        required=("one", "other"),
        kept_with="one",
        whole=True,
        arrange=lower_first,
        symmetric=("one", "other"),
    ),
    "tenure": RowKind(
        Tenure,
        {
            "tenure": "key", "person": "person", "post": "post", "rank": "rank", "at": "at", "for": "for_party",
            "appointed": "appointed_on", "since": "since", "until": "until",
        },
        required=("person", "post"),
        doubts=doubts_of_tenures,
    ),
}  # fmt: skip
