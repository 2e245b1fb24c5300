"""The design system: formats, icons, components, and the page that shows them all (look: calm, quick to read, never decorated)."""
