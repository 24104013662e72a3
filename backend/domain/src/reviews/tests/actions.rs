use kernel::{Micros, testing::given, testing::moment};

use crate::{
    golden::{name, reason, subject, subjects},
    reviews::{Command, Event, Plan, Refusal, Reviews},
};

fn plan(title: &str) -> Plan {
    Plan {
        title: name(title),
        owner: subject("person:owner"),
        due: yesterday(),
        controls: vec![name("AIC-DI-02")],
        system: Some(subject("system:care")),
        incident: Some(subject("incident:i-1")),
        finding: None,
    }
}

fn yesterday() -> Micros {
    moment().now.plus_days(-1)
}

fn opened() -> Event {
    let Plan { title, owner, due, controls, system, incident, finding } = plan("Sign manifests");
    Event::ActionOpened { title, owner, due, controls, system, incident, finding }
}

fn opened_by(days: i64) -> Event {
    let Event::ActionOpened { title, owner, controls, system, incident, finding, .. } = opened()
    else {
        panic!()
    };
    let due = moment().now.plus_days(days);
    Event::ActionOpened { title, owner, due, controls, system, incident, finding }
}

fn close() -> Command {
    Command::CloseAction { note: reason() }
}

fn closed() -> Event {
    Event::ActionClosed { note: reason() }
}

fn report() -> Command {
    Command::ReportDone { note: reason() }
}

fn done() -> Event {
    Event::Done { note: reason() }
}

fn reassign(to: &str) -> Command {
    Command::Reassign { owner: subject(to) }
}

fn reassigned(to: &str) -> Event {
    Event::Reassigned { owner: subject(to) }
}

fn notice(due: Micros) -> Command {
    Command::NoticeOverdue { due, told: subjects(&["person:owner"]) }
}

#[test]
fn an_action_is_opened_once() {
    for command in [close(), report(), reassign("person:p"), notice(yesterday())] {
        given::<Reviews>([]).when(command).then_refused(Refusal::UnknownAction);
    }
    given::<Reviews>([]).when(Command::OpenAction(plan("Sign manifests"))).then([opened()]);
    given::<Reviews>([opened()])
        .when(Command::OpenAction(plan("Something else")))
        .then_refused(Refusal::ActionOpened);
}

#[test]
fn only_people_own_actions() {
    let wrong = |field, text: &str, expected| Refusal::WrongKind {
        field,
        subject: subject(text),
        expected,
    };
    let of_team = Plan { owner: subject("team:a"), ..plan("Sign manifests") };
    given::<Reviews>([])
        .when(Command::OpenAction(of_team))
        .then_refused(wrong("owner", "team:a", "a person"));
    given::<Reviews>([opened()])
        .when(reassign("team:a"))
        .then_refused(wrong("owner", "team:a", "a person"));
}

#[test]
fn only_its_owner_reports_an_action_done() {
    let owner = subject("person:owner");
    given::<Reviews>([opened()]).when(report()).then_refused(Refusal::NotTheOwner(owner));
    given::<Reviews>([opened()]).when_by("owner", report()).then([done()]);
    // What the first owner said does not bind the second.
    given::<Reviews>([opened(), done(), reassigned("person:second")])
        .when_by("second", report())
        .then([done()]);
}

#[test]
fn no_owner_closes_an_action() {
    given::<Reviews>([opened()]).when_by("owner", close()).then_refused(Refusal::OwnerClosesAction);
    for person in ["owner", "second"] {
        given::<Reviews>([opened(), reassigned("person:second")])
            .when_by(person, close())
            .then_refused(Refusal::OwnerClosesAction);
    }
    given::<Reviews>([opened()]).when_by("verifier", close()).then([closed()]);
}

#[test]
fn a_closed_action_takes_nothing_more() {
    let history = || [opened(), closed()];
    given::<Reviews>(history()).when(close()).then_nothing();
    given::<Reviews>(history()).when(reassign("person:p")).then_refused(Refusal::ActionClosed);
    given::<Reviews>(history()).when_by("owner", report()).then_refused(Refusal::ActionClosed);
    given::<Reviews>(history()).when(notice(yesterday())).then_nothing();
}

#[test]
fn a_passed_day_is_noticed_once() {
    let told = || Event::OverdueNoticed { due: yesterday(), told: subjects(&["person:owner"]) };
    given::<Reviews>([opened()]).when(notice(yesterday())).then([told()]);
    given::<Reviews>([opened(), told()]).when(notice(yesterday())).then_nothing();
    // The whole day counts: what is due today is not overdue.
    given::<Reviews>([opened_by(0)]).when(notice(moment().now)).then_nothing();
    // The day of another plan is no news.
    given::<Reviews>([opened()]).when(notice(moment().now.plus_days(-2))).then_nothing();
}
