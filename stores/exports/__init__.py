"""Copies of a release for programs that do not read Parquet: CSV, a workbook, SQLite, DuckDB.

Each is written beside its place and renamed into it, so that a copy is whole or not there.
"""
