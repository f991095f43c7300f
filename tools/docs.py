"""Writes the reference pages from the code.

Run `python tools/docs.py` after a change of verbs, tables, addresses or settings. With --check nothing is written; the
exit status is 1 when a page does not say what the code says.
"""

import argparse
import ast
import inspect
import json
import os
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
REFERENCE = ROOT / "docs" / "reference"
MARKS = ("<!-- apps: written by tools/docs.py -->", "<!-- end of apps -->")
WRITTEN = "This page is written by `python tools/docs.py`; change the code it describes instead."
TYPES = {
    "BigAutoField": "number", "BigIntegerField": "number", "BooleanField": "yes or no", "CharField": "text",
    "DateField": "day", "DateTimeField": "instant", "EndField": "end of a period", "JSONField": "JSON",
    "PartialDateField": "partial date", "PositiveIntegerField": "number", "PositiveSmallIntegerField": "number",
    "SlugField": "key", "StartField": "start of a period", "TextField": "text", "URLField": "address",
    "UUIDField": "UUID",
}  # fmt: skip


def start() -> None:
    """Make Django ready without touching anybody's data."""
    sys.path.insert(0, str(ROOT))
    os.environ["DJANGO_SETTINGS_MODULE"] = "kurultay.config.settings"
    os.environ["KURULTAY_DATA"] = tempfile.gettempdir()
    os.environ["KURULTAY_DATABASE_URL"] = "sqlite://:memory:"
    import django

    django.setup()


