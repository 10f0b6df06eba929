"""The figure grammar: every number of an article that counts or measures, with hedge, range, unit and noun."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace

from legitimate_targets.suggest.figures.exclude import excluded
from legitimate_targets.suggest.figures.figure import Figure
from legitimate_targets.suggest.figures.is_figure import counts
from legitimate_targets.suggest.figures.numerals import Numeral, numerals
from legitimate_targets.suggest.figures.ranges import is_part, is_range, range_of
from legitimate_targets.suggest.figures.single import digit_classes, single, times_alone
from legitimate_targets.suggest.figures.window import Window
from legitimate_targets.suggest.speakers.reading import Reading
from legitimate_targets.suggest.text.lines import NOT_PROSE


def figures(reading: Reading) -> list[Figure]:
    """All figures of the article's prose, in order of their start; a whole (of 35) stands behind its part (26 of
    35).
    """
    walls = sorted(place for each in reading.quotations for place in (*each.outer, each.start, each.end))
    found: list[Figure] = []
    for line in reading.lines:
        if line.kind not in NOT_PROSE:
            found += _in_line(Window(reading.text, line.prose_start, line.end), walls)
    return sorted(found, key=lambda each: (each.start, -each.end))


def _in_line(line: Window, walls: list[int]) -> Iterator[Figure]:
    yield from digit_classes(line)
    yield from times_alone(line)
    kept = [each for each in _dateless(line) if counts(line, each)]
    index = 0
    while index < len(kept):
        first, second = kept[index], kept[index + 1] if index + 1 < len(kept) else None
        window = _between(line, walls, first)
        if second and second.end <= window.end and is_range(window, first, second):
            yield range_of(window, first, second)
            index += 2
            continue
        figure = single(window, first)
        if second and second.end <= window.end and is_part(window, first, second):
            whole = single(Window(line.text, second.start, window.end), second)
            figure = replace(figure, end=whole.end, noun=whole.noun, unit=whole.unit, rule="part-of")
        yield figure
        index += 1


def _dateless(line: Window) -> Iterator[Numeral]:
    """The numbers of a line that no date, score or name holds."""
    banned = _joined(sorted(excluded(line.text, line.start, line.end)))
    starts = [start for start, _ in banned]
    for numeral in numerals(line.text, line.start, line.end):
        last = bisect_left(starts, numeral.end) - 1
        if last < 0 or banned[last][1] <= numeral.start:
            yield numeral


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same stretches without overlaps."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _between(line: Window, walls: list[int], numeral: Numeral) -> Window:
    """The part of the line around a number that no quotation mark divides."""
    before, behind = bisect_right(walls, numeral.start) - 1, bisect_left(walls, numeral.end)
    start = max(line.start, walls[before]) if before >= 0 else line.start
    end = min(line.end, walls[behind]) if behind < len(walls) else line.end
    return Window(line.text, start, end)
