"""Text of a file as the value of a field, with words for people where it is none."""

import re
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from kurultay.kit.sources.entering import Wrong

from .problems import nearest

SLUG = re.compile(r"[A-Za-z0-9_-]+")
Find = Callable[[Any, str, str], Any]


def value_of(field: Any, key: str, text: Any, find: Find) -> Any:
    """The value of `text` for a model field; `find` gives the row of a key. Raises Wrong, which names `key`."""
    if text is None:
        raise Wrong(f'"{key}" has no value. Give one or leave the key out.', key)
    if not isinstance(text, str):
        raise Wrong(f'"{key}" takes one value.', key)
    if field.is_relation:
        if not text:
            raise Wrong(f'"{key}" needs the key of a row.', key)
        return find(field.related_model, text, key)
    if isinstance(field, models.BooleanField):
        if text not in ("true", "false"):
            raise Wrong(f'"{key}" is true or false, not "{text}".', key)
        return text == "true"
    if field.choices and text not in dict(field.flatchoices):
        raise Wrong(f'"{text}" cannot be "{key}". {nearest(text, dict(field.flatchoices))}', key)
    if isinstance(field, models.SlugField) and not SLUG.fullmatch(text):
        raise Wrong(f'"{text}" is not a key. A key has letters, digits and hyphens, such as ots-chair-turkiye.', key)
    if isinstance(field, models.IntegerField) and not text.replace("_", "").lstrip("+-").isdigit():
        raise Wrong(f'"{key}" is a whole number, not "{text}".', key)
    try:
        return field.clean(text, None)
    except ValidationError as error:
        raise Wrong(f"{key}: {' '.join(error.messages)}", key) from error
