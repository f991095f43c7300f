"""What a text seems to promise: strength, addressee, due date and meeting, each with the words that say so."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kurultay.kit.dates import PartialDate
from kurultay.kit.reading import reading_as
from kurultay.modules.papers.forms import due
from kurultay.modules.papers.forms.drafts import Read, Setting, read
from kurultay.modules.papers.forms.proposals import LANGUAGES, lexicon
from kurultay.modules.papers.forms.strength import mark, passages
from kurultay.record.parties import actions as parties
from tests.cast import OFFICER, STRANGER, SYSTEM

from .conftest import Office

MADE = PartialDate.parse("2015-05-08")

STRENGTHS = [
    ("en", "We decide to establish a fund.", ["decides"]),
    ("en", "The Parties shall keep the lakes clean.", ["undertakes"]),
    ("en", "They request the Secretariat to write and invite Westshore to read.", ["requests", "invites"]),
    ("en", "Having decided to request Eastshore to host it, they thanked it.", ["requests"]),
    ("en", "They welcomed the forum that will be held in May.", []),
    ("en", "Work will begin in May.", ["undertakes"]),
    ("en", "They expressed their intention to meet; it is expected to rain.", ["intends", "expects"]),
    ("en", "Recalling the Statute,", []),
    ("en", "The undertaker planned nothing and noted H.E. Mr. Lake.", []),
    ("ru", "Поручили Секретариату подготовить план и приглашают государства-члены.", ["requests", "invites"]),
    ("ru", "Стороны обязуются хранить озёра.", ["undertakes"]),
    ("ru", "Приветствовали форум, который будет проведен в мае.", []),
    ("tr", "Sekretaryayı plan hazırlamakla görevlendirdiler.", ["requests"]),
    ("tr", "Göllerin temizlenmesine karar verdiler; üyeleri davet ettiler.", ["decides", "invites"]),
    ("tr", "Forumu memnuniyetle karşıladılar.", []),
]


@pytest.mark.parametrize(("lang", "text", "strengths"), STRENGTHS)
def test_strength_by_the_wording(lang: str, text: str, strengths: list[str]) -> None:
    assert [passage.verb.value for passage in passages(text, lang)] == strengths


@pytest.mark.parametrize(
    ("lang", "text", "operative"),
    [
        ("en", "We decide to meet.", True), ("en", "Recalling the Statute,", False), ("en", "The Council", None),
        ("ru", "Отмечая успех,", False), ("tr", "Takdir ettiler.", False),
    ],
)  # fmt: skip
def test_the_mark_of_a_paragraph(lang: str, text: str, operative: bool | None) -> None:
    found = mark(text, lang)
    assert (found.value if found else None) is operative


DATES = [
    ("en", "by the end of 2016", "2016-12-31"),
    ("en", "before the end of February 2016", "2016-02-29"),
    ("en", "in the first half of 2017", "[2017-01-01..2017-06-30]"),
    ("en", "during the last quarter of 2015", "[2015-10-01..2015-12-31]"),
    ("en", "by 1 September 2015", "2015-09-01"),
    ("en", "no later than September 1, 2015", "2015-09-01"),
    ("en", "on the 3rd of June 2015", "2015-06-03"),
    ("en", "before 1 March 2016", "2016-02-29"),
    ("en", "before March 2016", "2016-02-29"),
    ("en", "in May 2016", "2016-05"),
    ("en", "in 2016", "2016"),
    ("en", "before 2017", "2016-12-31"),
    ("en", "within 30 days", "2015-06-07"),
    ("en", "within three months", "2015-08-08"),
    ("en", "by the end of this year", "2015-12-31"),
    ("en", "2016-04-30", "2016-04-30"),
    ("en", "30.04.2016", "2016-04-30"),
    ("en", "in May 2014", None),
    ("en", "in 2016-2018", None),
    ("en", "on 31 June 2016", None),
    ("en", "Vision 2040", None),
    ("ru", "до конца 2016 года", "2016-12-31"),
    ("ru", "до 1 мая 2016 года", "2016-05-01"),
    ("ru", "в мае 2016 года", "2016-05"),
    ("ru", "в первом полугодии 2017 года", "[2017-01-01..2017-06-30]"),
    ("ru", "в третьем квартале 2016 г.", "[2016-07-01..2016-09-30]"),
    ("ru", "в течение шести месяцев", "2015-11-08"),
    ("tr", "2016 yılı sonuna kadar", "2016-12-31"),
    ("tr", "1 Mayıs 2016 tarihine kadar", "2016-05-01"),
    ("tr", "2016 yılının ilk yarısında", "[2016-01-01..2016-06-30]"),
    ("tr", "2016 yılında", "2016"),
    ("tr", "30 gün içinde", "2015-06-07"),
]


@pytest.mark.parametrize(("lang", "text", "edtf"), DATES)
def test_due_by_the_wording(lang: str, text: str, edtf: str | None) -> None:
    found = due.due(f"… {text}, …", lang, MADE)
    assert (found.value if found else None) == edtf
    if found is not None:
        assert found.span.quote == text


@pytest.mark.parametrize(
    ("lang", "text", "how_often"),
    [("en", "report annually", "P1Y"), ("en", "meets twice a year", "P6M"), ("en", "biennially", "P2Y"),
     ("ru", "ежегодно", "P1Y"), ("tr", "yılda iki kez", "P6M"), ("en", "once", None)],
)  # fmt: skip
def test_how_often(lang: str, text: str, how_often: str | None) -> None:
    found = due.rhythm(text, lang)
    assert (found.value if found else None) == how_often


def test_within_is_nothing_where_the_day_is_not_known() -> None:
    for made in (None, PartialDate.parse("2015")):
        assert due.due("within 30 days", "en", made) is None


def reading(office: Office, text: str, lang: str = "en") -> Read:
    with reading_as(STRANGER):
        return read(text, lang, Setting.of(office.declaration, [text]))


def told(office: Office, text: str) -> list[tuple[str, list[str], str, str, str]]:
    found = reading(office, text).drafts
    return [
        (
            draft.verb.value, [each.value.key for each in draft.responsible],
            draft.words.value if draft.words else "", draft.due_on.value if draft.due_on else "",
            draft.meeting.key if draft.meeting else "",
        )
        for draft in found
    ]  # fmt: skip


def test_who_and_when(office: Office) -> None:
    text = (
        "The Assembly requests the Secretariat to write a plan by the end of 2016; Eastshore and Westshore undertake "
        "to pay for it before the next summit. We invite Member States, in May 2016, to read it."
    )
    assert told(office, text) == [
        ("requests", ["lakes-secretariat"], "", "2016-12-31", ""),
        ("undertakes", ["eastshore", "westshore"], "", "", "lakes-2"),
        ("invites", [], "Member States", "2016-05", ""),
    ]


def test_names_are_those_of_that_day_and_of_one_bearer(office: Office) -> None:
    parties.rename(office.scene.north, text="Northcoast", on="2014-01-01", by=SYSTEM)
    other = parties.register("other-east", kind="agency", name="Riverside", by=SYSTEM)
    parties.register("third", kind="agency", name="Riverside", by=SYSTEM)
    assert other.key == "other-east"
    assert told(office, "They request Northcoast to write.") == [("requests", ["northbank"], "", "", "")]
    assert told(office, "They request Northbank to write.") == [("requests", [], "", "", "")]
    assert told(office, "They request Riverside to write.") == [("requests", [], "", "", "")]


def test_who_may_not_be_seen_is_not_proposed_and_hinders_nobody(office: Office) -> None:
    parties.register("ghost", kind="agency", name="Eastshore", keeper="lakes", marking="secretariat", by=SYSTEM)
    parties.register("ghoul", kind="agency", name="Fog Agency", keeper="lakes", marking="secretariat", by=SYSTEM)
    assert told(office, "They request Eastshore to write.") == [("requests", ["eastshore"], "", "", "")]
    assert told(office, "They request Fog Agency to write.") == [("requests", [], "", "", "")]
    with reading_as(OFFICER):
        found = read("They request Fog Agency to write.", "en", Setting.of(office.declaration, ["Fog Agency"]))
        assert [each.value.key for each in found.drafts[0].responsible] == ["ghoul"]


def gate(text: str, found: Read, made: PartialDate | None, lang: str) -> None:
    """Every proposal stands in the text, and a date is read again from its quoted words alone."""
    proposals = [each for draft in found.drafts for each in draft.proposals] + ([found.mark] if found.mark else [])
    for each in proposals:
        assert each.span.stands_in(text)
        assert each.span.quote
        if each.field == "due_on":
            assert [again.value for again in due.dates(each.span.quote, lang, made)] == [each.value]


WORDS = sorted(
    {
        word.replace("*", "ed")
        for lang in LANGUAGES
        for group in (*lexicon(lang)["strength"].values(), lexicon(lang)["informational"]["words"])
        for word in group
    }
)
PIECES = st.one_of(
    st.sampled_from(WORDS), st.sampled_from([text for _lang, text, _edtf in DATES]),
    st.sampled_from(["Eastshore", "the Secretariat", "Member States", ",", ";", ".", "and", "to", "İstanbul", "ı"]),
    st.text(max_size=12),
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=25).map(" ".join), st.sampled_from(LANGUAGES))
def test_no_value_without_its_words_in_any_text(text: str, lang: str) -> None:
    gate(text, read(text, lang, Setting(MADE)), MADE, lang)
