"""Rows of documents in import files: documents with titles, versions, provisions, relations, parties, actions."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.db.models import prefetch_related_objects

from kurultay.kit.rows import Record
from kurultay.kit.sources.entering import Entering, RowKind, Wrong

from .models import (
    BINDING,
    DIGEST,
    Document,
    DocumentName,
    DocumentParty,
    DocumentText,
    PartyAction,
    Provision,
    ProvisionText,
    Relation,
    Version,
)


def complete_document(document: Document, entering: Entering) -> None:
    """Fill the sort key; a new document whose stage is not given stands where its dates say."""
    document.settle()
    if document.stage == Document._meta.get_field("stage").get_default():
        document.stage = document.dated_stage or document.stage


def settle_name(name: DocumentName, entering: Entering) -> None:
    """Fill script and sort key."""
    name.settle()


def put_last(provision: Provision, entering: Entering) -> None:
    """A new provision comes after those its document has."""
    provision.position = entering.count(Provision, document=provision.document)


def digest_whole(version: Version, entering: Entering) -> None:
    """A digest stands in full or not at all."""
    if version.sha256 and not DIGEST.fullmatch(version.sha256):
        raise Wrong("An SHA-256 digest has 64 figures from 0 to f. Write it out in full.", "sha256")


def somebody(row: DocumentParty, entering: Entering) -> None:
    """A document's party is a party, a person, or words where the source names nobody."""
    if row.party is None and row.person is None and not row.words:
        raise Wrong('Say who: "party", "person", or "words" where no name is given.', "document_party")


def number_others(values: dict[str, Any], entering: Entering) -> dict[str, Any]:
    """Rows told apart by whom they name need the numbers of these."""
    if any(isinstance(other, Record) and other.pk is None for other in values.values()):
        entering.flush()
    return values


def of_one_document(values: dict[str, Any], entering: Entering) -> dict[str, Any]:
    """A part of a provision belongs to the document of that provision."""
    parent = values.get("parent")
    if parent is not None and "document" in values:
        theirs, ours = parent.document, values["document"]
        if theirs is not ours and (theirs.pk is None or theirs.pk != ours.pk):
            raise Wrong("The provision that this one is part of belongs to another document.", "parent")
    return values


def doubts_of_actions(actions: list[Any]) -> Iterator[tuple[Any, str]]:
    """Actions out of order: before the document, a signature after what it leads to, a withdrawal before it."""
    prefetch_related_objects(actions, "document")
    numbers = {action.pk: action for action in actions}
    for action in actions:
        for made in ("adopted_on", "signed_on"):
            if action.on and getattr(action.document, made):
                if action.on_latest < getattr(action.document, f"{made}_earliest"):
                    yield action, f"It is before its document: {action.on}, and {getattr(action.document, made)}."
                break
    documents = sorted({action.document_id for action in actions})
    for start in range(0, len(documents), 500):
        groups: dict[tuple[int, int], list[Any]] = defaultdict(list)
        beside = PartyAction.objects.filter(document__in=documents[start : start + 500]).exclude(party=None)
        for action in beside.exclude(on="").order_by("pk"):
            groups[action.document_id, action.party_id].append(action)
        for group in groups.values():
            for one, other in ((a, b) for a in group for b in group if _precedes(a.kind, b.kind)):
                new = numbers.get(max(one.pk, other.pk)) or numbers.get(min(one.pk, other.pk))
                if new is not None and one.on_earliest > other.on_latest:
                    yield new, f"{one.kind.capitalize()} after {other.kind}: {one.on}, and {other.on}."


def _precedes(one: str, other: str) -> bool:
    return (one == "signature" and other in BINDING) or (one in BINDING and other == "withdrawal")


ROWS = {
    "document": RowKind(
        Document,
        {
            "document": "key", "kind": "kind", "stage": "stage", "symbol": "symbol", "of": "of",
            "issued_by": "issued_by", "adopted_at": "adopted_at", "signed_at": "signed_at", "under": "under",
            "adopted": "adopted_on", "signed": "signed_on", "published": "published_on", "place": "place",
            "since": "since", "until": "until", "force_after": "force_after", "force_days": "force_days",
            "in_force": "in_force_on", "source_key": "source",
        },
        required=("kind",),
        complete=complete_document,
    ),
    "name/document": RowKind(
        DocumentName,
        {
            "name": "text", "document": "document", "lang": "lang", "kind": "kind", "primary": "primary",
            "since": "since", "until": "until",
        },
        identity=("document", "text", "lang"),
        required=("document",),
        kept_with="document",
        editorial=frozenset({"lang", "kind", "primary"}),
        complete=settle_name,
    ),
    "text/document": RowKind(
        DocumentText,
        {"text": "text", "document": "document", "about": "about", "lang": "lang", "status": "status"},
        identity=("document", "about", "lang", "text"),
        required=("document", "about"),
        kept_with="document",
        whole=True,
    ),
    "version": RowKind(
        Version,
        {"version": "lang", "document": "document", "authority": "authority", "url": "url", "sha256": "sha256"},
        identity=("document", "lang"),
        required=("document",),
        kept_with="document",
        editorial=frozenset({"lang"}),
        complete=digest_whole,
    ),
    "relation": RowKind(
        Relation,
        {"relation": "kind", "one": "one", "other": "other"},
        identity=("one", "kind", "other"),
        required=("one", "other"),
        kept_with="one",
        whole=True,
        arrange=number_others,
    ),
    "document_party": RowKind(
        DocumentParty,
        {
            "document_party": "capacity", "document": "document", "party": "party", "person": "person",
            "words": "words",
        },
        identity=("document", "capacity", "party", "person", "words"),
        required=("document",),
        kept_with="document",
        whole=True,
        arrange=number_others,
        complete=somebody,
    ),
    "provision": RowKind(
        Provision,
        {
            "provision": "key", "document": "document", "number": "number", "parent": "parent",
            "operative": "operative",
        },
        required=("document", "number"),
        kept_with="document",
        arrange=of_one_document,
        complete=put_last,
    ),
    "text/provision": RowKind(
        ProvisionText,
        {"text": "text", "provision": "provision", "lang": "lang", "status": "status"},
        identity=("provision", "lang", "text"),
        required=("provision",),
        kept_with="provision",
        whole=True,
    ),
    "action": RowKind(
        PartyAction,
        {
            "action": "key", "document": "document", "party": "party", "person": "person", "kind": "kind", "on": "on",
            "reference": "reference", "text": "text",
        },
        required=("document", "kind"),
        kept_with="document",
        doubts=doubts_of_actions,
    ),
}  # fmt: skip
