"""`spoglio model`."""

from typing import Annotated

import typer

from flows import options


def model(
    model: options.Model = "bundled",
    path: Annotated[bool, typer.Option("--path", help="Print only the folder of its weights.")] = False,
) -> int:
    """Tell name, version, licence, folder and scores of the language model.

    Examples:
      spoglio model
      spoglio model --model rules
    """
    from transforms.parsing import model_info

    info = model_info(model)
    if path:
        print(info.path or "")
        return 0
    for key, value in (("name", info.name), ("version", info.version), ("licence", info.licence), ("path", info.path)):
        print(f"{key:<8} {value or '(none)'}")
    for name, score in sorted(info.scores.items()):
        print(f"score    {name} {score:.4f}")
    return 0
