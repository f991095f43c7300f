"""The scene, as every test has it."""

from tests.conftest import scene, stage

__all__ = ["scene", "stage"]
