"""Pages of the electronic processes: which procedures have one, what it says, how it is changed, and who is missing to do it."""
