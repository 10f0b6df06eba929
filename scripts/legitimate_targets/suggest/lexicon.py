"""The words that the rules know: reporting verbs in all their forms, offices, pronouns, prepositions, little words."""

STRONG = """
say tell add ask reply respond answer explain note warn state declare announce argue claim insist write tweet post
acknowledge admit concede confirm reveal remark comment observe recall assert contend maintain stress emphasize
emphasise reiterate suggest conclude continue joke quip caution predict report testify vow pledge promise complain
lament boast shout yell whisper murmur mutter exclaim interject joke deny counter shoot snap sigh laugh protest
plead beg allege estimate clarify recount relate disclose proclaim pronounce muse opine wonder object agree disagree
urge advise advocate charge accuse chide deadpan retort implore demand inform assure remind rule read state echo
believe think feel hope expect fear know understand worry hear learn find see speculate calculate
""".split()
"""Verbs whose subject is the source of what is said next to them."""

WEAK = """
call describe criticize criticise dismiss label dub term characterize characterise denounce condemn praise blast slam
mock attack ridicule brand deride tout hail blame repeat outline cite indicate signal highlight underline underscore
propose recommend threaten order reject refuse rebuff welcome endorse voice express issue speak talk refer compare
offer quote point mention detail address discuss appeal invite list express identify interpret portray depict view
regard consider decry lambast rip tease thank congratulate rebuke defend question applaud
""".split()
"""Verbs that tie a fragment to their subject without reporting a whole sentence."""

IRREGULAR = {
    "say": "says said saying", "tell": "tells told telling", "write": "writes wrote written writing",
    "shoot": "shoots shot shooting", "think": "thinks thought thinking", "feel": "feels felt feeling",
    "know": "knows knew known knowing", "understand": "understands understood understanding",
    "hear": "hears heard hearing", "learn": "learns learned learnt learning", "find": "finds found finding",
    "see": "sees saw seen seeing", "read": "reads reading", "speak": "speaks spoke spoken speaking",
    "give": "gives gave given giving", "bring": "brings brought bringing", "deny": "denies denied denying",
    "reply": "replies replied replying", "testify": "testifies testified testifying", "worry": "worries worried worrying",
    "decry": "decries decried decrying", "identify": "identifies identified identifying", "beg": "begs begged begging",
    "refer": "refers referred referring", "quip": "quips quipped quipping", "snap": "snaps snapped snapping",
    "admit": "admits admitted admitting", "rip": "rips ripped ripping", "slam": "slams slammed slamming",
    "dub": "dubs dubbed dubbing", "plead": "pleads pleaded pled pleading", "label": "labels labeled labelled labeling",
    "signal": "signals signaled signalled signaling signalling", "hope": "hopes hoped hoping",
    "agree": "agrees agreed agreeing", "disagree": "disagrees disagreed disagreeing", "see ": "",
    "foresee": "foresees foresaw foreseeing", "mean": "means meant meaning", "put": "puts putting",
}  # fmt: skip

OFFICES = """
president premier chancellor minister secretary governor mayor senator congressman congresswoman representative
ambassador envoy diplomat official officials officer officers spokesman spokeswoman spokesperson spokespeople
spokesmen leader leaders chief head director chairman chairwoman chair ceo cfo cto founder co-founder cofounder
executive executives manager coach captain commander general colonel lieutenant sergeant admiral major judge justice
prosecutor prosecutors attorney attorneys lawyer lawyers counsel lawmaker lawmakers legislator legislators politician
politicians candidate candidates nominee deputy aide aides adviser advisers advisor advisors strategist consultant
analyst analysts economist economists expert experts professor scientist scientists researcher researchers
historian scholar author writer columnist critic critics editor journalist reporter reporters host anchor commentator
pundit moderator blogger activist activists advocate advocates campaigner organizer volunteer resident residents
neighbor neighbour neighbors neighbours witness witnesses victim victims survivor survivors father mother son
daughter brother sister wife husband widow parent parents friend friends relative relatives family man woman men women
boy girl student students teacher teachers doctor doctors physician nurse patient patients farmer farmers worker
workers employee employees owner owners businessman businesswoman entrepreneur investor investors trader traders
banker bankers pollster pollsters voter voters supporter supporters opponent opponents democrat democrats republican
republicans conservative conservatives liberal liberals member members colleague colleagues partner partners
ministry government administration department agency office bureau court police army military navy kremlin pentagon
campaign committee commission council parliament congress senate authority authorities company firm group union
association organization organisation foundation institute university bank party team club league network newspaper
magazine website outlet agency broadcaster station statement report study survey poll memo letter email document
documents filing lawsuit complaint indictment transcript release post tweet source sources insider insiders
intelligence actor actress singer musician artist director producer filmmaker player star athlete driver pilot
bishop archbishop pope priest pastor rabbi imam cleric king queen prince princess emperor sheriff detective trooper
agent agents guard soldier soldiers veteran veterans fighter rebel rebels refugee refugees migrant migrants
billionaire mogul tycoon magnate boss figure veteran newcomer incumbent tourist customer customers client
others many some people everyone allies ally countries nations states negotiator negotiators mediator monitor
observer observers inspector investigator investigators regulator regulators planner planners surgeon engineer
""".split()
"""Nouns that can be a source without a name: offices, bodies, documents that speak."""

BODIES = frozenset("""
ministry government administration department agency office bureau court police army military navy kremlin pentagon
campaign committee commission council parliament congress senate authority company firm group union association
organization organisation foundation institute university bank party team club league network newspaper magazine website
outlet broadcaster station statement report study survey poll memo letter email document post tweet star press
""".split())
"""Offices that are no person: as the last word of a capitalised run they are part of a name (the Justice Department)."""

