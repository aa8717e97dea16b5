"""Whom or what a figure is about: the column `subject`."""
