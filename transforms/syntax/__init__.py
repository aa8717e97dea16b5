"""The grammar of a parsed sentence: what is a verb group, a clause, its subject, a noun phrase.

Fills no table; `Syntax` is what the readers ask about a document. Works on any parse, repaired where ours is known to
fail, and by word order alone where there is none.
"""

from transforms.syntax.authors import author_behind, author_of, behind_of
from transforms.syntax.clauses import Syntax, subject_by_parse
from transforms.syntax.sources import SourcePhrase, source_at
from transforms.syntax.statement import GERUND, QUOTED, Phrase, Statement
from transforms.syntax.subjects import after_verb, antecedent, before_verb, clause_subjects, impersonal_agent

__all__ = [
    "GERUND",
    "QUOTED",
    "Phrase",
    "SourcePhrase",
    "Statement",
    "Syntax",
    "after_verb",
    "antecedent",
    "author_behind",
    "author_of",
    "before_verb",
    "behind_of",
    "clause_subjects",
    "impersonal_agent",
    "source_at",
    "subject_by_parse",
]
