"""Provisions on bail before charge, magistrates' powers, suspension, and how probation supervises."""

from __future__ import annotations

from wsa_sim.law.commencement import LAW
from wsa_sim.law.provision import KNOWN, SENTENCING_2026, Provision, Tests
from wsa_sim.law.term import NEVER

OTHER = (
    Provision(
        name="slavery_defence",
        title="defence for victims of slavery and trafficking",
        statute="Modern Slavery Act 2015",
        section="s.45 and Schedule 4 (SI 2015/1476)",
        begins=LAW.slavery_defence,
        ends=NEVER,
        tests=Tests.offence,
        says="An adult compelled to the offence by slavery or relevant exploitation, where a reasonable person in her "
        "place would have had no realistic alternative, is not guilty. Not for the offences of Schedule 4: homicide, "
        "kidnapping, robbery, burglary, arson, serious violence, most sexual offences, firearms, terrorism.",
        source=KNOWN,
        uncertain="general knowledge",
        by="defence.is_slavery_defence_open",
    ),
    Provision(
        name="bail_28_days",
        title="bail before charge: 28 days, and a presumption against it",
        statute="Policing and Crime Act 2017",
        section="Part 4 Chapter 1",
        begins=LAW.bail_28_days,
        ends=LAW.bail_3_months,
        tests=Tests.arrest,
        says="Release without bail unless bail is necessary and proportionate; 28 days at first.",
        source=KNOWN,
        uncertain="general knowledge",
        by="powers.bail_limit_days",
    ),
    Provision(
        name="bail_3_months",
        title="bail before charge: three months, and no presumption",
        statute="Police, Crime, Sentencing and Courts Act 2022",
        section="s.45 and Schedule 4",
        begins=LAW.bail_3_months,
        ends=NEVER,
        tests=Tests.arrest,
        says="The presumption against bail goes; three months at first.",
        source=KNOWN,
        uncertain="general knowledge",
        by="powers.bail_limit_days",
    ),
    Provision(
        name="magistrates_12_months",
        title="magistrates: 12 months for an either-way offence",
        statute="Criminal Justice Act 2003 (Commencement No. 33) and Sentencing Act 2020 (Commencement No. 2) "
        "Regulations 2022",
        section="reg.4 (SI 2022/500; Sentencing Act 2020 s.224)",
        begins=LAW.magistrates_12_months,
        ends=LAW.magistrates_6_months,
        tests=Tests.conviction,
        says="12 months for 6 for one either-way offence; a summary offence stays at 6.",
        source="legislation.gov.uk/uksi/2022/500",
        by="powers.magistrates_limit_months",
    ),
    Provision(
        name="magistrates_6_months",
        title="magistrates: back to 6 months",
        statute="Sentencing Act 2020 (Magistrates' Court Sentencing Powers) (Amendment) Regulations 2023",
        section="reg.2 (SI 2023/298)",
        begins=LAW.magistrates_6_months,
        ends=LAW.magistrates_12_months_again,
        tests=Tests.conviction,
        says="6 months for 12.",
        source="zoomlaw.co.uk/2023-298-uksi.html; conviction: Sentencing Act 2020 Schedule 23 para.14A(2)",
        by="powers.magistrates_limit_months",
    ),
    Provision(
        name="magistrates_12_months_again",
        title="magistrates: 12 months again",
        statute="Sentencing Act 2020 (Magistrates' Court Sentencing Powers) (Amendment) Regulations 2024",
        section="reg.2 (SI 2024/1067)",
        begins=LAW.magistrates_12_months_again,
        ends=NEVER,
        tests=Tests.conviction,
        says="12 months for 6.",
        source="bailii.org/uk/legis/num_reg/2024/uksi_20241067_en_1.html; conviction: Sentencing Act 2020 Schedule 23 "
        "para.14A(2)",
        by="powers.magistrates_limit_months",
    ),
    Provision(
        name="suspension_presumed",
        title="terms of 12 months or less suspended unless exceptional",
        statute=SENTENCING_2026,
        section="ss.1-2, s.49(4)",
        begins=LAW.suspension_presumed,
        ends=NEVER,
        tests=Tests.conviction,
        says="12 months or less is suspended unless circumstances are exceptional, or she is in custody already, the "
        "aggregate is over 12 months, or it is a re-sentence on breach. Up to 36 months can be suspended (24 before).",
        source="uk-legislation.com, Sentencing Act 2026 s.1; lawglobalhub.com, s.49",
        by="powers.is_suspension_presumed",
    ),
    Provision(
        name="one_probation_service",
        title="one probation service",
        statute="Unified probation model",
        section="(contracts with community rehabilitation companies ended)",
        begins=LAW.one_probation_service,
        ends=NEVER,
        tests=Tests.day,
        says="One public service supervises everybody; before, rehabilitation companies had most.",
        source=KNOWN,
        uncertain="general knowledge",
        by="powers.is_one_probation_service",
    ),
    Provision(
        name="probation_reset",
        title="Probation Reset: contact stops at two thirds",
        statute="Policy of His Majesty's Prison and Probation Service",
        section="(no section)",
        begins=LAW.probation_reset,
        ends=NEVER,
        tests=Tests.day,
        says="Active supervision stops at two thirds of the licence, and most contact in post-sentence supervision is "
        "suspended. The licence goes on, and with it recall.",
        source="olliers.com, Probation Reset (2024)",
        by="supervision.contact_end_on",
    ),
)
