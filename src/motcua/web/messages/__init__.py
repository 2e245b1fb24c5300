"""The words of the house: found where they stand (templates, code, tables of the law, data), kept in a catalogue, compiled for use.

Vietnamese is the source. The catalogue `web/locale/en/LC_MESSAGES/django.po` is edited by people; `.mo` files are made from it and
not committed.
"""
