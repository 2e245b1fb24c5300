"""The counter: one sheet on which a dossier is taken in by keyboard, what waits at the door, and what the day brought.

What was typed travels with every round trip (`typed`), is completed from a card or the register (`filling`), laid out with what the
catalogue says (`sheet`) and taken in or refused (`taking`). No rule is decided here.
"""
