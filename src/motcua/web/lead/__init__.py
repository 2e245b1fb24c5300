"""The pages of heads and of those who watch the province: numbers, each a door to the dossiers behind it."""
