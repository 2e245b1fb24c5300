"""What this room publishes: nothing. A person's data change silently here; what counts is sealed inside each dossier."""
