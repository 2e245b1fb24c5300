"""The ground every public record stands on: journal, seals, verification, outbox, files, access."""
