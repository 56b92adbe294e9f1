"""A root as a file system of pyarrow, to read from: datasets then take what they need of each file."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa
from pyarrow import fs

from stores.roots import Root


def filesystem(root: Root) -> fs.FileSystem:
    """A file system whose paths are the root's keys; nothing can be written through it."""
    return fs.PyFileSystem(_RootFiles(root))


class _RootFiles(fs.FileSystemHandler):  # type: ignore[misc]  # (pyarrow ships no types)
    def __init__(self, root: Root) -> None:
        self._root = root

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _RootFiles) and other._root is self._root

    def __hash__(self) -> int:
        return hash(self._root.address)

    def get_type_name(self) -> str:
        return "root"

    def normalize_path(self, path: str) -> str:
        return path

    def get_file_info(self, paths: Sequence[str]) -> list[fs.FileInfo]:
        return [
            fs.FileInfo(path, fs.FileType.File if self._root.exists(path) else fs.FileType.NotFound)
            for path in paths
        ]

    def get_file_info_selector(self, selector: fs.FileSelector) -> list[fs.FileInfo]:
        return [fs.FileInfo(key, fs.FileType.File) for key in self._root.keys(selector.base_dir)]

    def open_input_file(self, path: str) -> pa.NativeFile:
        return pa.PythonFile(self._root.open(path), mode="r")

    def open_input_stream(self, path: str) -> pa.NativeFile:
        return self.open_input_file(path)

    def create_dir(self, path: str, recursive: bool) -> None:  # noqa: FBT001  (pyarrow calls it)
        raise NotImplementedError(path)

    def delete_dir(self, path: str) -> None:
        raise NotImplementedError(path)

    def delete_dir_contents(self, path: str, missing_dir_ok: bool = False) -> None:  # noqa: FBT001, FBT002
        raise NotImplementedError(path)

    def delete_root_dir_contents(self) -> None:
        raise NotImplementedError

    def delete_file(self, path: str) -> None:
        raise NotImplementedError(path)

    def move(self, src: str, dest: str) -> None:
        raise NotImplementedError(src, dest)

    def copy_file(self, src: str, dest: str) -> None:
        raise NotImplementedError(src, dest)

    def open_output_stream(self, path: str, metadata: object) -> pa.NativeFile:
        raise NotImplementedError(path, metadata)

    def open_append_stream(self, path: str, metadata: object) -> pa.NativeFile:
        raise NotImplementedError(path, metadata)
