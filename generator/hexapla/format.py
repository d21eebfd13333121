"""Generated text to formatted text, by the formatter of its language.

In: files of one package and a `Formatter`. Out: the same files, formatted. The formatter runs once over a temporary
folder, with its own configuration discovery switched off, so that no file of the person's changes the output.
Besides `revisions` the only module that runs other programs.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

from hexapla.finding import FindingError, error

if TYPE_CHECKING:
    from hexapla.plan.style import Formatter


def format_files(files: Mapping[str, bytes], formatter: Formatter) -> dict[str, bytes]:
    """Return the files, those with the formatter's suffixes formatted.

    Raises:
        FindingError: the formatter is not installed, or refuses a file (a fault of a template).
    """
    # A run in which nothing changed asks only where the formatter is.
    import subprocess
    import tempfile

    program = locate(formatter.command[0])
    if program is None:
        message = f"the formatter `{formatter.command[0]}` is not installed"
        raise FindingError(error("formatter-missing", message, None, formatter.install))
    chosen = [path for path in files if path.endswith(formatter.suffixes)]
    with tempfile.TemporaryDirectory(prefix="hexapla-") as folder:
        for path in chosen:
            full = os.path.join(folder, path)
            os.makedirs(os.path.dirname(full), exist_ok=True)
            with open(full, "wb") as file:
                file.write(files[path])
        # A formatter may be a script of an interpreter that came with this one's environment.
        path = os.pathsep.join([*os.get_exec_path(), os.path.dirname(sys.executable)])
        run = subprocess.run(
            [program, *formatter.command[1:], folder],
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
            env={**os.environ, "PATH": path},
        )
        if run.returncode != 0:
            said = (run.stderr or run.stdout).replace(folder + os.sep, "").strip()
            message = f"`{' '.join(formatter.command)}` refuses the generated files: {said}"
            raise FindingError(error("format-failed", message))
        formatted = dict(files)
        for path in chosen:
            with open(os.path.join(folder, path), "rb") as file:
                formatted[path] = file.read()
    return formatted


def locate(program: str) -> str | None:
    """Return the program beside this interpreter, else what npm installed here or further up, else on the search path.

    None where there is none.
    """
    folder = os.getcwd()
    above = [folder]
    while (folder := os.path.dirname(above[-1])) != above[-1]:
        above.append(folder)
    near = [os.path.dirname(sys.executable), *(os.path.join(one, "node_modules", ".bin") for one in above)]
    return shutil.which(program, path=os.pathsep.join(near)) or shutil.which(program)
