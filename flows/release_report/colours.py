"""Colours that stand for something, in charts and beside words."""

from __future__ import annotations

from schemas.codes import CoverageStatus

STATUS_COLOURS = {
    CoverageStatus.FOUND: "#0f4c81",
    CoverageStatus.NOT_FOUND: "#8fb3d1",
    CoverageStatus.OTHER_OWNER: "#8a6fb0",
    CoverageStatus.HELD: "#d98e04",
    CoverageStatus.UNREACHABLE: "#c0504d",
    CoverageStatus.GONE: "#7b2d26",
    CoverageStatus.NO_SOURCE: "#a9a9a3",
    CoverageStatus.NOT_CHECKED: "#dcdcd6",
}
