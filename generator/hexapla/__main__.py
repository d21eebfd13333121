"""`python -m hexapla` and the `hexapla` command."""

from __future__ import annotations

import gc
import os
import sys
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line and end the process with its exit status."""
    # A run is short and makes few cycles: collecting would cost more than it frees, from the first import on.
    gc.disable()
    from hexapla.cli import run

    status = run(sys.argv[1:])
    sys.stdout.flush()
    sys.stderr.flush()
    # Taking the interpreter apart would cost a tenth of a run, and there is nothing left that needs it.
    os._exit(status)


if __name__ == "__main__":
    main()
