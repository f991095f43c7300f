"""Pictures of roles: timelines by holder, and a map of states by role."""

from collections.abc import Iterable

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kurultay.kit.dates import period_of
from kurultay.kit.dates.words import spell, spell_period
from kurultay.kit.names.choice import choose
from kurultay.kit.pages.asked import Asked
from kurultay.kit.pages.map import world_map
from kurultay.kit.pages.timeline import Bar, Lane, timeline

from ..models import Party, Role


def _name(party: Party, question: Asked) -> str:
    row = choose(party.names.all(), question.on, question.lang)
    return row.text if row else str(party.key)


def timeline_of(roles: Iterable[Role], question: Asked, title: str) -> SafeString:
    """A lane per holder, a bar per role, in the order of the first start; "" for fewer than two dated roles."""
    dated = [r for r in roles if r.since or r.until not in ("", "..")]
    if len(dated) < 2:
        return SafeString("")
    lanes: dict[int, Lane] = {}
    bars: dict[int, list[Bar]] = {}
    for role in sorted(dated, key=lambda r: (r.since_earliest, r.until_earliest, r.pk)):
        words = spell_period(period_of(role), "en")
        bar = Bar(
            role.since_earliest,
            role.since_latest,
            role.until_earliest,
            role.until_latest,
            title=f"{_name(role.holder, question)}: {words}",
            url=f"{role.get_absolute_url()}{question.keep}",
            strong=str(period_of(role).holds(question.on)) == "yes",
        )
        bars.setdefault(role.holder_id, []).append(bar)
        lanes.setdefault(
            role.holder_id,
            Lane(
                _name(role.holder, question), f"{role.holder.get_absolute_url()}{question.keep}", bars[role.holder_id]
            ),
        )
    return timeline(list(lanes.values()), question.on, title=title, on_label=spell(question.on, "en"))


def map_of(members: Iterable[Role], observers: Iterable[Role], question: Asked) -> SafeString:
    """States that are members and observers on the day; "" where none has a code."""
    names: dict[str, str] = {}
    groups = []
    for label, roles in ((_("Members"), members), (_("Observers"), observers)):
        codes = []
        for role in roles:
            code = next((c.value for c in role.holder.codes.all() if c.scheme == "iso3"), "")
            if code:
                codes.append(code)
                names[code] = _name(role.holder, question)
        if codes:
            groups.append(("", label, sorted(codes)))
    return world_map(groups, _("Members and observers on this day"), names) if groups else SafeString("")
