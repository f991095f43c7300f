"""A list of a page as files: the same rows, narrowed by the same words, on the same day."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django.conf import settings

from .asked import Asked

FORMATS = (("CSV", ".csv"), ("XLSX", ".xlsx"), ("JSON", ""))


def exports(name: str, wanted: Mapping[str, str], question: Asked, dated: bool = True) -> list[tuple[str, str]]:
    """Words and address of each format of the list `name` of the API; `wanted` are filters as the API has them.

    Pages list what does not hold on the day too, so `dated` lists, whose rows may hold or not, are asked for all.
    """
    asked = dict(wanted)
    if not question.is_today and not question.error:
        asked |= {"on": question.text} | ({"holds": "any"} if dated else {})
    if question.lang != settings.LANGUAGE_CODE:
        asked["lang"] = question.lang
    query = f"?{urlencode(asked)}" if asked else ""
    return [(words, f"/api/v1/{name}{ending}{query}") for words, ending in FORMATS]
