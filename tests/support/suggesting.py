"""What the tests of `suggest` share: short made-up texts read as articles, and who is found to say what in them."""

from legitimate_targets.suggest.actors.known import Registry
from legitimate_targets.suggest.actors.resolve import Cast
from legitimate_targets.suggest.figures.claimants import claimant
from legitimate_targets.suggest.figures.figure import Figure
from legitimate_targets.suggest.figures.find import figures
from legitimate_targets.suggest.propose import Proposal, propose
from legitimate_targets.suggest.speakers.attribute_quotations import attribute_quotations
from legitimate_targets.suggest.speakers.build_reading import build_reading
from legitimate_targets.suggest.speakers.combine import decide
from legitimate_targets.suggest.speakers.outlets import Media
from legitimate_targets.suggest.speakers.quote_kinds import kind_of, position_of
from legitimate_targets.suggest.text.article_file import ArticleFile
from legitimate_targets.suggest.text.quotation_marks import scan_quotations

NOTHING_KNOWN = Registry({}, (), frozenset(), ())
HEAD = "Council of a small town meets about its harbour\n\n"


def quoted(text: str) -> list[str]:
    """The words of every quotation in `text`."""
    return [text[each.start : each.end] for each in scan_quotations(text).quotations]


def speakers(body: str, with_model: bool = False) -> list[str | None]:
    """The names of the actors who say the quotations of an article with this body, in order."""
    reading = build_reading(HEAD + body)
    cast, found = Cast(reading, NOTHING_KNOWN), attribute_quotations(reading)
    sources = [decision.speaker for decision in decide(reading, found, cast.of, with_model)]
    actors = [cast.of(source) if source else None for source in sources]
    return [actor.name if actor else None for actor in actors]


def kinds(body: str) -> list[str]:
    """The kinds of its quotations."""
    reading = build_reading(HEAD + body)
    return [kind_of(reading, each, frozenset(), position_of(reading, each)) for each in attribute_quotations(reading)]


def media(body: str) -> list[str | None]:
    """The names of the outlets that its quotations were said to or relayed by."""
    reading = build_reading(HEAD + body)
    outlets = Media(reading, Cast(reading, NOTHING_KNOWN))
    found = [outlets.of(each, each.speaker, None) for each in attribute_quotations(reading)]
    return [each.actor.name if each else None for each in found]


def numbers(body: str) -> list[Figure]:
    """The figures of an article with this body."""
    return figures(build_reading(HEAD + body))


def printed(body: str) -> list[str]:
    """The words of its figures."""
    return [(HEAD + body)[each.start : each.end] for each in numbers(body)]


def claimants(body: str) -> list[str | None]:
    """The names of the actors whose numbers its figures are."""
    reading = build_reading(HEAD + body)
    cast, found = Cast(reading, NOTHING_KNOWN), attribute_quotations(reading)
    sources = [claimant(reading, figure, found) for figure in figures(reading)]
    actors = [cast.of(source) if source else None for source in sources]
    return [actor.name if actor else None for actor in actors]


def proposed(text: str, name: str = "made_up.txt", registry: Registry = NOTHING_KNOWN) -> Proposal:
    """Everything that an article proposes without a model."""
    return propose(ArticleFile(name, text), registry, "S005", with_model=False)
