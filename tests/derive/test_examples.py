"""The rules find each known difference between the articles, with exactly its rows and variants."""

import pytest

from tests.support.deriving import by_article, variants

ANY = (
    "If any troops appear there, especially now while fighting is ongoing, "
    "we assume that they will be legitimate targets,"
)
SOME = (
    "If some troops appear there, especially now, during military operations, "
    "we proceed from the fact that these will be legitimate targets for destruction."
)
NONE = (
    "If troops appear, especially now while fighting continues, "
    "we will consider them legitimate targets for destruction,"
)
AP = "associated-press"
MEMBERS: dict[str, dict[str, str | None]] = {
    "value-conflict-distance-of-ryazan-from-moscow": {"F016": "180", "F036": "200"},
    "denominator-conflation-drones-intercepted": {"F006": "drones_and_missiles", "F033": "drones"},
    "denominator-conflation-drones-launched-at-ukraine": {
        "F007": "drones_and_missiles", "F027": "drones", "F031": "strike_and_decoy_drones",
    },
    "population-shift-night-attack-on-ukraine": {
        "F007": "drones", "F027": "drones", "F028": "missiles", "F031": "drones", "F032": "missiles",
    },
    "population-shift-russian-invasion-of-ukraine": {
        "F024": "military_casualties", "F025": "civilian_deaths", "F041": "people_killed",
    },
    "predicate-drift-drones-intercepted": {"F006": "intercepted", "F033": "intercepted_or_jammed"},
    "predicate-drift-countries-pledging-support": {
        "F002": "pledged", "F011": "pledged_readiness", "F012": "agreed", "F019": "ready", "F021": "ready",
        "F026": "pledged", "F029": "pledged", "F037": "pledged", "F039": "committed", "F043": "involved",
    },
    "relative-time-conflict-hours-from-announcement-to-warning": {
        "F001": "1+", "F010": "24", "F020": "24", "F038": "1+",
    },
    "rendering-variant-text-legitimate-targets": {"Q003": ANY, "Q008": SOME, "Q027": NONE, "Q035": ANY, "Q045": ANY},
    "rendering-variant-words-legitimate-targets": {
        "Q003": None, "Q008": "for destruction", "Q027": "for destruction", "Q035": None, "Q045": None,
    },
    "attribution-truncated-measure-hours-from-announcement-to-warning": {
        "F001": None, "F010": None, "F020": None, "F038": AP,
    },
    "claimant-dropped-measure-drones-intercepted": {"F006": "ukrainian-air-force", "F033": None},
    "name-variant-ukrainian-air-force": {"N013": "Ukraine’s air force", "N094": "Ukraine’s Air Force"},
    "name-variant-coalition-of-the-willing": {"N006": "Coalition of the Willing", "N072": "coalition of the willing"},
}  # fmt: skip
ARTICLES: dict[str, dict[str, set[str | None]]] = {
    "scope-drift-scope-foreign-troops-are-targets": {
        "S000": {"foreign", "unspecified"}, "S001": {"foreign", "unspecified"}, "S002": {"unspecified", "western"},
        "S003": {"foreign", "unspecified"}, "S004": {"unspecified", "western"},
    },
    "scope-drift-timing-foreign-troops-are-targets": {
        "S000": {"before_deal", "during_hostilities", "especially_during_hostilities"},
        "S001": {"during_hostilities", "especially_during_hostilities"},
        "S002": {"especially_during_hostilities"},
        "S003": {"any", "during_hostilities", "especially_during_hostilities"},
        "S004": {"post_war", "especially_during_hostilities"},
    },
    "epistemic-shift-status-ryazan-refinery-hit": {
        "S000": {"unconfirmed"}, "S001": {"claimed"}, "S003": {"unconfirmed", "acknowledged_in_part"},
    },
    "epistemic-shift-factuality-ryazan-refinery-hit": {"S000": {"Uu"}, "S001": {"CT+"}, "S003": {"Uu", "CTu"}},
    "attribution-truncated-claim-agreements-must-be-binding": {"S000": {None}, "S003": {None, "argumenty-i-fakty"}},
    "attribution-truncated-claim-remarks-follow-announcement": {
        "S000": {None}, "S001": {None}, "S002": {None}, "S003": {None}, "S004": {AP},
    },
    "attribution-truncated-claim-force-secures-peace": {"S000": {None}, "S004": {AP}},
    "name-variant-zelenskyy": {
        "S000": {"Zelenskyy"}, "S001": {"Zelenskyy"}, "S002": {"Zelensky"},
        "S003": {"Zelenskyy"}, "S004": {"Zelenskyy"},
    },
}  # fmt: skip


@pytest.mark.parametrize("discrepancy", MEMBERS)
def test_a_discrepancy_has_these_members_and_no_others(discrepancy: str) -> None:
    assert variants(discrepancy) == MEMBERS[discrepancy]


@pytest.mark.parametrize("discrepancy", ARTICLES)
def test_a_discrepancy_has_these_variants_in_these_articles(discrepancy: str) -> None:
    assert by_article(discrepancy) == ARTICLES[discrepancy]
