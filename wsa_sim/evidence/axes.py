"""The axes along which a parameter can vary, and which parameter varies along which.

A parameter without axes is one number (`frailty_sigma`). A parameter with axes is a table: its cells are written with
dots, one key an axis in the order given here (`trial_wait_days.crown.bailed`), and become an array indexed in the same
order.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from types import MappingProxyType
from typing import Final

SERVICES: Final = ("minerva_crc", "minerva_wraparound", "south_london_alliance", "police_diversion_keywork")
"""Keywork services, in the order of their pools."""

LONDON_BOROUGHS: Final = (
    "barking_and_dagenham",
    "barnet",
    "bexley",
    "brent",
    "bromley",
    "camden",
    "city_of_london",
    "croydon",
    "ealing",
    "enfield",
    "greenwich",
    "hackney",
    "hammersmith_and_fulham",
    "haringey",
    "harrow",
    "havering",
    "hillingdon",
    "hounslow",
    "islington",
    "kensington_and_chelsea",
    "kingston_upon_thames",
    "lambeth",
    "lewisham",
    "merton",
    "newham",
    "redbridge",
    "richmond_upon_thames",
    "southwark",
    "sutton",
    "tower_hamlets",
    "waltham_forest",
    "wandsworth",
    "westminster",
)
"""The 32 London boroughs and the City of London, in alphabetical order: 0 to 32."""

NO_FIXED_ABODE: Final = len(LONDON_BOROUGHS)
"""Index of women with no fixed abode on the borough axis: 33."""

OUTSIDE_LONDON: Final = NO_FIXED_ABODE + 1
"""Index of women who live outside London on the borough axis: 34."""

AXES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "record": ("none", "one_to_four", "five_to_fourteen", "fifteen_plus"),
        "offence": ("violence", "theft", "public_order", "drugs", "other"),
        "court": ("magistrates", "crown"),
        "remand": ("bailed", "remanded"),
        "plea": ("guilty", "not_guilty"),
        "considered": ("other", "order", "custody"),
        "length": (
            "under_1_month",
            "1_to_3_months",
            "3_to_6_months",
            "6_to_12_months",
            "12_to_24_months",
            "24_to_48_months",
            "48_months_plus",
            "indeterminate",
        ),
        "ethnicity": ("asian", "black", "mixed", "other", "white"),
        "nationality": ("british", "foreign_national"),
        "children": ("no_dependent_children", "dependent_children"),
        "need": (
            "mental_health",
            "drugs",
            "alcohol",
            "domestic_abuse",
            "housing",
            "exploitation",
            "care_experience",
        ),
        "known": ("first_arrested", "known_before"),
        "index": (
            "caution",
            "community_order",
            "suspended_sentence",
            "other_disposal",
            "short_sentence",
            "long_sentence",
        ),
        "after": ("without_custody", "custody"),
        "liberty": ("to_3_months", "3_to_6_months", "6_to_12_months"),
        "home": ("settled", "unsettled"),
        "support": ("diversion", "keywork"),
        "age": ("18_to_24", "25_to_34", "35_to_44", "45_to_59", "60_plus"),
        "uncharged": ("no_further_action", "community_resolution", "simple_caution", "conditional_caution"),
        "report": ("oral", "fast", "standard"),
        "disposal": ("suspended_sentence", "community_order", "discharge", "fine", "other"),
        "supervision": ("curfew", "licence_under_12_months", "licence_12_months_plus", "post_sentence", "order"),
        "term": ("under_12_months", "12_months_plus"),
        "contact": ("first", "settled", "later"),
        "failure": ("out_of_touch", "not_residing", "behaviour", "substance_use"),
        "failure_need": ("housing", "substances"),
        "alternative": (
            "warning",
            "licence_variation",
            "more_contact",
            "other_services",
            "case_conference",
            "home_visit",
        ),
        "whereabouts": ("in_touch", "lost"),
        "penalty": ("not_proved", "nothing", "fine", "default_order", "other"),
        "risk": ("low_or_medium", "high"),
        "supervised_for": ("order", "under_12_months", "12_months_to_4_years", "4_years_plus"),
        "order": ("community", "suspended"),
        "order_length": ("six_months", "twelve_months", "eighteen_months", "two_years"),
        "requirement": (
            "rehabilitation_activity",
            "mental_health_treatment",
            "drug_rehabilitation",
            "alcohol_treatment",
            "unpaid_work",
            "curfew",
            "other",
        ),
        "breach_outcome": ("continues", "fined", "more_onerous", "custody", "resentenced"),
        "new_sentence": ("custody", "not_custody"),
        "finder": ("officers", "liaison"),
        "bail_law": ("without_limit", "presumed_against", "without_presumption"),
        "summary": ("television_licence", "other"),
        "route": ("order", "release", "police"),
        "stay": ("under_48_months", "48_months_plus"),
        "establishment": ("bronzefield", "downview", "send", "elsewhere"),
        "service": SERVICES,
        "borough": (*LONDON_BOROUGHS, "no_fixed_abode", "outside_london"),
    }
)
"""Keys of every axis, in index order."""

AXES_OF: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "arrest_place_weight": ("borough",),
        "age_at_entry": ("age",),
        "ethnicity_at_entry": ("ethnicity",),
        "need_share": ("need", "record"),
        "convictions_beyond_least": ("known", "record"),
        "record_at_entry": ("record",),
        "record_of_known_women": ("record",),
        "frailty_of_known_women": ("record",),
        "sentenced_of_known_women": ("record",),
        "on_order_of_known_women": ("record",),
        "length_of_known_sentences": ("length",),
        "desistance_record_ratio": ("record",),
        "desistance_age_ratio": ("age",),
        "death_rate": ("age",),
        "offending_rate": ("record",),
        "offending_age_ratio": ("age",),
        "offending_disposal_ratio": ("index",),
        "offending_liberty_ratio": ("after", "liberty"),
        "liberty_step_days": ("liberty",),
        "offending_need_ratio": ("need",),
        "offending_ratio": ("support",),
        "compliance_ratio": ("support",),
        "offence_share": ("record", "offence"),
        "excluded_share": ("offence",),
        "low_level_share": ("offence",),
        "low_level_record_odds": ("record",),
        "charge_record_odds": ("record",),
        "not_charged_share": ("record", "uncharged"),
        "admission_odds": ("ethnicity",),
        "need_identified_share": ("need",),
        "exploitation_identified_share": ("finder",),
        "schedule_four_share": ("offence",),
        "pre_charge_bail_share": ("bail_law",),
        "summary_prosecutions": ("summary",),
        "summary_conviction_share": ("summary",),
        "summary_fine_share": ("summary",),
        "fine_unpaid_share": ("summary",),
        "fine_enforcement_share": ("summary",),
        "default_committal_share": ("summary",),
        "conditional_caution_fit": ("record",),
        "summary_only_share": ("offence",),
        "indictable_only_share": ("offence",),
        "crown_either_way_share": ("plea",),
        "remand_share": ("court",),
        "remand_offence_odds": ("offence",),
        "remand_record_odds": ("record",),
        "remand_need_odds": ("need",),
        "plea_hearing_days": ("remand",),
        "trial_wait_days": ("court", "remand"),
        "adjournment_share": ("court",),
        "adjournment_days": ("court", "remand"),
        "late_plea_share": ("court",),
        "discontinued_share": ("court",),
        "conviction_share": ("court",),
        "report_share": ("court", "considered"),
        "report_low_level_share": ("considered",),
        "report_kind_share": ("report",),
        "report_days": ("report",),
        "custody_share": ("court",),
        "custody_record_odds": ("court", "record"),
        "custody_offence_odds": ("offence",),
        "early_release_excluded_share": ("offence",),
        "serious_share": ("offence",),
        "custody_remand_odds": ("court",),
        "custody_ethnicity_odds": ("ethnicity",),
        "other_disposal_share": ("court", "disposal"),
        "sentence_length_share": ("court", "length"),
        "noncompliance_rate": ("supervision",),
        "noncompliance_need_ratio": ("need",),
        "days_between_contacts": ("contact",),
        "failure_share": ("failure",),
        "failure_need_ratio": ("failure_need",),
        "recall_share": ("term",),
        "alternative_share": ("alternative",),
        "fixed_term_share": ("term",),
        "allocation_share": ("stay", "establishment"),
        "fixed_term_excluded_share": ("risk",),
        "executive_release_share": ("term",),
        "at_large_days": ("whereabouts",),
        "supervision_penalty_share": ("penalty",),
        "high_risk_share": ("supervised_for",),
        "high_risk_record_odds": ("record",),
        "unsettled_on_release_share": ("home",),
        "longer_term_odds": ("court", "record"),
        "custody_served_odds": ("court",),
        "custody_served_reference": ("court",),
        "suspended_length_share": ("court", "length"),
        "activation_share": ("new_sentence",),
        "order_length_share": ("order", "order_length"),
        "requirement_share": ("requirement",),
        "breach_outcome_share": ("order", "breach_outcome"),
        "referral_share": ("route",),
        "keyworkers": ("service",),
        "caseload": ("service",),
        "keywork_stay_days": ("service",),
        "keywork_longest_days": ("service",),
    }
)
"""Axes of the parameters that have any; a parameter that is not listed is one number."""

SUMS_TO_ONE: Final = frozenset(
    {
        "alternative_share",
        "failure_share",
        "supervision_penalty_share",
        "age_at_entry",
        "ethnicity_at_entry",
        "length_of_known_sentences",
        "record_at_entry",
        "record_of_known_women",
        "offence_share",
        "not_charged_share",
        "allocation_share",
        "report_kind_share",
        "other_disposal_share",
        "sentence_length_share",
        "suspended_length_share",
        "order_length_share",
        "breach_outcome_share",
    }
)
"""Parameters whose values along their last axis are the shares of one whole."""


def cells(base: str) -> tuple[str, ...]:
    """Names of the cells of a parameter, in index order (the last axis fastest).

    Parameters
    ----------
    base
        Name without keys, for example ``trial_wait_days``.

    Returns
    -------
    tuple of str
        Dotted names; the name itself where it has no axes.
    """
    axes = AXES_OF.get(base, ())
    return tuple(".".join((base, *keys)) for keys in product(*(AXES[axis] for axis in axes)))
