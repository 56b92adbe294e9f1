"""What was changed after it was published is found, and told where."""

import json

import pytest

from schemas.codes import FindingCode, Verdict
from schemas.engines import Stopped
from schemas.errors import QueryError, StoreError, UnknownOfficeError
from schemas.ids import document_id, sha256, statement_id
from schemas.persons import PERSON_MASK
from schemas.records import Span
from stores.curated.manifest import MANIFEST_NAME
from stores.curated.pointer import POINTER_RECORD
from tests.verify.conftest import numbers, proved, verdicts
from tests.verify.forging import setting, without

OTHER = "องค์กรแห่งความเป็นเลิศ มุ่งสู่คุณภาพการศึกษา"


def vision(place, office="esa-p-loei-2"):
    (row,) = place.rows("statements", office_id=office, kind="vision")
    return row


def document(place, office="esa-p-loei-2"):
    (row,) = place.rows("documents", office_id=office)
    return row


def same_in(tables, statement, **cells):
    return [(table, setting("statement_id", statement, **cells)) for table in tables]


def test_what_was_not_changed_is_proved(small):
    report = proved(small)
    assert report.is_proved
    assert numbers(report, "statement") == {"proved": 6}
    assert numbers(report, "section") == {"proved": 4}
    assert numbers(report, "raw") == numbers(report, "document") == {"proved": 2}
    assert {count.by for count in report.counts if count.subject == "statement"} == {
        "decoded as utf-8",
        "html.parser",
    }


def test_nothing_is_written(small):
    def state():
        return {path: path.read_bytes() for path in small.folder.rglob("*") if path.is_file()}

    before = state()
    proved(small)
    after = state()
    assert {path: after[path] for path in before} == before
    assert not [path for path in after.keys() - before.keys() if path.suffix in {".parquet", ".json"}]


@pytest.mark.parametrize("place_of_byte", [0, 100, -2])
def test_a_changed_raw_byte(small, place_of_byte):
    row = document(small)
    path = small.object(row["content_sha256"])
    data = bytearray(path.read_bytes())
    data[place_of_byte] ^= 1
    path.chmod(0o644)
    path.write_bytes(data)
    report = proved(small)
    assert ("raw", "raw_changed") in verdicts(report)
    assert numbers(report, "raw") == {"proved": 1, "raw_changed": 1}
    assert numbers(report, "statement") == {"proved": 3, "raw_changed": 3}
    (failure,) = (one for one in report.failures if one.subject == "raw")
    assert failure.address == row["source_uri"]
    assert "CORRUPT_RAW" in failure.found


def test_a_lost_raw_object_and_a_lost_record(small):
    small.object(document(small)["content_sha256"]).unlink()
    (record,) = (small.raw / "captures" / document(small, "esa-p-trat")["source_id"]).iterdir()
    record.unlink()
    report = proved(small)
    assert numbers(report, "raw") == {"raw_changed": 2}
    assert numbers(report, "statement") == {"raw_changed": 6}


def test_a_raw_byte_changed_with_its_hash_made_to_fit(small):
    """The object, its record, the manifest and all ids say the new bytes: only the quote does not."""
    row = document(small)
    stated = vision(small)
    old = small.object(row["content_sha256"]).read_bytes()
    word = "แห่งการเรียนรู้"
    new = old.replace(word.encode(), "แห่งการรู้เรียน".encode(), 1)
    assert new != old
    target = small.object(sha256(new))
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(new)
    (record,) = (small.raw / "captures" / row["source_id"]).iterdir()
    text = record.read_text("utf-8").replace(row["content_sha256"], sha256(new))
    record.with_name(record.name.replace(row["content_sha256"][:8], sha256(new)[:8])).write_text(
        text, "utf-8"
    )
    record.unlink()
    manifest = small.release / MANIFEST_NAME
    manifest.write_text(
        _refitted(manifest.read_text("utf-8").replace(row["content_sha256"], sha256(new))), "utf-8"
    )
    own = document_id(row["source_id"], sha256(new))

    def moved(rows):
        for each in rows:
            if each["document_id"] == row["document_id"]:
                each["document_id"] = own
                if "spans" in each and "quote" in each:
                    spans = [Span(one["block"], one["start"], one["end"]) for one in each["spans"]]
                    each["statement_id"] = statement_id(own, spans)
                if "content_sha256" in each:
                    each["content_sha256"] = sha256(new)
        return rows

    small.forge(("documents", moved), ("statements", moved))
    report = proved(small)
    (failure,) = (
        one for one in report.failures if one.subject == "statement" and one.verdict == Verdict.SPANS_DIFFER
    )
    assert failure.published == stated["quote"]
    assert "รู้เรียน" in failure.found


