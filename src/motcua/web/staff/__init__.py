"""How officers come in and leave, and where each one's day begins."""
