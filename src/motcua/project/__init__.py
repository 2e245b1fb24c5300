"""Settings, urls, server and command line."""
