"""No page is read worse than the committed figures say."""

import pytest

from benchmarks import accuracy_record
from benchmarks.accuracy_record import losses as fallen
from benchmarks.comparison import losses, scores, table_is_of_record
from benchmarks.figures import FIGURES
from benchmarks.scored_sets import SCORER, scored_sets
from benchmarks.scorer import Counts, PageScore, SetScore

NO_SCORER = f"{SCORER.name} is not at hand in {SCORER.parent}: nothing to score with"
needs_scorer = pytest.mark.skipif(not SCORER.is_file(), reason=NO_SCORER)


@needs_scorer
def test_no_figure_of_any_set_has_fallen():
    assert [score.name for score in scores()] == [scored.name for scored in scored_sets() if scored.is_there]
    assert [str(loss) for loss in losses(scores())] == []


@needs_scorer
def test_every_page_with_a_tree_is_in_the_record_or_new():
    recorded = {score.name: {page.page for page in score.pages} for score in accuracy_record.read()}
    for scored in scored_sets():
        if scored.is_there and scored.name in recorded:
            assert recorded[scored.name] <= {task.page.name for task in scored.tasks}


def test_the_table_in_the_documentation_says_what_the_record_says():
    assert table_is_of_record()


# ---------------------------------------------------------------------- the comparison itself


def counts(**changed):
    right = dict.fromkeys(Counts.__dataclass_fields__, 10) | dict.fromkeys(
        ("owner_ok", "years_ok", "fiscal_ok"), True
    )
    return Counts(**(right | changed))


def of(**pages):
    return SetScore("some set", tuple(PageScore(name, page) for name, page in pages.items()))


def test_a_loss_names_the_set_the_figure_and_the_page():
    lost = fallen(of(a=counts(), b=counts()), of(a=counts(), b=counts(fuzzy=9)))
    assert [loss.figure for loss in lost] == ["statement F1", "document mean", "worst page"]
    assert str(lost[0]) == "some set: statement F1 1.0000 → 0.9500 (b 1.000 → 0.900)"


def test_a_gain_elsewhere_does_not_hide_the_worst_page():
    before = of(a=counts(fuzzy=8), b=counts())
    lost = fallen(before, of(a=counts(), b=counts(fuzzy=7)))
    assert "worst page" in [loss.figure for loss in lost]
    assert [page.page for page in lost[0].pages] == ["b"]


def test_only_pages_of_both_runs_are_compared():
    assert fallen(of(a=counts(), b=counts()), of(a=counts(), c=counts(fuzzy=0))) == []


def test_each_figure_falls_with_its_counts():
    wrong = {
        "gold": 20, "found": 20, "exact": 9, "fuzzy": 9, "s_match": 9, "number_ok": 9, "label_ok": 9,
        "in_section_ok": 9, "parent_ok": 9, "order_ok": 9, "owner_ok": False, "years_ok": False,
        "fiscal_ok": False,
    }  # fmt: skip
    named = {
        loss.figure
        for name, value in wrong.items()
        for loss in fallen(of(a=counts()), of(a=counts(**{name: value})))
    }
    assert named == {figure.name for figure in FIGURES}


def test_the_record_is_read_as_it_was_written(tmp_path):
    path = tmp_path / "record.tsv"
    written = (of(a=counts(), b=counts(owner_ok=None, years_ok=False)),)
    accuracy_record.write(written, path)
    assert accuracy_record.read(path) == written
    accuracy_record.write([SetScore("some set", (), left_out=("b",))], path)
    assert [page.page for page in accuracy_record.read(path)[0].pages] == ["b"]
    accuracy_record.write([SetScore("another", ())], path)
    assert accuracy_record.read(path)[0].name == "some set"
