"""How far a transcript is from what was signed."""

from collections.abc import Sequence


def gloss_errors(signed: Sequence[str], read: Sequence[str | None]) -> int:
    """Glosses to put in, take out or change until both are the same (Levenshtein distance)."""
    row = list(range(len(read) + 1))
    for place, sign in enumerate(signed, 1):
        before, row[0] = row[0], place
        for column, gloss in enumerate(read, 1):
            changed = before + (sign != gloss)
            before = row[column]
            row[column] = min(changed, before + 1, row[column - 1] + 1)
    return row[-1]


def gloss_error_rate(signed: Sequence[str], read: Sequence[str | None]) -> float:
    """Errors for each sign that was made; more than one where much is read that was not signed."""
    return gloss_errors(signed, read) / len(signed)
