"""`make model`: train everything from the data folder and write the pipeline of `transforms/model`.

Steps, each kept in the work folder and not done again while its result lies there: vectors → two grammars from trees →
a third one from trees and from text that both read alike → the same taught the trees once more; beside them two
networks for names, a student of both, the mean → scores, model card, pipeline.
"""

import argparse
import importlib.util
import sys
from pathlib import Path

DEFAULT_DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "model"
DEFAULT_OUT = Path(__file__).resolve().parents[1] / "transforms" / "model"
WORK = Path("build") / "training"
MISSING = (
    "training needs torch and floret, which a run must not have; make an environment of its own for it and install "
    "the extra 'train' there: pip install '.[train]'."
)


def main() -> int:
    """Parse the command line and train."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA, help="folder with free, and ner and ud to measure")
    parser.add_argument("--work", type=Path, default=WORK, help="results of the steps")
    parser.add_argument("--out", type=Path, default=DEFAULT_OUT, help="where the pipeline goes")
    parser.add_argument("--measure", action="store_true", help="only score --out again and write its card")
    parser.add_argument("--small", action="store_true", help="a little of everything: proves the path, no good model")
    options = parser.parse_args()
    if not (options.data / "free").is_dir():
        print(f"no training data in {options.data}; give the folder with --data.", file=sys.stderr)
        return 2
    if options.measure:
        from training.measure import measure, tell

        tell(measure(options.data, options.out), options.out)
        return 0
    if importlib.util.find_spec("torch") is None or importlib.util.find_spec("floret") is None:
        print(MISSING, file=sys.stderr)
        return 2
    if options.small and options.out == DEFAULT_OUT:
        print("--small gives no model to ship; say with --out where it goes.", file=sys.stderr)
        return 2
    from training.recipe import SMALL, WHOLE, Recipe

    Recipe(options.data, options.work, SMALL if options.small else WHOLE).run(options.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
