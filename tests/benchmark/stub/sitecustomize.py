"""Lies on the path of Python in the runs of `bench_run --stub` alone: there the language stage is the stub in `pipeline.py`.

Python imports this file as it starts, in every process of the run. Nothing of the product knows of it.
"""

import sys
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_file_location
from pathlib import Path


class Stubbed:
    """Finds our `pipeline.py` where `transforms.pipeline` is asked for."""

    @staticmethod
    def find_spec(name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        if name != "transforms.pipeline":
            return None
        return spec_from_file_location(name, Path(__file__).with_name("pipeline.py"))


sys.meta_path.insert(0, Stubbed)  # type: ignore[arg-type] # a class serves as finder
