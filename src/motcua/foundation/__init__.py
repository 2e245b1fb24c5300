"""What every public record needs: journal, seals, outbox, files, access, clock, search. Knows no dossier."""
