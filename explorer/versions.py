"""Versions of what a release was made with and of what shows it."""

from __future__ import annotations

import platform
import sqlite3
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version

import pyarrow as pa

from explorer.snapshot import Snapshot
from flows.release_report.labels import Label


@dataclass(frozen=True, slots=True)
class Version:
    """A thing and its version."""

    name: Label
    version: str


@cache
def program_version() -> str:
    """The version of the program that runs."""
    return version("thitthang")


def running_versions() -> tuple[Version, ...]:
    """What shows the pages."""
    return (
        Version(Label("โปรแกรมที่แสดงหน้านี้", "the program that shows this page"), program_version()),
        Version(Label("Python", "Python"), platform.python_version()),
        Version(Label("PyArrow", "PyArrow"), pa.__version__),
        Version(Label("SQLite", "SQLite"), sqlite3.sqlite_version),
    )


def release_versions(snapshot: Snapshot) -> tuple[Version, ...]:
    """What a release was made with."""
    manifest = snapshot.release.manifest
    made = manifest.versions
    found = (
        Version(Label("โปรแกรมที่จัดทำ", "program that made it"), made.code),
        Version(Label("ตัวอ่าน", "parser"), made.parser),
        Version(Label("รายการหัวข้อ", "headings"), made.headings),
        Version(Label("โครงสร้างตาราง", "table schema"), str(manifest.schema_version)),
        Version(Label("PyArrow ที่เขียนไฟล์", "PyArrow that wrote it"), made.pyarrow),
        Version(Label("PyThaiNLP ที่ตัดคำ", "PyThaiNLP that cut words"), made.pythainlp),
    )
    return tuple(one for one in found if one.version)
