"""What apps offer: small files found by name in each installed app, and nothing else as a plug-in system.

An app offers a panel by having a `panels.py`, an import row kind by having an `intake.py`, and so on, as Django
finds `admin.py`. Whoever shows or uses offers asks here and never imports the app.
"""

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from django.apps import apps

OFFERS = (
    "panels",
    "intake",
    "figures",
    "sight",
    "constraints",
    "search",
    "api",
    "duties",
    "gathered",
    "calendar",
    "derived",
    "forms",
    "named",
    "keeping",
    "schedule",
    "contacts",
    "sign_in",
    "demo",
)


@cache
def offers(name: str) -> tuple[ModuleType, ...]:
    """The modules called `name` of our installed apps, lowest ring first.

    Raises ValueError for a name that is not an offer, so that a typing error is not an empty answer.
    """
    if name not in OFFERS:
        raise ValueError(f"{name!r} is not an offer; the offers are {', '.join(OFFERS)}")
    ours = (app.name for app in reversed(list(apps.get_app_configs())) if app.name.startswith("kurultay."))
    return tuple(import_module(f"{app}.{name}") for app in ours if find_spec(f"{app}.{name}") is not None)


def gather(name: str, attribute: str) -> dict[str, object]:
    """The dictionaries `attribute` of all offers `name` in one; two apps with the same key is an error."""
    merged: dict[str, object] = {}
    for module in offers(name):
        for key, value in getattr(module, attribute, {}).items():
            if key in merged:
                raise ValueError(f"{module.__name__}.{attribute} offers {key!r}, which another app offers already")
            merged[key] = value
    return merged
