"""Books and papers of an agency: its slips by number, its intake register, printing many at once."""
