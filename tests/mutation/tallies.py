"""Tables of what the run over the data found: by operator, by table, and by sort of what no validator can see."""

from collections import Counter
from collections.abc import Callable, Sequence

from legitimate_targets.publish.markdown import bullets, table
from tests.mutation import blind
from tests.mutation.data import Answer

HEADER = ("faults", "must be reported", "are, with the texts", "are, without", "need not be", "survive", "as what")


def survivors(answers: Sequence[Answer]) -> list[str]:
    """Return the faults that must be reported and are not."""
    alive = [answer.fault for answer in answers if not answer.with_texts and not answer.fault.unseen]
    return [f"ALIVE: {fault.operator} in {fault.table}: {fault.place}" for fault in alive]


def by_operator(answers: Sequence[Answer]) -> str:
    """Return a table with one row per operator."""
    return _by("operator", lambda answer: answer.fault.operator, answers)


def by_table(answers: Sequence[Answer]) -> str:
    """Return a table with one row per table."""
    return _by("table", lambda answer: answer.fault.table, answers)


def unseen(answers: Sequence[Answer]) -> str:
    """Return the list of what no validator can see, with how many of each sort were made and how many survived."""
    made = Counter(sort for answer in answers for sort in answer.fault.unseen)
    alive = Counter(sort for answer in answers if not answer.with_texts for sort in answer.fault.unseen)
    sorts = {**{name: sentence for name, (sentence, _) in blind.CELLS.items()}, **blind.ROWS}
    return bullets(f"{name}, {alive[name]} of {made[name]} survive: {text}" for name, text in sorts.items())


def _by(name: str, of: Callable[[Answer], str], answers: Sequence[Answer]) -> str:
    names = dict.fromkeys(of(answer) for answer in answers)
    rows = [[each, *_counts([answer for answer in answers if of(answer) == each])] for each in names]
    return table([name, *HEADER], [*rows, ["all", *_counts(answers)]], HEADER[:-1])


def _counts(answers: Sequence[Answer]) -> list[str]:
    must = [answer for answer in answers if not answer.fault.unseen]
    alive = [answer for answer in answers if answer.fault.unseen and not answer.with_texts]
    reported = (bool(answer.with_texts) for answer in must)
    without = (bool(answer.without) for answer in must)
    sorts = sorted({sort for answer in alive for sort in answer.fault.unseen})
    counts = (len(answers), len(must), sum(reported), sum(without), len(answers) - len(must), len(alive))
    return [*map(str, counts), ", ".join(sorts)]
