//! The operations of the room, with examples of what they are sent with.
use crate::{
    operations::{Operation, Orders, Sample, command, each, one, words},
    reviews,
    reviews::words::{Grade, ReviewAnswer, ReviewPhase, ReviewVerdict},
    scalars::Subject,
};

/// The pages.
pub(crate) fn pages(sample: &Sample) -> Vec<Operation> {
    vec![
        one::<reviews::queries::ReviewPage>(sample, &sample.review),
        one::<reviews::queries::FindingPage>(sample, &sample.finding),
        one::<reviews::queries::ActionPage>(sample, &sample.action),
    ]
}

/// The lists.
pub(crate) fn lists(sample: &Sample, orders: Orders) -> Vec<Operation> {
    [
        each::<reviews::list::Reviews>(sample, orders),
        each::<reviews::findings::Findings>(sample, orders),
        each::<reviews::actions::Actions>(sample, orders),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The mutations, in an order in which each can be done.
pub(crate) fn commands(sample: &Sample) -> Vec<Operation> {
    [about_reviews(sample), about_findings(sample)].concat()
}

fn about_reviews(sample: &Sample) -> Vec<Operation> {
    use reviews::commands::{
        AddReviewParticipant, AddReviewParticipantInput, AnswerReview, AnswerReviewInput,
        ConcludeReview, ConcludeReviewInput, OpenReview, OpenReviewInput, RaiseFinding,
        RaiseFindingInput,
    };
    let review = || Subject(sample.review.clone());
    vec![
        command::<OpenReview>(OpenReviewInput {
            system: Subject(sample.system.clone()),
            phase: ReviewPhase::Design,
            participants: vec![Subject(sample.me.clone())],
        }),
        command::<AddReviewParticipant>(AddReviewParticipantInput {
            review: review(),
            person: Subject(sample.person.clone()),
        }),
        command::<AnswerReview>(AnswerReviewInput {
            review: review(),
            threat: "THR-01".to_owned(),
            answer: ReviewAnswer::Open,
            severity: Some(Grade::Low),
            note: words(),
        }),
        command::<RaiseFinding>(RaiseFindingInput {
            control: "AIC-VT-03".to_owned(),
            severity: Grade::Low,
            text: words(),
            system: Some(Subject(sample.system.clone())),
            review: Some(review()),
            owner: None,
        }),
        command::<ConcludeReview>(ConcludeReviewInput {
            review: review(),
            verdict: ReviewVerdict::Conditional,
            note: words(),
        }),
    ]
}

fn about_findings(sample: &Sample) -> Vec<Operation> {
    use reviews::commands::{
        CloseAction, CloseActionInput, CloseFinding, CloseFindingInput, LinkFinding,
        LinkFindingInput, Open, OpenAction, ReassignAction, ReassignActionInput, ReassignFinding,
        ReassignFindingInput, ReportAction, ReportActionInput,
    };
    let (finding, action) = (|| Subject(sample.finding.clone()), || Subject(sample.action.clone()));
    let of_finding = Open { finding: Some(sample.finding.clone()), ..Open::default() };
    vec![
        command::<OpenAction>(of_finding.input("Mend it", &sample.me, "2027-01-01")),
        command::<LinkFinding>(LinkFindingInput {
            finding: finding(),
            to: Subject(sample.risk.clone()),
        }),
        command::<ReassignFinding>(ReassignFindingInput {
            finding: finding(),
            owner: Subject(sample.person.clone()),
        }),
        command::<CloseFinding>(CloseFindingInput { finding: finding(), note: words() }),
        command::<ReassignAction>(ReassignActionInput {
            action: action(),
            owner: Subject(sample.me.clone()),
        }),
        command::<ReportAction>(ReportActionInput { action: action(), note: words() }),
        command::<CloseAction>(CloseActionInput { action: action(), note: words() }),
    ]
}
