"""What validation found, as the rows of two small tables."""

from engines import LabelReport, TeachingReport
from gui.language import translate


def found_text(row: LabelReport) -> str:
    """How many examples that were held out got their label: `3 of 4`."""
    if not row.held_out:
        return translate("ReportWords", "not measured")
    said = translate("ReportWords", "{right} of {n}")
    return said.format(right=row.right, n=row.held_out)


def confusion_grid(report: TeachingReport) -> tuple[list[str], list[list[int]]]:
    """Labels and how often each (row) was taken for each (column), over held-out examples.

    Only labels of which something was held out, or that were said; nothing where there is none.
    """
    said = {one for _, one, _ in report.confusions}
    rows = [row for row in report.labels if row.held_out or row.label in said]
    labels = [row.label for row in rows]
    counts = {(row.label, row.label): row.right for row in rows}
    counts |= {(shown, other): count for shown, other, count in report.confusions}
    return labels, [[counts.get((shown, other), 0) for other in labels] for shown in labels]
