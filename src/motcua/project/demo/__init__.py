"""The demonstration province: public data of Ninh Bình, invented people, and codes that are marked as invented.

Not here: anything a real installation needs; nothing imports this but `motcua demo` and the log-in page of a demonstration.
"""
