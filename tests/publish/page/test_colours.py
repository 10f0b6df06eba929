"""The colours of the articles: distinct from each other for all eyes, and from the paper, in both schemes."""

import itertools
import math
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from legitimate_targets.publish.page import page as build

STYLE = Path(build.__file__).parent / "style.css"

# Colour blindness (Machado, Oliveira and Fernandes 2009, full severity), over linear light.
SEEN_BY = {
    "all": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopes": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopes": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "tritanopes": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
}
OKLAB_LMS = ((0.4122214708, 0.5363325363, 0.0514459929), (0.2119034982, 0.6806995451, 0.1073969566),
             (0.0883024619, 0.2817188376, 0.6299787005))  # fmt: skip
OKLAB = ((0.2104542553, 0.7936177850, -0.0040720468), (1.9779984951, -2.4285922050, 0.4505937099),
         (0.0259040371, 0.7827717662, -0.8086757660))  # fmt: skip
LUMINANCE = (0.2126, 0.7152, 0.0722)
FAR_APART = 0.09
"""A distance in OKLab, where black and white are 1 apart and about 0.02 is just visible."""

Triple = tuple[float, float, float]


def times(matrix: tuple[Triple, ...], vector: Triple) -> Triple:
    one, two, three = (sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)
    return one, two, three


def light(colour: str) -> Triple:
    one, two, three = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return _linear(one), _linear(two), _linear(three)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def oklab(colour: Triple) -> Triple:
    one, two, three = (max(part, 0) ** (1 / 3) for part in times(OKLAB_LMS, colour))
    return times(OKLAB, (one, two, three))


def luminance(colour: str) -> float:
    return sum(weight * part for weight, part in zip(LUMINANCE, light(colour), strict=True))


def contrast(one: str, other: str) -> float:
    """Return the contrast as WCAG defines it, from 1 to 21."""
    dark, bright = sorted(map(luminance, (one, other)))
    return (bright + 0.05) / (dark + 0.05)


def schemes() -> Iterator[tuple[str, list[str]]]:
    """Yield the paper and the colours of the articles, in the light scheme and in the dark one."""
    css = STYLE.read_text(encoding="utf-8")
    for paper, rest in re.findall(r"--paper: (#\w{6});(.*?)\}", css, re.DOTALL):
        yield paper, re.findall(r"--c[0-9]: (#\w{6})", rest)


@pytest.mark.parametrize(("paper", "colours"), list(schemes()))
@pytest.mark.parametrize("eyes", SEEN_BY)
def test_the_colours_of_the_articles_are_distinct(paper: str, colours: list[str], eyes: str) -> None:
    seen = [oklab(times(SEEN_BY[eyes], light(colour))) for colour in colours]
    assert len(colours) == 5
    assert min(math.dist(one, other) for one, other in itertools.combinations(seen, 2)) > FAR_APART
    assert min(contrast(paper, colour) for colour in colours) > 3
