"""Publishes without end; started and killed by test_kill.py. Arguments: folder, first number."""

import itertools
import sys
from pathlib import Path

from schemas.kinds import Kind
from tests.stores.factories import LOEI, NAN, TRAT, Desk, parsed

OFFICES = (LOEI, NAN, TRAT)


def reading(number):
    office = OFFICES[number % len(OFFICES)]
    goals = [(Kind.GOAL, f"เป้าหมายที่ {number} ข้อ {item}") for item in range(1 + number % 4)]
    return parsed((Kind.VISION, f"วิสัยทัศน์ที่ {number}"), *goals, office=office, plan=(2566, 2570))


def main():
    desk = Desk(Path(sys.argv[1]))
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for number in itertools.count(int(sys.argv[2])):
        desk.days = number
        desk.load(f"{number % 5}.html", reading(number))


if __name__ == "__main__":
    main()
