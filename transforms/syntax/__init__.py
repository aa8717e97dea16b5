"""The grammar of a parsed sentence: what is a verb group, a clause, its subject, a noun phrase.

Fills no table; `Syntax` is what the readers ask about a document. Works on any parse, repaired where ours is known to
fail, and by word order alone where there is none.
"""

from transforms.syntax.authors import author_behind, author_of, behind_of
from transforms.syntax.clauses import Syntax, subject_by_parse
from transforms.syntax.naming import LATTER, apposed_person, head_of, listed_names, titled_person
from transforms.syntax.sources import SourcePhrase, may_hold_source, opens_source, source_at
from transforms.syntax.statement import GERUND, QUOTED, Phrase, Statement
from transforms.syntax.subjects import (
    after_verb,
    antecedent,
    before_verb,
    clause_subjects,
    front_of_apposition,
    impersonal_agent,
)

__all__ = [
    "GERUND",
    "LATTER",
    "QUOTED",
    "Phrase",
    "SourcePhrase",
    "Statement",
    "Syntax",
    "after_verb",
    "antecedent",
    "apposed_person",
    "author_behind",
    "author_of",
    "before_verb",
    "behind_of",
    "clause_subjects",
    "front_of_apposition",
    "head_of",
    "impersonal_agent",
    "listed_names",
    "may_hold_source",
    "opens_source",
    "source_at",
    "subject_by_parse",
    "titled_person",
]
