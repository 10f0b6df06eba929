"""What the tests of `suggest` share: short made-up texts read as articles, and who is found to say what in them."""

from legitimate_targets.suggest.actors.known import KnownRows
from legitimate_targets.suggest.actors.outlets import OutletFinder
from legitimate_targets.suggest.actors.resolve import Resolver
from legitimate_targets.suggest.draft import Proposal
from legitimate_targets.suggest.figures.claimants import claimant_of
from legitimate_targets.suggest.figures.figure import FoundFigure
from legitimate_targets.suggest.figures.find import find_figures
from legitimate_targets.suggest.propose import propose
from legitimate_targets.suggest.speakers.attribute import attribute
from legitimate_targets.suggest.speakers.combine import decide
from legitimate_targets.suggest.speakers.quote_kinds import kind_of, position_of
from legitimate_targets.suggest.text.article import Article
from legitimate_targets.suggest.text.document import read
from legitimate_targets.suggest.text.quotation_marks import scan

NOTHING_KNOWN = KnownRows({}, (), frozenset(), ())
HEAD = "Council of a small town meets about its harbour\n\n"


def quoted(text: str) -> list[str]:
    """The words of every quotation in `text`."""
    return [text[each.start : each.end] for each in scan(text).quotations]


def speakers(body: str, with_model: bool = False) -> list[str | None]:
    """The names of the actors who say the quotations of an article with this body, in order."""
    reading = read(HEAD + body)
    resolver, found = Resolver(reading, NOTHING_KNOWN), attribute(reading)
    sources = [decision.source for decision in decide(reading, found, resolver.actor_of, with_model)]
    actors = [resolver.actor_of(source) if source else None for source in sources]
    return [actor.name if actor else None for actor in actors]


def kinds(body: str) -> list[str]:
    """The kinds of its quotations."""
    reading = read(HEAD + body)
    return [kind_of(reading, each, frozenset(), position_of(reading, each)) for each in attribute(reading)]


def media(body: str) -> list[str | None]:
    """The names of the outlets that its quotations were said to or relayed by."""
    reading = read(HEAD + body)
    outlets = OutletFinder(Resolver(reading, NOTHING_KNOWN))
    found = [outlets.medium_of(each, each.source, None) for each in attribute(reading)]
    return [each.actor.name if each else None for each in found]


def numbers(body: str) -> list[FoundFigure]:
    """The figures of an article with this body."""
    return find_figures(read(HEAD + body))


def printed(body: str) -> list[str]:
    """The words of its figures."""
    return [(HEAD + body)[each.start : each.end] for each in numbers(body)]


def claimants(body: str) -> list[str | None]:
    """The names of the actors whose numbers its figures are."""
    reading = read(HEAD + body)
    resolver, found = Resolver(reading, NOTHING_KNOWN), attribute(reading)
    sources = [claimant_of(reading, figure, found) for figure in find_figures(reading)]
    actors = [resolver.actor_of(source) if source else None for source in sources]
    return [actor.name if actor else None for actor in actors]


def proposed(text: str, name: str = "made_up.txt", known: KnownRows = NOTHING_KNOWN) -> Proposal:
    """Everything that an article proposes without a model."""
    return propose(Article(name, text), known, "S005", with_model=False)
