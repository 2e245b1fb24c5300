"""What may be asked for: the catalogue of procedures by decision, in immutable versions that dossiers pin.

A version's body is canonical JSON with its hash; validity and decisions come from the journal (stream "procedure").
Not here: how a term is counted (law.deadline) and who does a step (agencies).
"""
