"""`spoglio report`: one page of HTML about a warehouse or one of its runs, each fact one step from its sentence.

`make` gathers what is told (`gather`), shows the texts that prove it with their facts marked (`texts`, `marks`), draws
pictures (`drawing`) and fills `page.html` (`page`). Whatever comes from articles is escaped; the page holds no script
and asks for nothing outside itself.
"""

from flows.report.make import make_report

__all__ = ["make_report"]
