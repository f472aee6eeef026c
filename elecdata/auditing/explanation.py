"""Failures that the record explains: they are discrepancies, as long as the figures stay."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from elecdata.auditing.contest import Contest
from elecdata.auditing.finding import Finding


def explained(contest: Contest, findings: Iterable[Finding]) -> list[Finding]:
    """Findings, the failed ones weighed against the explanations in ``discrepancies``.

    An explanation holds for the two figures that it names; when one of them changes the check
    fails again. One that explains nothing is itself a failure.
    """
    reasons = {(row["check_name"], row["subject"]): row for row in contest.rows["discrepancies"]}
    weighed = []
    for finding in findings:
        row = reasons.get((finding.check, finding.subject))
        if finding.outcome != "failed" or row is None:
            weighed.append(finding)
            continue
        del reasons[finding.check, finding.subject]
        seen = (row["stated"] or "", row["computed"] or "")
        if seen == (finding.stated, finding.computed):
            reason = f"{finding.reason}. {row['reason']}"
            weighed.append(replace(finding, outcome="discrepancy", reason=reason))
        else:
            old = " and ".join(repr(each) for each in seen)
            reason = f"{finding.reason}; the explanation is of other figures, {old}"
            weighed.append(replace(finding, reason=reason))
    left = [
        contest.finding(
            "explanation", f"{check}/{subject}", "failed", "explains a check that does not fail"
        )
        for check, subject in reasons
    ]
    return weighed + left
