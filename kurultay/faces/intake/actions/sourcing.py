"""The source of a document: entered when new, the same one when its key is known."""

from typing import Any

from django.db import Error, transaction

from kurultay.kit.acting import Refused
from kurultay.kit.sources.entering import Wrong
from kurultay.kit.sources.models import Source
from kurultay.kit.sources.values import as_text, text_of

from .memory import Memory
from .problems import Problem, nearest
from .reading import Document
from .values import value_of
from .waiting import in_words

FIELDS = ("key", "title", "publisher", "kind", "grade", "url", "as_of", "sha256")
REQUIRED = ("title", "grade")


def source_of(document: Document, memory: Memory) -> Source | None:
    """The document's source in the record; None with the problem told. Inside an act."""
    try:
        return _source_of(document, memory)
    except (Wrong, Refused, Error) as error:
        key = getattr(error, "key", "")
        line = document.lines.get(f"source.{key}", document.lines.get("source", document.line))
        memory.problems.append(
            Problem(document.file, line, in_words(error) if isinstance(error, Error) else str(error))
        )
        return None


def _source_of(document: Document, memory: Memory) -> Source:
    for key in document.source:
        if key not in FIELDS:
            raise Wrong(f'A source has no "{key}". {nearest(key, FIELDS)}', key)
    values: dict[str, Any] = {
        key: value_of(Source._meta.get_field(key), key, text, memory.find) for key, text in document.source.items()
    }
    if "key" not in values:
        raise Wrong("A source needs a key, by which it is known ever after: key: F1.", "source")
    standing = memory.by_key(Source, values["key"])
    if standing is not None:
        return _same(standing, values, memory)
    missing = [key for key in REQUIRED if not values.get(key)]
    if missing:
        raise Wrong(f'The source "{values["key"]}" is new and needs {" and ".join(missing)}.', "key")
    source = Source(audience=memory.interned(document.keeper, document.marking, document.named), **values)
    with transaction.atomic():
        source.save()
    memory.know(Source, source)
    return source


def _same(source: Source, values: dict[str, Any], memory: Memory) -> Source:
    """A known source takes what it lacks; what differs is a mistake in one of the two places."""
    if source.withdrawn:
        raise Refused(f'The source "{source.key}" is withdrawn. Restore it, or leave its document out.')
    lacking = {key: value for key, value in values.items() if not text_of(source, key) and as_text(value)}
    for key, value in values.items():
        if key not in lacking and text_of(source, key) != as_text(value):
            said = f'The record knows the source "{source.key}" with {key} "{text_of(source, key)}"'
            raise Wrong(f"{said}. Correct it there, or give this document another key.", key)
    if lacking:
        memory.must_keep(source)
        for key, value in lacking.items():
            setattr(source, key, value)
        source.save()
    return source
