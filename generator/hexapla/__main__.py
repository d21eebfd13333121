"""`python -m hexapla` and the `hexapla` command."""

from __future__ import annotations

import gc
import io
import os
import sys
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line and end the process with its exit status."""
    # A run is short and makes few cycles: collecting would cost more than it frees, from the first import on.
    gc.disable()
    from hexapla.cli import run

    # What is printed is a product: the same bytes whatever the terminal is set to.
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    status = run(sys.argv[1:])
    sys.stdout.flush()
    sys.stderr.flush()
    # Taking the interpreter apart would cost a tenth of a run, and there is nothing left that needs it.
    os._exit(status)


if __name__ == "__main__":
    main()
