"""Additions to YAML files that leave every other byte as a person wrote it. Text in, text out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import yaml

from schemas.errors import ThitthangError


class _Plain(yaml.SafeDumper):
    """Writes every value in full, never as a reference to one before."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002  (PyYAML calls it so)
        return True


def with_entries(name: str, text: str, key: str, entries: Sequence[object]) -> str:
    """A YAML map's text with entries added to the list under `key`, which is made where there is none.

    Comments, quoting and order stay. Raises ThitthangError for a text that is no map, or that cannot be
    added to without changing what it says.
    """
    content = _loaded(name, text)
    if content is not None and not isinstance(content, dict):
        raise ThitthangError(name, "it is no map of keys", _by_hand(key))
    before = dict(content or {})
    expected = {**before, key: [*(before.get(key) or []), *entries]}
    new = _edited(text, key, entries)
    if _loaded(name, new) != expected:
        raise ThitthangError(name, "it is written in a way that cannot be added to", _by_hand(key))
    return new


def with_rows(name: str, text: str, rows: Sequence[Mapping[str, object]]) -> str:
    """The text of a YAML list with rows added at its end; raises ThitthangError as `with_entries` does."""
    content = _loaded(name, text)
    if content is not None and not isinstance(content, list):
        raise ThitthangError(name, "it is no list", _by_hand("its end"))
    new = _ended(text, _newline(text)) + _dumped([dict(row) for row in rows], "", _newline(text))
    if _loaded(name, new) != [*(content or []), *(dict(row) for row in rows)]:
        raise ThitthangError(name, "it is written in a way that cannot be added to", _by_hand("its end"))
    return new


def _by_hand(key: str) -> str:
    return f"add the entry to {key} by hand"


def _loaded(name: str, text: str) -> object:
    try:
        return yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise ThitthangError(
            name, " ".join(str(error).split())[:200], "write it as in docs/sources.md"
        ) from error


def _edited(text: str, key: str, entries: Sequence[object]) -> str:
    newline = _newline(text)
    node = _value_of(text, key)
    if node is None:
        return f"{_ended(text, newline)}{key}:{newline}{_dumped(entries, '  ', newline)}"
    if isinstance(node, yaml.SequenceNode) and node.flow_style:
        return _in_flow(text, node, entries)
    if isinstance(node, yaml.SequenceNode):
        at = _line_end(text, _last(node))
        return _inserted(text, at, _dumped(entries, " " * node.start_mark.column, newline), newline)
    at = _line_end(text, node)
    head = text[: node.start_mark.index] + text[node.end_mark.index : at]
    return _inserted(head + text[at:], len(head), _dumped(entries, "  ", newline), newline)


def _value_of(text: str, key: str) -> yaml.Node | None:
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    if not isinstance(root, yaml.MappingNode):
        return None
    return next((value for name, value in root.value if name.value == key), None)


def _last(node: yaml.Node) -> yaml.Node:
    """The last scalar or bracketed part inside a node: where its text really ends."""
    while isinstance(node, (yaml.SequenceNode, yaml.MappingNode)) and node.value and not node.flow_style:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    return node


def _line_end(text: str, node: yaml.Node) -> int:
    """Where the line ends on which a node ends."""
    mark = node.end_mark
    if mark.column == 0 and mark.index:
        return int(mark.index)
    found = text.find("\n", mark.index)
    return len(text) if found < 0 else found + 1


def _inserted(text: str, at: int, lines: str, newline: str) -> str:
    head = text[:at]
    if head and not head.endswith("\n"):
        head += newline
    return head + lines + text[at:]


def _in_flow(text: str, node: yaml.SequenceNode, entries: Sequence[object]) -> str:
    """Entries put before the closing bracket of `[a, b]`."""
    at = node.end_mark.index - 1
    made = ", ".join(_yaml(entry, flow=True).removesuffix("\n").removesuffix("\n...") for entry in entries)
    held = text[:at].rstrip()
    if not node.value or held.endswith(","):
        return f"{text[:at]}{made}{text[at:]}"
    return f"{held}, {made}{text[len(held) :]}"


def _dumped(entries: Sequence[object], indent: str, newline: str) -> str:
    made = _yaml(list(entries), flow=False)
    return "".join(f"{indent}{line}{newline}" for line in made.splitlines())


def _yaml(value: object, *, flow: bool) -> str:
    return str(
        yaml.dump(
            value,
            Dumper=_Plain,
            allow_unicode=True,
            default_flow_style=flow,
            width=10_000,
            sort_keys=False,
        )
    )


def _ended(text: str, newline: str) -> str:
    return text if not text or text.endswith("\n") else text + newline


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"
