"""Where things lie."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
#: Gold articles, cases and training data beside the project; users do not have it.
SHARED = ROOT.parent / "shared"
