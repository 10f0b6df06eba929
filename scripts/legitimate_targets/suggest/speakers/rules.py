"""The sieve without a model: who says what stands between the marks, by position and wording of the sentence."""

from collections.abc import Sequence

from legitimate_targets.suggest.speakers.cues import Cue
from legitimate_targets.suggest.speakers.mentions import Mention
from legitimate_targets.suggest.speakers.subjects import main_subject, mention_from, subject_of
from legitimate_targets.suggest.text.lexicon import ADVERBS, CONJUNCTIONS, DETERMINERS, PREPOSITIONS
from legitimate_targets.suggest.text.sentence import Sentence, Source
from legitimate_targets.suggest.text.tokens import Token

NEAR = 3
WENT = frozenset(("went", "began", "swore", "spat", "sang", "wept", "fretted"))
MODALS = frozenset(("would", "should", "could", "may", "might", "must", "can", "will"))
DASHES = ("—", "–", "―", "--", "-")


def in_sentence(sentence: Sentence, place: int) -> Source | None:
    """The source of the quotation that token `place` hides, from its own sentence."""
    for rule in (_titled, _signed, _behind, _unknown_verb, _before, _colon, far_before, _far_behind):
        source = rule(sentence, place)
        if source:
            return source
    return None


def _titled(sentence: Sentence, place: int) -> Source | None:
    """X: … “…”, in a headline or a line like one."""
    first = sentence.found[0] if sentence.headline and sentence.found else None
    if first is None or first.first > 1 or first.last + 1 >= place:
        return None
    return sentence.source(first, None, "colon") if sentence.tokens[first.last + 1].text == ":" else None


def _signed(sentence: Sentence, place: int) -> Source | None:
    """“…” — X, at the end of the line."""
    tokens = sentence.tokens
    if place + 2 >= len(tokens) or tokens[place + 1].text not in DASHES:
        return None
    mention = mention_from(place + 2, tokens, sentence.found)
    rest = tokens[mention.last + 1 :] if mention and mention.kind == "name" else tokens
    return sentence.source(mention, None, "signed") if mention and len(rest) < 6 else None


def _skip(tokens: Sequence[Token], index: int) -> int:
    while index < len(tokens) and tokens[index].text in (",", "—", "–", "--", "-", ".", "…"):
        index += 1
    return index


def _behind(sentence: Sentence, place: int) -> Source | None:
    """“…,” said X; “…,” X said; “…,” X, the minister, said; “…,” according to X."""
    if _introduced(sentence, place):
        return None
    tokens = sentence.tokens
    index = _skip(tokens, place + 1)
    while index < len(tokens) and tokens[index].lower in ADVERBS:
        index += 1
    stop = next((each for each in range(index, len(tokens)) if tokens[each].is_quote), len(tokens))
    for cue in sentence.cues:
        if cue.first == index and not cue.participle:
            inverted = (
                subject_of(cue, tokens, sentence.found)
                if cue.according
                else mention_from(cue.last + 1, tokens, sentence.found)
            )
            if inverted and inverted.first < stop and not _has_cue_behind(sentence, inverted, cue):
                return sentence.source(inverted, cue, "according" if cue.according else "inverted")
        if index < cue.first < stop and not cue.participle and not cue.according:
            if not (tokens[place].goes_on or tokens[index - 1].text in (",", *DASHES) or _bare(sentence, place)):
                return None
            subject = subject_of(cue, tokens, sentence.found, index)
            if subject and subject.first >= index and _leads(tokens, index, subject):
                return sentence.source(subject, cue, "behind", cue.strong)
            break
    return None


def _unknown_verb(sentence: Sentence, place: int) -> Source | None:
    """“…,” texted X; “…,” he surmised: any verb in the past next to a quotation with a comma and a mention."""
    tokens = sentence.tokens
    if place + 2 >= len(tokens) or not tokens[place].goes_on:
        return None
    for mention in sentence.found:
        if mention.first == place + 2 and mention.kind == "name" and _is_past(tokens[place + 1]):
            return sentence.source(mention, Cue(place + 1, place + 1), "inverted", False)
        verb = mention.last + 1
        subject = mention.first == place + 1 and mention.kind in ("name", "pronoun")
        if subject and verb < len(tokens) and _is_past(tokens[verb]):
            return sentence.source(mention, Cue(verb, verb), "behind", False)
    return None


def _is_past(token: Token) -> bool:
    return token.text.islower() and (token.lower.endswith("ed") or token.lower in WENT)


def _introduced(sentence: Sentence, place: int) -> bool:
    """Whether a cue and a comma or colon stand directly before: what follows then belongs to the next quotation."""
    tokens = sentence.tokens
    if place < 2 or tokens[place - 1].text not in (",", ":"):
        return False
    return (
        any(cue.last in (place - 2, place - 3) and not cue.according for cue in sentence.cues)
        or tokens[place - 1].text == ":"
    )


