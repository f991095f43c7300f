"""Template filters of the pages of parties."""

import zlib
from collections.abc import Mapping
from typing import Any

from django import template
from django.template.context import RequestContext
from django.utils.translation import gettext as _

from kurultay.kit.pages.linked import iso, linked, tie
from kurultay.kit.pages.shown import field_words

from ..models import ROLE_KINDS, Party, Role

register = template.Library()

ACCENTS = ("", "accent-indigo", "accent-blue", "accent-green", "accent-plum", "accent-slate")


@register.filter
def accent(party: Party) -> str:
    """The colour of an organisation's pages, the same whenever it is asked; its bodies wear their organisation's."""
    bearer = party.parent if party.parent is not None and not party.parent.veiled else party
    if bearer.kind != "organisation":
        return ""
    return ACCENTS[zlib.crc32(bearer.key.encode()) % len(ACCENTS)]


@register.filter
def at(found: Mapping[int, Any], key: int) -> Any:
    """The entry of a mapping."""
    return found.get(key)


@register.filter
def words(name: str) -> str:
    """A figure's name for people: its hyphens as spaces."""
    return name.replace("-", " ")


@register.filter
def role_words(kind: str) -> str:
    """A role's kind for people."""
    return ROLE_KINDS.get(kind, kind)


@register.filter
def about(row: Any, field: str) -> str:
    """What a contradiction is about, e.g. "Kazakhstan, chair: since"."""
    words = field_words(row, field) if field else ""
    if isinstance(row, Role):
        holder = next((n.text for n in row.holder.names.all() if n.primary and n.lang == "en"), row.holder.key)
        return _("%(holder)s, %(role)s: %(field)s") % {
            "holder": holder,
            "role": ROLE_KINDS[row.kind].lower(),
            "field": words,
        }
    return f"{row}: {words}" if words else str(row)


@register.filter
def sources_of(row: Any, thing: Any) -> str:
    """Where the sources of a row stand: its own page, or that of the thing it belongs to."""
    bearer = row if hasattr(row, "get_absolute_url") else thing
    return f"{bearer.get_absolute_url()}/sources"


def schema_type(party: Party) -> str:
    """What schema.org calls a party of this kind."""
    return {"state": "Country", "ministry": "GovernmentOrganization", "agency": "GovernmentOrganization"}.get(
        party.kind, "Organization"
    )


@register.inclusion_tag("kit/linked.html", takes_context=True)
def party_data(context: RequestContext, party: Party) -> dict[str, Any]:
    """A party for programs, with its codes, its house and who is surely a member of it on the page's day."""
    terms: dict[str, Any] = {
        "identifier": [
            {"@type": "PropertyValue", "propertyID": code.scheme, "value": code.value} for code in party.codes.all()
        ]
    }
    if party.kind != "state":
        house = tie(context, party.parent, schema_type(party.parent)) if party.parent else None
        members = [tie(context, role.holder, schema_type(role.holder)) for role in context["members"].sure]
        terms |= {
            "foundingDate": iso(party.since),
            "dissolutionDate": iso(party.until),
            "parentOrganization": house,
            "member": [member for member in members if member],
        }
    return linked(context, party, schema_type(party), **terms)
