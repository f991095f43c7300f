"""The archive on its way: what one installation gives, an empty one takes, and gives again byte for byte.

In a file of its own: it commits, and the scene of the other files is set once for all their tests.
"""

import io
import tarfile

import pytest
from django.core.management import call_command

from kurultay.kit.reading import reading_as
from kurultay.kit.sources.models import Source
from kurultay.record.parties.models import Party, Role
from tests.cast import STRANGER, SYSTEM, drop_guards, set_scene

pytestmark = pytest.mark.django_db


def test_an_empty_installation_takes_the_archive(committed, asked_by, tmp_path):
    with reading_as(SYSTEM):
        set_scene()
    first = asked_by(STRANGER, "/api/v1/archive").getvalue()
    with tarfile.open(fileobj=io.BytesIO(first)) as tar:
        tar.extractall(tmp_path, filter="data")
    drop_guards()
    call_command("flush", verbosity=0, interactive=False)
    with reading_as(SYSTEM):
        assert Party.everything.count() == 0
    call_command("import", *[str(path) for path in sorted((tmp_path / "kurultay").glob("*.yaml"))], quiet=True)
    with reading_as(SYSTEM):
        assert (Party.everything.count(), Role.everything.count(), Source.everything.count()) == (6, 5, 1)
    assert asked_by(STRANGER, "/api/v1/archive").getvalue() == first
