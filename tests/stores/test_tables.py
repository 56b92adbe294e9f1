import dataclasses
import json
import re

import pytest

from schemas.columns import ColumnType
from schemas.kinds import Kind
from schemas.tables import TABLES
from stores.curated import open_release
from stores.curated.arrow import arrow_schema, from_arrow, to_arrow
from stores.curated.dictionary import dictionary
from stores.curated.parquet import parquet_bytes
from stores.curated.records import ROW_TYPES, OfficeFacts
from tests.stores.factories import parsed

DESIGN = {
    "direction": (
        "office_id office_name_th level province_th region kind number_path text gloss_en "
        "plan_start_be plan_end_be source_url statement_id ordinal text_key"
    ),
    "offices": (
        "office_id registered level name_th short_name_th abbreviation_th name_en province_th "
        "province_en province_code region area_no emis_area_code website valid_from valid_to "
        "successor_id"
    ),
    "documents": (
        "document_id source_id office_id owner_name owner_evidence publisher_host source_uri "
        "final_uri title captured_at content_sha256 text_sha256 media_type charset byte_count "
        "page_count text_origin text_quality repairs plan_start_be plan_end_be fiscal_year_be "
        "parser_version is_current"
    ),
    "sections": (
        "section_id document_id office_id parent_section_id parent_statement_id ordinal depth kind "
        "heading heading_en number confidence spans"
    ),
    "statements": (
        "statement_id document_id office_id section_id parent_statement_id ordinal depth kind label "
        "number number_path text gloss_en repeat_of in_force quote spans node_path confidence text_key"
    ),
    "periods": "document_id section_id kind start_be end_be start_ce end_ce quote",
    "coverage": "office_id kind status reason statement_count document_id changed_at",
    "statement_history": "statement_key office_id kind text valid_from valid_to change statement_id",
    "findings": "document_id office_id code severity message evidence spans kind",
    "terms": "statement_id office_id kind term count is_stopword",
}


def test_the_tables_are_those_of_the_design():
    assert {name: " ".join(table.column_names) for name, table in TABLES.items()} == DESIGN


@pytest.mark.parametrize("name", TABLES)
def test_a_rows_fields_are_the_tables_columns(name):
    assert tuple(field.name for field in dataclasses.fields(ROW_TYPES[name])) == TABLES[name].column_names


def test_an_offices_facts_are_all_tables():
    made = [field.name for field in dataclasses.fields(OfficeFacts)]
    assert [*made, "terms"] == list(TABLES)


@pytest.mark.parametrize("name", TABLES)
def test_every_column_is_described_in_both_languages(name):
    for column in TABLES[name].columns:
        assert column.en.endswith("."), column
        assert re.search("[ก-ฮ]", column.th), column
        assert not re.search("[ก-ฮ]", re.sub("`[^`]*`", "", column.en)), column


@pytest.mark.parametrize("name", TABLES)
def test_keys_and_references_name_columns(name):
    table = TABLES[name]
    assert set(table.key) <= set(table.column_names)
    for reference in table.references:
        assert reference.column in table.column_names
        assert TABLES[reference.table].key == (reference.target,)


def test_a_fingerprint_changes_with_the_shape_only():
    table = TABLES["terms"]
    first, *rest = table.columns
    reworded = dataclasses.replace(table, columns=(dataclasses.replace(first, en="Other."), *rest))
    retyped = dataclasses.replace(table, columns=(dataclasses.replace(first, type=ColumnType.NUMBER), *rest))
    assert reworded.fingerprint == table.fingerprint
    assert retyped.fingerprint != table.fingerprint


def test_parquet_says_what_columns_mean(desk):
    desk.load("a.html", parsed((Kind.VISION, "น่าอยู่")))
    metadata = open_release(desk.curated).table("direction").schema.metadata
    assert json.loads(metadata[b"thitthang.columns"])["kind"]["th"].startswith("ประเภท")
    assert b"pandas" not in metadata


def test_rows_survive_being_written(desk):
    desk.load("a.html", parsed((Kind.VISION, "น่าอยู่"), (Kind.GOAL, "ดี"), plan=(2566, 2570), title="t"))
    release = open_release(desk.curated)
    for name in TABLES:
        rows = from_arrow(name, release.table(name))
        table = to_arrow(name, rows)
        assert from_arrow(name, table) == rows
        assert [parquet_bytes(table)] == [
            p.read_bytes() for p in desk.curated.glob(f"latest/{name}/*.parquet")
        ]
        assert table.schema == arrow_schema(name)


def test_the_dictionary_names_every_column():
    text = dictionary()
    for table in TABLES.values():
        assert f"## {table.name} ·" in text
        for column in table.columns:
            assert f"| `{column.name}` |" in text
    lines = [line for line in text.splitlines() if line.startswith("| `")]
    assert {line.count("|") - line.count("\\|") for line in lines} == {4, 7}


def test_the_dictionary_says_what_every_value_of_every_column_means():
    _, values = dictionary().split("# Values")
    for table in TABLES.values():
        for column in table.columns:
            for value in column.values:
                (line,) = {
                    line
                    for part in values.split("\n## ")
                    if f"`{table.name}.{column.name}`" in part
                    for line in part.splitlines()
                    if line.startswith(f"| `{value}` |")
                }
                _, _, english, thai, _ = line.split("|")
                assert english.strip()
                assert any("ก" <= letter <= "๙" for letter in thai)
