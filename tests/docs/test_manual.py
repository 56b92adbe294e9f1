"""The manual: it builds without a warning, all of it can be reached, and what it names is there."""

import importlib
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_command

from flows.cli import app
from tests.browser import browser  # noqa: F401  (a fixture)

pytestmark = pytest.mark.xdist_group("browser")

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = sorted(path for path in DOCS.rglob("*.md") if "_build" not in path.parts)
FRONT = [ROOT / name for name in ("README.md", "README.th.md", "CONTRIBUTING.md", "CHANGELOG.md")]
TOCTREE = re.compile(r"```\{toctree\}\n(.*?)```", re.DOTALL)
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)\s]*)?\)")
FENCED = re.compile(r"^( *)```[^\n]*\n(.*?)^\1```", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
CALL = re.compile(r"(?:^|bin/|[;|&$=] *|\bas )thitthang ([a-z-][^\n;|&#`]*)", re.MULTILINE)
MAKE = re.compile(r"(?:^|[;|&`'] *)make (?:-C \S+ )?([a-z]+)", re.MULTILINE)
TARGETS = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
THITTHANG = get_command(app)


@pytest.fixture(scope="module")
def manual(tmp_path_factory):
    """The folder of pages that a strict build makes."""
    folder = tmp_path_factory.mktemp("manual")
    command = ["-b", "html", "-W", "-n", "--keep-going", "-q", "-d", folder / "trees", DOCS, folder / "html"]
    done = subprocess.run(
        [sys.executable, "-m", "sphinx", *map(str, command)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return folder / "html"


def code(text):
    """What stands in the code blocks of a page, and between back quotes in its prose."""
    blocks = [block for _, block in FENCED.findall(text)]
    prose = FENCED.sub("", text)
    blocks += re.findall(r"^ {4}(\S.*)", prose, re.MULTILINE)
    return [*blocks, *(" ".join(words.split()) for _, words in INLINE.findall(prose))]


def entries(page):
    """The pages that the toctrees of a page name."""
    lines = "".join(TOCTREE.findall(page.read_text("utf-8"))).splitlines()
    return [(page.parent / f"{line}.md").resolve() for line in lines if line and not line.startswith(":")]


def test_it_builds_strictly_and_every_page_comes_out(manual):
    made = {path.relative_to(manual).with_suffix(".md") for path in manual.rglob("*.html")}
    assert {page.relative_to(DOCS) for page in PAGES} <= made


def test_every_page_is_in_one_toctree():
    named = [entry for page in PAGES for entry in entries(page)]
    assert len(named) == len({*named})
    assert {*named, DOCS / "index.md"} == {*PAGES}


def test_the_first_page_lists_what_its_toctrees_hold():
    linked = {(DOCS / link).resolve() for link in LINK.findall((DOCS / "index.md").read_text("utf-8"))}
    assert linked == {*entries(DOCS / "index.md")}


@pytest.mark.parametrize("page", [*FRONT, *PAGES], ids=lambda page: str(page.relative_to(ROOT)))
def test_links_to_files_lead_somewhere(page):
    links = [link for link in LINK.findall(page.read_text("utf-8")) if "://" not in link]
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_thai_pages_say_that_they_are_thai(manual):
    languages = {
        page.name: re.search(r'<html[^>]* lang="(\w+)"', page.read_text("utf-8"))[1]
        for page in manual.glob("*.html")
    }
    assert {name for name, language in languages.items() if language == "th"} == {"tutorial.th.html"}
    assert {*languages.values()} == {"en", "th"}


def test_no_page_loads_anything_from_elsewhere(manual):
    loads = re.compile(r"<(?:script|link|img|iframe)\b[^>]*(?:src|href)=\"(?:https?:)?//[^\"]*\"")
    assert [hit for page in manual.rglob("*.html") for hit in loads.findall(page.read_text("utf-8"))] == []


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("พันธุ์กจิ", None),
        ("ไม่ต้องเขียนโปรแกรมเป็น", "tutorial.th.html"),
        ("nobody is surprised", "howto/upgrade.html"),
    ],
)
def test_the_search_finds_thai_and_english(manual, browser, query, found):  # noqa: F811
    def look(page):
        page.wait_for_function("/found|match/.test(document.querySelector('#search-results p')?.textContent)")
        return [link.get_attribute("href") for link in page.query_selector_all("#search-results li a")]

    links = browser.visit(f"{(manual / 'search.html').as_uri()}?q={query}", look).found
    assert [link for link in links if found and link.startswith(found)] if found else links == []


def test_the_browser_cuts_words_as_the_index_does(manual, browser, monkeypatch):  # noqa: F811
    monkeypatch.syspath_prepend(DOCS / "_ext")
    pieces = importlib.import_module("thai_pages").pieces
    texts = ["PDFไทย เป้าหมาย 2 ข้อ", "ทำ ท\u0e4d\u0e32 น\u0e4d\u0e49\u0e32 well-read snake_case", "กข ๑๒ 3"]
    visit = browser.visit(
        (manual / "search.html").as_uri(), lambda page: [page.evaluate("splitQuery", text) for text in texts]
    )
    assert visit.found == [pieces(text) for text in texts]
    assert pieces(texts[0])[:4] == ["PDF", "ไทย", "เป้", "ป้า"]


def command_named(words):
    """The command that the first words name and the words behind it; None if there is no such command."""
    command = THITTHANG
    while words and words[0] in getattr(command, "commands", {}):
        command, words = command.commands[words[0]], words[1:]
    return (None if command is THITTHANG else command), words


@pytest.mark.parametrize("page", [*FRONT[:3], *PAGES], ids=lambda page: str(page.relative_to(ROOT)))
def test_commands_options_and_targets_that_a_page_names_are_there(page):
    text = page.read_text("utf-8").replace("\\|", " ")
    unknown = []
    for call in [call for block in code(text) for call in CALL.findall(block)]:
        words = call.replace("[", " ").replace("]", " ").replace("`", " ").split()
        command, rest = command_named(words)
        if words[0].startswith("-"):
            command, rest = THITTHANG, words
        taken = {"-h", "--help"} | {one for param in getattr(command, "params", ()) for one in param.opts}
        options = {word.partition("=")[0].rstrip(",.:'\"") for word in rest if re.match(r"--[a-z]", word)}
        if command is None or not options <= taken:
            unknown.append(call)
    unknown += [target for block in code(text) for target in MAKE.findall(block) if target not in TARGETS]
    assert unknown == []


@pytest.mark.parametrize(
    ("block", "calls"),
    [
        ("thitthang laod pages", ["laod pages"]),
        (".venv/bin/thitthang ingest --all; echo", ["ingest --all"]),
        ("git clone X thitthang && cd thitthang\nmake setup", []),
        ("$ thitthang diff 4 6 --office x", ["diff 4 6 --office x"]),
        ("pip install 'thitthang[s3]'", []),
    ],
)
def test_calls_are_told_from_the_name(block, calls):
    assert CALL.findall(block) == calls
