"""`python -m tests.analysts.sample FOLDER` makes the sample's tables in FOLDER/curated."""

import sys
from pathlib import Path

from tests.analysts.sample.making import make_sample

if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1].startswith("-"):
        sys.exit("usage: python -m tests.analysts.sample FOLDER")
    folder = Path(sys.argv[1])
    if folder.exists() and any(folder.iterdir()):
        sys.exit(f"{folder} is not empty: choose another folder")
    folder.mkdir(parents=True, exist_ok=True)
    sys.stdout.write(f"{make_sample(folder.resolve()).curated}\n")
