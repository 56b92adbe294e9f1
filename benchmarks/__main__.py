"""Run all measurements and print them as tables."""

from __future__ import annotations

from benchmarks import commands, linearity, memory, parsing, pdf_text, scale, word


def main() -> None:
    """Print every table."""
    parsing.report()
    word.report()
    pdf_text.report()
    memory.report()
    linearity.report()
    commands.report()
    scale.report()


if __name__ == "__main__":
    main()
