"""`kurultay act`: the same words and the same refusals as on the page."""

import io

import pytest
from django.core.management import CommandError, call_command

from kurultay.kit.reading import reading_as
from kurultay.record.parties.models import Party, Role
from tests.cast import SYSTEM, Scene


def act(*words: str) -> str:
    said = io.StringIO()
    call_command("act", *words, stdout=said)
    return said.getvalue()


def test_a_party_accedes(scene: Scene) -> None:
    said = act(
        "parties.accede",
        "northbank",
        "to=Assembly of the Lakes",
        "on=May 2015",
        "--as",
        "Ada",
        "--seat",
        "officer:lakes",
    )
    assert "lakes-member-northbank: since: - -> 2015-05" in said
    with reading_as(SYSTEM):
        role = Role.objects.get(key="lakes-member-northbank")
        assert (role.since, role.last_act.actor, role.last_act.actor_kind) == ("2015-05", "Ada", "person")


def test_any_row_is_corrected_by_table_and_key(scene: Scene) -> None:
    words = ("kit.correct", "parties.party:lakes", "field=seat", "value=Lakeside", "reason=The statute.")
    assert act(*words, "--rehearse").endswith("Nothing was changed.\n")
    with reading_as(SYSTEM):
        assert Party.objects.get(key="lakes").seat == ""
        act(*words)
        assert Party.objects.get(key="lakes").seat == "Lakeside"


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("parties.accede", "northbank", "to=lakes", "on=2015", "--seat", "officer:plains"), "kept by lakes"),
        (("parties.accede", "northbank", "to=lakes", "on=soon", "--seat", "officer:lakes"), "on: .* is not a date"),
        (("parties.accede", "nowhere", "to=lakes", "--seat", "officer:lakes"), "no nowhere here"),
        (("parties.abolish", "lakes"), "no verb parties.abolish"),
        (("people.introduce", "ada", "name=Ada"), "write key=ada"),
        (("kit.correct", "planets.planet:mars", "field=x"), "no table planets.planet"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said(scene: Scene, words: tuple[str, ...], why: str) -> None:
    with pytest.raises(CommandError, match=why):
        act(*words)


def test_verbs_and_their_words_are_listed() -> None:
    assert "meetings.postpone\n" in act()
    assert act("meetings.postpone", "--words").startswith("reason: ")
