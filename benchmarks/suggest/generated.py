"""Generates articles for measuring speed and memory: 400 to 900 words, in several styles, as dense as news."""

from collections.abc import Iterator
from random import Random

SHORTEST, LONGEST = 400, 900
"""Words of an article, in about the range of the package's own."""

FIRST = ["Ada", "Bert", "Cleo", "Dan", "Eva", "Finn", "Gro", "Hans", "Ida", "Jon", "Kari", "Lars", "Mia", "Olga"]
LAST = ["Moss", "Holm", "Vik", "Rask", "Lund", "Berg", "Dahl", "Lie", "Strand", "Haug", "Brandt", "Okafor", "Petit"]
OFFICES = ["Mayor", "Foreign Minister", "Prime Minister", "Police Chief", "President", "Senator", "Governor"]
ROLES = ["a fisher from the island", "who leads the council", "the board's chairman", "54", "an analyst at Nordwind"]
BODIES = ["the harbour ministry", "the General Staff", "the coast guard", "the central bank", "the Joint Secretariat"]
OUTLETS = ["the Dale Courier", "Reuters", "Channel 4 News", "the Evening Herald", "the news agency Norfax"]
PLACES = ["Dale", "Amber Bay", "Vilne", "Northport", "Lisberg", "the eastern district", "Kransk"]
THINGS = ["boats", "residents", "houses", "soldiers", "drones", "votes", "kilometres of road", "jobs", "schools"]
HEDGES = ["", "about ", "at least ", "more than ", "nearly ", "up to ", "some "]
SAYINGS = [
    "we will not wait for another winter", "nobody in this town was asked", "the wall will stand or we will fall",
    "this is a question of trust and not of money", "there is no plan for the day after", "it was too early to tell",
    "they came at night and left before dawn", "our neighbours know what they can expect from us",
]  # fmt: skip
LABELS = ["reassurance plan", "game changer", "line of no return", "Old Harbour Deal", "empty words", "a gift"]
VERBS = ["said", "told reporters", "warned", "argued", "insisted", "wrote on Facebook"]
FORMS = [
    "{open}{Saying},{close} {name} {verb}. {open}{Saying2}.{close}",
    "{open}{Saying},{close} said {name}, {role}, on {day}.",
    "{office} {name} {verb} that the vote was “{label}” and that {hedge}{number} {things} would be lost in {place}.",
    "According to {body}, {hedge}{number} {things} were counted in {place}, down from {number2} a year earlier.",
    "{name}, {role}, called the decision {open}{label}{close} and added that {saying}.",
    "In an interview with {outlet}, {name} said: {open}{Saying}.{close}",
    "{Body} reported {number} of {total} {things} lost, {percent} percent of all, at a cost of ${money} million.",
    "The meeting in {place} lasted {hours} hours and ended without a result, as it had the week before.",
    "Those who had come left before it was over, while others stayed in the cold hall to hear the engineers.",
    "{name} told {outlet} that {place} had “{label}”. He added, {open}{Saying}.{close}",
    "It will cost between ${money} million and ${money2} million over {hours} years, {body} said in a statement.",
    "Asked about the plan, {name} laughed. {open}{Saying}.{close}",
]
HEADLINES = [
    "{office} Warns ‘{Label}’ Would Divide {place}",
    "{place} argues about {number} {things}",
    "{place}: {Saying}",
]
STYLES = [("“", "”"), ('"', '"'), ("‘", "’")]


def article(seed: int) -> str:
    """Return the article of a seed; one seed always gives one text."""
    random = Random(seed)
    style, words = random.choice(STYLES), random.randint(SHORTEST, LONGEST)
    parts = [_filled(random.choice(HEADLINES), random, style), *_furniture(random)]
    while True:
        paragraph = _paragraph(random, style)
        if sum(len(part.split()) for part in (*parts, paragraph)) > words:
            break
        parts.append(paragraph)
    return "\n\n".join([*parts, random.choice(["Share", "READ MORE", "0 Comment(s)", "Sources"])]) + "\n"


def _furniture(random: Random) -> Iterator[str]:
    if random.random() < 0.5:
        yield f"By {random.choice(FIRST)} {random.choice(LAST)}"
    if random.random() < 0.5:
        yield f"Sep {random.randint(1, 28):02}, 2025"


def _paragraph(random: Random, style: tuple[str, str]) -> str:
    """Return some sentences or, now and then, a subhead or a list of three items."""
    kind = random.random()
    if kind < 0.08:
        return f"What {random.choice(PLACES)} expects now"
    if kind < 0.12:
        return "\n".join(f"- {_filled(FORMS[2], random, style)}" for _ in range(3))
    return " ".join(_filled(random.choice(FORMS), random, style) for _ in range(random.randint(1, 4)))


def _filled(form: str, random: Random, style: tuple[str, str]) -> str:
    """Return a sentence with names, words and numbers filled in."""
    saying, label, body = random.choice(SAYINGS), random.choice(LABELS), random.choice(BODIES)
    number = random.randint(2, 40_000)
    return form.format(
        open=style[0], close=style[1], saying=saying, Saying=saying.capitalize(), label=label, Label=label.title(),
        Saying2=random.choice(SAYINGS).capitalize(), name=f"{random.choice(FIRST)} {random.choice(LAST)}",
        verb=random.choice(VERBS), role=random.choice(ROLES), office=random.choice(OFFICES), body=body,
        Body=body[0].upper() + body[1:], outlet=random.choice(OUTLETS), place=random.choice(PLACES),
        things=random.choice(THINGS), hedge=random.choice(HEDGES), number=f"{number:,}", number2=number + 7,
        total=f"{2 * number:,}", percent=random.randint(1, 99), money=random.randint(1, 80), hours=random.randint(2, 9),
        money2=random.randint(81, 900), day=random.choice(["Monday", "Friday", "Sunday"]),
    )  # fmt: skip
