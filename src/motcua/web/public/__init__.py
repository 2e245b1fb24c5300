"""Pages for everybody: the catalogue, a dossier followed with its receipt, the seals, and what this system is."""
