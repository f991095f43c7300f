"""Parties in the register of names, told apart by their kind and what they belong to."""

from collections.abc import Iterator, Sequence

from babel import Locale
from django.conf import settings
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from kurultay.kit.dates import PartialDate
from kurultay.kit.names.choice import choose
from kurultay.kit.names.register import Named

from .models import Party, PartyCode, PartyName


def belonging(parties: Sequence[Party], on: PartialDate, lang: str) -> dict[int, str]:
    """The kind of each party, and the organisation or state it belongs to. Four statements at the most."""
    prefetch_related_objects(list(parties), "parent__names", "state__names")
    return {party.pk: _kind(party, on, lang) for party in parties}


def _kind(party: Party, on: PartialDate, lang: str) -> str:
    kind = party.get_kind_display()
    above = next((one for one in (party.parent, party.state) if one is not None and not one.veiled), None)
    if above is None:
        return str(kind)
    name = choose(above.names.all(), on, lang)
    return _("%(kind)s, %(above)s") % {"kind": kind, "above": name.text if name else above.key}


def country_names() -> Iterator[tuple[int, str, str, int]]:
    """What the Unicode CLDR calls the parties that have an ISO code, in each language of the record."""
    codes = PartyCode.objects.filter(scheme="iso2").order_by("pk")
    for party, code, audience in codes.values_list("party_id", "value", "audience_id"):
        for lang, _name in settings.LANGUAGES:
            if text := Locale.parse(lang).territories.get(code):
                yield party, text, lang, audience


# Every word of an institution's name tells: the Secretariat of a council is not the council.
NAMED = {"party": Named(PartyName, "party", belonging, extra=0.25, lent=country_names, lent_by=(PartyCode,))}
