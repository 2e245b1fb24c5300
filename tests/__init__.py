"""The tests mirror src/motcua; journeys/ drives a browser, architecture/ keeps the house in shape."""
