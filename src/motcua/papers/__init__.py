"""Statutory slips: from a dossier's stored words to the paper in somebody's hand.

Is: the data of each form, its setting as PDF/A, issuing and printing. Is not: when a slip is owed (`law`), who may (`access`).
Read receipt, receipt_words, commands, queries, reactions, render in this order; then jobs for printing many at once.
"""
