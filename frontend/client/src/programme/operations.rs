//! The operations of the room, with examples of what they are sent with.
use crate::{
    operations::{Operation, Orders, Sample, command, each, one, whole, words},
    programme,
    programme::words::{AppetiteLevel, Settled, Tolerance},
    scalars::{Long, Subject, Time},
};

/// The pages.
pub(crate) fn pages(sample: &Sample) -> Vec<Operation> {
    vec![
        whole::<programme::queries::ProgrammePage>(sample),
        one::<programme::queries::PolicyPage>(sample, &sample.policy),
        one::<programme::queries::InitiativePage>(sample, &sample.initiative),
        one::<programme::queries::MeetingPage>(sample, &sample.meeting),
        one::<programme::queries::FeedbackPage>(sample, &sample.feedback),
    ]
}

/// The lists.
pub(crate) fn lists(sample: &Sample, orders: Orders) -> Vec<Operation> {
    [
        each::<programme::policies::Policies>(sample, orders),
        each::<programme::attestations::Attestations>(sample, orders),
        each::<programme::initiatives::Initiatives>(sample, orders),
        each::<programme::meetings::Meetings>(sample, orders),
        each::<programme::exercises::Exercises>(sample, orders),
        each::<programme::surveys::Surveys>(sample, orders),
        each::<programme::feedback::Feedbacks>(sample, orders),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The mutations, in an order in which each can be done.
pub(crate) fn commands(sample: &Sample) -> Vec<Operation> {
    let (policies, money) = (about_policies(sample), about_money(sample));
    [policies, money, about_meetings(sample), about_feedback(sample)].concat()
}

fn ahead() -> Time {
    Time("2027-01-01T00:00:00Z".to_owned())
}

fn past() -> Time {
    Time("2026-11-01T00:00:00Z".to_owned())
}

fn about_policies(sample: &Sample) -> Vec<Operation> {
    use programme::commands::{
        AppetiteStatementInput, AttestPolicy, AttestPolicyInput, PublishPolicy, PublishPolicyInput,
        RetirePolicy, RetirePolicyInput, SetAppetite, SetAppetiteInput,
    };
    let (policy, person) = (|| Subject(sample.policy.clone()), Subject(sample.person.clone()));
    vec![
        command::<PublishPolicy>(PublishPolicyInput {
            policy: policy(),
            title: "Keys and secrets".to_owned(),
            version: Long(2),
            digest: None,
            approved_by: person.clone(),
            binds: Some(Vec::new()),
            attest_within_days: Some(Long(30)),
            review_due: Some(ahead()),
        }),
        command::<AttestPolicy>(AttestPolicyInput { policy: policy(), version: Long(2) }),
        command::<RetirePolicy>(RetirePolicyInput { policy: policy(), reason: words() }),
        command::<SetAppetite>(SetAppetiteInput {
            statements: vec![AppetiteStatementInput {
                category: "Privacy".to_owned(),
                appetite: AppetiteLevel::Low,
                tolerance_max_band: Tolerance::Medium,
                limit: Some(words()),
            }],
            approved_by: person,
        }),
    ]
}

fn about_money(sample: &Sample) -> Vec<Operation> {
    use programme::commands::{
        CloseInitiative, CloseInitiativeInput, FundInitiative, FundInitiativeInput, MetricInput,
        ReassignInitiative, ReassignInitiativeInput, RecordInitiativeOutcome,
        RecordInitiativeOutcomeInput, RecordSpending, RecordSpendingInput,
    };
    let initiative = || Subject(sample.initiative.clone());
    vec![
        command::<FundInitiative>(FundInitiativeInput {
            title: "Resilience".to_owned(),
            purpose: words(),
            amount: "1000.50".to_owned(),
            currency: "EUR".to_owned(),
            period: "2027".to_owned(),
            share_of_ai_budget: Some("0.03".to_owned()),
            threats: Some(vec!["THR-01".to_owned()]),
            risks: Some(vec![Subject(sample.risk.clone())]),
            owner: Some(Subject(sample.me.clone())),
        }),
        command::<RecordSpending>(RecordSpendingInput {
            initiative: initiative(),
            reference: "INV-1".to_owned(),
            amount: "12.50".to_owned(),
            on: past(),
            what: words(),
        }),
        command::<RecordInitiativeOutcome>(RecordInitiativeOutcomeInput {
            initiative: initiative(),
            note: words(),
            metrics: Some(vec![MetricInput {
                name: "adv.robust_drop".to_owned(),
                value: "0.08".to_owned(),
            }]),
        }),
        command::<ReassignInitiative>(ReassignInitiativeInput {
            initiative: initiative(),
            owner: Subject(sample.person.clone()),
        }),
        command::<CloseInitiative>(CloseInitiativeInput {
            initiative: initiative(),
            summary: words(),
        }),
    ]
}

fn about_meetings(sample: &Sample) -> Vec<Operation> {
    use programme::commands::{
        DecisionInput, FollowUpDecision, FollowUpDecisionInput, ReassignDecision,
        ReassignDecisionInput, RecordMeeting, RecordMeetingInput,
    };
    let meeting = || Subject(sample.meeting.clone());
    vec![
        command::<RecordMeeting>(RecordMeetingInput {
            title: "Board".to_owned(),
            period: "2026-Q4".to_owned(),
            figures_as_of: past(),
            system: Some(Subject(sample.system.clone())),
            highlights: Some(vec![words()]),
            decisions: Some(vec![DecisionInput {
                text: words(),
                owner: Some(Subject(sample.me.clone())),
                due: Some(ahead()),
            }]),
        }),
        command::<ReassignDecision>(ReassignDecisionInput {
            meeting: meeting(),
            decision: Long(1),
            owner: Subject(sample.person.clone()),
        }),
        command::<FollowUpDecision>(FollowUpDecisionInput {
            meeting: meeting(),
            decision: Long(1),
            done: true,
            note: words(),
        }),
    ]
}

fn about_feedback(sample: &Sample) -> Vec<Operation> {
    use programme::commands::{
        GiveFeedback, GiveFeedbackInput, MetricInput, RecordExercise, RecordExerciseInput,
        RecordSurvey, RecordSurveyInput, SettleFeedback, SettleFeedbackInput,
    };
    let system = || Some(Subject(sample.system.clone()));
    vec![
        command::<RecordExercise>(RecordExerciseInput {
            scenario: words(),
            system: system(),
            minutes_to_blast_radius: Some(Long(4)),
            hours_to_contain: Some("1.1".to_owned()),
            findings: Long(2),
        }),
        command::<RecordSurvey>(RecordSurveyInput {
            title: Some("Culture".to_owned()),
            metrics: vec![MetricInput {
                name: "culture.score".to_owned(),
                value: "0.74".to_owned(),
            }],
            responses: Long(238),
        }),
        command::<GiveFeedback>(GiveFeedbackInput {
            from_role: "domain_expert".to_owned(),
            text: words(),
            system: system(),
        }),
        command::<SettleFeedback>(SettleFeedbackInput {
            feedback: Subject(sample.feedback.clone()),
            outcome: Settled::Nothing,
            to: None,
            why: words(),
        }),
    ]
}
