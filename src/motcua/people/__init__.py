"""Persons and organisations, as the counter and the catalogue know them."""
