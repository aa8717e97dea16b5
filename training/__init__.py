"""How the model of `transforms/model` is made: `python -m training --help`. Never imported at run time."""
