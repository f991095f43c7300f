"""Asks every verb of every role who may do it: of the rules themselves, on the record of the League of Isles.

`python tools/authority.py` prints the page; tools/docs.py writes it. A verb whose thing cannot be found is named.
"""

import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

LEAGUE, OTHER = "isles", "elsewhere"
WORDS: dict[str, Any] = {"keeper": LEAGUE, "organisation": LEAGUE, "party": "norrey", "role": "delegate"}
OWN_HOUSE = "The seat stands at the organisation that keeps the row, for a party that the row is about."


def readers() -> dict[str, Any]:
    """Who is asked, by the words of the table's head."""
    from kurultay.kit.reading import Reader, Seat, public
    from kurultay.kit.reading.seats import PARTY_ROLES

    roles = ("administrator", "registrar", "officer", "chair", "focal-point", "delegate", "centre", "observer", "guest")
    found = {"public": public()}
    for role in roles:
        found[role] = Reader.person(role, Seat(role, LEAGUE, "norrey" if role in PARTY_ROLES else ""), account=role)
    found["administrator of all"] = Reader.person("administrator of all", Seat("administrator"), account="all")
    found["registrar of all"] = Reader.person("registrar of all", Seat("registrar"), account="reference")
    found["owner of the account"] = Reader.person("Somebody", account="somebody")
    found["officer elsewhere"] = Reader.person("officer elsewhere", Seat("officer", OTHER), account="elsewhere")
    return found


def things() -> dict[str, Callable[[], Any]]:
    """Things that no table of the record gives: keys and addresses to be, and rows about accounts."""
    from kurultay.modules.seats import models as seats

    someone = seats.Account(key="somebody", mail="somebody@example.org", name="Somebody", pk=1)
    placed = {"role": "delegate", "organisation": LEAGUE, "party": "norrey"}
    return {
        "seats.invite": lambda: "somebody@example.org",
        "seats.recall": lambda: seats.Invitation(mail=someone.mail, **placed),
        "seats.accept": lambda: seats.Invitation(mail=someone.mail, **placed),
        "seats.unseat": lambda: seats.Seat(account=someone, **placed),
        "seats.revoke_token": lambda: seats.Token(account=someone),
        **{f"seats.{verb}": lambda: someone for verb in
           ("seat", "suspend", "restore_account", "end_session", "note", "issue_token")},
    }  # fmt: skip


def thing_for(verb: Any) -> Any:
    """Something that the verb may be asked about; None where there is nothing of its kind in the League's record."""
    from django.apps import apps

    from kurultay.kit.sources.models import Citation

    if (made := things().get(verb.name)) is not None:
        return made()
    first = next(iter(inspect.signature(verb.function, eval_str=True).parameters.values()))
    if verb.app in ("intake", "papers"):  # about files and what was read from them
        return None
    if first.annotation is str:
        return "a-key-to-be"
    if first.annotation is Citation:
        return Citation(subject_type="parties.party", subject_id=_kept(apps.get_model("parties.Party")).pk)
    table = getattr(first.annotation, "_meta", None)
    if table is not None and not table.abstract and not hasattr(first.annotation, "everything"):
        return _beside(first.annotation)
    return _kept(first.annotation if hasattr(first.annotation, "everything") else apps.get_model("parties.Party"))


def _beside(model: Any) -> Any:
    """A row that is none of the record, of the League where it names an organisation."""
    named = {field.name for field in model._meta.fields}
    return model(**({"organisation": LEAGUE} if "organisation" in named else {}))


def _kept(model: Any) -> Any:
    """A row of a table that the League keeps; one that is about Norrey, where there is one."""
    rows = model.objects.filter(audience__keeper=LEAGUE).order_by("id")
    for field in ("parties__party__key", "holder__key"):
        try:
            if (found := rows.filter(**{field: "norrey"}).first()) is not None:
                return found
        except Exception:  # the table has no such tie
            continue
    return rows.first() or model.objects.order_by("id").first() or _imagined(model)


def _imagined(model: Any) -> Any:
    """A row that the League might have: kept by it, and tied to what it has."""
    from django.apps import apps

    party = apps.get_model("parties.Party")
    league, state = (party.objects.get(key=key) for key in (LEAGUE, "norrey"))
    made = model(audience_id=league.audience_id)
    for field in model._meta.fields:
        if getattr(field.related_model, "is_record", False) and not field.null:
            tied = state if field.name == "party" else league if field.related_model is party else None
            setattr(made, field.name, tied or _kept(field.related_model))
    return made


def words_for(rule: Callable[..., Any]) -> dict[str, Any]:
    """What the rule asks for besides the thing."""
    from kurultay.record.parties.models import Party

    found: dict[str, Any] = {}
    for name, word in list(inspect.signature(rule, eval_str=True).parameters.items())[2:]:
        if name in WORDS and word.annotation in (str, inspect.Parameter.empty):
            found[name] = WORDS[name]
        elif word.kind is word.VAR_KEYWORD or word.default is not word.empty:
            if getattr(word.annotation, "__args__", (word.annotation,))[0] is Party:
                found[name] = Party.objects.get(key="norrey" if name == "party" else LEAGUE)
        else:
            table = word.annotation if hasattr(word.annotation, "everything") else Party
            found[name] = _kept(table)
    return found


def asked(verbs: list[Any]) -> tuple[dict[str, dict[str, bool]], list[str]]:
    """For each verb whether each reader may do it, and the verbs that could not be asked."""
    from kurultay.kit.acting.acts import rule_of
    from kurultay.kit.reading import reading_as, system

    answers: dict[str, dict[str, bool]] = {}
    unasked = []
    for verb in verbs:
        with reading_as(system("authority")):
            thing, rule = thing_for(verb), rule_of(verb.name)
            words = words_for(rule) if thing is not None else {}
        if thing is None:
            unasked.append(verb.name)
            continue
        answers[verb.name] = {}
        for who, by in readers().items():
            with reading_as(by):
                answers[verb.name][who] = rule(by, thing, **words) is None
    return answers, unasked


def page(verbs: list[Any], table: Callable[..., str]) -> str:
    """The page of the reference."""
    answers, unasked = asked(verbs)
    heads = list(readers())
    rows = [(f"`{verb}`", *("yes" if found[who] else "" for who in heads)) for verb, found in answers.items()]
    more = ", ".join(f"`{name}`" for name in unasked)
    return "\n".join((
        "# Who may do what\n",
        "Every verb, asked of its own rule for each role. "
        f"{OWN_HOUSE} Whatever is empty is refused with a sentence that says who may. The system itself, which acts "
        "from the command line, may do all of it. A rule looks at the thing too, so `yes` says: there is a thing "
        "of this kind for which the role may.\n",
        table(("verb", *heads), rows),
        f"Not asked here, since what they are about is a file or is written anew each time: {more}.\n" if more else "",
    ))  # fmt: skip


@contextmanager
def league() -> Iterator[None]:
    """The League of Isles in a database of its own, which is gone afterwards."""
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0, interactive=False)
    call_command("demo", verbosity=0)
    yield
    connection.close()
