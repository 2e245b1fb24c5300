"""The law of the dossier as pure functions: no database, no web, no clock, no framework.

Everything here can be called with plain values and answers with plain values. Rooms above ask; this room never asks back.
"""
