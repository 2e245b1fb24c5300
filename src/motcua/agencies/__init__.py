"""Who acts: the agency tree through time, units, posts, officers, stand-ins and working calendars.

Processes are bound to posts, officers to posts through time. Every row here follows from the journal.
Not here: what an officer may do (foundation.access) and how working time is counted (law.calendar).
"""
