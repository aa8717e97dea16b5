"""Whom a cue means: subjects of verbs of saying, descriptions, authors of documents."""
