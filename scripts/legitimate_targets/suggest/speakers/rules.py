"""Finds who says a quotation by rules that need no parser: by the order and the wording of its sentence.

Each rule gets a sentence and the index `place` of the token that hides the quotation. A speaker's `rule` names the rule
that found it.
"""

from collections.abc import Sequence

from legitimate_targets.suggest.speakers.sentence import ActorMention, Cue, Sentence, Speaker
from legitimate_targets.suggest.speakers.subjects import main_subject, mention_from, subject_of
from legitimate_targets.suggest.text.lexicon import ADVERBS, CONJUNCTIONS, DETERMINERS, PREPOSITIONS
from legitimate_targets.suggest.text.tokens import DASHES, Token

NEAR = 3
"""Words that may come between a cue and the quotation after it, as in: X told the council: “…”."""

LONGEST_SIGNATURE = 6
"""Tokens that may follow the name that signs a quotation; if there are more, the dash opens an insertion."""

PAUSES = (",", "—", "–", "--", "-", ".", "…")
PAST_FORMS = frozenset(("went", "began", "swore", "spat", "sang", "wept", "fretted"))
"""Irregular past forms of verbs that report speech only next to a quotation: he went on."""

MODALS = frozenset(("would", "should", "could", "may", "might", "must", "can", "will"))


def speaker_in_sentence(sentence: Sentence, place: int) -> Speaker | None:
    """Return the speaker of a quotation by the first rule that finds one in its own sentence, or None."""
    for rule in (_titled, _signed, _after, _unlisted_verb, _before, _colon, far_before, _far_after):
        speaker = rule(sentence, place)
        if speaker:
            return speaker
    return None


def _titled(sentence: Sentence, place: int) -> Speaker | None:
    """Match X: … “…”, in a headline or a line like one."""
    first = sentence.mentions[0] if sentence.is_headline and sentence.mentions else None
    if first is None or first.first > 1 or first.last + 1 >= place:
        return None
    return sentence.speaker(first, None, "colon") if sentence.tokens[first.last + 1].text == ":" else None


def _signed(sentence: Sentence, place: int) -> Speaker | None:
    """Match “…” — X, at the end of the line."""
    tokens = sentence.tokens
    if place + 2 >= len(tokens) or tokens[place + 1].text not in DASHES:
        return None
    mention = mention_from(place + 2, sentence)
    rest = tokens[mention.last + 1 :] if mention and mention.kind == "name" else tokens
    return sentence.speaker(mention, None, "signed") if mention and len(rest) < LONGEST_SIGNATURE else None


def _after(sentence: Sentence, place: int) -> Speaker | None:
    """Match “…,” said X; “…,” X said; “…,” X, the minister, said; “…,” according to X."""
    if _is_introduced(sentence, place):
        return None
    tokens = sentence.tokens
    index = _skip_pauses(tokens, place + 1)
    while index < len(tokens) and tokens[index].lower in ADVERBS:
        index += 1
    stop = next((each for each in range(index, len(tokens)) if tokens[each].is_quote), len(tokens))
    for cue in sentence.cues:
        if cue.first == index and not cue.participle:
            mention = subject_of(cue, sentence) if cue.according else mention_from(cue.last + 1, sentence)
            if mention and mention.first < stop and not _has_cue_after(sentence, mention, cue):
                return sentence.speaker(mention, cue, "according" if cue.according else "inverted")
        if index < cue.first < stop and not cue.participle and not cue.according:
            return _subject_after(sentence, place, index, cue)
    return None


def _subject_after(sentence: Sentence, place: int, index: int, cue: Cue) -> Speaker | None:
    """Match “…,” X said, where the words after the quotation begin at token `index`."""
    tokens = sentence.tokens
    is_set_off = tokens[place].goes_on or tokens[index - 1].text in (",", *DASHES)
    if not is_set_off and any(each.first < place for each in sentence.cues):
        return None
    subject = subject_of(cue, sentence, index)
    if subject and subject.first >= index and _leads(tokens, index, subject):
        return sentence.speaker(subject, cue, "after", cue.strong)
    return None


def _skip_pauses(tokens: Sequence[Token], index: int) -> int:
    while index < len(tokens) and tokens[index].text in PAUSES:
        index += 1
    return index


def _unlisted_verb(sentence: Sentence, place: int) -> Speaker | None:
    """Match “…,” texted X; “…,” he surmised: any verb in the past tense between a comma and a mention, or after it."""
    tokens = sentence.tokens
    if place + 2 >= len(tokens) or not tokens[place].goes_on:
        return None
    for mention in sentence.mentions:
        if mention.first == place + 2 and mention.kind == "name" and _is_past(tokens[place + 1]):
            return sentence.speaker(mention, Cue(place + 1, place + 1), "inverted", False)
        verb = mention.last + 1
        is_subject = mention.first == place + 1 and mention.kind in ("name", "pronoun")
        if is_subject and verb < len(tokens) and _is_past(tokens[verb]):
            return sentence.speaker(mention, Cue(verb, verb), "after", False)
    return None


def _is_past(token: Token) -> bool:
    return token.text.islower() and (token.lower.endswith("ed") or token.lower in PAST_FORMS)


