"""Writing and reading keep to their ways: rows are saved in actions, SQL and unguarded managers stay in kit."""

import ast
from collections.abc import Iterable

import pytest
from django.apps import apps

from kurultay.kit.acting import NoAct
from kurultay.kit.reading import NobodyReads, reading_as, system
from tests.house.tree import Source, code, hold

WRITES = frozenset({"save", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "insert_many"})
MANAGERS = frozenset({"objects", "everything"})
UNGUARDED = frozenset({"_base_manager", "veiling"})
WRITERS = frozenset({"actions", "intake"})  # a file or a folder of this name writes
FACING_PEOPLE = frozenset({"views", "forms", "urls", "panels", "figures", "search", "api", "named"})


def _in_kit(source: Source) -> bool:
    return source.parts[:2] == ("kurultay", "kit")


def _may_write(source: Source) -> bool:
    return _in_kit(source) or any(part.removesuffix(".py") in WRITERS for part in source.parts)


def _dotted(node: ast.expr) -> str:
    return ast.unparse(node) if isinstance(node, ast.Attribute | ast.Name) else ""


def writes(files: Iterable[Source]) -> list[str]:
    """Calls that write a row outside actions, intake and kit; a model may hand on to Django's own save."""
    found = []
    for source in files:
        if _may_write(source):
            continue
        for node in source.nodes:
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            owner, name = node.func.value, node.func.attr
            on_super = isinstance(owner, ast.Call) and _dotted(owner.func) == "super"
            on_manager = isinstance(owner, ast.Attribute) and owner.attr in MANAGERS
            if (name in WRITES and not on_super) or (on_manager and name in ("create", "update", "delete")):
                found.append(f"{source.line(node)}: .{name}()")
    return found


def raw_sql(files: Iterable[Source]) -> list[str]:
    """Statements past the query sets, outside kit."""
    found = []
    for source in files:
        if not _in_kit(source):
            for node in source.nodes:
                if isinstance(node, ast.Attribute) and (node.attr == "cursor" or node.attr in ("RawSQL", "raw")):
                    found.append(f"{source.line(node)}: .{node.attr}")
                if isinstance(node, ast.ImportFrom) and any(a.name == "RawSQL" for a in node.names):
                    found.append(f"{source.line(node)}: RawSQL")
    return found


def past_sight(files: Iterable[Source]) -> list[str]:
    """Managers that do not ask who reads, outside kit."""
    return [
        f"{source.line(node)}: .{node.attr}"
        for source in files
        if not _in_kit(source)
        for node in source.nodes
        if isinstance(node, ast.Attribute) and node.attr in UNGUARDED
    ]


def reading_as_the_system(files: Iterable[Source]) -> list[str]:
    """Code that faces people and takes the sight of the system."""
    return [
        source.line(node)
        for source in files
        if source.parts[-1].removesuffix(".py") in FACING_PEOPLE or "views" in source.parts
        for node in source.nodes
        if isinstance(node, ast.Call) and _dotted(node.func).split(".")[-1] == "system"
    ]


def hooks(files: Iterable[Source]) -> list[str]:
    """Signals: what happens then stands where nobody looks."""
    return [
        source.line(node)
        for source in files
        for node in source.nodes
        if (isinstance(node, ast.ImportFrom) and (node.module or "").endswith(("signals", "dispatch")))
        or (isinstance(node, ast.Import) and any(a.name.endswith("signals") for a in node.names))
    ]


def clocks(files: Iterable[Source]) -> list[str]:
    """Days and instants not taken from the one clock, which tests can stop."""
    asked = ("date.today", "datetime.now", "datetime.utcnow", "timezone.now", "timezone.localdate", "time.time")
    return [
        f"{source.line(node)}: {_dotted(node.func)}()"
        for source in files
        if source.path != "kurultay/kit/clock.py"
        for node in source.nodes
        if isinstance(node, ast.Call) and _dotted(node.func).endswith(asked)
    ]


def test_rows_are_written_in_actions_intake_and_kit_only() -> None:
    hold(writes(code()))
    text = "def rename(request, party):\n    party.save()\n    Party.objects.create(key='x')\n    {}.update(a=1)\n"
    assert writes([Source("kurultay/record/parties/views.py", text)]) == [
        "kurultay/record/parties/views.py:2: .save()",
        "kurultay/record/parties/views.py:3: .create()",
    ]
    assert writes([Source("kurultay/record/parties/actions.py", text)]) == []
    override = Source("kurultay/record/parties/models.py", "def save(self):\n    super().save()\n")
    assert writes([override]) == []


def test_sql_is_written_in_kit_only() -> None:
    hold(raw_sql(code()))
    made_up = Source("kurultay/faces/web/views.py", "with connection.cursor() as cursor:\n    Party.objects.raw('')\n")
    assert sorted(raw_sql([made_up])) == [
        "kurultay/faces/web/views.py:1: .cursor",
        "kurultay/faces/web/views.py:2: .raw",
    ]


def test_no_manager_passes_sight_by_outside_kit() -> None:
    hold(past_sight(code()))
    made_up = Source("kurultay/faces/web/views.py", "Party._base_manager.all()\nParty.veiling.get(pk=1)\n")
    assert past_sight([made_up]) == [
        "kurultay/faces/web/views.py:1: ._base_manager", "kurultay/faces/web/views.py:2: .veiling",
    ]  # fmt: skip


def test_pages_never_read_as_the_system() -> None:
    hold(reading_as_the_system(code()))
    made_up = Source("kurultay/faces/web/views.py", "with reading_as(reading.system('page')):\n    pass\n")
    assert reading_as_the_system([made_up]) == ["kurultay/faces/web/views.py:1"]


def test_there_are_no_signals() -> None:
    hold(hooks(code()))
    made_up = Source("kurultay/record/parties/models.py", "from django.db.models.signals import post_save\n")
    assert hooks([made_up]) == ["kurultay/record/parties/models.py:1"]


def test_the_time_comes_from_the_one_clock() -> None:
    hold(clocks(code()))
    made_up = Source("kurultay/faces/web/views.py", "day = datetime.date.today()\n")
    assert clocks([made_up]) == ["kurultay/faces/web/views.py:1: datetime.date.today()"]


def test_a_query_without_a_reader_fails() -> None:
    with pytest.raises(NobodyReads, match="queried by nobody"):
        list(apps.get_model("parties.Party").objects.all())
    with pytest.raises(NobodyReads, match="queried by nobody"):
        apps.get_model("kit.Citation").everything.count()


def test_a_save_without_an_act_fails() -> None:
    party = apps.get_model("parties.Party")
    with pytest.raises(NoAct, match="written outside an act"):
        party(key="atlantis").save()
    with reading_as(system("test")), pytest.raises(NoAct, match="written outside an act"):
        party.objects.bulk_create([party(key="atlantis")])


def test_a_deletion_and_a_bulk_update_fail() -> None:
    party = apps.get_model("parties.Party")
    with pytest.raises(TypeError, match="withdraw the row"):
        party(key="atlantis").delete()
    with reading_as(system("test")), pytest.raises(TypeError, match="inside an act"):
        party.objects.update(key="atlantis")
