//! What reviews and actions say.
use super::{
    actions::{ActionFilter, Actions},
    commands::{Act, Open, RaiseFinding},
    list::ReviewFilter,
    model::Progress,
    queries::{Action, DoneNote, Question, Review},
};
use crate::{
    command::{Command, Sent},
    controls::page::Titled,
    list::List,
    reviews::words::{ActionState, Grade, ReviewAnswer, ReviewPhase},
    scalars::{Subject, Time},
};

fn action(state: ActionState, reported: bool) -> Action {
    let done = DoneNote { at: Time("2026-02-10T14:40:00Z".to_owned()), by: None, note: None };
    Action {
        subject: Subject::from("action:a"),
        title: "Rotate the keys".to_owned(),
        state,
        late: false,
        owner: None,
        due: Time("2026-02-09T00:00:00Z".to_owned()),
        controls: Vec::new(),
        system: None,
        incident: None,
        finding: None,
        opened: Time("2026-02-01T00:00:00Z".to_owned()),
        opened_by: None,
        reported: reported.then_some(done),
        closed: None,
        notices: Vec::new(),
        offers: Vec::new(),
    }
}

#[test]
fn a_reported_action_is_not_closed() {
    assert!(action(ActionState::Reported, true).next().contains("closes it"));
    assert!(action(ActionState::Overdue, true).next().contains("nobody looked yet"));
    assert_eq!(action(ActionState::Overdue, false).next(), "Its day has passed.");
    assert_eq!(action(ActionState::Closed, true).next(), "Closed in time.");
}

fn question(answer: Option<ReviewAnswer>) -> Question {
    Question {
        threat: Titled { id: "THR-06".to_owned(), title: "Tampering".to_owned() },
        text: "Who can change it?".to_owned(),
        answer,
        severity: None,
        note: None,
        by: None,
        at: None,
    }
}

#[test]
fn a_review_says_how_far_it_has_come() {
    let mut review = Review {
        subject: Subject::from("review:r"),
        system: None,
        phase: ReviewPhase::Design,
        opened: Time("2026-02-01T00:00:00Z".to_owned()),
        opened_by: None,
        participants: Vec::new(),
        questions: vec![question(None), question(Some(ReviewAnswer::Covered))],
        concluded: None,
        findings: Vec::new(),
        notices: Vec::new(),
        offers: Vec::new(),
    };
    assert_eq!(review.progress(), Progress::Answering(1, 2));
    review.questions.remove(0);
    assert_eq!(review.progress(), Progress::Answered);
    assert_eq!(review.answered(ReviewAnswer::Covered), 1);
    assert!(!review.has("person:p") && !review.has_security("person:p"));
}

#[test]
fn an_address_narrows_the_actions() {
    let read = |state: &'static str| {
        ActionFilter::read(move |key| if key == "state" { state.to_owned() } else { String::new() })
    };
    assert_eq!(read("overdue").state, Some(ActionState::Overdue));
    assert_eq!((read("open").state, read("open").open), (None, Some(true)));
    assert_eq!((read("closed").state, read("closed").open), (None, Some(false)));
    assert_eq!(read("nonsense"), ActionFilter::default());
    assert!(Actions::COLUMNS.iter().any(|column| column.sort == Some("due")));
}

#[test]
fn an_address_narrows_the_reviews() {
    assert_eq!(ReviewFilter::read("lapsed", "", "").fresh, Some(false));
    assert_eq!(ReviewFilter::read("high", "system:s", "").open_high, Some(true));
    assert_eq!(ReviewFilter::read("", "", " care ").text.as_deref(), Some("care"));
    assert_eq!(ReviewFilter::read("nonsense", "", " "), ReviewFilter::default());
}

#[test]
fn a_day_becomes_a_time() {
    let open = Open { finding: Some("finding:f".to_owned()), ..Open::default() };
    let input = open.input(" Freeze it ", "person:p", "2026-03-06");
    assert_eq!((input.title.as_str(), input.due.0.as_str()), ("Freeze it", "2026-03-06T00:00:00Z"));
    assert_eq!(input.finding, Some(Subject::from("finding:f")));
}

#[test]
fn a_refusal_to_close_is_read_as_one() {
    let refused = r#"{"data":{"closeAction":{"receipt":null,
        "refusal":{"code":"action.owner_closes","sentence":"you own it","field":null}}}}"#;
    let Ok(Sent::Refused(refusal)) = Act::CloseAction.sent(refused) else { panic!("not refused") };
    assert_eq!(refusal.words(), "You own it.");
    assert_eq!(Act::CloseAction.mutation(), "closeAction");
    assert_eq!(RaiseFinding::NAME, "raiseFinding");
}

#[test]
fn what_an_address_says_reads_back() {
    assert!(ActionState::ALL.iter().all(|one| ActionState::read(one.slug()) == Some(*one)));
    assert!(Grade::ALL.iter().all(|one| Grade::read(one.slug()) == Some(*one)));
}
