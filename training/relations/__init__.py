"""Training of the relations: `python -m training.relations`."""
