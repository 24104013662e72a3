use kernel::{Refusal as _, testing::given};

use super::{
    Awareness, Command, Event, Refusal, answers, attempted, completed, day, decimal, paper, take,
    terms,
};
use crate::{
    awareness::{Notice, Told, grade},
    golden::{name, reason, subject},
};

const RIGHT: [u32; 4] = [0, 1, 2, 0];
const ONE_WRONG: [u32; 4] = [0, 1, 2, 1];

fn assign(due: i64) -> Command {
    let terms = Some(terms("M1"));
    Command::Assign { module: name("M1"), due: day(due), why: reason(), terms }
}

fn assigned(due: i64) -> Event {
    Event::Assigned { module: name("M1"), due: day(due), why: reason() }
}

fn record(score: &str, on: Option<i64>) -> Command {
    let (on, terms) = (on.map(day), Some(terms("M1")));
    Command::Record { module: name("M1"), score: decimal(score), on, terms }
}

fn waive(until: i64) -> Command {
    let terms = Some(terms("M1"));
    Command::Waive { module: name("M1"), until: day(until), reason: reason(), terms }
}

fn waived(until: i64) -> Event {
    Event::Waived { module: name("M1"), until: day(until), reason: reason() }
}

#[test]
fn every_question_must_be_answered() {
    let mut some = answers(RIGHT);
    some.remove("Q3");
    let unanswered = Refusal::Unanswered(name("What is right?"));
    assert_eq!(grade(&paper(), &some), Err(unanswered.clone()));
    assert_eq!((unanswered.code(), unanswered.field()), ("awareness.unanswered", Some("answers")));
    let mut odd = answers(RIGHT);
    odd.insert(String::from("Q9"), 0);
    assert_eq!(grade(&paper(), &odd), Err(Refusal::UnknownQuestion(String::from("Q9"))));
    let beyond = answers([0, 1, 3, 0]);
    assert_eq!(grade(&paper(), &beyond), Err(Refusal::UnknownOption(name("Q3"))));
}

#[test]
fn the_pass_score_decides() {
    given::<Awareness>([])
        .when(take("a-1", RIGHT))
        .then([attempted("a-1", "1", true), completed("M1", "1", Some("a-1"), None)]);
    // Three of four are 0.75: fewer than the 0.8 that the module asks for.
    given::<Awareness>([]).when(take("a-1", ONE_WRONG)).then([attempted("a-1", "0.75", false)]);
    let mut easier = paper();
    easier.terms.module.pass_score = decimal("0.75");
    assert!(grade(&easier, &answers(ONE_WRONG)).unwrap().passed, "the limit itself passes");
    easier.questions.pop();
    let mut three = answers([0, 1, 0, 0]);
    three.remove("Q4");
    let marks = grade(&easier, &three).unwrap();
    assert_eq!((marks.right, marks.of, marks.score.as_str()), (2, 3, "0.667"));
    assert_eq!(grade(&paper(), &answers([1, 0, 0, 1])).unwrap().score.as_str(), "0");
}

#[test]
fn an_attempt_is_graded_once() {
    // Whoever saw the explanations sends other answers under the same attempt in vain.
    given::<Awareness>([attempted("a-1", "0.75", false)]).when(take("a-1", RIGHT)).then_nothing();
}

#[test]
fn after_three_tries_somebody_must_help() {
    let failed = |tries: usize| {
        ["a-1", "a-2", "a-3"][..tries].iter().map(|attempt| attempted(attempt, "0.75", false))
    };
    given::<Awareness>(failed(2))
        .when(take("a-9", ONE_WRONG))
        .then([attempted("a-9", "0.75", false)]);
    given::<Awareness>(failed(3)).when(take("a-9", RIGHT)).then_refused(Refusal::NoTriesLeft);
    given::<Awareness>(failed(3).chain([assigned(30)]))
        .when(take("a-9", RIGHT))
        .then([attempted("a-9", "1", true), completed("M1", "1", Some("a-9"), None)]);
    // The same assignment again opens the test again.
    given::<Awareness>([assigned(30)].into_iter().chain(failed(3)))
        .when(assign(30))
        .then([assigned(30)]);
}

#[test]
fn a_module_that_is_not_there_is_not_taken() {
    let unknown = Refusal::UnknownModule(name("M1"));
    let module = || name("M1");
    let commands = [
        Command::Take {
            module: module(),
            attempt: name("a"),
            answers: answers(RIGHT),
            paper: None,
        },
        Command::Record { module: module(), score: decimal("1"), on: None, terms: None },
        Command::Assign { module: module(), due: day(3), why: reason(), terms: None },
        Command::Waive { module: module(), until: day(3), reason: reason(), terms: None },
    ];
    for command in commands {
        given::<Awareness>([]).when(command).then_refused(unknown.clone());
    }
}

#[test]
fn a_result_from_outside_must_pass() {
    given::<Awareness>([]).when(record("0.8", None)).then([completed("M1", "0.8", None, None)]);
    given::<Awareness>([]).when(record("1", Some(-9))).then([completed(
        "M1",
        "1",
        None,
        Some(day(-9)),
    )]);
    let below = Refusal::BelowPass { score: String::from("0.79"), pass: String::from("0.8") };
    assert_eq!(below.field(), Some("score"));
    given::<Awareness>([]).when(record("0.79", None)).then_refused(below);
    given::<Awareness>([]).when(record("87", None)).then_refused(Refusal::BadScore);
    given::<Awareness>([]).when(record("1", Some(1))).then_refused(Refusal::FromTheFuture);
}

#[test]
fn an_assignment_lies_ahead() {
    given::<Awareness>([]).when(assign(9)).then([assigned(9)]);
    given::<Awareness>([assigned(9)]).when(assign(12)).then([assigned(12)]);
    given::<Awareness>([]).when(assign(0)).then_refused(Refusal::DueInThePast);
}

#[test]
fn a_waiver_ends_within_a_year() {
    given::<Awareness>([]).when(waive(90)).then([waived(90)]);
    given::<Awareness>([waived(90)]).when(waive(30)).then([waived(30)]);
    given::<Awareness>([]).when(waive(0)).then_refused(Refusal::WaiverOver);
    given::<Awareness>([]).when(waive(367)).then_refused(Refusal::WaiverTooLong);
}

#[test]
fn somebody_is_told_once() {
    let told = vec![subject("person:p-1")];
    let notice = |what, days| Notice { module: name("M1"), what, due: day(days) };
    let noticed = |what, days| Event::DueNoticed {
        module: name("M1"),
        what,
        due: day(days),
        told: told.clone(),
    };
    let tell = |notices: Vec<Notice>| Command::Tell { notices, told: told.clone() };
    given::<Awareness>([])
        .when(tell(vec![notice(Told::Coming, 9)]))
        .then([noticed(Told::Coming, 9)]);
    given::<Awareness>([noticed(Told::Coming, 9)])
        .when(tell(vec![notice(Told::Coming, 9), notice(Told::Overdue, 9)]))
        .then([noticed(Told::Overdue, 9)]);
    given::<Awareness>([noticed(Told::Coming, 9)])
        .when(tell(vec![notice(Told::Coming, 20)]))
        .then([noticed(Told::Coming, 20)]);
}
