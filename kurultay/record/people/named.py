"""Persons in the register of names, told apart by their posts."""

from collections import defaultdict
from collections.abc import Sequence

from django.utils.translation import gettext as _

from kurultay.kit.dates import Certainty, PartialDate, period_of, spell_period
from kurultay.kit.names.choice import choose
from kurultay.kit.names.register import Named

from .models import Person, PersonName, Tenure

POSTS = 2  # told of each person


def posts(persons: Sequence[Person], on: PartialDate, lang: str) -> dict[int, str]:
    """The posts of each person with their dates: those held on the day first, then the latest. Three statements."""
    held: defaultdict[int, list[Tenure]] = defaultdict(list)
    rows = Tenure.objects.filter(person__in=[p.pk for p in persons]).order_by("-since_latest", "-since_earliest", "id")
    for tenure in rows.prefetch_related("at__names", "for_party__names"):
        held[tenure.person_id].append(tenure)
    told = {}
    for person, tenures in held.items():
        tenures.sort(key=lambda tenure: period_of(tenure).holds(on) is Certainty.NO)
        told[person] = "; ".join(_post(tenure, on, lang) for tenure in tenures[:POSTS])
    return told


def _post(tenure: Tenure, on: PartialDate, lang: str) -> str:
    words = {"post": tenure.post, "period": spell_period(period_of(tenure), lang)}
    at = tenure.at or tenure.for_party
    if at is None or at.veiled:
        return _("%(post)s (%(period)s)") % words
    name = choose(at.names.all(), on, lang)
    return _("%(post)s, %(at)s (%(period)s)") % {**words, "at": name.text if name else at.key}


NAMED = {"person": Named(PersonName, "person", posts, surnames=True)}
