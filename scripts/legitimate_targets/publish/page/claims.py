"""The fourth view: how a claim changes from article to article, in scope, in time and in certainty."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from legitimate_targets.publish.page.articles import ShownArticle
from legitimate_targets.publish.page.data import PageData, Row, address, cell, distinct, grouped
from legitimate_targets.publish.page.evidence import Proofs, RowProof

KINDS = ("scope_drift", "epistemic_shift")
"""The rules that compare the reports of one claim."""

ASPECTS = ("scope", "timing", "factuality", "status")
TIMES = (
    "any", "wartime", "during_hostilities", "especially_during_hostilities", "before_deal", "after_ceasefire",
    "after_ceasefire_or_deal", "after_deal", "post_war",
)  # fmt: skip
"""The codes of timing in the order of time; any other code comes after them."""

CERTAIN = "CT+"
UNMARKED = ("asserted", "stated")
"""The factuality and the statuses that most reports have, and that the page does not show."""


@dataclass(frozen=True)
class ShownReport:
    """One report in words; `voice` is the claimant, empty for the article itself."""

    id: str
    article: ShownArticle
    voice: str
    voice_id: str
    cue: str
    scope: str
    timing: str
    timing_code: str
    factuality: str
    factuality_code: str
    status: str
    status_code: str
    position: str
    proof: RowProof

    @property
    def details(self) -> list[tuple[str, str]]:
        """The words that the page shows of scope, timing, factuality and status, each with its justifying places."""
        shown = [(self.scope, self.proof.reasons.get("scope", "")), (self.timing, self.proof.reasons.get("timing", ""))]
        shown += [(self.factuality, "")] if self.factuality_code != CERTAIN else []
        shown += [(self.status, "")] if self.status_code not in UNMARKED else []
        return [each for each in shown if each[0]]

    def value(self, aspect: str) -> str:
        """Return the words for one of the aspects."""
        return str(getattr(self, aspect))


@dataclass(frozen=True)
class ShownClaim:
    """One claim: gist, topic, reports, and the aspects in which its articles differ."""

    id: str
    gist: str
    topic: str
    topic_code: str
    reports: tuple[ShownReport, ...]
    aspects: tuple[str, ...]

    @property
    def articles(self) -> list[ShownArticle]:
        """The articles that report it."""
        return list({report.article.id: report.article for report in self.reports}.values())

    @property
    def timings(self) -> list[tuple[str, str]]:
        """The codes and labels of the times that its reports name, in the order of time."""
        named = {report.timing_code: report.timing for report in self.reports if report.timing_code}
        return sorted(named.items(), key=lambda each: TIMES.index(each[0]) if each[0] in TIMES else len(TIMES))

    def of(self, article: ShownArticle, timing: str | None = None) -> list[ShownReport]:
        """Return the reports in one article: all, or those with the code `timing` ("" for those without a time)."""
        return [each for each in self.reports if each.article == article and timing in (None, each.timing_code)]


def claims(data: PageData, articles: Mapping[str, ShownArticle], proofs: Proofs) -> list[ShownClaim]:
    """Return the claims: first those that change in most aspects, then those in most articles."""
    reports = grouped(data.rows["reports"], "claim_id")
    changed = grouped((row for row in data.rows["discrepancies"] if row["kind"] in KINDS), "subject_id")
    made = [
        _claim(row, reports.get(key, []), changed.get(key, []), data, articles, proofs)
        for row in data.rows["claims"]
        for key in [(cell(row, "claim_id"),)]
    ]
    return sorted(made, key=lambda each: (-len(each.aspects), -len(each.articles), -len(each.reports), each.gist))


def values(reports: Iterable[ShownReport], aspect: str) -> list[tuple[str, ShownReport]]:
    """Return the different values that reports have for an aspect, each with the first report that has it."""
    reports = list(reports)
    names = distinct(report.value(aspect) for report in reports)
    return [(name, next(report for report in reports if report.value(aspect) == name)) for name in names]


def _claim(
    row: Row,
    reports: Iterable[Row],
    changed: Iterable[Row],
    data: PageData,
    articles: Mapping[str, ShownArticle],
    proofs: Proofs,
) -> ShownClaim:
    found = {cell(each, "aspect") for each in changed}
    return ShownClaim(
        address("claims", cell(row, "claim_id")),
        cell(row, "gist"),
        data.label("claims", "topic", row["topic"]),
        cell(row, "topic"),
        tuple(_report(each, data, articles, proofs) for each in reports),
        tuple(aspect for aspect in ASPECTS if aspect in found),
    )


def _report(row: Row, data: PageData, articles: Mapping[str, ShownArticle], proofs: Proofs) -> ShownReport:
    labels = {name: data.word("reports", name, row[name]) for name in ASPECTS[1:]}
    return ShownReport(
        id=cell(row, "report_id"),
        article=articles[cell(row, "source_id")],
        voice=data.name(row["claimant_id"]),
        voice_id=cell(row, "claimant_id"),
        cue=cell(row, "cue"),
        scope=data.label("reports", "scope", row["scope"]),
        position=data.word("reports", "position", row["position"]),
        timing_code=cell(row, "timing"),
        factuality_code=cell(row, "factuality"),
        status_code=cell(row, "status"),
        proof=proofs.of("reports", cell(row, "report_id"), row),
        **labels,
    )
