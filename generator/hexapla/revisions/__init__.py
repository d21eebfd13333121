"""Git: the files of a revision, as a `read(path) -> bytes`, and the names in its folders.

In: the folder the command was started in, and what a person calls a revision. Out: bytes as they were committed (no
filter of checkout is applied: line endings are those of the repository). Paths are relative to that folder, as in the
work tree; what a person sees is `main:spec/openapi.yaml`, relative to the top of the repository, which is what
`git show` takes in every folder. Besides `format` the only part that runs another program.

All is asked of one `git cat-file --batch`, which is told the name of the revision and then only object ids that trees
hold: no path is ever quoted, escaped or given as an argument. Nothing is written, no lock is taken, no pager started.
"""

from hexapla.revisions.files import INDEX, Kind, Revision
from hexapla.revisions.naming import split
from hexapla.revisions.repository import Repository, repository

__all__ = ["INDEX", "Kind", "Repository", "Revision", "repository", "split"]
