"""Each module may be left out: addresses, tables and the front page stand without it."""

import os
import subprocess
import sys
from pathlib import Path

from tests.house.tree import PACKAGE, ROOT

MODULES = sorted(path.parent.name for path in (PACKAGE / "modules").glob("*/__init__.py"))

# Runs in a Python of its own, since Django reads its settings once. {leave} is the module that is left out: importing
# it fails, as it would where it was never installed. {beside} is a folder whose modules and faces are added to ours.
STAND_WITHOUT = """
import os
import sys
from pathlib import Path

os.environ["KURULTAY_WITHOUT"] = "{leave}"
import django
from django.conf import settings

import kurultay.faces
import kurultay.modules
from kurultay.config import settings as ours

beside = Path({beside!r})
added = []
for ring in (kurultay.faces, kurultay.modules):
    folder = beside / ring.__name__.rpartition(".")[2]
    ring.__path__.append(str(folder))
    added += [f"{{ring.__name__}}.{{path.parent.name}}" for path in sorted(folder.glob("*/apps.py"))]
left_out = "kurultay.modules.{leave}"
sys.modules[left_out] = None
chosen = {{name: getattr(ours, name) for name in dir(ours) if name.isupper()}}
chosen["INSTALLED_APPS"] = [app for app in added + ours.INSTALLED_APPS if app != left_out]
chosen["DATABASES"] = {{"default": {{"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}}}
settings.configure(**chosen)
django.setup()

from importlib import import_module

from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.test import Client

for app in [name for name in chosen["INSTALLED_APPS"] if name in added or name.count(".") == 2]:
    for part in ("urls", "views"):
        try:
            import_module(f"{{app}}.{{part}}")
        except ModuleNotFoundError as missing:
            if missing.name != f"{{app}}.{{part}}":
                raise
import_module(settings.ROOT_URLCONF)
call_command("check", verbosity=0)
call_command("makemigrations", check=True, dry_run=True, verbosity=1)
with connection.schema_editor() as tables:
    for model in apps.get_models():
        tables.create_model(model)
assert Client().get("/").status_code < 500
"""


def run_without(module: str, beside: Path | str = "") -> "subprocess.Popen[str]":
    """Start the house without one module; it ends with status 0 when everything stands."""
    code = STAND_WITHOUT.format(leave=module, beside=str(beside) or "/nonexistent")
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("KURULTAY_DATABASE")}
    return subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", code],
        cwd=ROOT, env=inherited, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip


def write(folder: Path, files: dict[str, str]) -> None:
    """Write files with their text under a folder."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def app(name: str) -> str:
    """An apps.py."""
    label = name.rpartition(".")[2]
    return f'from django.apps import AppConfig\nclass C(AppConfig):\n    name = "{name}"\n    label = "{label}"\n'


def test_the_house_stands_without_each_module() -> None:
    runs = {module: run_without(module) for module in MODULES}
    for module, run in runs.items():
        said, _ = run.communicate()
        assert run.returncode == 0, f"without {module}: {said}"


def test_a_face_that_leans_on_a_module_falls_without_it(tmp_path: Path) -> None:
    """Shown on a made-up module: a face that asks the registry stands without it, one that imports it falls."""
    module = {"modules/choir/__init__.py": "", "modules/choir/apps.py": app("kurultay.modules.choir")}
    face = {"faces/concert/__init__.py": "", "faces/concert/apps.py": app("kurultay.faces.concert")}
    asks = "from kurultay.kit.registry import offers\nSONGS = [o.__name__ for o in offers('panels')]\n"
    leans = "from kurultay.modules.choir import apps\n"
    write(tmp_path / "apart", {**module, **face, "faces/concert/views.py": asks})
    write(tmp_path / "leaning", {**module, **face, "faces/concert/views.py": leans})
    apart, leaning = run_without("choir", tmp_path / "apart"), run_without("choir", tmp_path / "leaning")
    said, _ = apart.communicate()
    assert apart.returncode == 0, said
    said, _ = leaning.communicate()
    assert leaning.returncode == 1
    assert "kurultay.modules.choir" in said
