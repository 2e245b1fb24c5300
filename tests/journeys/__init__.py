"""Each role's way through the pages, in a real browser against a real server with a real database."""
