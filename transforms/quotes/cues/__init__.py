"""What introduces speech: verbs of saying, source prepositions, cues that point backward."""