def _is_introduced(sentence: Sentence, place: int) -> bool:
    """Return whether a colon, or a cue and a comma, come directly before the quotation.

    The words after it then belong to the next quotation.
    """
    tokens = sentence.tokens
    if place < 2 or tokens[place - 1].text not in (",", ":"):
        return False
    cued = any(cue.last in (place - 2, place - 3) and not cue.according for cue in sentence.cues)
    return cued or tokens[place - 1].text == ":"


def _leads(tokens: Sequence[Token], index: int, subject: ActorMention) -> bool:
    """Return whether at most an article and an adjective come between the quotation and the subject."""
    between = tokens[index : subject.first]
    return len(between) <= 2 and not any(
        token.is_quote or token.lower in PREPOSITIONS | CONJUNCTIONS for token in between
    )


def _has_cue_after(sentence: Sentence, mention: ActorMention, cue: Cue) -> bool:
    """Return whether the mention is the subject of a verb after it instead, as in: “…” says he told."""
    later = (each for each in sentence.cues if each.first > cue.last)
    return any(each.first == mention.last + 1 and not each.participle for each in later)


def _cues_before(sentence: Sentence, place: int) -> list[Cue]:
    """Return the cues before the quotation, the nearest first."""
    return [each for each in reversed(sentence.cues) if each.last < place]


def _before(sentence: Sentence, place: int) -> Speaker | None:
    """Match X said “…”; X said that “…”; X told reporters: “…”."""
    tokens = sentence.tokens
    for cue in _cues_before(sentence, place):
        between = tokens[cue.last + 1 : place]
        if any(token.is_quote for token in between):
            return None
        words = [token for token in between if token.is_word and token.lower not in ("that", "as", "it")]
        if cue.according or len(words) > NEAR or _is_reported(sentence, cue):
            continue
        subject = subject_of(cue, sentence, _floor(tokens, cue.first)) or _inverted(sentence, cue, place)
        subject = subject or main_subject(cue, sentence)
        if subject:
            return sentence.speaker(subject, cue, "before", cue.strong)
    return None


def _inverted(sentence: Sentence, cue: Cue, place: int) -> ActorMention | None:
    """Return the subject after a cue that directly follows a quotation: “…,” said X, “…”."""
    if cue.first == 0 or not sentence.tokens[cue.first - 1].is_quote:
        return None
    mention = mention_from(cue.last + 1, sentence)
    return mention if mention and mention.last < place else None


def _is_reported(sentence: Sentence, cue: Cue) -> bool:
    """Return whether the cue after a modal verb is itself reported: X said Y would offer “…”."""
    modal = sentence.tokens[cue.first - 1].lower in MODALS
    return modal and any(each.strong and each.first < cue.first - 2 for each in sentence.cues)


def _floor(tokens: Sequence[Token], index: int) -> int:
    """Return the index of the token after the last quotation before `index`, or 0."""
    for place in range(index - 1, -1, -1):
        if tokens[place].is_quote:
            return place + 1
    return 0


def _colon(sentence: Sentence, place: int) -> Speaker | None:
    """Match X: “…”; X’s statement was clear: “…”."""
    if place == 0 or sentence.tokens[place - 1].text != ":":
        return None
    before = [each for each in sentence.mentions if each.last < place]
    return sentence.speaker(before[0], None, "colon") if before else None


def far_before(sentence: Sentence, place: int) -> Speaker | None:
    """Return the speaker by the last cue before the quotation, however far away it is, or None."""
    for cue in _cues_before(sentence, place):
        if cue.according:
            mention = subject_of(cue, sentence)
            if mention:
                return sentence.speaker(mention, cue, "according", False)
            continue
        if _is_reported(sentence, cue):
            continue
        subject = subject_of(cue, sentence, _floor(sentence.tokens, cue.first)) or main_subject(cue, sentence)
        if subject:
            return sentence.speaker(subject, cue, "far-before", cue.strong)
    return None


def _far_after(sentence: Sentence, place: int) -> Speaker | None:
    """Match … “…” …, X said, at the end of the sentence."""
    tokens = sentence.tokens
    for cue in reversed([each for each in sentence.cues if each.first > place and each.strong and not each.participle]):
        inverted = tokens[cue.first - 1].text == "," and cue.last + 1 < len(tokens) and not cue.according
        mention = mention_from(cue.last + 1, sentence) if inverted else None
        mention = mention or subject_of(cue, sentence, place + 1)
        if mention and mention.first > place and _is_set_off(tokens, min(cue.first, mention.first)):
            return sentence.speaker(mention, cue, "far-after", True)
    return None


def _is_set_off(tokens: Sequence[Token], first: int) -> bool:
    """Return whether a mark or a conjunction divides the words from `first` on from the quotation's clause."""
    before = tokens[first - 1]
    return before.text in (",", "—", "–", "--") or before.lower in CONJUNCTIONS | DETERMINERS


def speaker_without_cue(sentence: Sentence, place: int) -> Speaker | None:
    """Return the first mention before the quotation that can be a subject as the speaker, or None."""
    before = [each for each in sentence.mentions if each.last < place and not each.possessive]
    free = [each for each in before if sentence.is_free(each)]
    return sentence.speaker(free[0], None, "subject", False) if free else None
