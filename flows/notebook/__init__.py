"""`spoglio notebook`: filters, tables, and from a fact to its sentence, in a browser.

`facts.py` is the notebook itself, a file of marimo that people may copy and change; `show.py` starts it.
"""

from flows.notebook.show import show_notebook

__all__ = ["show_notebook"]
