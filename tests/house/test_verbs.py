"""Every verb has a rule, a label and a test that bears its name, and every action has one shape."""

import inspect
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from kurultay.kit.acting import Refused
from kurultay.kit.acting.acts import Verb, rule_of, verbs
from tests.house.tree import PACKAGE, Source, app_folders, code, hold

NOT_VERBS = frozenset({"create", "update", "process", "handle", "manage", "delete", "edit", "save", "remove"})


def all_verbs() -> list[Verb]:
    """The verbs of every app, its actions imported first."""
    for folder in app_folders():
        if (folder / "actions.py").exists() or (folder / "actions").is_dir():
            import_module(".".join(("kurultay", *folder.relative_to(PACKAGE).parts, "actions")))
    return [verb for verb in verbs().values() if verb.function.__module__.startswith("kurultay.")]


def shape(function: Any) -> list[str]:
    """What is not as every action is: the thing first, all else by keyword, `by` always there, a docstring."""
    name = f"{function.__module__}.{function.__name__}"
    words = list(inspect.signature(function).parameters.values())
    found = []
    if not words or words[0].kind is not words[0].POSITIONAL_OR_KEYWORD or words[0].name in ("by", "on", "reason"):
        found.append(f"{name}: the thing comes first")
    if any(w.kind is not w.KEYWORD_ONLY for w in words[1:]):
        found.append(f"{name}: all but the thing is given by keyword")
    by = next((w for w in words if w.name == "by"), None)
    if by is None or by.default is not by.empty:
        found.append(f"{name}: says who acts, `by`, without a default")
    if not (function.__doc__ or "").strip():
        found.append(f"{name}: has a docstring")
    return found


def untested(found: Iterable[Verb], package: Path = PACKAGE) -> list[str]:
    """Verbs without a `tests/test_<verb>.py` in the folder of their app; one rule for kit and all others."""
    missing = []
    for verb in found:
        app = package.joinpath(*verb.function.__module__.split(".actions")[0].split(".")[1:])
        file = app / "tests" / f"test_{verb.name.partition('.')[2]}.py"
        if not file.exists():
            missing.append(file.relative_to(package).as_posix())
    return missing


def unmarked(files: Iterable[Source]) -> list[str]:
    """Functions of actions.py that take `by` and write, but are no acts: they would pass the rule by."""
    import ast

    found = []
    for source in files:
        if "actions" not in source.parts[-2:] and source.parts[-1] != "actions.py":
            continue
        for node in source.syntax.body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                takes_by = any(a.arg == "by" for a in (*node.args.args, *node.args.kwonlyargs))
                if takes_by and not node.decorator_list:
                    found.append(f"{source.line(node)} {node.name}")
    return found


def test_every_verb_has_a_rule_that_says_who_may() -> None:
    hold([v.name for v in all_verbs() if not (rule_of(v.name).__doc__ or "").strip()])


def test_every_verb_has_a_label_and_is_a_word_of_the_trade() -> None:
    hold([v.name for v in all_verbs() if not v.label.strip()])
    hold([v.name for v in all_verbs() if v.name.partition(".")[2] in NOT_VERBS])


def test_every_verb_has_a_test_that_bears_its_name() -> None:
    hold(untested(all_verbs()))


def test_every_action_has_the_one_shape() -> None:
    hold([sentence for verb in all_verbs() for sentence in shape(verb.function)])
    hold(unmarked(code()))


def test_a_verb_without_a_rule_or_a_test_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def abolish(party: Any, *, by: Any) -> None:
        """Abolish a party."""

    abolish.__module__ = "kurultay.record.parties.actions"
    verb = Verb("parties.abolish", "abolished", abolish)
    monkeypatch.setitem(import_module("kurultay.kit.acting.acts")._verbs, verb.name, verb)
    with pytest.raises(
        LookupError, match=r"parties\.abolish has no rule: write abolish\(\) in kurultay\.record\.parties"
    ):
        rule_of(verb.name)
    assert untested([verb], tmp_path) == ["record/parties/tests/test_abolish.py"]


def test_an_action_of_another_shape_is_named() -> None:
    def accede(party: Any, to: Any, by: Any = None) -> None:
        pass

    accede.__module__ = "made_up"
    assert shape(accede) == [
        "made_up.accede: all but the thing is given by keyword",
        "made_up.accede: says who acts, `by`, without a default",
        "made_up.accede: has a docstring",
    ]
    made_up = Source("kurultay/record/parties/actions.py", "def accede(party, *, by):\n    party.save()\n")
    assert unmarked([made_up]) == ["kurultay/record/parties/actions.py:1 accede"]


def test_a_refusal_is_an_error_for_people() -> None:
    assert issubclass(Refused, Exception)


def unspoken(found: Iterable[Verb]) -> list[str]:
    """Verbs whose sentence in histories does not say who and what, or hangs an ending on one of them."""
    import re

    wrong = []
    for verb in found:
        said = str(verb.says)
        whole = said.count("%(who)s") == said.count("%(thing)s") == 1 and said.endswith(".")
        if not whole or re.search(r"\w%\(|\)s[\w’'-]", said):
            wrong.append(f"{verb.name}: {said!r}")
    return wrong


def test_every_verb_is_one_whole_sentence_in_histories() -> None:
    hold(unspoken(all_verbs()))
    parts = [Verb("parties.abolish", "abolished", hold, says) for says in ("", "%(who)s's %(thing)s.", "%(thing)s.")]
    assert len(unspoken(parts)) == 3
