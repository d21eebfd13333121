"""Files that come as an answer: read piece by piece, as a whole, or saved."""

from __future__ import annotations

import errno
import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from ._disposition import file_name
from ._stream import AsyncStream, Incoming, Stream
from .errors import UnreadableResponseError


class _File(Incoming):
    """What a file is called, and where it goes."""

    @property
    def name(self) -> str | None:
        """The name that the server gives the file: never a path, fit for any system."""
        return file_name(self.headers.get("content-disposition", ""))

    def _target(self, path: str | os.PathLike[str], *, replace: bool) -> _Target:
        if self._got:
            message = f"{self!r}: a part of the body was read already"
            raise ValueError(message)
        self._begin()
        wanted = Path(path)
        if wanted.is_dir():
            if self.name is None:
                message = f"{self!r} has no name: say which file it is to be"
                raise ValueError(message)
            wanted /= self.name
        return _Target(wanted, replace=replace)

    def _check(self, body: bytearray) -> None:
        if len(body) > self._limit:
            reply = msgspec.structs.replace(self._reply, body=bytes(body))
            message = f"{self.request}: the body is over {self._limit} bytes long"
            raise UnreadableResponseError(message, reply)


class _Target:
    """A file that stands under its name once it is complete, and not before."""

    def __init__(self, path: Path, *, replace: bool) -> None:
        self.path = path
        self._replace = replace
        self._refuse()
        self._part = path.with_name(f".{os.urandom(8).hex()}.part")
        self._file: BinaryIO = self._part.open("xb")

    def write(self, chunk: bytes) -> None:
        self._file.write(chunk)

    def finish(self) -> None:
        self._file.close()
        self._refuse()
        self._part.replace(self.path)

    def drop(self) -> None:
        self._file.close()
        self._part.unlink(missing_ok=True)

    def _refuse(self) -> None:
        if not self._replace and os.path.lexists(self.path):
            message = "it exists; `replace=True` overwrites it"
            raise FileExistsError(errno.EEXIST, message, str(self.path))


class Download(_File, Stream):
    """A file that a server sends: iterate over its bytes, `read` or `save` it, once.

    Close it, or use it in a `with` block: what is not read to its end holds a
    connection. Each piece must come within the timeout of the call; a body that ends
    too early raises ConnectionFailedError.
    """

    def __iter__(self) -> Iterator[bytes]:
        """Return this."""
        return self

    def __next__(self) -> bytes:
        """Return the next bytes, as many as there are."""
        chunk = self._piece()
        if not chunk:
            raise StopIteration
        return chunk

    def read(self) -> bytes:
        """Return the rest of the body.

        Raises:
            UnreadableResponseError: It is longer than may be in memory.
        """
        body = bytearray()
        with self:
            for chunk in self:
                body += chunk
                self._check(body)
        return bytes(body)

    def save(self, path: str | os.PathLike[str], *, replace: bool = False) -> Path:
        """Write the body to a file, which is there only once it is complete.

        Args:
            path: The file; or a folder, for a file of the name the server gives.
            replace: Whether a file that is there already is overwritten.

        Returns:
            Where the file is.

        Raises:
            FileExistsError: The file is there already.
            ValueError: The folder is given and no name, or a part is read already.
        """
        target = self._target(path, replace=replace)
        with self:
            try:
                for chunk in self:
                    target.write(chunk)
                target.finish()
            except BaseException:
                target.drop()
                raise
        return target.path


class AsyncDownload(_File, AsyncStream):
    """A file that a server sends; otherwise as Download."""

    def __aiter__(self) -> AsyncIterator[bytes]:
        """Return this."""
        return self

    async def __anext__(self) -> bytes:
        """Return the next bytes, as many as there are."""
        chunk = await self._piece()
        if not chunk:
            raise StopAsyncIteration
        return chunk

    async def read(self) -> bytes:
        """Return the rest of the body.

        Raises:
            UnreadableResponseError: It is longer than may be in memory.
        """
        body = bytearray()
        async with self:
            async for chunk in self:
                body += chunk
                self._check(body)
        return bytes(body)

    async def save(
        self, path: str | os.PathLike[str], *, replace: bool = False
    ) -> Path:
        """Write the body to a file, which is there only once it is complete.

        Args:
            path: The file; or a folder, for a file of the name the server gives.
            replace: Whether a file that is there already is overwritten.

        Returns:
            Where the file is.

        Raises:
            FileExistsError: The file is there already.
            ValueError: The folder is given and no name, or a part is read already.
        """
        # Imported here: whoever awaits has loaded it already.
        from asyncio import to_thread

        target = self._target(path, replace=replace)
        async with self:
            try:
                async for chunk in self:
                    # A slow disk must not hold up the other tasks.
                    await to_thread(target.write, chunk)
                target.finish()
            except BaseException:
                target.drop()
                raise
        return target.path
