"""The dossier's whole life as a pure function.

`decide(state, command, context)` answers with events or a refusal; `evolve(state, event, at, by)` folds them.
Read in this order: values, state, commands, events, transitions, decide, evolve, codec.
"""
