"""The grammar of a parsed sentence: what is a verb group, a clause, its subject, a noun phrase.

Fills no table; `Syntax` is what the readers ask about a document. Works on any parse, repaired where ours is known to
fail, and by word order alone where there is none.
"""

from transforms.syntax.clauses import Syntax
from transforms.syntax.statement import GERUND, QUOTED, Phrase, Statement

__all__ = ["GERUND", "QUOTED", "Phrase", "Statement", "Syntax"]