def sentence(text: str | None) -> str:
    """The first paragraph of a docstring on one line."""
    return " ".join((text or "").strip().partition("\n\n")[0].split())


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A Markdown table; a bar inside a cell is escaped."""
    head = list(head)
    lines = [head, ["---"] * len(head), *([str(cell).replace("|", "\\|") for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def our_apps() -> list[Any]:
    """The apps of the house, highest ring first, as they are installed."""
    from django.apps import apps

    return [config for config in apps.get_app_configs() if config.name.startswith("kurultay.")]


def our_verbs() -> list[Any]:
    """All verbs, app by app and in the order they are written."""
    from kurultay.kit.acting.acts import verbs

    for config in our_apps():
        if find_spec(f"{config.name}.actions"):
            import_module(f"{config.name}.actions")
    place = {config.label: n for n, config in enumerate(reversed(our_apps()))}
    return sorted((v for v in verbs().values() if v.app in place), key=lambda v: place[v.app])


def apps_table() -> str:
    """The apps with ring, sentence, tables and verbs."""
    rows = []
    for config in our_apps():
        ring = config.name.split(".")[1]
        tables = ", ".join(model.__name__ for model in config.get_models())
        verbs = ", ".join(v.name.partition(".")[2] for v in our_verbs() if v.app == config.label)
        rows.append((f"`{config.label}`", ring, sentence(config.__doc__), tables, verbs))
    return table(("app", "ring", "is", "tables", "verbs"), rows)


def verbs_page() -> str:
    """Every verb: the words of history, what it does, what it takes, and who may."""
    from kurultay.kit.acting.acts import rule_of

    parts = [
        "# Verbs\n",
        "Everything that can be done to the record, under the one word it has in code, history and tests. "
        "The thing comes first; `by` says who acts, `reason` goes into history; what stands in brackets may be left "
        "out.\n",
    ]
    for config in reversed(our_apps()):
        rows = []
        for verb in (v for v in our_verbs() if v.app == config.label):
            words = [w for w in inspect.signature(verb.function).parameters.values() if w.name != "by"]
            takes = ", ".join(f"`{w.name}`" if w.default is w.empty else f"[`{w.name}`]" for w in words)
            who = sentence(rule_of(verb.name).__doc__)
            rows.append((f"`{verb.name}`", verb.label, sentence(verb.function.__doc__), takes, who))
        if rows:
            parts.append(f"## {config.verbose_name}\n")
            parts.append(table(("verb", "in history", "does", "takes", "who may"), rows))
    return "\n".join(parts)


def remarks(model: Any) -> dict[str, str]:
    """What the comment behind each field says, in the class and the classes it stands on."""
    found: dict[str, str] = {}
    for cls in reversed(model.__mro__):
        if not cls.__module__.startswith("kurultay."):
            continue
        text = inspect.getsource(cls)
        lines, written = text.splitlines(), ast.parse(text).body[0]
        assert isinstance(written, ast.ClassDef)
        for node in written.body:
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                behind = lines[(node.end_lineno or 1) - 1].partition("  # ")[2]
                if behind and not behind.startswith(("noqa", "type:", "fmt:")):
                    found[node.targets[0].id] = behind
    return found


def kind_of(field: Any) -> str:
    """The type of a field in words."""
    if field.is_relation:
        target = field.related_model._meta.label
        return f"→ [{target}](#{target.lower().replace('.', '')})"
    name = TYPES.get(type(field).__name__, type(field).__name__)
    return f"{name}, at most {field.max_length}" if name == "text" and field.max_length else name


def fields_of(model: Any) -> Iterator[tuple[str, str, str, str]]:
    """The fields of a table that people fill: name, type, whether needed, remark or choices."""
    said = remarks(model)
    for field in model._meta.local_fields:
        derived = type(field).__name__ == "BoundField" or field.name in ("id", "audience", "withdrawn", "last_act")
        if derived:
            continue
        choices = ", ".join(str(value) for value, _label in field.flatchoices)
        needed = "" if field.blank or field.null or field.has_default() else "yes"
        remark = "; ".join(filter(None, (str(field.help_text), said.get(field.name, ""), choices)))
        yield f"`{field.name}`", kind_of(field), needed, remark


def tables_page() -> str:
    """Every table with its sentence and fields."""
    parts = [
        "# Tables\n",
        "Every row of the record also has `audience` (who may read it), `withdrawn` and `last_act`. A partial date or "
        "an end of a period stands in three columns: the text, the earliest and the latest day "
        "([time](../explanation/time.md)).\n",
    ]
    for config in reversed(our_apps()):
        for model in config.get_models():
            parts.append(f"## {model._meta.label}\n\n{sentence(model.__doc__)}\n")
            parts.append(table(("field", "is", "needed", "remark"), fields_of(model)))
    return "\n".join(parts)


def settings_page() -> str:
    """The environment variables, from the list that `kurultay --help` prints."""
    from kurultay.config.cli import ENVIRONMENT

    entries = re.findall(r"^  (KURULTAY_\w+) +(.+(?:\n {8,}.+)*)", ENVIRONMENT, re.MULTILINE)
    rows = [(f"`{name}`", " ".join(text.split())) for name, text in entries]
    return "\n".join((
        "# Settings\n",
        "Kurultay is set up from the environment alone and starts with nothing set.\n",
        table(("variable", "is"), rows),
    ))  # fmt: skip


def urls_page() -> str:
    """Every address with its policy and the sentence of its view."""
    from django.urls import URLResolver, get_resolver

    def walk(patterns: Any, before: str) -> Iterator[tuple[str, str, str]]:
        for pattern in patterns:
            here = before + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                yield from walk(pattern.url_patterns, here)
            else:
                address = re.sub(r"<(?:\w+:)?(\w+)>", lambda m: m[1].upper(), here)
                yield f"`{address}`", getattr(pattern.callback, "policy", ""), sentence(pattern.callback.__doc__)

    return "\n".join((
        "# Addresses\n",
        "*record* pages show what the reader may see and answer for a day, `?on=2015-12-31`; *plain* pages read no row "
        "of the record.\n",
        table(("address", "policy", "shows"), walk(get_resolver().url_patterns, "/")),
    ))  # fmt: skip


def openapi() -> str:
    """The OpenAPI document, one value a line, so that a change of the API shows as a change of this file."""
    from kurultay.faces.api.views.document import document

    return json.dumps(document(), indent=1, ensure_ascii=False) + "\n"


def pages() -> dict[Path, str]:
    """Every written page with the text it should have."""
    written = {
        REFERENCE / f"{name}.md": f"{text.rstrip()}\n\n{WRITTEN}\n"
        for name, text in (
            ("verbs", verbs_page()), ("tables", tables_page()), ("settings", settings_page()), ("urls", urls_page()),
        )
    }  # fmt: skip
    written[REFERENCE / "openapi.json"] = openapi()
    architecture = ROOT / "ARCHITECTURE.md"
    text = architecture.read_text(encoding="utf-8")
    before, _, rest = text.partition(MARKS[0])
    _, mark, after = rest.partition(MARKS[1])
    if not mark:
        sys.exit(f"ARCHITECTURE.md needs the lines {MARKS[0]} and {MARKS[1]}, with the table of apps between them.")
    return {architecture: f"{before}{MARKS[0]}\n{apps_table()}{MARKS[1]}{after}", **written}


def authority_page() -> dict[Path, str]:
    """Who may do what, asked of the rules on a record that is made for it in memory."""
    sys.path.insert(0, str(ROOT / "tools"))
    import authority

    with authority.league():
        text = authority.page(our_verbs(), table)
    return {REFERENCE / "who-may-do-what.md": f"{text.rstrip()}\n\n{WRITTEN}\n"}


def outdated(written: dict[Path, str]) -> dict[Path, str]:
    """Those of the pages that are missing or say something else."""
    return {p: text for p, text in written.items() if not p.exists() or p.read_text(encoding="utf-8") != text}


def main() -> int:
    """Write the pages, or with --check name those that are out of date and give 1."""
    parser = argparse.ArgumentParser(description="Write the reference pages from the code.")
    parser.add_argument("--check", action="store_true", help="write nothing; status 1 when a page is out of date")
    options = parser.parse_args()
    start()
    old = outdated(pages() if options.check else {**pages(), **authority_page()})  # tests/authority checks that one
    for path, text in old.items():
        name = path.relative_to(ROOT)
        if options.check:
            print(f"{name} is out of date: run python tools/docs.py")
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            print(f"wrote {name}")
    return int(options.check and bool(old))


if __name__ == "__main__":
    sys.exit(main())
