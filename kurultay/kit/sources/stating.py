"""Entering what a source states: new values are set, agreeing ones cited, differing ones kept beside as claims."""

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from kurultay.kit.acting import Refused
from kurultay.kit.rows import Record

from .models import STATED, Citation, Source, StatedFigure
from .values import as_text, text_of


@dataclass(frozen=True)
class Cite:
    """Where values stand in a source, for `state`. `refs` and `printed` are by field; "" speaks for every field."""

    source: Source
    place: str = ""
    as_of: Any = ""
    basis: str = STATED
    why: str = ""
    refs: Mapping[str, str] = field(default_factory=dict)
    printed: Mapping[str, str] = field(default_factory=dict)
    dispute: str = ""
    accept: frozenset[str] = frozenset()

    def citation(self, row: Record, name: str, value: str, decides: bool = False) -> Citation:
        """An unsaved citation of one field of a saved row, seen by whoever sees the row; Refused without that field."""
        if name and all(name != column.name for column in row._meta.concrete_fields):
            raise Refused(f"{name} is not a field of {row.type_name()}.")
        return Citation(
            subject_type=row.type_name(),
            subject_id=row.pk,
            audience_id=row.audience_id,
            field=name,
            source=self.source,
            place=self.place,
            value=value,
            as_printed=self.printed.get(name, self.printed.get("", "")),
            as_of=self.as_of,
            basis=self.basis,
            why=self.why,
            decides=decides,
            ref=self.refs.get(name, self.refs.get("", "")),
            dispute=self.dispute,
        )

    def figure(self, row: Record, name: str, value: int, qualifier: str = "") -> StatedFigure:
        """An unsaved number that the source states of a saved row, seen by whoever sees the row."""
        return StatedFigure(
            subject_type=row.type_name(),
            subject_id=row.pk,
            audience_id=row.audience_id,
            figure=name,
            qualifier=qualifier,
            value=value,
            as_of=self.as_of,
            source=self.source,
            place=self.place,
            basis=self.basis,
            why=self.why,
            ref=self.refs.get("", ""),
            dispute=self.dispute,
        )


@dataclass
class Outcome:
    """What entering a row did, field by field."""

    new: bool = False
    set: list[str] = field(default_factory=list)
    agreed: list[str] = field(default_factory=list)
    claimed: list[str] = field(default_factory=list)


def weigh(
    row: Record, values: Mapping[str, Any], accept: Container[str], cited: Callable[[str], bool]
) -> tuple[Outcome, list[tuple[str, str, bool]]]:
    """Set on `row`, which stays unsaved, what `values` may set; says what happened and what to cite.

    `cited` answers whether any source speaks of a field already. What to cite is (field, value, whether it decides).
    """
    done = Outcome(new=row._state.adding)
    claims: list[tuple[str, str, bool]] = []
    for name, value in values.items():
        text = as_text(value)
        held = text_of(row, name)
        if done.new or name in accept or _is_empty(row, name, held, cited):
            setattr(row, name, value)
            done.set.append(name)
            claims.append((name, text, not done.new and name in accept))
        else:
            (done.agreed if held == text else done.claimed).append(name)
            claims.append((name, text, False))
    return done, claims


def state(row: Record, values: Mapping[str, Any], cite: Cite) -> Outcome:
    """Enter `values` of one row as `cite.source` states them; inside an act.

    A new row takes all of them. A row that stands takes a value where it has none, keeps its own where the source
    agrees, and keeps its own with the source's as a claim beside it where they differ, unless the field is in
    `cite.accept`: then the source's value becomes the accepted one and the citation says that it decides.
    Raises Refused where a value is accepted without saying why.
    """
    if cite.accept and not cite.why:
        raise Refused("A value that is accepted over another needs a reason: write `why`.")
    done, claims = weigh(row, values, cite.accept, lambda name: is_cited(row, name))
    if done.set:
        row.save()
    for name, _text, decides in claims:
        if decides:
            undecide(row, name)
    Citation.objects.bulk_create([cite.citation(row, *claim) for claim in claims])
    return done


def claim(row: Record, name: str, value: Any, cite: Cite) -> Citation:
    """Keep what a source states of a field beside the accepted value, without changing it; inside an act."""
    made = cite.citation(row, name, as_text(value))
    made.save()
    return made


def figure(row: Record, name: str, value: int, cite: Cite, qualifier: str = "") -> StatedFigure:
    """Keep a number that a source states of a row; inside an act."""
    made = cite.figure(row, name, value, qualifier)
    made.save()
    return made


def at(cite: Cite, **changes: Any) -> Cite:
    """The same source at another place, with another basis, and so on."""
    return replace(cite, **changes)


def is_cited(row: Record, name: str) -> bool:
    """Whether any source in sight speaks of this field of a saved row."""
    spoken: bool = Citation.objects.filter(subject_type=row.type_name(), subject_id=row.pk, field=name).exists()
    return spoken


def undecide(row: Record, name: str) -> None:
    """Another claim decides now; the one that did stays as a claim."""
    for held in Citation.objects.filter(subject_type=row.type_name(), subject_id=row.pk, field=name, decides=True):
        held.decides = False
        held.save()


def _is_empty(row: Record, name: str, held: str, cited: Callable[[str], bool]) -> bool:
    default = row._meta.get_field(name).get_default()  # type: ignore[union-attr]
    # A default that no source stated (an end that is open as long as nothing is known) gives way.
    return held == "" or (held == as_text(default) and not cited(name))
