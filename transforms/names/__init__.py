"""Who and what is named or described: proposals, the choice among them, entities, roles.

Fills `mentions` and `entities`, and the names of `unread`.
"""

from transforms.names.find import find_names

__all__ = ["find_names"]
