"""Finds every number of an article that counts or measures, with its hedge, range, unit and noun."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace

from legitimate_targets.suggest.figures.exclude import excluded_spans
from legitimate_targets.suggest.figures.figure import FoundFigure, Window
from legitimate_targets.suggest.figures.is_figure import is_figure
from legitimate_targets.suggest.figures.numerals import Numeral, numerals
from legitimate_targets.suggest.figures.ranges import is_part, is_range, range_of
from legitimate_targets.suggest.figures.single import digit_classes, single_figure, times_without_number
from legitimate_targets.suggest.speakers.reading import Reading
from legitimate_targets.suggest.text.lines import NOT_PROSE
from legitimate_targets.suggest.text.quotation_marks import Span


def find_figures(reading: Reading) -> list[FoundFigure]:
    """Return the figures of the article's prose in the order of their start, a part (26 of 35) before its whole."""
    walls = sorted(place for each in reading.quotations for place in (*each.outer, each.start, each.end))
    found: list[FoundFigure] = []
    for line in reading.lines:
        if line.kind not in NOT_PROSE:
            found += _in_line(Window(reading.text, line.prose_start, line.end), walls)
    return sorted(found, key=lambda each: (each.start, -each.end))


def _in_line(line: Window, walls: list[int]) -> Iterator[FoundFigure]:
    """Yield the figures of one line; none crosses one of the `walls`, the sorted offsets of quotation marks."""
    yield from digit_classes(line)
    yield from times_without_number(line)
    kept = [numeral for numeral in _undated(line) if is_figure(line, numeral)]
    index = 0
    while index < len(kept):
        first, second = kept[index], kept[index + 1] if index + 1 < len(kept) else None
        window = _between_walls(line, walls, first)
        if second and second.end <= window.end and is_range(window, first, second):
            yield range_of(window, first, second)
            index += 2
            continue
        figure = single_figure(window, first)
        if second and second.end <= window.end and is_part(window, first, second):
            whole = single_figure(Window(line.text, second.start, window.end), second)
            figure = replace(figure, end=whole.end, noun=whole.noun, unit=whole.unit, rule="part-of")
        yield figure
        index += 1


def _undated(line: Window) -> Iterator[Numeral]:
    """Yield the numbers of a line that are in no date, score or name."""
    excluded = _merged(sorted(excluded_spans(line.text, line.start, line.end)))
    starts = [start for start, _ in excluded]
    for numeral in numerals(line.text, line.start, line.end):
        last = bisect_left(starts, numeral.end) - 1
        if last < 0 or excluded[last][1] <= numeral.start:
            yield numeral


def _merged(spans: list[Span]) -> list[Span]:
    """Return sorted spans without overlaps, those that touch or overlap as one."""
    merged: list[Span] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _between_walls(line: Window, walls: list[int], numeral: Numeral) -> Window:
    """Return the part of the line around a number that no quotation mark divides."""
    before, after = bisect_right(walls, numeral.start) - 1, bisect_left(walls, numeral.end)
    start = max(line.start, walls[before]) if before >= 0 else line.start
    end = min(line.end, walls[after]) if after < len(walls) else line.end
    return Window(line.text, start, end)
