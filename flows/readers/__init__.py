"""Formats in which texts come: one reader a format, from bytes to records.

`flows.readers.reader` says what a reader is, `flows.readers.registry` which there are and which one reads a file.
"""
