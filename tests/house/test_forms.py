"""Every verb that people ask for has a form on which each field has a label and help; the rest is named here."""

from importlib import import_module

from django.urls import get_resolver

from kurultay.kit.acting.acts import Verb
from kurultay.kit.asking.fields import asked_verbs, fields_of, form_of, forms, is_asked, own_pages, thing_of
from tests.house.test_urls import routes
from tests.house.test_verbs import all_verbs
from tests.house.tree import hold

TAKES_A_FILE = {"intake.load", "intake.put_back", "intake.bring_in"}  # asked for by `kurultay import`


def unsaid(verbs: list[Verb]) -> list[str]:
    """Fields without a label or help, and verbs of which no forms.py says what the button does."""
    found = [verb.name for verb in verbs if verb.name not in forms()]
    return found + [
        f"{verb.name}: {each.name}"
        for verb in verbs
        for each in fields_of(verb)
        if not str(each.label).strip() or not str(each.help).strip()
    ]


def misnamed(verbs: list[Verb]) -> list[str]:
    """Words of a form that its verb does not take: they would be ordered, folded or read for nothing."""
    found = []
    for verb in verbs:
        form, known = form_of(verb.name), {each.name for each in fields_of(verb)}
        said = {*form.words, *form.order, *form.more, *form.lines, *(form.span or ())}
        found += [f"{verb.name}: {name}" for name in sorted(said - known)]
    return found


def unreachable(verbs: list[Verb]) -> list[str]:
    """Verbs that no address asks for."""
    import_module("kurultay.config.urls")
    docs = " ".join(str(view.__doc__) for _url, view in routes(get_resolver().url_patterns))
    return [verb.name for verb in verbs if f"The form of {verb.name}:" not in docs]


def test_every_verb_has_a_form_with_label_and_help_for_each_field() -> None:
    hold(unsaid(asked_verbs()))
    hold(misnamed(asked_verbs()))
    assert {verb.name for verb in all_verbs() if not is_asked(verb)} == TAKES_A_FILE | set(own_pages())
    assert len(asked_verbs()) > 60


def test_every_verb_has_an_address() -> None:
    hold(unreachable(asked_verbs()))
    known = {url for url, _view in routes(get_resolver().url_patterns)}
    assert {verb: page for verb, page in own_pages().items() if page not in known} == {}


def test_a_field_without_help_is_named() -> None:
    def abolish(row: "Record", *, wherefore: str, by: object) -> None:
        """Abolish a row."""

    from kurultay.kit.rows import Record

    abolish.__globals__["Record"] = Record
    abolish.__annotations__["row"] = Record
    verb = Verb("parties.abolish", "abolished", abolish)
    assert thing_of(verb) == ("row", Record)
    assert unsaid([verb]) == ["parties.abolish", "parties.abolish: wherefore"]
    assert unreachable([verb]) == ["parties.abolish"]
