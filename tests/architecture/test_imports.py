"""Who may import whom: everyone schemas, flows everyone, nobody else anybody else; parsers stay pure."""

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = {"engines", "explorer", "flows", "parsers", "schemas", "sources", "stores"}
ALLOWED = {package: {package, "schemas"} for package in PACKAGES} | {
    "flows": PACKAGES,
    "explorer": PACKAGES - {"sources"},
}
SHOWN_BY = Path("flows/commands/explore.py")
"""The only module elsewhere that imports the explorer."""
NEVER = {"tests", "benchmarks"}
IMPURE = {
    "asyncio", "duckdb", "http", "httpx", "multiprocessing", "os", "prefect", "pyarrow", "random", "requests",
    "secrets", "shutil", "socket", "ssl", "subprocess", "tempfile", "threading", "time", "urllib.request",
    "urllib3",
}  # fmt: skip
CLOCKS = {"now", "today", "utcnow"}
FILE_CALLS = {"read_bytes", "read_text", "write_bytes", "write_text"}

MODULES = {
    path.relative_to(ROOT): ast.parse(path.read_bytes(), str(path))
    for package in sorted(PACKAGES)
    for path in sorted((ROOT / package).rglob("*.py"))
}
OF_PARSERS = [path for path in MODULES if path.parts[0] == "parsers"]
each_module = pytest.mark.parametrize("path", MODULES, ids=str)
each_parser = pytest.mark.parametrize("path", OF_PARSERS, ids=str)


def imported(tree: ast.AST) -> set[str]:
    """The dotted name of every import; `from a import b` counts as `a` and as `a.b`."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"line {node.lineno}: a relative import hides its direction"
            names.add(node.module)
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


def within(names: set[str], modules: set[str]) -> set[str]:
    """The names that are one of the modules or lie below one."""
    return {name for name in names if any(f"{name}.".startswith(f"{module}.") for module in modules)}


def calls(tree: ast.AST) -> Iterator[tuple[int, str, ast.AST | None]]:
    """Line, name and receiver of every call: `open(…)` has no receiver, `path.read_text()` has `path`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                yield node.lineno, node.func.id, None
            elif isinstance(node.func, ast.Attribute):
                yield node.lineno, node.func.attr, node.func.value


def names_own_files(node: ast.AST, known: set[str]) -> bool:
    """Whether an expression starts from the package's own folder: `files(…)`, `__file__` or a known name."""
    names = {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}
    attributes = {part.attr for part in ast.walk(node) if isinstance(part, ast.Attribute)}
    return bool((names | attributes) & {"files", "__file__"} or names & known)


def foreign_reads(tree: ast.Module) -> list[str]:
    """The calls that open a file elsewhere than in the package; `open` itself counts always."""
    own: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and names_own_files(node.value, own):
            own.update(target.id for target in node.targets if isinstance(target, ast.Name))
    return [
        f"line {line}: {name}"
        for line, name, receiver in calls(tree)
        if (name == "open" and (receiver is None or ast.unparse(receiver) in {"io", "codecs"}))
        or (name in FILE_CALLS and receiver is not None and not names_own_files(receiver, own))
    ]


def clock_reads(tree: ast.AST) -> list[str]:
    return [
        f"line {line}: {ast.unparse(receiver)}.{name}"
        for line, name, receiver in calls(tree)
        if name in CLOCKS and receiver is not None and "date" in ast.unparse(receiver)
    ]


def test_every_package_is_scanned():
    aside = {"tests", "benchmarks", "docs", "build", "dist"}
    holding_code = {
        folder.name
        for folder in ROOT.iterdir()
        if folder.is_dir() and not folder.name.startswith(".") and any(folder.rglob("*.py"))
    }
    assert holding_code - aside == PACKAGES
    assert {path.parts[0] for path in MODULES if path.name == "__init__.py"} == PACKAGES


def test_the_same_packages_are_built_and_typed():
    tools = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]
    assert set(tools["hatch"]["build"]["targets"]["wheel"]["packages"]) == PACKAGES
    assert set(tools["mypy"]["packages"]) == PACKAGES | {"docs.making"}


@each_module
def test_imports_point_the_allowed_way(path):
    names = imported(MODULES[path])
    assert within(names, (PACKAGES | NEVER) - ALLOWED[path.parts[0]]) == set()


def test_the_explorer_is_imported_by_its_command_only():
    users = {path for path, tree in MODULES.items() if within(imported(tree), {"explorer"})}
    assert {path for path in users if path.parts[0] != "explorer"} == {SHOWN_BY}


@each_module
def test_modules_are_not_imported_by_computed_name(path):
    assert not {"__import__", "import_module"} & {name for _, name, _ in calls(MODULES[path])}


@each_module
def test_prefect_is_imported_in_its_flows_only(path):
    if path.parent.name != "flows" or not path.name.startswith("prefect_"):
        assert not within(imported(MODULES[path]), {"prefect"})


@each_parser
def test_parsers_import_nothing_impure(path):
    assert not within(imported(MODULES[path]), IMPURE)


@each_parser
def test_parsers_read_no_clock_and_no_file_of_others(path):
    assert not clock_reads(MODULES[path])
    assert not foreign_reads(MODULES[path])


def test_everything_but_its_flows_imports_without_prefect():
    names = [
        ".".join(path.with_suffix("").parts).removesuffix(".__init__")
        for path in MODULES
        if not path.name.startswith("prefect_")
    ]
    program = f"import sys, {', '.join(names)}\nsys.exit('prefect' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("import urllib.request", {"urllib.request"}),
        ("from urllib import request", {"urllib", "urllib.request"}),
        ("def late():\n    from stores.raw import Archive", {"stores.raw", "stores.raw.Archive"}),
        ("if TYPE_CHECKING:\n    import flows.steps as steps", {"flows.steps"}),
    ],
)
def test_every_form_of_import_is_seen(code, names):
    assert imported(ast.parse(code)) == names


def test_a_relative_import_is_refused():
    with pytest.raises(AssertionError, match="relative"):
        imported(ast.parse("from ..stores import raw"))


def test_a_module_is_told_from_one_with_a_longer_name():
    assert within({"os.path", "ossuary", "html", "http.client"}, {"os", "http"}) == {"os.path", "http.client"}


@pytest.mark.parametrize(
    ("code", "refused"),
    [
        ("open('x')", True),
        ("import io\nio.open('x')", True),
        ("Path(name).read_text()", True),
        ("HERE = Path('/etc')\n(HERE / 'x').read_bytes()", True),
        ("HERE = Path(__file__).parent\n(HERE / 'headings.yaml').read_text('utf-8')", False),
        ("files('parsers').joinpath('headings.yaml').read_text('utf-8')", False),
        ("archive.open('word/document.xml')", False),
    ],
)
def test_reads_outside_the_package_are_seen(code, refused):
    assert bool(foreign_reads(ast.parse(code))) is refused


def test_clock_reads_are_seen():
    assert clock_reads(ast.parse("datetime.now(UTC)"))
    assert clock_reads(ast.parse("datetime.date.today()"))
    assert not clock_reads(ast.parse("date(2567, 1, 1)"))
