"""Keys and references of a release, asked by SQL: independent of the check that a publish makes itself."""

from functools import cache

import duckdb

from schemas.tables import TABLES

TOLD = []
"""What was wrong with releases made since somebody last looked."""


def broken_rules(release):
    """The rules of the tables that a release breaks, in words."""
    connection = duckdb.connect(":memory:", config={"threads": 1})
    for name, columns in _asked().items():
        connection.register(name, release.table(name, columns))
    questions = [*_questions()]
    union = " UNION ALL ".join(f"SELECT '{rule}' AS rule, ({count}) AS rows" for rule, count in questions)
    return [f"{rule}: {rows} rows" for rule, rows in connection.execute(union).fetchall() if rows]


@cache
def _asked():
    """The columns of each table that a rule is about."""
    columns = {
        name: {*table.key, *(ref.column for ref in table.references)} for name, table in TABLES.items()
    }
    for table in TABLES.values():
        for reference in table.references:
            columns[reference.table].add(reference.target)
    columns["statements"] |= {"in_force", "repeat_of"}
    columns["coverage"] |= {"kind"}
    columns["statement_history"] |= {"valid_to", "statement_id"}
    return {name: sorted(wanted) for name, wanted in columns.items() if wanted}


def _questions():
    """Each rule with the question that counts the rows breaking it."""
    for name, table in TABLES.items():
        if table.key:
            key = ", ".join(f'"{column}"' for column in table.key)
            distinct = f"SELECT count(*) FROM (SELECT DISTINCT {key} FROM {name})"
            yield f"key of {name}", f"SELECT (SELECT count(*) FROM {name}) - ({distinct})"
        for reference in table.references:
            column, target = reference.column, f'SELECT "{reference.target}" FROM {reference.table}'
            loose = f'"{column}" IS NOT NULL AND "{column}" NOT IN ({target})'
            yield f"{name}.{column} in {reference.table}", f"SELECT count(*) FROM {name} WHERE {loose}"
    yield (
        "direction is what is in force and no repeat",
        (
            "SELECT count(*) FROM (SELECT statement_id FROM statements WHERE in_force AND repeat_of IS NULL"
            " EXCEPT SELECT statement_id FROM direction)"
        ),
    )
    yield (
        "one coverage row for each office and kind",
        (
            "SELECT count(*) FROM (SELECT office_id FROM coverage GROUP BY office_id"
            " HAVING count(*) <> (SELECT count(DISTINCT kind) FROM coverage))"
        ),
    )
    yield (
        "no wording open that is not in force",
        (
            "SELECT count(*) FROM (SELECT statement_id FROM statement_history WHERE valid_to IS NULL"
            " EXCEPT SELECT statement_id FROM statements)"
        ),
    )


def watch():
    """Look at every release of this process as soon as it is pointed at; what is wrong goes to `TOLD`."""
    from stores.curated import publish
    from stores.curated.release import open_release

    real = publish.move_pointer
    seen = set()

    def moved(root, expected, after, move):
        real(root, expected, after, move)
        if after.release_id in seen:  # the same facts, whatever test they are of
            return
        seen.add(after.release_id)
        release = open_release(root, after.release_id)
        TOLD.extend(f"{root.address} {after.release_id}: {rule}" for rule in broken_rules(release))

    publish.move_pointer = moved
