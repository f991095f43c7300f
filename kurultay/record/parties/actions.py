"""What parties do and what is done with them: accede, withdraw, admit, take the chair, coordinate, rename."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kurultay.kit.acting import Refused, act
from kurultay.kit.dates import OPEN, UNKNOWN, Certainty, PartialDate, period_of
from kurultay.kit.names.sorting import sort_key
from kurultay.kit.reading import Reader
from kurultay.kit.reading.models import PUBLIC, Audience, intern, stricter
from kurultay.kit.saving import save

from .models import MEMBERSHIP, Area, AreaName, Catalogue, Party, PartyName, PartyText, Role


def settle_sort_key(party: Party) -> None:
    """Keep the key that lists are sorted by in step with the party's present English name."""
    for_all = Q(audience_id=party.audience_id) | Q(audience__marking=PUBLIC)  # the order of a list would tell others
    names = PartyName.objects.filter(for_all, party=party, lang="en")
    named = names.order_by("-primary", "-until_latest", "id").first()
    key = named.sort_key if named else sort_key(party.key, "en")
    if key != party.sort_key:
        party.sort_key = key
        party.save()


@act(label="entered in the record", says=gettext_lazy("%(who)s entered the party %(thing)s."))
def register(
    key: str,
    *,
    kind: str,
    name: str,
    by: Reader,
    lang: str = "en",
    parent: Party | None = None,
    state: Party | None = None,
    seat: str = "",
    since: Any = UNKNOWN,
    keeper: str = "",
    marking: str = "public",
    named: tuple[str, ...] = (),
    reason: str = "",
) -> Party:
    """Enter a party of some kind under its key, with the name it goes by."""
    audience = intern(keeper, marking, named)
    if parent is not None:
        audience = _both(audience, parent.audience)
    party = Party(key=key, kind=kind, parent=parent, state=state, seat=seat, since=since, audience=audience)
    party.sort_key = sort_key(name, lang)
    save(party, _("The key %(key)s is taken.") % {"key": key})
    PartyName(party=party, text=name, lang=lang, kind="short", primary=True, audience=audience).save()
    return party


@act(label="gave another name to", says=gettext_lazy("%(who)s gave another name to the party %(thing)s."))
def name(
    party: Party,
    *,
    text: str,
    kind: str,
    by: Reader,
    lang: str = "en",
    since: Any = UNKNOWN,
    until: Any = OPEN,
    primary: bool = False,
    reason: str = "",
) -> PartyName:
    """Give a party one more name: an acronym, an official form, another language."""
    made = PartyName(
        party=party, text=text, lang=lang, kind=kind, primary=primary, since=since, until=until,
        audience_id=party.audience_id,
    )  # fmt: skip
    save(made, _("On those days it already has a primary name in this language."))
    settle_sort_key(party)
    return made


@act(label="renamed", says=gettext_lazy("%(who)s renamed the party %(thing)s."))
def rename(party: Party, *, text: str, on: Any, by: Reader, lang: str = "en", reason: str = "") -> PartyName:
    """From `on` the party bears a new primary name in this language; the old one ends that day."""
    day = PartialDate.parse(on)
    for old in PartyName.objects.filter(party=party, lang=lang, primary=True):
        if period_of(old).holds(day) is not Certainty.NO:
            old.until = day.edtf
            old.save()
    made = PartyName(
        party=party, text=text, lang=lang, kind="short", primary=True, since=day.edtf, audience_id=party.audience_id
    )
    save(made, _("On those days it already has a primary name in this language."))
    settle_sort_key(party)
    return made


@act(label="described", says=gettext_lazy("%(who)s described the party %(thing)s."))
def describe(
    party: Party, *, about: str, text: str, by: Reader, lang: str = "en", status: str = "courtesy", reason: str = ""
) -> PartyText:
    """Write down a mandate, a rule, a practice of a party in one language."""
    made = PartyText(party=party, about=about, text=text, lang=lang, status=status, audience_id=party.audience_id)
    made.save()
    return made


def _enter_role(party: Party, kind: str, of: Party, since: Any, until: Any, **more: Any) -> Role:
    audience = _both(of.audience, party.audience)
    key = Role.free_key(f"{of.key}-{kind}-{party.key}")
    return Role(key=key, holder=party, kind=kind, of=of, since=since, until=until, audience=audience, **more)


def _present(party: Party, kinds: tuple[str, ...], of: Party, on: Any) -> Role | None:
    day = PartialDate.parse(on)
    held = Role.objects.filter(holder=party, of=of, kind__in=kinds, area=None)
    return next((r for r in held if period_of(r).holds(day) is Certainty.YES), None)


