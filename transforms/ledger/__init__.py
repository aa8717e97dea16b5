"""Fills `quantities` and `tellings`: which figures tell one quantity, who only repeats it, and who disagrees."""
