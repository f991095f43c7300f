"""The columns of dates in the database: in step with the text, and answering as Period does."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.operations import CreateModel
from django.db.migrations.state import ModelState, ProjectState
from django.db.migrations.writer import OperationWriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kurultay.kit.dates import (
    FIRST,
    LAST,
    OPEN,
    UNKNOWN,
    Certainty,
    DateError,
    PartialDate,
    Period,
    StartField,
    certain,
    columns,
    on,
    parse_on,
    partial,
    period_of,
    possible,
)

DAYS = [date(2012, 2, 27) + timedelta(days=n) for n in range(5)]
STARTS = [UNKNOWN, "2012", "2012-02", "2012-03", "[..2012-02-29]", "[2012-02-29..]", "201X~", *map(str, DAYS)]
ENDS = [OPEN, *STARTS]
QUESTIONS = ["2012-02", "2012-03", "2012", "2011", *map(str, DAYS), "0001-01-01", "9999", "9999-12-30"]


def _possible_pairs() -> list[tuple[str, str]]:
    pairs = []
    for since in STARTS:
        for until in ENDS:
            try:
                Period(since, until)
            except DateError:
                continue
            pairs.append((since, until))
    return pairs


def _bounds(row: Any) -> tuple[date, date, date, date]:
    return row.since_earliest, row.since_latest, row.until_earliest, row.until_latest


def _expected(since: str, until: str) -> tuple[date, date, date, date]:
    period = Period(since, until)
    return period.since_earliest, period.since_latest, period.until_earliest, period.until_latest


def test_database_answers_as_python_does(span: Any) -> None:
    span.objects.bulk_create(span(since=since, until=until) for since, until in _possible_pairs())
    rows = list(span.objects.all())
    for question in map(parse_on, QUESTIONS):
        answers = {row.pk: period_of(row).holds(question) for row in rows}
        sure = {pk for pk, answer in answers.items() if answer == Certainty.YES}
        maybe = {pk for pk, answer in answers.items() if answer != Certainty.NO}
        assert set(span.objects.filter(certain(question)).values_list("pk", flat=True)) == sure
        assert set(span.objects.filter(possible(question)).values_list("pk", flat=True)) == maybe
        assert {row.pk: row.is_certain for row in on(span.objects.all(), question)} == {pk: pk in sure for pk in maybe}


def test_bulk_create_and_save_store_the_same_columns(span: Any) -> None:
    pairs = _possible_pairs()
    span.objects.bulk_create(span(since=since, until=until) for since, until in pairs)
    for since, until in pairs:
        span(until=until, since=since).save()
    for row in span.objects.all():
        assert _bounds(row) == _expected(row.since, row.until)


@settings(
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    steps=st.lists(
        st.one_of(
            st.tuples(st.just("since"), st.sampled_from(STARTS)),
            st.tuples(st.just("until"), st.sampled_from(ENDS)),
            st.just(("reload", "")),
        ),
        max_size=6,
    )
)
def test_columns_follow_any_order_of_assignments(span: Any, steps: list[tuple[str, str]]) -> None:
    row = span.objects.create(since="2012", until=OPEN)
    for name, text in steps:
        if name != "reload":
            setattr(row, name, text)
            continue
        try:
            with transaction.atomic():
                row.save()
        except DateError:
            return
        row = span.objects.only("pk", "since").get(pk=row.pk)
    try:
        expected = _expected(row.since, row.until)
    except DateError:
        with pytest.raises(DateError), transaction.atomic():
            row.save()
        return
    assert _bounds(row) == expected
    row.save()
    assert _bounds(span.objects.get(pk=row.pk)) == expected


def test_ends_of_the_calendar_survive_the_database(span: Any) -> None:
    key = span.objects.create(since=UNKNOWN, until=OPEN).pk
    row = span.objects.get(pk=key)
    assert (_bounds(row), row.adopted_earliest, row.adopted_latest) == ((FIRST, LAST, LAST, LAST), FIRST, LAST)
    row.since, row.until, row.adopted = "0001-01-01", "0001-01-02", "9999"
    row.save()
    row.refresh_from_db()
    assert _bounds(row) == (FIRST, FIRST, date(1, 1, 2), date(1, 1, 2))
    assert (row.adopted_earliest, row.adopted_latest) == (date(9999, 1, 1), LAST)


def test_assignment_takes_dates_and_years_and_reads_as_text(span: Any) -> None:
    row = span(since=PartialDate.parse("2010-05"), until=date(2014, 5, 20), adopted=2010)
    assert (row.since, row.until, row.adopted) == ("2010-05", "2014-05-20", "2010")
    assert _bounds(row) == _expected("2010-05", "2014-05-20")
    assert (partial(row, "adopted"), partial(span(until=OPEN), "until")) == (PartialDate.parse("2010"), None)
    row.until = None
    assert (row.until, row.until_earliest, row.until_latest) == (UNKNOWN, date(2010, 5, 2), LAST)
    row.since = "2011"
    assert row.until_earliest == date(2011, 1, 2)


@pytest.mark.parametrize(
    "values", [{"since": "2010-13"}, {"since": OPEN}, {"until": "soon"}, {"adopted": models.F("x")}]
)
def test_unreadable_dates_are_refused_at_once_and_name_the_field(span: Any, values: dict[str, Any]) -> None:
    ((name, value),) = values.items()
    with pytest.raises(DateError, match=f"^{name}: "):
        span(**values)
    row = span()
    with pytest.raises(DateError, match=f"^{name}: "):
        setattr(row, name, value)


def test_periods_without_a_day_are_refused(span: Any) -> None:
    row = span(since="2010-05-10", until="2010-05-10")
    with pytest.raises(DateError, match="has no day"), transaction.atomic():
        row.save()
    with pytest.raises(DateError, match="has no day"), transaction.atomic():
        span.objects.bulk_create([row])
    with pytest.raises(ValidationError, match="The period has no day"):
        row.full_clean()
    saved = span.objects.create(since="2010", until="2012")
    with pytest.raises(IntegrityError), transaction.atomic():
        span.objects.filter(pk=saved.pk).update(until_earliest=date(2009, 1, 1), until_latest=date(2009, 1, 1))


def test_full_clean_accepts_good_rows_and_explains_bad_text(span: Any) -> None:
    row = span(since="2010", until=OPEN, adopted="2010-05~")
    row.full_clean()
    assert _bounds(row) == _expected("2010", OPEN)
    row.__dict__["since"] = "2010-13"
    with pytest.raises(ValidationError, match="there is no month 13"):
        row.full_clean()
    with pytest.raises(DateError, match="there is no month 13"):
        row.save()


def test_loading_reads_no_dates(span: Any) -> None:
    """Text that nobody can read, put past the fields, is loaded as it stands: loading costs no reading."""
    span.objects.create(since="2010", until=UNKNOWN)
    span.objects.update(since="unreadable")
    row = span.objects.get()
    assert (row.since, row.since_earliest, row.until_earliest) == ("unreadable", date(2010, 1, 1), date(2010, 1, 2))
    with pytest.raises(DateError, match='"unreadable" is not a date'):
        row.save()


def test_deferred_columns_stay_right(span: Any) -> None:
    key = span.objects.create(since="2010", until=UNKNOWN).pk
    row = span.objects.only("key").get(pk=key)
    row.since = "2011"
    row.save()
    assert _bounds(span.objects.get(pk=key)) == _expected("2011", UNKNOWN)
    row = span.objects.defer("since").get(pk=key)
    row.until = "2012"
    row.save(update_fields=columns("until"))
    assert _bounds(span.objects.get(pk=key)) == _expected("2011", "2012")


def test_questions_through_a_filter_by_text(span: Any) -> None:
    span.objects.create(since="2010-05", until=OPEN)
    assert span.objects.filter(since=PartialDate.parse("2010-05"), since__startswith="2010").count() == 1


def test_an_inherited_period(office: Any) -> None:
    names = [field.name for field in office._meta.fields]
    assert names == [
        "id",
        "since",
        "since_earliest",
        "since_latest",
        "until",
        "until_earliest",
        "until_latest",
        "title",
    ]
    assert [constraint.name for constraint in office._meta.constraints] == [
        "kit_dates_tests_office_period_since",
        "kit_dates_tests_office_period_until",
        "kit_dates_tests_office_period_order",
    ]
    row = office.objects.create(since="2010", until=UNKNOWN)
    assert _bounds(office.objects.get(pk=row.pk)) == _expected("2010", UNKNOWN)


def _created(model: type[models.Model]) -> CreateModel:
    state = ModelState.from_model(model)
    return CreateModel(state.name, list(state.fields.items()), state.options, state.bases, state.managers)


def test_migrations_list_each_column_once_and_are_stable(span: Any, office: Any) -> None:
    before, after = ProjectState(), ProjectState()
    for model in (span, office):
        operation = _created(model)
        fields = [name for name, _field in operation.fields]
        assert len(fields) == len(set(fields)) == len(model._meta.fields)
        text, _imports = OperationWriter(operation, indentation=0).serialize()
        assert text.count("BoundField(of='since', side='earliest')") == 1
        operation.state_forwards("kit_dates_tests", before)
        after.add_model(ModelState.from_model(model))
    historical = before.apps.get_model("kit_dates_tests", "Span")
    assert [field.name for field in historical._meta.fields] == [field.name for field in span._meta.fields]
    changes = MigrationAutodetector(before, after)._detect_changes()
    assert changes == {}
    assert "kit_dates_tests" not in apps.app_configs


def test_historical_models_keep_columns_in_step(span: Any) -> None:
    state = ProjectState()
    _created(span).state_forwards("kit_dates_tests", state)
    historical: Any = state.apps.get_model("kit_dates_tests", "Span")
    row = historical.objects.create(since="2010", until=UNKNOWN)
    assert _bounds(span.objects.get(pk=row.pk)) == _expected("2010", UNKNOWN)


@pytest.mark.django_db(transaction=True)
def test_a_table_survives_an_altered_column(widened: Any) -> None:
    wider = StartField(max_length=80)
    wider.set_attributes_from_name("since")
    wider.model = widened
    with connection.schema_editor() as editor:
        editor.alter_field(widened, widened._meta.get_field("since"), wider)
    widened.objects.create(since="2010")
    assert list(widened.objects.values_list("since", "since_earliest", "since_latest")) == [
        ("2010", date(2010, 1, 1), date(2010, 12, 31))
    ]
