"""From mandate to result: the meetings, texts and commitments above a commitment, its steps, and what follows it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from kurultay.kit.dates import PartialDate, partial
from kurultay.kit.rows import Record

from ..models import CLOSING, Commitment, Standing, Step, standing, when_done

REACH = 8  # commitments shown above and levels shown below; the page of the last one goes on from there
MOST = 100  # commitments shown below
STEPS = 12  # steps shown, the latest ones
_COMMITMENT = (
    "names", "due_at", "steps__meeting", "meeting__names", "meeting__place__names", "meeting__host_party__names",
    "document__names", "provision",
)  # fmt: skip


@dataclass(frozen=True)
class Link:
    """One link of the chain: a meeting, a document, a provision, a commitment or a step, and the day of it."""

    kind: str
    row: Any
    day: PartialDate | None
    done: bool = False  # certainly there by the day asked about
    here: bool = False
    standing: Standing | None = None
    depth: int = 0  # levels below the commitment of the page


@dataclass(frozen=True)
class Chain:
    """The links in order, and whether the chain goes on at its ends."""

    links: list[Link]
    more_above: bool
    more_below: bool

    @property
    def rows(self) -> list[Record]:
        """What evidence is wanted for."""
        return [link.row for link in self.links if not link.row.veiled]


def above(thing: Commitment) -> list[int]:
    """Numbers of the commitments that this one follows, the nearest first, at most REACH + 1. One statement."""
    paths = ["__".join(["follows"] * depth) + "_id" for depth in range(1, REACH + 2)]
    found = Commitment.everything.filter(pk=thing.pk).values_list(*paths).first() or ()
    return [number for number in found if number is not None]


def below(thing: Commitment) -> dict[int, int]:
    """Numbers of the commitments that follow this one, each with its level below it, to REACH levels. One statement."""
    paths = ["__".join(["follows"] * depth) for depth in range(1, REACH + 2)]
    first, *others = (Commitment.objects.filter(**{path: thing.pk}).values_list("pk", "follows") for path in paths)
    pairs = dict(first.union(*others))
    depths: dict[int, int] = {}
    waiting = [(thing.pk, 0)]
    while waiting:  # depth first, so that each follows the one it follows
        number, depth = waiting.pop()
        if depth:
            depths[number] = depth
        waiting += sorted(((pk, depth + 1) for pk, follows in pairs.items() if follows == number), reverse=True)
    return depths


def chain_of(thing: Commitment, on: PartialDate) -> Chain:
    """The chain in both directions; what the reader may not see ends it or stands veiled in it."""
    up, down = above(thing), below(thing)
    shown_up = up[:REACH]
    shown_down = [pk for pk, depth in down.items() if depth <= REACH][:MOST]
    wanted = [thing.pk, *shown_up, *shown_down]
    fetched = Commitment.everything.filter(pk__in=wanted).prefetch_related(*_COMMITMENT)
    found: dict[int, Commitment] = {row.pk: row for row in fetched}
    own = found.get(thing.pk, thing)
    path = [found.get(pk, Commitment.veil(pk)) for pk in reversed(shown_up)]
    links = list(_upper([*path, own], thing.pk, on))
    links += [Link("step", step, partial(step, "on"), step.on_latest <= on.latest) for step in _told(thing)]
    links += [_link(found[pk], on, depth=down[pk]) for pk in shown_down if pk in found]
    return Chain(links, len(up) > REACH, len(down) > len(shown_down))


def _upper(path: Iterable[Commitment], here: int, on: PartialDate) -> Iterator[Link]:
    """Each commitment after the meeting and the text that it came from, each of these once."""
    told: set[tuple[str, int]] = set()
    for commitment in path:
        for kind in ("meeting", "document", "provision"):
            row = None if commitment.veiled else getattr(commitment, kind)
            if row is None or (kind, row.pk) in told:
                continue
            told.add((kind, row.pk))
            if kind == "document" and commitment.provision is not None and not commitment.provision.veiled:
                continue  # the provision names its document
            yield _origin(kind, row, commitment, on)
        yield _link(commitment, on, here=commitment.pk == here)


def _origin(kind: str, row: Any, commitment: Commitment, on: PartialDate) -> Link:
    day = None if row.veiled else _day_of(kind, row if kind != "provision" else commitment.document)
    return Link(kind, row, day, day is not None and day.latest <= on.latest)


def _day_of(kind: str, row: Any) -> PartialDate | None:
    if row.veiled:
        return None
    if kind == "meeting":
        return partial(row, "starts_on") or partial(row, "planned_for")
    return partial(row, "adopted_on") or partial(row, "signed_on") or partial(row, "published_on")


def _link(commitment: Commitment, on: PartialDate, here: bool = False, depth: int = 0) -> Link:
    if commitment.veiled:
        return Link("commitment", commitment, None)
    stands = standing(commitment, commitment.steps.all(), on)
    done = stands.status in ("met", "met-otherwise")
    return Link("commitment", commitment, partial(commitment, "made_on"), done and not here, here, stands, depth)


def _told(thing: Commitment) -> list[Step]:
    """The steps that lead on to something, or end it; the latest of them."""
    steps = sorted(thing.steps.all(), key=when_done)
    return [s for s in steps if s.kind in CLOSING or s.document_id or s.meeting_id or s.instead_id][-STEPS:]
