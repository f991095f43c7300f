"""Asking for an act in words: page, API and command line give the same words and get the same answer."""