@act(label="acceded", says=gettext_lazy("%(who)s recorded an accession that concerns %(thing)s."))
def accede(party: Party, *, to: Party, on: Any, by: Reader, founding: bool = False, reason: str = "") -> Role:
    """The party becomes a member on that day; an observer's role of the same party ends with it."""
    if _present(party, MEMBERSHIP, to, on):
        raise Refused(_("%(party)s is a member on that day already.") % {"party": party.key})
    if observer := _present(party, ("observer",), to, on):
        observer.until = PartialDate.parse(on).edtf
        observer.save()
    role = _enter_role(party, "founding-member" if founding else "member", to, on, OPEN)
    role.save()
    return role


@act(label="was admitted", says=gettext_lazy("%(who)s recorded an admission that concerns %(thing)s."))
def admit(party: Party, *, to: Party, on: Any, by: Reader, kind: str = "observer", reason: str = "") -> Role:
    """The party is admitted as observer, partner or guest on that day."""
    if kind not in ("observer", "partner", "guest"):
        raise Refused(_("A party is admitted as observer, partner or guest."))
    if _present(party, (kind, *MEMBERSHIP), to, on):
        raise Refused(_("%(party)s holds that or a larger role on that day already.") % {"party": party.key})
    role = _enter_role(party, kind, to, on, OPEN)
    role.save()
    return role


@act(label="ended a role", says=gettext_lazy("%(who)s ended a role that concerns %(thing)s."))
def withdraw(role: Role, *, on: Any, by: Reader, reason: str = "") -> Role:
    """The role ends: `on` is the first day on which it is no longer held."""
    if role.until not in (OPEN, UNKNOWN):
        raise Refused(_("This role ended on %(until)s already.") % {"until": role.until})
    role.until = PartialDate.parse(on).edtf
    role.save()
    return role


@act(label="took the chair", says=gettext_lazy("%(who)s recorded who took a chair that concerns %(thing)s."))
def take_chair(
    party: Party,
    *,
    of: Party,
    on: Any,
    by: Reader,
    until: Any = UNKNOWN,
    terms: int | None = None,
    reason: str = "",
) -> Role:
    """The party takes the chair of an organisation or body; who held it until then hands over that day."""
    day = PartialDate.parse(on)
    for before in Role.objects.filter(of=of, kind="chair", within=None).exclude(holder=party):
        if before.until in (OPEN, UNKNOWN) and before.since_earliest < day.latest:
            before.until = day.edtf
            before.save()
    role = _enter_role(party, "chair", of, on, until, terms=terms)
    save(role, _("Somebody is certainly in the chair on some of those days."))
    return role


@act(label="volunteered", says=gettext_lazy("%(who)s recorded who coordinates an area of %(thing)s."))
def coordinate(
    party: Party, *, of: Party, area: Area, on: Any, by: Reader, kind: str = "coordinator", reason: str = ""
) -> Role:
    """The party becomes coordinator or co-coordinator of an area; one party may hold several at once."""
    if kind not in ("coordinator", "co-coordinator"):
        raise Refused(_("An area has coordinators and co-coordinators."))
    role = _enter_role(party, kind, of, on, UNKNOWN, area=area)
    role.save()
    return role


@act(label="adopted a catalogue", says=gettext_lazy("%(who)s entered the adopted catalogue %(thing)s."))
def adopt(
    key: str,
    *,
    of: Party,
    title: str,
    on: Any,
    by: Reader,
    kind: str = "catalogue",
    continues: Catalogue | None = None,
    reason: str = "",
) -> Catalogue:
    """Enter a version of a catalogue or a strategy; the version it continues ends that day."""
    day = PartialDate.parse(on)
    if continues is not None and continues.until == OPEN:
        continues.until = day.edtf
        continues.save()
    made = Catalogue(
        key=key, of=of, title=title, kind=kind, adopted_on=day.edtf, since=day.edtf, continues=continues,
        audience_id=of.audience_id,
    )  # fmt: skip
    made.save()
    return made


@act(label="entered an area", says=gettext_lazy("%(who)s entered the area %(thing)s."))
def include(
    key: str,
    *,
    catalogue: Catalogue,
    kind: str,
    name: str,
    by: Reader,
    lang: str = "en",
    parent: Area | None = None,
    number: str = "",
    continues: Area | None = None,
    reason: str = "",
) -> Area:
    """Enter an area of a catalogue with its name; `continues` names the same area in an earlier version."""
    made = Area(
        key=key, catalogue=catalogue, kind=kind, parent=parent, number=number, continues=continues,
        position=Area.objects.filter(catalogue=catalogue).count(), audience_id=catalogue.audience_id,
    )  # fmt: skip
    made.save()
    AreaName(area=made, text=name, lang=lang, kind="short", primary=True, audience_id=made.audience_id).save()
    return made


def _both(one: Audience, other: Audience) -> Audience:
    """The audience of a row that nobody reads who may not read both."""
    try:
        return stricter(one, other)
    except ValueError as error:
        raise Refused(str(error)) from error
