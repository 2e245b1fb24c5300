"""The case: commands that write, queries that read, work lists."""