DOCUMENTS = frozenset("statement report study survey poll memo letter email document documents filing lawsuit complaint "
    "indictment transcript release post tweet".split())  # fmt: skip

ABBREVIATED_TITLES = frozenset("Mr Mrs Ms Dr Sen Rep Gov Gen Col Lt Sgt Capt Maj Adm Cmdr Prof Rev Fr Sr Hon Pres Sec "
    "Atty Supt Det Cpl Pvt St Messrs Reps Sens Govs Judge Sir Dame Lord Lady Baron Saint Pope Queen King Prince Princess "
    "Justice Secretary-General General-Secretary Vice".split())  # fmt: skip

PRONOUNS = frozenset("he she they who".split())
WEAK_PRONOUNS = frozenset("it we i you".split())
POSSESSIVES = frozenset("his her their its my our your".split())
DETERMINERS = frozenset("the a an this that these those some several many few one two three four five six another each "
    "both no any every other such".split()) | POSSESSIVES  # fmt: skip
PREPOSITIONS = frozenset("of in on at by for with from to into onto over under between among against about after before "
    "during since until without within through across around near behind beyond beside besides despite like unlike "
    "toward towards upon via per amid including except than as off along alongside".split())  # fmt: skip
GOVERNING = PREPOSITIONS - frozenset("after before since until than as like unlike except".split())
"""The prepositions that cannot be conjunctions: what follows one of them is nobody's subject."""

CONJUNCTIONS = frozenset("and or but nor so yet because while when where if although though whereas unless whether that "
    "which who whom whose what how why".split())  # fmt: skip
AUXILIARIES = frozenset("is are was were be been being am has have had having do does did will would can could may might "
    "must shall should 's 'd 'll ’s ’d ’ll n't not never".split())  # fmt: skip
ADVERBS = frozenset("also later then now still just even only already again once often always never not further "
    "meanwhile instead too however therefore thus yesterday today tonight earlier recently soon first long so both "
    "once far himself herself themselves itself monday tuesday wednesday thursday friday saturday sunday".split())  # fmt: skip
STARTERS = frozenset("""
a according after all although among an and another any anyone anything are as asked at because before both but by can
could did do does during each either even every everyone few finally first following for from had has have he her here
his how however i if in indeed instead is it its just last later like many maybe meanwhile more moreover most much my
neither never next no none nor not nothing now of on once one only or other others our over perhaps please quite
rather read really several she should since so some someone something soon speaking still such than that the their
them then there these they this those though three through to today together tomorrow tonight too two under unless
until up very was we well were what whatever when where whether which while who whoever why will with within without
would yes yesterday yet you your writing asked pressed citing referring responding reacting noting adding elsewhere
additionally furthermore nevertheless nonetheless otherwise similarly ultimately recently earlier thousands hundreds
millions dozens about above across against along around behind below beyond despite down except inside near off onto
out outside past per plus regarding respectively say says see sure take thank thanks think toward towards unlike upon
via whose yeah oh okay ok let look make made being been be having having given go going got get
""".split())
DEMONYMS = frozenset("""
afghan african albanian algerian american angolan arab argentine argentinian armenian asian australian austrian azeri
azerbaijani bangladeshi basque belarusian belgian bolivian bosnian brazilian british bulgarian burmese californian
cambodian cameroonian canadian catalan chechen chilean chinese colombian congolese croatian cuban cypriot czech danish
dominican dutch east eastern ecuadorian egyptian english eritrean estonian ethiopian european filipino finnish french
georgian german ghanaian greek guatemalan haitian hispanic honduran hungarian icelandic indian indonesian iranian iraqi
irish islamic israeli italian ivorian jamaican japanese jewish jordanian kazakh kenyan korean kosovan kurdish kuwaiti
kyrgyz latin latvian lebanese liberian libyan lithuanian malaysian maltese mexican moldovan mongolian montenegrin
moroccan muslim nepalese nepali nicaraguan nigerian north northern norwegian omani pakistani palestinian panamanian
paraguayan peruvian polish portuguese qatari romanian russian rwandan salvadoran saudi scottish senegalese serbian
singaporean slovak slovakian slovenian somali south southern soviet spanish sudanese swedish swiss syrian taiwanese
tajik tanzanian texan thai tibetan tunisian turkish turkmen ugandan ukrainian uruguayan uzbek venezuelan vietnamese
welsh west western yemeni zambian zimbabwean catholic christian protestant republican democratic
""".split())
CALENDAR = frozenset("monday tuesday wednesday thursday friday saturday sunday january february march april may june july "
    "august september october november december jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu "
    "thur thurs fri sat sun".split())  # fmt: skip


def forms(verb: str) -> list[str]:
    """A verb's forms: base, third person, past, participle."""
    if verb in IRREGULAR:
        return [verb, *IRREGULAR[verb].split()]
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return [verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"]
    stem = verb.removesuffix("e")
    third = verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
    return [verb, third, stem + "ed", stem + "ing"]


def _table(verbs: list[str]) -> frozenset[str]:
    return frozenset(form for verb in verbs for form in forms(verb))


STRONG_FORMS = _table([*STRONG, "mean", "put", "foresee"])
WEAK_FORMS = _table(WEAK)
CUE_FORMS = STRONG_FORMS | WEAK_FORMS
OFFICE_WORDS = frozenset(OFFICES)
