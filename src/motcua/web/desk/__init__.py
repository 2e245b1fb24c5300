"""The desk: work lists, the dossier with everything in its own place, its acts, approval, and handing over results."""
