"""Fills `stories` and `story_documents`: which texts tell of one event."""
