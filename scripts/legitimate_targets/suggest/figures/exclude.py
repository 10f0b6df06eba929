"""Finds numbers that count nothing: dates, years, times, ordinals, scores, addresses, numbers in names, list marks."""

import re
from collections.abc import Iterator

from legitimate_targets.suggest.text.quotation_marks import Span

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)(?:\.|[a-z]*\b)"
_YEAR = r"(?:1[4-9]|2[01])\d\d"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_PEOPLE = r"(?:(?!most|many|some|few|all)(?:[A-Z]?[a-z]+\s+)?(?:people|men|women|children|troops|soldiers|workers|jobs|employees|homes|houses|times|words|votes|customers))\b"
_MEASURED = r"(?:percent|per cent|%|million|billion|thousand|km|kilomet|miles|met(?:er|re)s|feet|sq|square|rpm|tons|tonnes|hp|years\b|days\b|dollars|euros|pounds|barrels)"
_INDEX = (
    r"(?:S\s?&?\s?P(?:/\w+)?|sp|FTSE|Nikkei|Dow|CAC|DAX|Russell|Nasdaq|Fortune|Stoxx|Forbes|ASX|TSX|CSI|Ibex|SMI|AEX|MIB|Nifty|Hang\sSeng|"
    r"Top|Big|Formula|Area|Apollo|Euro|Covid|Windows|Boeing|Airbus|Catch)"
)
_STREET = r"(?:Street|St\b|Avenue|Ave\b|Road|Rd\b|Boulevard|Blvd|Drive|Lane|Highway|Place|Square|Parkway|Terrace)"
_LABEL = (
    r"(?:no|nos|number|page|pages|chapter|section|article|figure|table|room|row|route|flight|channel|game|part|phase|type|version|"
    r"level|grade|category|unit|item|line|season|episode|volume|step|gate|platform|apartment|suite|question|"
    r"area|block|district|ward|precinct|interstate|highway|bus|box|act|proposition|amendment|verse|lot|hole|model|class|zone|"
    r"group|division|league|track|exit|pier|terminal|form|rule|title|resolution|directive|wave|sector|stage|stage|tier)"
)
_GAME = r"(?:win|wins|won|lost|loss|beat|beating|lead|leads|led|draw|drew|victory|defeat|score|scored|tie|tied|final|margin|record|series|shutout)"
PATTERNS = (
    rf"\b{_MONTH}\s+{_DAY}(?:\s*[-–]\s*(?:{_MONTH}\s+)?{_DAY})?(?:\s+(?:and|to|or)\s+{_DAY})?(?:,?\s+{_YEAR})?(?![\d,]\d|\s*(?:percent|per|%))",
    rf"\b{_DAY}(?:\s*[-–]\s*{_DAY})?\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR})?",
    rf"\b{_MONTH}\s+(?:of\s+)?{_YEAR}\b",
    r"\b\d{4}-\d\d-\d\d\S*|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b",
    rf"\b(?:mid|early|late|pre|post)?-?{_YEAR}s\b|[’‘']\d\ds?\b|\b\d0s\b",
    rf"\b{_YEAR}\s*[-–/]\s*(?:{_YEAR}|\d\d)\b|\b(?:FY|CY|Q[1-4]\s|H[12]\s){_YEAR}\b",
    rf"\b(?:in|since|of|by|until|till|from|to|before|after|during|between|and|through|around|early|late|mid|year|for|summer|winter|spring|autumn|fall|"
    rf"election|the|a|January|its|their|his|her|end|class)\s+{_YEAR}\b(?!\s*(?:percent|per cent|%|[,.]\d))(?!\s+{_PEOPLE})",
    rf"(?<![\d,.$€£¥])\b{_YEAR}\b(?!\s+{_PEOPLE})(?=\s+[a-z]+\b)(?!\s*{_MEASURED})",
    rf"(?<![\d,.$€£¥])\b{_YEAR}\b(?=\s*(?:[,.;:)’'”\"]|$|\s(?:[A-Z]|in\b|to\b|and\b|the\b|with\b|when\b|but\b|as\b|was\b|is\b|has\b|after\b|annexation|election|campaign|season|presidential)))",
    r"\b\d{1,2}(?:[:.]\d\d)?(?:\s*[-–]\s*\d{1,2}(?:[:.]\d\d)?)?\s*(?:a\.?m\b\.?|p\.?m\b\.?|o[’']clock)|\b\d{1,2}:\d\d(?::\d\d)?\b"
    r"|\b\d{3,4}\s+(?:GMT|UTC|BST|CET|EST|EDT|PST|PDT)\b",
    rf"\b{_INDEX}[\s-]\d+\b(?![.,]\d|\s*(?:percent|%|per cent))",
    rf"\bA\.?D\.?\s*\d+(?:\s+(?:and|to)\s+\d+)?|\b\d+\s+(?:BCE?|CE|AD|B\.C\.)|\bbetween\s+{_YEAR}\s+and\s+{_YEAR}\b",
    r"(?<![\d.])\b\d+(?:,\d{3})*(?:st|nd|rd|th)\b(?!\s*percent)",
    r"(?<!\w)\+\d{1,3}[\s().-]?\d[\d\s().-]{5,}\d|\(?\b\d{3}\)?[\s.-]\d{3}[\s.-]\d{4}\b|\b\d{3}-\d{4}\b|\b(?:1-)?800-[\d-]+",
    r"\b(?:9/11|11/9|24/7|50/50|50-50|7/7|4x4|20/20)\b|\b\d{1,2}/\d{1,2}(?=\s+(?:attack|victim|terror|widow))",
    rf"\b(?:{_GAME}|at|down|up|ahead|trail\w*|voted|vote|ruling|decision|score of)\s+(?:by\s+)?(?:a\s+)?\d{{1,3}}\s?[-–]\s?\d{{1,3}}\b(?!\s*(?:percent|%|points))",
    rf"\b\d{{1,3}}\s?[-–]\s?\d{{1,3}}(?=\s+(?:{_GAME}|vote|ruling|decision|thriller|on aggregate|over\s+[A-Z]|against|against\s+[A-Z]|in favor|after))",
    rf"\b\d+[A-Z]?\s+(?:[NSEW]\.?\s+|North |South |East |West )?(?:(?:[A-Z][\w’'.-]*|\d+(?:st|nd|rd|th))\s+){{1,3}}{_STREET}",
    rf"\b(?=\w+\.?\s+#?\d)(?i:{_LABEL})\.?\s+#?\d+(?:[.-]\d+)*\b(?![.,]?\d|\s*(?:percent|%|per cent|million|billion))",
    r"\(\d{1,3}\)|\b\d{5}\s+(?i:zip)\b|\b(?i:zip)(?:\s+[Cc]ode)?\s+\d{5}\b|\b(?:first|second|latter|other|better)\s+half\b|#\d+|\bNo\.?\s?\d+|\bNos?\.\s?\d+|№\s?\d+",
    r"(?:https?://|www\.)\S{1,300}|\b[\w.+-]{1,64}@[\w.-]{1,100}|(?<!\w)@\w{1,60}",
    r"(?<=\()[A-Z][\w.-]*-\d+|\b[A-Z][A-Za-z]*-\d+[A-Za-z]?\b|\b(?!RM|RS|RMB|US|PS|CHF|INR|EUR|GBP|JPY|CNY|AUD|CAD|NZD|HKD|SGD|ZAR|UAH|RUB)[A-Z]{1,4}\d+\b",
    r"(?<![\d.,])\b\d[AC-JLN-Z]\b",
    rf"\b(?!\d+\s?[-–]\s?\d+\s*(?:{_MEASURED}|\w+s\b|people\b|%|m\b|bn\b))\d{{1,3}}\s?[-–]\s?\d{{1,3}}\b(?![-\d])",
)
NOT_FIGURES = tuple(re.compile(pattern) for pattern in PATTERNS)
REACH = 70
"""Characters on either side of a digit in which the patterns are tried, more than an address or a date needs."""

DIGIT = re.compile(r"\d|\bhalf\b")
LIST_MARK = re.compile(r"\s*\(?\d{1,2}[.)](?=\s)")


def excluded_spans(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the spans between two offsets of a line in which a number is not a figure; they may overlap."""
    mark = LIST_MARK.match(text, start, end)
    if mark:
        yield mark.span()
    for first, last in _around_digits(text, start, end):
        for pattern in NOT_FIGURES:
            for match in pattern.finditer(text, first, last):
                yield match.span()


def _around_digits(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the stretches near a digit, without overlaps: most of a line is far from any, and the patterns are slow."""
    stretch: Span | None = None
    for match in DIGIT.finditer(text, start, end):
        first, last = max(start, match.start() - REACH), min(end, match.end() + REACH)
        if stretch and first <= stretch[1]:
            stretch = (stretch[0], last)
            continue
        if stretch:
            yield stretch
        stretch = (first, last)
    if stretch:
        yield stretch
