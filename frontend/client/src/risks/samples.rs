//! Commands about one risk, in an order in which each can be done: from its score to its end.
use super::{
    commands::{
        AcceptRisk, AcceptRiskInput, AddRiskTask, AddRiskTaskInput, AssessRisk, AssessRiskInput,
        AssignRiskOwner, AssignRiskOwnerInput, CloseRisk, CompleteRiskTask, CompleteRiskTaskInput,
        DeclineAcceptance, IdentifyRisk, IdentifyRiskInput, LinkRisk, LinkRiskInput, PlanTreatment,
        PlanTreatmentInput, QuantifyRisk, QuantifyRiskInput, RangeInput, ReassignRiskTask,
        ReassignRiskTaskInput, ReopenRisk, ReopenRiskInput, RequestAcceptance,
        RequestAcceptanceInput, ReviewRisk, ReviewRiskInput, RevokeAcceptance, RiskReasonInput,
        ScheduleRiskReview, ScheduleRiskReviewInput, ScoreInput, UnlinkRisk,
    },
    words::{ReopenCause, RiskBand, RiskCategory, Treatment, WhichScore},
};
use crate::{
    operations::{Operation, Sample, command},
    scalars::{Subject, Time},
};

/// The commands; the risk of the sample is low at the end of its assessment, so that whoever owns
/// its system accepts it alone.
pub(crate) fn commands(sample: &Sample) -> Vec<Operation> {
    [scored(sample), treated(sample), accepted(sample)].into_iter().flatten().collect()
}

fn words() -> String {
    "A reason in a few words".to_owned()
}

fn day(day: &str) -> Time {
    Time(format!("{day}T00:00:00Z"))
}

fn scored(sample: &Sample) -> Vec<Operation> {
    let risk = || Subject(sample.risk.clone());
    let score = |likelihood, impact| ScoreInput { likelihood, impact };
    let range = |min: &str, most_likely: &str, max: &str| RangeInput {
        min: min.to_owned(),
        most_likely: most_likely.to_owned(),
        max: max.to_owned(),
    };
    vec![
        command::<IdentifyRisk>(IdentifyRiskInput {
            title: words(),
            threat: "THR-06".to_owned(),
            category: RiskCategory::Integrity,
            owner: Subject(sample.person.clone()),
            description: words(),
            system: Some(Subject(sample.system.clone())),
            concerns: Some(vec![Subject(sample.model_version.clone())]),
            from: Some(Subject(sample.incident.clone())),
        }),
        command::<AssessRisk>(AssessRiskInput {
            risk: risk(),
            inherent: score(3, 2),
            residual: score(2, 2),
            rationale: words(),
            current: Some(score(3, 2)),
            effectiveness: Some("0.5".to_owned()),
        }),
        command::<QuantifyRisk>(QuantifyRiskInput {
            risk: risk(),
            which: WhichScore::Inherent,
            currency: "EUR".to_owned(),
            frequency: range("0.5", "1.5", "4"),
            vulnerability: range("0.25", "0.45", "0.7"),
            primary_loss: range("150000", "600000", "2500000"),
            secondary_probability: "0.45".to_owned(),
            secondary_loss: range("200000", "1500000", "9000000"),
            seed: Some(7),
        }),
    ]
}

fn treated(sample: &Sample) -> Vec<Operation> {
    let risk = || Subject(sample.risk.clone());
    let person = || Subject(sample.person.clone());
    let link = || LinkRiskInput { risk: risk(), to: Subject(sample.incident.clone()) };
    vec![
        command::<PlanTreatment>(PlanTreatmentInput {
            risk: risk(),
            treatment: Treatment::Mitigate,
            description: words(),
            due: Some(day("2027-06-01")),
        }),
        command::<AddRiskTask>(AddRiskTaskInput {
            risk: risk(),
            title: words(),
            owner: person(),
            due: day("2027-05-01"),
            task: Some("t-1".to_owned()),
        }),
        command::<ReassignRiskTask>(ReassignRiskTaskInput {
            risk: risk(),
            task: "t-1".to_owned(),
            owner: Subject(sample.me.clone()),
        }),
        command::<CompleteRiskTask>(CompleteRiskTaskInput {
            risk: risk(),
            task: "t-1".to_owned(),
            note: Some(words()),
        }),
        command::<ScheduleRiskReview>(ScheduleRiskReviewInput {
            risk: risk(),
            due: day("2027-04-01"),
        }),
        command::<ReviewRisk>(ReviewRiskInput {
            risk: risk(),
            next: day("2027-07-01"),
            note: Some(words()),
        }),
        command::<AssignRiskOwner>(AssignRiskOwnerInput {
            risk: risk(),
            owner: Subject(sample.me.clone()),
        }),
        command::<LinkRisk>(link()),
        command::<UnlinkRisk>(link()),
    ]
}

fn accepted(sample: &Sample) -> Vec<Operation> {
    let risk = || Subject(sample.risk.clone());
    let because = || RiskReasonInput { risk: risk(), reason: words() };
    vec![
        command::<RequestAcceptance>(RequestAcceptanceInput {
            risk: risk(),
            until: day("2027-03-01"),
            compensating: vec![words()],
            reason: words(),
        }),
        command::<DeclineAcceptance>(because()),
        command::<AcceptRisk>(AcceptRiskInput {
            risk: risk(),
            reason: words(),
            band: Some(RiskBand::Low),
            until: Some(day("2027-02-01")),
        }),
        command::<RevokeAcceptance>(because()),
        command::<ReopenRisk>(ReopenRiskInput {
            risk: risk(),
            why: ReopenCause::Indicator,
            cause: None,
            indicator: Some("KRI-06".to_owned()),
            note: Some(words()),
        }),
        command::<CloseRisk>(because()),
    ]
}
