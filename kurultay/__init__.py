"""The record and the workbench of organisations of states."""

__version__ = "0.1.0"