def _refitted(text):
    """A manifest whose captures were changed, with the hash and id that it must have then."""
    fields = json.loads(text)
    lines = [f"{part['path']} {part['sha256']}\n" for table in fields["tables"] for part in table["parts"]]
    lines += [f"{one['source_id']} {one['sequence']} {one['sha256']}\n" for one in fields["captures"]]
    fields["facts_sha256"] = sha256("".join(lines).encode())
    fields["release_id"] = f"{fields['sequence']:06d}-{fields['facts_sha256'][:8]}"
    return json.dumps(fields, ensure_ascii=False)


def test_a_changed_cell(small):
    stated = vision(small)
    small.change("statements", setting("statement_id", stated["statement_id"], text=OTHER))
    report = proved(small)
    assert {("part", "part_changed"), ("statement", "text_differs"), ("row", "row_differs")} == verdicts(
        report
    )
    (failure,) = (one for one in report.failures if one.subject == "statement")
    assert (failure.key, failure.office_id) == (stated["statement_id"], "esa-p-loei-2")
    assert (failure.published, failure.found) == (OTHER, stated["quote"])
    assert failure.address == "pages/loei.txt"
    assert "block" in failure.place


EVERYWHERE = ("statements", "direction", "statement_history")


def test_a_changed_text_with_all_hashes_made_to_fit(small):
    small.forge(*same_in(EVERYWHERE, vision(small)["statement_id"], text=OTHER))
    report = proved(small)
    assert verdicts(report) == {("statement", "text_differs")}
    assert numbers(report, "part") == {"proved": 20}


def test_a_changed_text_and_quote_with_all_hashes_made_to_fit(small):
    own = vision(small)["statement_id"]
    small.forge(
        *same_in(EVERYWHERE[1:], own, text=OTHER), *same_in(["statements"], own, text=OTHER, quote=OTHER)
    )
    report = proved(small)
    assert verdicts(report) == {("statement", "spans_differ")}


def test_a_text_replaced_by_a_mask(small):
    small.forge(*same_in(EVERYWHERE, vision(small)["statement_id"], text=PERSON_MASK))
    assert verdicts(proved(small)) == {("statement", "text_differs")}


def test_a_text_that_only_direction_tells_otherwise(small):
    small.forge(("direction", setting("kind", "vision", text=OTHER)))
    report = proved(small)
    assert verdicts(report) == {("row", "row_differs")}
    assert numbers(report, "statement") == {"proved": 6}


@pytest.mark.parametrize(
    "cells",
    [{"kind": "motto"}, {"number_path": "7"}, {"gloss_en": "A learning organisation"}],
)
def test_a_cell_that_no_quote_proves(small, cells):
    own = vision(small)["statement_id"]
    tables = [table for table in ("statements", "direction") if cells.keys() <= small.rows(table)[0].keys()]
    everywhere = [*tables, *(["terms", "statement_history"] if "kind" in cells else [])]
    small.forge(*same_in(everywhere, own, **cells))
    report = proved(small)
    assert ("statement", "row_differs") in verdicts(report)
    (failure,) = (one for one in report.failures if one.subject == "statement")
    assert failure.key == own
    assert failure.published.endswith(next(iter(cells.values())))


def test_a_changed_plan_year(small):
    small.forge(("documents", setting("office_id", "esa-p-trat", plan_start_be=2560, plan_end_be=2564)))
    assert ("document", "row_differs") in verdicts(proved(small))


def test_a_changed_heading(small):
    (section,) = small.rows("sections", office_id="esa-p-trat", kind="vision")
    small.forge(("sections", setting("section_id", section["section_id"], heading="ปรัชญา")))
    report = proved(small)
    assert verdicts(report) == {("section", "spans_differ")}


def test_a_shifted_span(small):
    stated = vision(small)
    (span,) = stated["spans"]
    moved = [{**span, "start": span["start"] + 1, "end": span["end"] + 1}]
    small.forge(("statements", setting("statement_id", stated["statement_id"], spans=moved)))
    assert verdicts(proved(small)) == {("statement", "id_differs")}


