"""Short made-up texts read as articles, and what is found in them, for the tests of `suggest`."""

from legitimate_targets.suggest.actors.known import KnownRows
from legitimate_targets.suggest.actors.outlets import OutletFinder
from legitimate_targets.suggest.actors.resolve import Resolver
from legitimate_targets.suggest.draft import Proposal
from legitimate_targets.suggest.figures.claimants import claimant_of
from legitimate_targets.suggest.figures.figure import FoundFigure
from legitimate_targets.suggest.figures.find import find_figures
from legitimate_targets.suggest.propose import propose
from legitimate_targets.suggest.speakers.attribute_quotations import attribute_quotations
from legitimate_targets.suggest.speakers.build_reading import build_reading
from legitimate_targets.suggest.speakers.combine import decide
from legitimate_targets.suggest.speakers.quote_kinds import kind_of, position_of
from legitimate_targets.suggest.text.article_file import ArticleFile
from legitimate_targets.suggest.text.quotation_marks import scan_quotations

NOTHING_KNOWN = KnownRows({}, (), frozenset(), ())
HEAD = "Council of a small town meets about its harbour\n\n"


def quoted(text: str) -> list[str]:
    """Return the words of every quotation in `text`."""
    return [text[each.start : each.end] for each in scan_quotations(text).quotations]


def speakers(body: str, with_model: bool = False) -> list[str | None]:
    """Return the names of the actors who say the quotations of an article with this body, in order."""
    reading = build_reading(HEAD + body)
    resolver, found = Resolver(reading, NOTHING_KNOWN), attribute_quotations(reading)
    decisions = decide(reading, found, resolver.actor_of, with_model)
    actors = [resolver.actor_of(each.speaker) if each.speaker else None for each in decisions]
    return [actor.name if actor else None for actor in actors]


def kinds(body: str) -> list[str]:
    """Return the kinds of the quotations of an article with this body."""
    reading = build_reading(HEAD + body)
    return [kind_of(reading, each, frozenset(), position_of(reading, each)) for each in attribute_quotations(reading)]


def media(body: str) -> list[str | None]:
    """Return the names of the outlets that the quotations of an article with this body were said to or relayed by."""
    reading = build_reading(HEAD + body)
    outlets = OutletFinder(Resolver(reading, NOTHING_KNOWN))
    found = [outlets.medium_of(each, each.speaker, None) for each in attribute_quotations(reading)]
    return [each.actor.name if each else None for each in found]


def numbers(body: str) -> list[FoundFigure]:
    """Return the figures of an article with this body."""
    return find_figures(build_reading(HEAD + body))


def printed(body: str) -> list[str]:
    """Return the words of the figures of an article with this body."""
    return [(HEAD + body)[each.start : each.end] for each in numbers(body)]


def claimants(body: str) -> list[str | None]:
    """Return the names of the actors who claim the figures of an article with this body."""
    reading = build_reading(HEAD + body)
    resolver, found = Resolver(reading, NOTHING_KNOWN), attribute_quotations(reading)
    claimed = [claimant_of(reading, figure, found) for figure in find_figures(reading)]
    actors = [resolver.actor_of(speaker) if speaker else None for speaker in claimed]
    return [actor.name if actor else None for actor in actors]


def proposed(text: str, name: str = "made_up.txt", known: KnownRows = NOTHING_KNOWN) -> Proposal:
    """Return the proposal for an article, made without the parser."""
    return propose(ArticleFile(name, text), known, "S005", with_model=False)
