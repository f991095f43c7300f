"""The page of a document: its titles, stage and parties, what parties did, its force, provisions and relations."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from kurultay.kit import registry
from kurultay.kit.dates import FIRST, LAST, partial
from kurultay.kit.pages.acts.past import past
from kurultay.kit.pages.asked import Asked, asked
from kurultay.kit.pages.policy import RECORD, page
from kurultay.kit.pages.shown import find, lines
from kurultay.kit.sources.evidence import evidence_for
from kurultay.kit.sources.models import Citation, StatedFigure
from kurultay.kit.texts import best

from ..models import RELATIONS, Document, PartyAction, Provision, Relation, entry_of, in_force
from ..panels import Dated, date_of, stage_of

_DOCUMENT = (
    "names", "texts", "versions", "source", "of__names", "issued_by__names", "adopted_at__names", "signed_at__names",
    "place__names", "under__within", "under__holder__names", "parties__party__names", "parties__person__names",
    "actions__party__names", "actions__person__names",
    *(f"relations__other__{more}" for more in ("names", "under__within", "under__holder__names")),
    *(f"relations_to__one__{more}" for more in ("names", "under__within", "under__holder__names")),
)  # fmt: skip
RELATED_BY = {
    "implements": "implemented by",
    "amends": "amended by",
    "supersedes": "superseded by",
    "corrects": "corrected by",
    "pursuant-to": "basis of",
    "part-of": "has as a part",
    "supports": "supported by",
    "instead-of": "replaced by",
}


@dataclass(frozen=True)
class Link:
    """One step of the chain: another document, how it is related, and its date."""

    words: str
    other: Document
    row: Relation
    dated: Dated | None


@dataclass(frozen=True)
class Placed:
    """A provision with its text and how deep it lies in the document."""

    provision: Provision
    depth: int
    texts: list[Any]


def chain_of(thing: Document) -> tuple[list[Link], list[Link]]:
    """What the document stands on or acts upon, and what stands on it, each the oldest first."""
    before = [
        Link(RELATIONS[r.kind], r.other, r, date_of(r.other)) for r in thing.relations.all() if not r.other.veiled
    ]
    after = [Link(RELATED_BY[r.kind], r.one, r, date_of(r.one)) for r in thing.relations_to.all() if not r.one.veiled]

    def place(link: Link) -> tuple[Any, ...]:
        return (link.dated.on.earliest if link.dated else FIRST, link.row.pk)

    return sorted(before, key=place), sorted(after, key=place)


def _when(action: PartyAction) -> tuple[Any, ...]:
    day = partial(action, "on")
    return (day.latest, day.earliest, action.pk) if day else (LAST, FIRST, action.pk)


def by_party(actions: Iterable[PartyAction]) -> list[tuple[Any, list[PartyAction]]]:
    """The actions of each party in the order of their days, the parties in alphabetical order."""
    found: dict[int, list[PartyAction]] = {}
    for action in sorted(actions, key=lambda a: _when(a)):
        if action.party is None or not action.party.veiled:
            found.setdefault(action.party_id or 0, []).append(action)
    rows = [(own[0].party, own) for own in found.values()]
    return sorted(rows, key=lambda row: (row[0] is None, row[0].sort_key if row[0] else "", row[1][0].pk))


def provisions_of(thing: Document, lang: str) -> list[Placed]:
    """The provisions in the order of the document with their texts. Two statements."""
    rows = list(Provision.objects.filter(document=thing).order_by("position", "id").prefetch_related("texts"))
    parents = {row.pk: row.parent_id for row in rows}

    def depth(pk: int) -> int:
        steps, at = 0, parents.get(pk)
        while at in parents and steps < len(parents):
            steps, at = steps + 1, parents[at]
        return steps

    return [Placed(row, depth(row.pk), best(row.texts.all(), lang)) for row in rows]


def panels_of(offer: str, thing: Any, question: Asked) -> list[Any]:
    """What other apps show of a document or provision: those that offer it."""
    offered = [getattr(module, offer) for module in registry.offers("panels") if hasattr(module, offer)]
    return [panel for offers in offered for panel in offers(thing, question)]


def standing_on(thing: Document) -> int | None:
    """How many values of the record stand on the source that this document is; None where it is none."""
    if thing.source is None or thing.source.veiled:
        return None
    return int(
        Citation.objects.filter(source=thing.source).count() + StatedFigure.objects.filter(source=thing.source).count()
    )


@page(RECORD)
def document(request: HttpRequest, key: str) -> HttpResponse:
    """A document as of a day: its stage then, whether it is in force then and by what reckoning."""
    question = asked(request)
    thing = find(Document, key, *_DOCUMENT)
    provisions = provisions_of(thing, question.lang)
    actions = thing.actions.all()
    before, after = chain_of(thing)
    texts = best(thing.texts.all(), question.lang)
    panels = panels_of("of_document", thing, question)
    parties = [p for p in thing.parties.all() if not any(x is not None and x.veiled for x in (p.party, p.person))]
    evidence = evidence_for(
        thing, thing.names.all(), texts, thing.versions.all(), parties, actions, [p.provision for p in provisions],
        [link.row for link in before + after], *(panel.rows for panel in panels),
    )  # fmt: skip
    entry = entry_of(thing, actions)
    stated = partial(thing, "in_force_on")
    context = {
        "thing": thing,
        "stage": stage_of(thing, question.on, evidence),
        "adoption": Dated.adoption(thing),
        "parties": parties,
        "actions": by_party(actions),
        "entry": entry,
        "stated": stated,
        "differs": entry is not None and not entry.agrees(stated),
        "force": in_force(thing, entry, question.on),
        "provisions": provisions,
        "before": before,
        "after": after,
        "texts": texts,
        "panels": panels,
        "standing_on": standing_on(thing),
        "evidence": evidence,
        "contradictions": [pair for pair in evidence.contradictions() if pair[1].field != "stage"],
    }
    return render(request, "documents/document.html", context)


@page(RECORD)
def document_sources(request: HttpRequest, key: str) -> HttpResponse:
    """Which source states each value of a document, its titles, versions, parties and actions."""
    thing = find(Document, key, *_DOCUMENT)
    rows: list[tuple[str, Any]] = [(_("The entry"), thing)]
    rows += [(_("Title “%(text)s”") % {"text": name.text}, name) for name in thing.names.all()]
    rows += [(str(text.get_about_display()), text) for text in thing.texts.all()]
    rows += [(_("Version %(version)s") % {"version": version}, version) for version in thing.versions.all()]
    for row in thing.parties.all():
        rows.append((str(row.get_capacity_display()), row))
    rows += [(_("Action %(key)s") % {"key": action.key}, action) for action in thing.actions.all()]
    for link in chain.from_iterable(chain_of(thing)):
        rows.append((_("%(relation)s %(key)s") % {"relation": link.words, "key": link.other.key}, link.row))
    for provision in Provision.objects.filter(document=thing).order_by("position", "id"):
        rows.append((_("Provision %(number)s") % {"number": provision.number}, provision))
    return render(request, "documents/document_sources.html", {"thing": thing, "lines": lines(rows)})


@page(RECORD)
def document_history(request: HttpRequest, key: str) -> HttpResponse:
    """Who did what to a document, its parts and its relations."""
    thing = find(Document, key, *_DOCUMENT)
    parts = (thing.names, thing.texts, thing.versions, thing.parties, thing.actions, thing.provisions)
    ties = (thing.relations, thing.relations_to)
    told = past(request, chain([thing], *(part.all() for part in (*parts, *ties))))
    return render(request, "documents/document_history.html", {"thing": thing, **told})
