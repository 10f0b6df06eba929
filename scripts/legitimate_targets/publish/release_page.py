"""The part of a release that is opened by double click: the explorer's page."""

from legitimate_targets.publish.page.page import PAGE, page
from legitimate_targets.publish.source import Parts, Source


def files(source: Source) -> Parts:
    """The page of the package; it needs Jinja, as the extra `release` brings it."""
    return {PAGE: page(source.package)}
