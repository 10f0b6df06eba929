"""Scores `suggest` on each of the package's own articles, without what the package learned from it."""

from dataclasses import dataclass, fields
from pathlib import Path

import polars as pl

from legitimate_targets.checks.loading import load
from legitimate_targets.datapackage.package import Package, find
from legitimate_targets.suggest.actors.known import KNOWN_TABLES, KnownRows, known_rows
from legitimate_targets.suggest.draft import Cells, Tables
from legitimate_targets.suggest.propose import propose
from legitimate_targets.suggest.text.article_file import ArticleFile, read_article_file

Gold = list[dict[str, object]]


@dataclass
class Scores:
    """Counts of rows that are right, found, proposed or wrong."""

    quotes: int = 0
    quotes_found: int = 0
    quotes_proposed: int = 0
    speakers_right: int = 0
    kinds_right: int = 0
    media_right: int = 0
    terms_right: int = 0
    known: int = 0
    linked: int = 0
    linked_wrong: int = 0
    figures: int = 0
    figures_found: int = 0
    figures_proposed: int = 0
    values_right: int = 0
    qualifiers_right: int = 0
    claimants_right: int = 0
    measures_known: int = 0
    measures_linked: int = 0
    measures_wrong: int = 0
    forms: int = 0
    forms_found: int = 0
    forms_proposed: int = 0

    def __add__(self, other: "Scores") -> "Scores":
        return Scores(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(Scores)))

    def shares(self) -> dict[str, float]:
        """Return the share of what is right by the name of each score."""
        return {
            "quote span exact": self.quotes_found / self.quotes,
            "quote precision": self.quotes_found / self.quotes_proposed,
            "actor end to end": self.speakers_right / self.quotes,
            "kind": self.kinds_right / self.quotes,
            "term or not": self.terms_right / self.quotes,
            "medium": self.media_right / self.quotes,
            "utterance linked": self.linked / self.known if self.known else 1.0,
            "linked to another": self.linked_wrong / self.quotes,
            "figure recall": self.figures_found / self.figures,
            "figure precision": self.figures_found / self.figures_proposed,
            "value and bounds": self.values_right / self.figures,
            "qualifier": self.qualifiers_right / self.figures,
            "claimant": self.claimants_right / self.figures,
            "measure linked": self.measures_linked / self.measures_known if self.measures_known else 1.0,
            "measure linked to another": self.measures_wrong / self.figures,
            "form of a name, recall": self.forms_found / self.forms,
            "form of a name, precision": self.forms_found / self.forms_proposed,
        }


def sources() -> dict[str, str]:
    """Return the file name of each of the package's articles by its source_id."""
    return dict(load("sources").select("source_id", "file_name").iter_rows())


def scores(texts: Path, with_model: bool, only: str | None = None) -> Scores:
    """Return the scores over the articles of the package whose texts are in the folder `texts`, or of `only` one."""
    package = find()
    total = Scores()
    for source, name in sources().items():
        if only in (None, source):
            article = read_article_file(texts / name)
            proposal = propose(article, known_without(package, source), source, with_model)
            total += _score(article, proposal.tables, source)
    return total


def known_without(package: Package, source: str) -> KnownRows:
    """Return what the package knows without the rows of one article and the actors that it alone names."""
    tables = {name: load(name, package=package) for name in KNOWN_TABLES}
    for name in ("names", "quotes", "figures"):
        tables[name] = tables[name].filter(pl.col("source_id") != source)
    tables["actors"] = tables["actors"].join(tables["names"], on="actor_id", how="semi")
    return known_rows(tables)


def _score(article: ArticleFile, tables: Tables, source: str) -> Scores:
    quotes, figures, names = (_gold(name, source) for name in ("quotes", "figures", "names"))
    is_right = _ActorMatcher(tables, names)
    found = _by_span(tables["quotes"])
    counted = _by_span(tables["figures"])
    matched = [(row, found[_span(row)]) for row in quotes if _span(row) in found]
    numbers = [(row, counted[_span(row)]) for row in figures if _span(row) in counted]
    others = load("quotes").filter(pl.col("source_id") != source)
    known = set(others["utterance_id"].drop_nulls())
    measures = set(load("figures").filter(pl.col("source_id") != source)["measure_id"])
    forms = {(row["form"], str(row["start"])) for row in names}
    proposed = {(row["form"], row["start"]) for row in tables["names"]}
    return Scores(
        quotes=len(quotes),
        quotes_found=len(matched),
        quotes_proposed=len(tables["quotes"]),
        speakers_right=sum(is_right(row["speaker_id"], guess.get("speaker_id")) for row, guess in matched),
        kinds_right=sum(row["kind"] == guess["kind"] for row, guess in matched),
        terms_right=sum((row["kind"] == "term") == (guess["kind"] == "term") for row, guess in matched),
        known=sum(row["utterance_id"] in known for row in quotes),
        linked=sum(row["utterance_id"] in known and _is_linked(row, guess) for row, guess in matched),
        linked_wrong=sum(guess.get("utterance_id") in known - {row["utterance_id"]} for row, guess in matched),
        media_right=sum(is_right(row["medium_id"], guess.get("medium_id")) for row, guess in matched),
        figures=len(figures),
        figures_found=len(numbers),
        figures_proposed=len(tables["figures"]),
        values_right=sum(_same_values(row, guess) for row, guess in numbers),
        qualifiers_right=sum(row["qualifier"] == guess["qualifier"] for row, guess in numbers),
        claimants_right=sum(is_right(row["claimant_id"], guess.get("claimant_id")) for row, guess in numbers),
        measures_known=sum(row["measure_id"] in measures for row in figures),
        measures_linked=sum(row["measure_id"] == guess["measure_id"] in measures for row, guess in numbers),
        measures_wrong=sum(guess["measure_id"] in measures - {row["measure_id"]} for row, guess in numbers),
        forms=len(forms),
        forms_found=len(forms & proposed),
        forms_proposed=len(proposed),
    )


def _is_linked(row: dict[str, object], guess: Cells) -> bool:
    return row["utterance_id"] == guess.get("utterance_id")


def _gold(table: str, source: str) -> Gold:
    return load(table).filter(source_id=source).rows(named=True)


def _span(row: dict[str, object]) -> tuple[str, str]:
    return str(row["start"]), str(row["end"])


def _by_span(rows: list[Cells]) -> dict[tuple[str, str], Cells]:
    return {(str(row["start"]), str(row["end"])): row for row in rows}


def _same_values(row: dict[str, object], guess: Cells) -> bool:
    return all(row[name] == (float(guess[name] or 0) if guess[name] else None) for name in ("value", "low", "high"))


class _ActorMatcher:
    """Compares actors: two are one if they have one id or, if the package does not know it, a form in common."""

    def __init__(self, tables: Tables, names: Gold) -> None:
        self.forms: dict[object, set[object]] = {}
        for row in names:
            self.forms.setdefault(row["actor_id"], set()).add(row["form"])
        self.guessed: dict[object, set[object]] = {}
        for guess in tables["names"]:
            self.guessed.setdefault(guess["actor_id"], set()).add(guess["form"])
        self.new = {row["actor_id"] for row in tables["actors"] if row["rule"] == "new"}

    def __call__(self, gold: object, guess: str | None) -> bool:
        if gold == guess:
            return True
        return guess in self.new and bool(self.forms.get(gold, set()) & self.guessed.get(guess, set()))
