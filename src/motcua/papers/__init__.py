"""Statutory slips as PDF: the same stored values give the same paper.

A slip is a value (`receipt.py`), worded (`wording.py`), made printable (`lettering.py`, `codes.py`) and set (`render.py`, `templates/`).
Nothing is looked up while a slip is set, and nothing here decides what a slip says: that is the law's and the dossier's.
"""
