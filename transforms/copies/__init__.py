"""Fills the table `copies`: which text took its words from which other one."""
