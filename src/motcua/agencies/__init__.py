"""Agency tree through time, units, posts, officers, stand-ins and working calendars."""