def _bare(sentence: Sentence, place: int) -> bool:
    """Whether no cue stands before the quotation, so that one behind it may be its own without a comma."""
    return not any(cue.first < place for cue in sentence.cues)


def _leads(tokens: Sequence[Token], index: int, subject: Mention) -> bool:
    """Whether nothing but an article or a conjunction stands between the quotation and the subject."""
    between = tokens[index : subject.first]
    return len(between) <= 2 and not any(
        token.is_quote or token.lower in PREPOSITIONS | CONJUNCTIONS for token in between
    )


def _has_cue_behind(sentence: Sentence, mention: Mention, cue: Cue) -> bool:
    """Whether the mention is rather the subject of a verb behind it, as in: “…” says he told."""
    return any(
        each.first == mention.last + 1 and not each.participle for each in sentence.cues if each.first > cue.last
    )


def _before(sentence: Sentence, place: int) -> Source | None:
    """X said “…”; X said that “…”; X told reporters: “…”; according to X, “…”."""
    tokens = sentence.tokens
    for cue in reversed([each for each in sentence.cues if each.last < place]):
        between = tokens[cue.last + 1 : place]
        if any(token.is_quote for token in between):
            return None
        words = [token for token in between if token.is_word and token.lower not in ("that", "as", "it")]
        if cue.according or len(words) > NEAR or _is_reported(sentence, cue):
            continue
        floor = _floor(tokens, cue.first)
        subject = subject_of(cue, tokens, sentence.found, floor) or _inverted(sentence, cue, place)
        subject = subject or main_subject(cue, tokens, sentence.found)
        if subject:
            return sentence.source(subject, cue, "before", cue.strong)
    return None


def _inverted(sentence: Sentence, cue: Cue, place: int) -> Mention | None:
    """The subject behind a cue that directly follows a quotation: “…,” said X, “…”."""
    if cue.first == 0 or not sentence.tokens[cue.first - 1].is_quote:
        return None
    mention = mention_from(cue.last + 1, sentence.tokens, sentence.found)
    return mention if mention and mention.last < place else None


def _is_reported(sentence: Sentence, cue: Cue) -> bool:
    """Whether a verb behind would or should is what somebody else says that somebody does: X said Y would offer “…”."""
    modal = sentence.tokens[cue.first - 1].lower in MODALS
    return modal and any(each.strong and each.first < cue.first - 2 for each in sentence.cues)


def _floor(tokens: Sequence[Token], index: int) -> int:
    """Behind the last quotation before `index`, where there is one and it is not the subject's own."""
    for place in range(index - 1, -1, -1):
        if tokens[place].is_quote:
            return place + 1
    return 0


def _colon(sentence: Sentence, place: int) -> Source | None:
    """X: “…”; X’s statement was clear: “…”."""
    tokens = sentence.tokens
    if place == 0 or tokens[place - 1].text != ":":
        return None
    before = [each for each in sentence.found if each.last < place]
    if not before:
        return None
    return sentence.source(before[0], None, "colon")


def far_before(sentence: Sentence, place: int) -> Source | None:
    """The last cue before the quotation, however far, in a clause that has not ended."""
    tokens = sentence.tokens
    for cue in reversed([each for each in sentence.cues if each.last < place]):
        if cue.according:
            mention = subject_of(cue, tokens, sentence.found)
            if mention:
                return sentence.source(mention, cue, "according", False)
            continue
        if _is_reported(sentence, cue):
            continue
        subject = subject_of(cue, tokens, sentence.found, _floor(tokens, cue.first))
        subject = subject or main_subject(cue, tokens, sentence.found)
        if subject:
            return sentence.source(subject, cue, "far-before", cue.strong)
    return None


def _far_behind(sentence: Sentence, place: int) -> Source | None:
    """… “…” …, X said, at the end of the sentence."""
    tokens = sentence.tokens
    for cue in reversed([each for each in sentence.cues if each.first > place and each.strong and not each.participle]):
        inverted = tokens[cue.first - 1].text == "," and cue.last + 1 < len(tokens) and not cue.according
        mention = mention_from(cue.last + 1, tokens, sentence.found) if inverted else None
        mention = mention or subject_of(cue, tokens, sentence.found, place + 1)
        if mention and mention.first > place and _ends(sentence, cue, mention):
            return sentence.source(mention, cue, "far-behind", True)
    return None


def _ends(sentence: Sentence, cue: Cue, mention: Mention) -> bool:
    """Whether a comma sets the words off from the quotation's clause."""
    first = min(cue.first, mention.first)
    before = sentence.tokens[first - 1]
    return before.text in (",", "—", "–", "--") or before.lower in CONJUNCTIONS | DETERMINERS


def loose(sentence: Sentence, place: int) -> Source | None:
    """Without any cue: the first one who acts in the sentence before the quotation."""
    before = [each for each in sentence.found if each.last < place and not each.possessive]
    free = [each for each in before if sentence.is_free(each)]
    return sentence.source(free[0], None, "subject", False) if free else None
