"""The fourth view: how a claim changes from article to article, in scope, in time and in how sure it is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from legitimate_targets.publish.page.articles import Article
from legitimate_targets.publish.page.data import Material, Row, cell, distinct, grouped
from legitimate_targets.publish.page.evidence import Proof, Proofs
from legitimate_targets.publish.page.row_links import address

KINDS = ("scope_drift", "epistemic_shift")
"""Rules that compare the reports of one claim."""

ASPECTS = ("scope", "timing", "factuality", "status")
TIMES = (
    "any", "wartime", "during_hostilities", "especially_during_hostilities", "before_deal", "after_ceasefire",
    "after_ceasefire_or_deal", "after_deal", "post_war",
)  # fmt: skip
"""Codes of timing in the order of time; one that is not here stands behind them."""

CERTAIN = "CT+"
UNMARKED = ("asserted", "stated")
"""What most reports are, and need not say."""


@dataclass(frozen=True)
class Report:
    """One report in words: `voice` is who is said to claim it, empty for the article itself."""

    id: str
    article: Article
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
    proof: Proof

    @property
    def told(self) -> list[tuple[str, str]]:
        """Scope and timing with what justifies them, and whatever is not plain of factuality and status."""
        said = [(self.scope, self.proof.reasons.get("scope", "")), (self.timing, self.proof.reasons.get("timing", ""))]
        said += [(self.factuality, "")] if self.factuality_code != CERTAIN else []
        said += [(self.status, "")] if self.status_code not in UNMARKED else []
        return [each for each in said if each[0]]

    def value(self, aspect: str) -> str:
        """What the report has of scope, timing, factuality or status."""
        return str(getattr(self, aspect))


@dataclass(frozen=True)
class Claim:
    """One claim: gist, topic, reports, and the aspects in which its articles differ."""

    id: str
    gist: str
    topic: str
    topic_code: str
    reports: tuple[Report, ...]
    aspects: tuple[str, ...]

    @property
    def articles(self) -> list[Article]:
        """The articles that report it."""
        return list({report.article.id: report.article for report in self.reports}.values())

    @property
    def timings(self) -> list[tuple[str, str]]:
        """Codes and labels of the times that its reports name, in the order of time."""
        named = {report.timing_code: report.timing for report in self.reports if report.timing_code}
        return sorted(named.items(), key=lambda each: TIMES.index(each[0]) if each[0] in TIMES else len(TIMES))

    def of(self, article: Article, timing: str | None = None) -> list[Report]:
        """The reports in one article, of one timing where it is given (empty: without one)."""
        return [each for each in self.reports if each.article == article and timing in (None, each.timing_code)]


def claims(material: Material, articles: Mapping[str, Article], proofs: Proofs) -> list[Claim]:
    """All claims with their reports: those that change in most respects first, then those in most articles."""
    reports = grouped(material.rows["reports"], "claim_id")
    changed = grouped((row for row in material.rows["discrepancies"] if row["kind"] in KINDS), "subject_id")
    made = [
        _claim(row, reports.get(key, []), changed.get(key, []), material, articles, proofs)
        for row in material.rows["claims"]
        for key in [(cell(row, "claim_id"),)]
    ]
    return sorted(made, key=lambda each: (-len(each.aspects), -len(each.articles), -len(each.reports), each.gist))


def _claim(
    row: Row,
    reports: Iterable[Row],
    changed: Iterable[Row],
    material: Material,
    articles: Mapping[str, Article],
    proofs: Proofs,
) -> Claim:
    found = {cell(each, "aspect") for each in changed}
    return Claim(
        address("claims", cell(row, "claim_id")),
        cell(row, "gist"),
        material.label("claims", "topic", row["topic"]),
        cell(row, "topic"),
        tuple(_report(each, material, articles, proofs) for each in reports),
        tuple(aspect for aspect in ASPECTS if aspect in found),
    )


def _report(row: Row, material: Material, articles: Mapping[str, Article], proofs: Proofs) -> Report:
    labels = {name: material.word("reports", name, row[name]) for name in ASPECTS[1:]}
    return Report(
        id=cell(row, "report_id"),
        article=articles[cell(row, "source_id")],
        voice=material.name(row["claimant_id"]),
        voice_id=cell(row, "claimant_id"),
        cue=cell(row, "cue"),
        scope=material.label("reports", "scope", row["scope"]),
        position=material.word("reports", "position", row["position"]),
        timing_code=cell(row, "timing"),
        factuality_code=cell(row, "factuality"),
        status_code=cell(row, "status"),
        proof=proofs.of("reports", cell(row, "report_id"), row),
        **labels,
    )


def values(reports: Iterable[Report], aspect: str) -> list[tuple[str, Report]]:
    """The different values that some reports have of an aspect, each with the first report that has it."""
    reports = list(reports)
    names = distinct(report.value(aspect) for report in reports)
    return [(name, next(report for report in reports if report.value(aspect) == name)) for name in names]
