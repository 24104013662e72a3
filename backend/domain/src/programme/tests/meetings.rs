use kernel::{
    Decider, Micros,
    testing::{given, moment},
};

use crate::{
    golden::{name, note, reason, subject, subjects},
    programme::{Command, Decision, Event, Minutes, Programme, Refusal, State},
};

fn minutes(as_of: Micros) -> Minutes {
    Minutes {
        title: name("Board AI risk report"),
        period: name("2026-Q1"),
        as_of,
        system: None,
        highlights: vec![note("one model was restored")],
        decisions: vec![Decision {
            text: note("Sign every dataset"),
            owner: Some(subject("person:p-3")),
            due: Some(yesterday()),
        }],
    }
}

fn yesterday() -> Micros {
    moment().now.plus_days(-1)
}

fn event(new: Minutes) -> Event {
    let Minutes { title, period, as_of, system, highlights, decisions } = new;
    Event::Held { title, period, as_of, system, highlights, decisions }
}

fn held() -> Event {
    event(minutes(moment().now))
}

fn follow_up(decision: u64, done: bool) -> Command {
    Command::FollowUp { decision, done, note: reason() }
}

fn followed_up(done: bool) -> Event {
    Event::FollowedUp { decision: 1, done, note: reason() }
}

#[test]
fn a_meeting_is_held_once() {
    given::<Programme>([]).when(follow_up(1, true)).then_refused(Refusal::UnknownMeeting);
    given::<Programme>([]).when(Command::Hold(minutes(moment().now))).then([held()]);
    given::<Programme>([held()])
        .when(Command::Hold(minutes(yesterday())))
        .then_refused(Refusal::MeetingHeld);
}

#[test]
fn a_meeting_sees_no_future() {
    let ahead = Micros(moment().now.0 + 1);
    given::<Programme>([])
        .when(Command::Hold(minutes(ahead)))
        .then_refused(Refusal::SeesFuture(ahead));
}

#[test]
fn a_meeting_says_something() {
    let quiet = Minutes { highlights: Vec::new(), decisions: Vec::new(), ..minutes(moment().now) };
    given::<Programme>([]).when(Command::Hold(quiet)).then_refused(Refusal::SaysNothing);
    let mut shared = minutes(moment().now);
    shared.decisions[0].owner = Some(subject("team:a"));
    given::<Programme>([]).when(Command::Hold(shared)).then_refused(Refusal::WrongKind {
        field: "decisions",
        subject: subject("team:a"),
        expected: "people as owners",
    });
}

#[test]
fn a_decision_is_followed_up_until_done() {
    for number in [0, 2] {
        given::<Programme>([held()])
            .when(follow_up(number, true))
            .then_refused(Refusal::UnknownDecision(number, 1));
    }
    given::<Programme>([held()]).when(follow_up(1, true)).then([followed_up(true)]);
    given::<Programme>([held(), followed_up(true)])
        .when(follow_up(1, false))
        .then_refused(Refusal::DecisionDone(1));
    // While it is open, as much is said as there is to say.
    let fold = |state, event: &Event| Programme::evolve(state, event, &moment());
    let state = [held(), followed_up(false)].iter().fold(State::default(), fold);
    let answer = Programme::decide(&state, follow_up(1, false), &moment());
    assert_eq!(answer, Ok(vec![followed_up(false)]));
}

#[test]
fn an_overdue_decision_is_noticed_once() {
    let notice = |decision, due| {
        let told = subjects(&["person:p-3"]);
        Command::NoticeDecision { decision, due, told }
    };
    let (decision, due, told) = (1, yesterday(), subjects(&["person:p-3"]));
    let noticed = Event::DecisionDueNoticed { decision, due, told };
    given::<Programme>([held()]).when(notice(1, yesterday())).then([noticed]);
    given::<Programme>([held(), followed_up(true)]).when(notice(1, yesterday())).then_nothing();
    given::<Programme>([held()]).when(notice(1, moment().now)).then_nothing();
    given::<Programme>([held()]).when(notice(2, yesterday())).then_nothing();
}

#[test]
fn a_decision_is_given_to_somebody_else() {
    let give = |decision, to: &str| Command::ReassignDecision { decision, owner: subject(to) };
    let given_to = |to: &str| Event::DecisionReassigned { decision: 1, owner: subject(to) };
    given::<Programme>([]).when(give(1, "person:p-4")).then_refused(Refusal::UnknownMeeting);
    given::<Programme>([held()])
        .when(give(2, "person:p-4"))
        .then_refused(Refusal::UnknownDecision(2, 1));
    given::<Programme>([held()]).when(give(1, "person:p-3")).then_nothing();
    given::<Programme>([held()]).when(give(1, "person:p-4")).then([given_to("person:p-4")]);
    let history = || [held(), given_to("person:p-4")];
    given::<Programme>(history()).when(give(1, "person:p-4")).then_nothing();
    given::<Programme>(history()).when(give(1, "person:p-3")).then([given_to("person:p-3")]);
    // A decision that nobody saw to finds somebody.
    let mut nobodys = minutes(moment().now);
    nobodys.decisions[0].owner = None;
    given::<Programme>([event(nobodys)]).when(give(1, "person:p-3")).then([given_to("person:p-3")]);
    given::<Programme>([held()]).when(give(1, "team:a")).then_refused(Refusal::WrongKind {
        field: "owner",
        subject: subject("team:a"),
        expected: "a person",
    });
    given::<Programme>([held(), followed_up(true)])
        .when(give(1, "person:p-4"))
        .then_refused(Refusal::DecisionDone(1));
}
