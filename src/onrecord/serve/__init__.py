"""For people: a reading in a terminal, and as a self-contained page."""
