"""The scene and the committed database, as every test has them."""

from tests.conftest import committed, scene, stage

__all__ = ["committed", "scene", "stage"]
