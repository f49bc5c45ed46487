"""Provisions on automatic release, licence and supervision after sentence."""

from __future__ import annotations

from wsa_sim.law.calendar import civil_day
from wsa_sim.law.commencement import LAW
from wsa_sim.law.provision import CJA_2003, KNOWN, ORA_2014, SENTENCING_2026, SERVICE, Provision, Tests
from wsa_sim.law.term import NEVER

RELEASE = (
    Provision(
        name="automatic_half_release",
        title="automatic release at half",
        statute=CJA_2003,
        section="s.244 (and s.243A, under 12 months)",
        begins=LAW.automatic_half_release,
        ends=NEVER,
        tests=Tests.offence,
        says="Release after half the sentence, rounded up to a day. A sentence counts from the day on which it is "
        "passed, that day included; no date falls before the sentence. Twelve months and over: on licence to its end. "
        "Until 2012-12-03 sentences under 12 months were released at half by the Criminal Justice Act 1991.",
        source=SERVICE,
        by="regime.custodial_end",
    ),
    Provision(
        name="credit_for_custody",
        title="days on remand and on tagged bail count",
        statute=CJA_2003,
        section="ss.240ZA, 240A",
        begins=LAW.automatic_half_release,
        ends=NEVER,
        tests=Tests.sentence,
        says="Credited days come off the days of release, expiry and curfew, one for one.",
        source=SERVICE,
        by="regime.custodial_end",
    ),
    Provision(
        name="aggregate_terms",
        title="concurrent and consecutive sentences",
        statute=CJA_2003,
        section="ss.263-264",
        begins=LAW.automatic_half_release,
        ends=NEVER,
        tests=Tests.sentence,
        says="Concurrent: the longest, and the latest of each date. Consecutive: the sum. The aggregate decides "
        "whether a term is of 12, 24 or 48 months.",
        source="legislation.gov.uk/ukpga/2003/44/section/264; " + KNOWN,
        by="aggregate.consecutive_length",
    ),
    Provision(
        name="young_adult_supervision",
        title="three months' supervision of women of 18 to 20",
        statute=CJA_2003,
        section="s.256B (Legal Aid, Sentencing and Punishment of Offenders Act 2012 s.115)",
        begins=LAW.young_adult_supervision,
        ends=LAW.rehabilitation_act,
        tests=Tests.offence,
        says="Under 12 months for an offence before 2015-02-01, release is without a licence; a woman of 18 to 20 on "
        "the day of sentence is supervised for three months from release. Breach goes to court; there is no recall. "
        "Sentences before 2012-12-03: the same, by the Criminal Justice Act 1991 s.65.",
        source="legislation.gov.uk/ukpga/2012/10/section/115; the earlier Act: " + KNOWN,
        by="supervision.young_supervision_end",
    ),
    Provision(
        name="rehabilitation_act",
        title="licence for sentences under 12 months",
        statute=ORA_2014,
        section="s.1 (CJA 2003 ss.243A, 244)",
        begins=LAW.rehabilitation_act,
        ends=NEVER,
        tests=Tests.offence,
        says="A sentence of more than one day and under 12 months is released on licence to its end. Before, and for "
        "one day, release is unconditional: no licence and no recall.",
        source=SERVICE,
        by="regime.is_unconditional_on",
    ),
    Provision(
        name="post_sentence_supervision",
        title="post-sentence supervision",
        statute=CJA_2003,
        section="s.256AA (Offender Rehabilitation Act 2014 s.2)",
        begins=LAW.rehabilitation_act,
        ends=LAW.supervision_repeal,
        tests=Tests.offence,
        says="More than one day and under two years, and 18 or over on the last day of the requisite custodial period: "
        "from the end of the sentence to 12 months after that period's end. Curfew does not bring that day forward, a "
        "tranche or a recall does not push it back. Nothing is left of it where the licence runs 12 months. "
        "Requirements lapse while she is in custody or on any licence.",
        source="legislation.gov.uk/ukpga/2003/44/section/256AA; " + SERVICE,
        by="supervision.post_sentence_end",
    ),
    Provision(
        name="supervision_repeal",
        title="repeal of post-sentence supervision",
        statute=SENTENCING_2026,
        section="s.34 and Schedule 5; SI 2026/402 reg.2",
        begins=LAW.supervision_repeal,
        ends=NEVER,
        tests=Tests.day,
        says="Sections 256AA to 256AC go; supervision that is running ends. Failures before that day can still be "
        "dealt with.",
        source="legislation.gov.uk/uksi/2026/402/note/made, which names the sections and not the day",
        uncertain="the day was not seen; another section that the same regulation begins was still prospective on "
        "26 April 2026; it is left out unless it is set",
        by="supervision.post_sentence_end",
    ),
    Provision(
        name="two_thirds_seven_years",
        title="two thirds for listed serious offences, seven years or more",
        statute="Release of Prisoners (Alteration of Relevant Proportion of Sentence) Order 2020",
        section="art.3",
        begins=LAW.two_thirds_seven_years,
        ends=NEVER,
        tests=Tests.sentence,
        says="Release after two thirds. Whether an offence is listed is for the user to say.",
        source=SERVICE + "; the section: " + KNOWN,
        by="regime.first_share",
    ),
    Provision(
        name="two_thirds_four_years",
        title="two thirds for listed serious offences, four years or more",
        statute=CJA_2003,
        section="s.244ZA (Police, Crime, Sentencing and Courts Act 2022 s.130)",
        begins=LAW.two_thirds_four_years,
        ends=NEVER,
        tests=Tests.sentence,
        says="Release after two thirds. Whether an offence is listed is for the user to say.",
        source=SERVICE + "; the section: " + KNOWN,
        by="regime.first_share",
    ),
    Provision(
        name="sds40",
        title="SDS40: release at two fifths",
        statute=f"{CJA_2003} (Requisite and Minimum Custodial Periods) Order 2024",
        section="art.3",
        begins=LAW.sds40,
        ends=NEVER,
        tests=Tests.release,
        says="Release after 40%, rounded up, unless the offence is excluded. Those inside on 2024-09-10 are released "
        "no earlier than their tranche: less than five years 2024-09-10, five years and over 2024-10-22. Sentences "
        "passed from 2024-09-10 have no tranche.",
        source=SERVICE,
        by="regime.sds40_from",
    ),
    Provision(
        name="sds40_more_excluded",
        title="SDS40: further offences excluded",
        statute="Home Detention Curfew and Requisite and Minimum Custodial Periods (Amendment) Order 2024",
        section="art.3 (SI 2024/1331)",
        begins=LAW.sds40_more_excluded,
        ends=NEVER,
        tests=Tests.day,
        says="Further offences join the list of those released at half. Whether an offence is excluded is for the user "
        "to say.",
        source="bailii.org/uk/legis/num_reg/2024/uksi_20241331_en_1.html; " + SERVICE,
    ),
    Provision(
        name="progression_model",
        title="progression model: release at a third",
        statute=SENTENCING_2026,
        section="(release provisions, not seen in force)",
        begins=LAW.progression_model,
        ends=NEVER,
        tests=Tests.release,
        says="Release after a third, rounded up; half for listed serious offences. Those inside on the first day are "
        "released no earlier than their tranche by days of sentence: up to 574 on 2026-10-01, 882 on 10-13, 1,162 on "
        "11-10, 1,561 on 12-08, 2,121 on 2027-01-12, 2,758 on 02-09, 3,283 on 03-09, 3,654 on 04-13, 4,396 on 05-11, "
        "the rest on 06-08. Release under it is on licence whatever the day of the offence. Added days are not here.",
        source=SERVICE,
        uncertain="as the service is configured; commencement was not seen. Tranches move with it",
        by="regime.progression_from",
    ),
    Provision(
        name="time_at_large",
        title="time unlawfully at large does not count",
        statute="Prison Act 1952",
        section="s.49",
        begins=civil_day(1952, 10, 1),
        ends=NEVER,
        tests=Tests.returned,
        says="The end of the sentence, of the licence and of post-sentence supervision move by the days unlawfully at "
        "large.",
        source=SERVICE + "; the section: " + KNOWN,
        by="determinate.dates_on",
    ),
)
