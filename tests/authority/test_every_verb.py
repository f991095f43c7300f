"""Every verb asked of every role: who may do what is what the page says, and what nobody without a seat may."""

import importlib.util
from types import ModuleType

import pytest
from django.core.management import call_command

from tests.house.test_docs import docs_tool
from tests.house.tree import ROOT, hold


def authority_tool() -> ModuleType:
    """tools/authority.py."""
    spec = importlib.util.spec_from_file_location("authority", ROOT / "tools" / "authority.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def asked(db):
    call_command("demo", verbosity=0)
    return authority_tool().asked(docs_tool().our_verbs())


def test_every_verb_is_asked_but_those_about_files(asked):
    _answers, unasked = asked
    hold([name for name in unasked if not name.startswith(("intake.", "papers."))])


def test_the_public_and_strangers_may_do_nothing(asked):
    answers, _unasked = asked
    open_to_all = {"seats.accept"}  # the secret of the letter is what opens it
    own = {"owner of the account": {"seats.end_session", "seats.note", "seats.issue_token", "seats.revoke_token"}}
    reference = {verb for verb in answers if answers[verb]["public"]} - open_to_all
    assert reference == set()
    for who in ("guest", "observer", "officer elsewhere", "owner of the account"):
        hold([verb for verb, found in answers.items() if found[who] and verb not in open_to_all | own.get(who, set())])


def test_administrators_write_nothing_of_the_record(asked):
    answers, _unasked = asked
    for who in ("administrator", "administrator of all"):
        hold([verb for verb, found in answers.items() if found[who] and not verb.startswith(("seats.", "work."))])


def test_officers_and_registrars_touch_no_account(asked):
    answers, _unasked = asked
    for who in ("officer", "registrar"):
        hold([v for v, found in answers.items() if found[who] and v.startswith("seats.") and v != "seats.accept"])
        assert sum(found[who] for verb, found in answers.items() if not verb.startswith("seats.")) > 40


def test_the_page_says_what_the_rules_say(asked):
    docs = docs_tool()
    text = authority_tool().page(docs.our_verbs(), docs.table)
    written = (ROOT / "docs" / "reference" / "who-may-do-what.md").read_text(encoding="utf-8")
    assert written == f"{text.rstrip()}\n\n{docs.WRITTEN}\n"
