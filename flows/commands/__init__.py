"""The commands of the command line, one a file.

A command is a function: its parameters are what may be typed (`flows.options` has those that several share), its
docstring is its help, with examples at the end, and what it returns is the exit code. `flows.cli` lists them.
"""
