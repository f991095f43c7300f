"""Measures the product on a large generated record and on the example record: `make bench`."""
