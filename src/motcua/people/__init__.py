"""Whom we serve: persons and organisations, kept so that a form need not be filled in twice.

A register of convenience: what counts for a dossier is the applicant's record sealed inside that dossier. Reading leaves a trace.
Not here: identity proofs and the e-archive of papers.
"""