def shifted(place, **cells):
    """The vision's span three letters shorter, its id made to fit in all tables."""
    stated = vision(place)
    (span,) = stated["spans"]
    moved = [{**span, "end": span["end"] - 3}]
    own = statement_id(stated["document_id"], [Span(span["block"], span["start"], span["end"] - 3)])
    old = stated["statement_id"]
    place.forge(
        ("statements", setting("statement_id", old, spans=moved, statement_id=own, **cells)),
        ("direction", setting("statement_id", old, statement_id=own, **_text(cells))),
        ("statement_history", setting("statement_id", old, statement_id=own, **_text(cells))),
        ("terms", setting("statement_id", old, statement_id=own)),
    )
    return own


def _text(cells):
    return {"text": cells["text"]} if "text" in cells else {}


def test_a_shifted_span_with_its_id_made_to_fit(small):
    shifted(small)
    report = proved(small)
    assert ("statement", "spans_differ") in verdicts(report)


def test_a_shifted_span_with_everything_made_to_fit(small):
    """Quote, text and id are those of another stretch of the document: only the parser knows better."""
    stated = vision(small)
    own = shifted(small, quote=stated["quote"][:-3], text=stated["text"][:-3])
    report = proved(small)
    assert verdicts(report) == {("statement", "row_differs")}
    assert {failure.key for failure in report.failures} == {own, stated["statement_id"]}


def test_a_row_that_was_taken_out(small):
    own = vision(small)["statement_id"]
    tables = ("statements", "direction", "statement_history", "terms")
    small.forge(*((table, without("statement_id", own)) for table in tables))
    report = proved(small)
    (failure,) = report.failures
    assert (failure.key, failure.verdict, failure.published) == (own, Verdict.ROW_DIFFERS, "")


def test_a_document_that_was_taken_out(small):
    tables = ("documents", "statements", "sections", "direction", "statement_history", "terms")
    small.forge(*((table, without("office_id", "esa-p-trat")) for table in tables))
    assert verdicts(proved(small)) == {("document", "row_differs")}


def test_a_value_outside_its_vocabulary(small):
    small.forge(("statements", setting("kind", "vision", kind="daydream")))
    report = proved(small)
    assert ("row", "row_differs") in verdicts(report)


def test_a_part_that_is_no_parquet_any_more(small):
    (small.release / "statements" / "part-00000.parquet").write_bytes(b"PAR1")
    report = proved(small)
    assert ("part", "part_changed") in verdicts(report)
    assert not report.is_proved


def test_a_manifest_that_does_not_fit(small):
    manifest = small.release / MANIFEST_NAME
    fields = json.loads(manifest.read_text("utf-8"))
    stated = fields["facts_sha256"]
    manifest.write_text(manifest.read_text("utf-8").replace(stated, stated[::-1]), "utf-8")
    assert verdicts(proved(small)) == {("release", "manifest_changed")}
    fields["captures"][0]["sequence"] = 9
    manifest.write_text(json.dumps(fields), "utf-8")
    assert verdicts(proved(small)) == {("release", "manifest_changed")}


def test_a_document_that_breaks_its_reader(small, monkeypatch):
    stopped = Stopped(FindingCode.PARSER_MEMORY, "reading it took more than 1024 MiB of memory")
    monkeypatch.setattr("flows.proving.proof.guarded", lambda _function, _task: stopped)
    report = proved(small)
    assert numbers(report, "statement") == {"not_provable_here": 6}
    assert verdicts(report) == {("document", "not_provable_here")}
    assert all("PARSER_MEMORY" in failure.found for failure in report.failures)


def test_one_office(small):
    small.forge(*same_in(EVERYWHERE, vision(small)["statement_id"], text=OTHER))
    trat = proved(small, office="สพป.ตราด")
    assert trat.is_proved
    assert numbers(trat, "statement") == {"proved": 3}
    assert numbers(trat, "raw") == {"proved": 1}
    assert not proved(small, office="esa-p-loei-2").is_proved
    with pytest.raises(UnknownOfficeError):
        proved(small, office="สพป.เลยย เขต 2")


def test_which_release(small):
    assert proved(small, release=small.release.name[:6]).is_proved
    with pytest.raises(QueryError):
        proved(small, release="9")
    (small.curated / POINTER_RECORD).unlink()
    with pytest.raises(StoreError, match="load or ingest"):
        proved(small)
