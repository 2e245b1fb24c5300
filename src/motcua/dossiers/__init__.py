"""The case: everything that happens to one dossier, from the door to the result.

Is: commands that write through `law` and the journal, queries that read what an actor may see, work lists.
Is not: the law itself (`law`), paper (`papers`), pages (`web`).
Read models, projection, commands, queries, events, reactions in this order.
"""
