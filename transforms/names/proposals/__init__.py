"""Spans that may be names, each family with its own evidence; `names.choose` decides."""
