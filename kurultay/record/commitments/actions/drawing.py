"""Commitments drawn from a paragraph, split into several and merged into one; what they came from stays to be seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kurultay.kit.acting import Refused, act
from kurultay.kit.acting.narrowing import narrowest
from kurultay.kit.dates import UNKNOWN
from kurultay.kit.reading import Reader
from kurultay.kit.sources.stating import Cite, claim
from kurultay.record.documents.models import Provision
from kurultay.record.meetings.models import Meeting
from kurultay.record.parties.models import Area, Party

from ..models import Commitment, CommitmentText, Step
from .steps import _step, assign, supersede, undertake

PRINTED = 500  # letters of a quotation that a citation holds


@dataclass(frozen=True)
class Drawn:
    """A commitment as somebody confirmed it; `quotes` holds, by field, the words of the text that say so.

    `wording` is the passage it is drawn from. Who is responsible: parties, and words where no party is named.
    """

    name: str
    verb: str
    due: Any = UNKNOWN
    due_at: Meeting | None = None
    responsible: tuple[Party, ...] = ()
    contributing: tuple[Party, ...] = ()
    words: str = ""
    area: Area | None = None
    wording: str = ""
    quotes: tuple[tuple[str, str], ...] = ()


def _undertake(key: str, drawn: Drawn, by: Reader, keeper: str, like: Commitment | None = None, **origin: Any) -> Any:
    """One commitment with its parties and its wording; read by nobody who may not read the one it is like."""
    marking: dict[str, Any] = {} if like is None else {"marking": like.audience.marking, "named": like.audience.names}
    made = undertake(
        Commitment.free_key(key), verb=drawn.verb, name=drawn.name, due=drawn.due, due_at=drawn.due_at,
        area=drawn.area, keeper=keeper, by=by, **origin, **marking,
    )  # fmt: skip
    for party in drawn.responsible:
        assign(made, party=party, by=by)
    if drawn.words:
        assign(made, words=drawn.words, by=by)
    for party in drawn.contributing:
        assign(made, party=party, capacity="contributing", by=by)
    if drawn.wording:
        CommitmentText(
            commitment=made, about="wording", text=drawn.wording, lang=origin.get("lang", "en"),
            audience_id=made.audience_id,
        ).save()  # fmt: skip
    return made


@act(label="drew from a paragraph", says=gettext_lazy("%(who)s drew commitments from a paragraph: %(thing)s."))
def draw(provision: Provision, *, drawn: Sequence[Drawn], by: Reader, lang: str = "en", reason: str = "") -> list[Any]:
    """Draw one commitment or several from a paragraph, each with who owes it and when; the paragraph is operative.

    Where the document is a source of the record, each value that words of the paragraph state cites it with them.
    """
    if not drawn:
        raise Refused(_("Say what is promised: no commitment is filled in."))
    document = provision.document
    made = []
    for each in drawn:
        row = _undertake(
            provision.key, each, by, document.keeper, of=document.of, provision=provision,
            meeting=document.adopted_at or document.signed_at, on=document.adopted_on or document.signed_on, lang=lang,
        )  # fmt: skip
        if document.source is not None:
            for field, quote in each.quotes:
                cite = Cite(source=document.source, place=provision.number, printed={field: quote[:PRINTED]})
                claim(row, field, getattr(row, field), cite)
        made.append(row)
    if provision.operative is not True:
        provision.operative = True
        provision.save()
    return made


@act(label="split", says=gettext_lazy("%(who)s split %(thing)s."))
def split(commitment: Commitment, *, into: Sequence[Drawn], on: Any, by: Reader, reason: str) -> list[Any]:
    """Several commitments take the place of one: each follows it and comes from where it came from."""
    if len(into) < 2:
        raise Refused(_("A commitment is split into two or more."))
    made = [
        _undertake(
            commitment.key, each, by, commitment.keeper, commitment, of=commitment.of, document=commitment.document,
            provision=commitment.provision, meeting=commitment.meeting, on=commitment.made_on, follows=commitment,
        )
        for each in into
    ]  # fmt: skip
    _step(commitment, "superseded", on, text=reason)  # by all of them, so that it names none; each follows it
    return made


@act(label="merged", says=gettext_lazy("%(who)s merged other commitments with %(thing)s."))
def merge(
    commitment: Commitment, *, others: Sequence[Commitment], drawn: Drawn, on: Any, by: Reader, reason: str
) -> Commitment:
    """One commitment takes the place of several: it follows the first, and each names it as what replaced it."""
    merged = [commitment, *others]
    if len({each.pk for each in merged}) < 2 or len({each.pk for each in merged}) < len(merged):
        raise Refused(_("Two or more commitments are merged, each once."))
    if any(each.keeper != commitment.keeper for each in others):
        raise Refused(_("Commitments that different organisations keep are not merged."))
    made: Commitment = _undertake(
        commitment.key, drawn, by, commitment.keeper, commitment, of=commitment.of, document=commitment.document,
        provision=commitment.provision, meeting=commitment.meeting, on=on, follows=commitment,
    )  # fmt: skip
    narrow = narrowest(made.audience, *others)
    if narrow.pk != made.audience_id:
        raise Refused(_("These commitments are read by different people; give them one marking first."))
    for each in merged:
        supersede(each, instead=made, on=on, reason=reason, by=by)
    return made


def replaced_by(commitment: Commitment) -> list[Commitment]:
    """The commitments in whose place this one stands, in the order of their entry."""
    steps = (
        Step.objects.filter(instead=commitment, kind="superseded").order_by("id").prefetch_related("commitment__names")
    )
    return [step.commitment for step in steps if not step.commitment.veiled]
