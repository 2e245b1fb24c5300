"""The catalogue of procedures: versions by decision, requirements, fees, processes."""
