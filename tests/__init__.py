"""Tests that concern more than one app; those of one app stand beside it."""
