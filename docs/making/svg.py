"""Shapes of a picture as SVG text, always written the same way."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

Point = tuple[float, float]


def element(name: str, content: str = "", **attributes: str | float) -> str:
    """One element; `_` in an attribute's name stands for `-`, a trailing one for nothing."""
    told = "".join(
        f" {key.rstrip('_').replace('_', '-')}={quoteattr(number(value))}"
        for key, value in attributes.items()
    )
    return f"<{name}{told}>{content}</{name}>" if content else f"<{name}{told}/>"


def text(at: Point, words: str, kind: str, **attributes: str | float) -> str:
    """Words whose base line begins at a point (or has its middle there: text_anchor)."""
    return element("text", escape(words), x=at[0], y=at[1], class_=kind, **attributes)


def box(at: Point, size: Point, kind: str, radius: float = 10) -> str:
    return element("rect", x=at[0], y=at[1], width=size[0], height=size[1], rx=radius, class_=kind)


def arrow(points: tuple[Point, ...], kind: str) -> str:
    """A line through points with a head at its end."""
    path = "M" + " L".join(f"{number(x)} {number(y)}" for x, y in points)
    return element("path", d=path, class_=kind, marker_end=f"url(#{kind})")


def head(kind: str, size: float) -> str:
    """The head of arrows of a kind."""
    return element(
        "marker",
        element("path", d="M0 0 L8 4 L0 8 z", class_=f"{kind}-head"),
        id=kind,
        viewBox="0 0 8 8",
        refX=7,
        refY=4,
        markerWidth=size,
        markerHeight=size,
        orient="auto",
    )


def number(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:g}"
