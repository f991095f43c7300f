"""Places in the register of names, told apart by their kind and state."""

from collections.abc import Sequence

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from kurultay.kit.dates import PartialDate
from kurultay.kit.names.choice import choose
from kurultay.kit.names.register import Named

from .models import Place, PlaceName


def where(places: Sequence[Place], on: PartialDate, lang: str) -> dict[int, str]:
    """The kind of each place and the state it lies in. Two statements at the most."""
    prefetch_related_objects(list(places), "state__names")
    return {place.pk: _kind(place, on, lang) for place in places}


def _kind(place: Place, on: PartialDate, lang: str) -> str:
    if place.state is None or place.state.veiled:
        return str(place.get_kind_display())
    name = choose(place.state.names.all(), on, lang)
    return _("%(kind)s, %(state)s") % {
        "kind": place.get_kind_display(),
        "state": name.text if name else place.state.key,
    }


NAMED = {"place": Named(PlaceName, "place", where)}
