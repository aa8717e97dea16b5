"""`spoglio export`: tables and views as files that any program opens, with a description of them for programs.

`make` chooses what is written (`tables`), writes it (`files`, `workbook`), describes it as a Frictionless data package
(`package`), and puts the folder in place whole (`folder`).
"""

from flows.export.files import neutralise, restore
from flows.export.make import export

__all__ = ["export", "neutralise", "restore"]
