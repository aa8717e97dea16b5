"""The house of the pure functions: a text goes in, findings come out, rows are made of them.

`pipeline` says which rooms read a text, in which order; `rows` makes rows of what they find. Below it the readers
(`dates` and `figures`, joined by `normalise`; `names`, `quotes`, `claims`), which never import each other and speak
through `facts`; below them what they stand on: `syntax`, `numbers`, `parsing`, `documents`, `language`; at the bottom
`contract` (the tables), `reference` (vocabulary and knowledge), `errors`. A room is entered through its door, its
`__init__.py`.
"""
