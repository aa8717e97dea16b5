"""One question a file: which candidates there are, and what the scorer looks at."""
