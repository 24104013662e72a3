use kernel::{
    Decider, Micros, Moment,
    testing::{given, moment},
};

use super::{Command, Event, Incidents, Refusal, Severity, State, closed, contained, opened};
use crate::{
    golden::{note, reason, subject, subjects},
    incidents::Due,
    risks::Category,
};

const CAUSE: &str = "one shared upload key";

fn published() -> Event {
    Event::PostmortemPublished { root_causes: vec![note(CAUSE)] }
}

fn link(to: &str, cause: Option<&str>) -> Command {
    Command::LinkCorrection { to: subject(to), cause: cause.map(note) }
}

fn linked(to: &str, cause: Option<&str>) -> Event {
    Event::CorrectionLinked { to: subject(to), cause: cause.map(note) }
}

fn hold(held: Micros, participants: &[&str]) -> Command {
    Command::HoldReview { held, participants: subjects(participants), note: reason() }
}

fn held(held: Micros) -> Event {
    Event::ReviewHeld { held, participants: subjects(&["person:p-1"]), note: reason() }
}

fn is(severity: Severity) -> Event {
    let (category, harms) = (Category::Integrity, Vec::new());
    Event::Assessed { severity, category, harms, persons: None, why: reason() }
}

#[test]
fn a_correction_names_a_published_cause() {
    given::<Incidents>([opened()]).when(link("risk:r", None)).then([linked("risk:r", None)]);
    given::<Incidents>([opened()])
        .when(link("risk:r", Some(CAUSE)))
        .then_refused(Refusal::UnknownCause(note(CAUSE)));
    let history = || [opened(), contained(), published(), closed()];
    given::<Incidents>(history())
        .when(link("action:a", Some(CAUSE)))
        .then([linked("action:a", Some(CAUSE))]);
    given::<Incidents>(history())
        .when(link("action:a", Some("bad luck")))
        .then_refused(Refusal::UnknownCause(note("bad luck")));
}

#[test]
fn a_correction_is_something_that_is_done() {
    for to in ["control:c", "curriculum:c", "finding:f", "policy:p", "review:r", "action:a"] {
        given::<Incidents>([opened()]).when(link(to, None)).then([linked(to, None)]);
    }
    given::<Incidents>([opened()]).when(link("model:m@1", None)).then_refused(Refusal::WrongKind {
        field: "to",
        subject: subject("model:m@1"),
        expected: "an action, a risk, a control, a finding, a review, a policy or training",
    });
}

#[test]
fn a_wrong_correction_is_taken_back() {
    let unlink = || Command::UnlinkCorrection { to: subject("risk:r") };
    given::<Incidents>([opened()]).when(unlink()).then_nothing();
    given::<Incidents>([opened(), linked("risk:r", None)])
        .when(unlink())
        .then([Event::CorrectionUnlinked { to: subject("risk:r") }]);
}

#[test]
fn a_look_back_follows_containment() {
    let now = moment().now;
    given::<Incidents>([opened()])
        .when(hold(now, &["person:p-1"]))
        .then_refused(Refusal::NotContained);
    let over = || given::<Incidents>([opened(), contained(), closed()]);
    over().when(hold(now, &["person:p-1"])).then([held(now)]);
    over().when(hold(now, &[])).then_refused(Refusal::NoParticipants);
    over().when(hold(now, &["team:t"])).then_refused(Refusal::WrongKind {
        field: "participants",
        subject: subject("team:t"),
        expected: "a person",
    });
    let at = now.plus_days(1);
    over().when(hold(at, &["person:p-1"])).then_refused(Refusal::InFuture { field: "held", at });
}

#[test]
fn a_late_look_back_is_told_by_severity() {
    let tell = |history: &[Event], days: i64, after: i64| {
        let fold = |state, event: &Event| Incidents::evolve(state, event, &moment());
        let state = history.iter().fold(State::default(), fold);
        let due = moment().now.plus_days(days);
        let told = subjects(&["person:p-1"]);
        let command = Command::NoticeDue { what: Due::Review, period: None, due, told };
        let later = Moment { now: moment().now.plus_days(after), ..moment() };
        Incidents::decide(&state, command, &later).unwrap().len()
    };
    let over = |severity| [opened(), is(severity), contained(), closed()];
    assert_eq!(tell(&over(Severity::Sev1), 14, 14), 0, "in time until the end of its day");
    assert_eq!(tell(&over(Severity::Sev1), 14, 15), 1);
    assert_eq!(tell(&over(Severity::Sev2), 14, 31), 0, "that is not its day");
    assert_eq!(tell(&over(Severity::Sev2), 30, 31), 1);
    assert_eq!(tell(&over(Severity::Sev3), 30, 31), 0);
    assert_eq!(tell(&[opened(), contained()], 14, 15), 0, "it goes on");
    let mut looked_back = over(Severity::Sev1).to_vec();
    looked_back.push(held(moment().now));
    assert_eq!(tell(&looked_back, 14, 15), 0);
}
