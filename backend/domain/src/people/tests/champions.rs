use kernel::{
    Refusal as _,
    testing::{given, moment},
};

use super::{Command, Event, People, Refusal, day, granted, registered};
use crate::golden::{name, reason, subject};

fn team() -> kernel::Subject {
    subject("team:t-1")
}

fn nominate() -> Command {
    Command::NominateChampion { team: team() }
}

fn nominated() -> Event {
    Event::ChampionNominated { team: team() }
}

fn accept() -> Command {
    Command::AcceptNomination { team: team() }
}

fn decline() -> Command {
    Command::DeclineNomination { team: team(), reason: reason() }
}

fn declined() -> Event {
    Event::ChampionDeclined { team: team(), reason: reason() }
}

fn champion() -> [Event; 2] {
    let (role, scope) = (name("security_champion"), team());
    let granted = Event::RoleGranted { role, scope, from: moment().now, until: None };
    [Event::ChampionAccepted { team: team() }, granted]
}

#[test]
fn a_champion_says_yes_first() {
    given::<People>([registered(false)]).when(nominate()).then([nominated()]);
    given::<People>([registered(false), nominated()]).when(accept()).then(champion());
    given::<People>([registered(false)]).when(accept()).then_refused(Refusal::NotNominated(team()));
    assert_eq!(Refusal::NotNominated(team()).code(), "person.not_nominated");
}

#[test]
fn a_nomination_is_answered_once() {
    let said_no = [registered(false), nominated(), declined()];
    given::<People>([registered(false), nominated()]).when(decline()).then([declined()]);
    given::<People>(said_no.clone()).when(accept()).then_refused(Refusal::AlreadyAnswered(team()));
    given::<People>(said_no).when(nominate()).then([nominated()]);
    let [yes, role] = champion();
    given::<People>([registered(false), nominated(), yes, role])
        .when(nominate())
        .then_refused(Refusal::AlreadyChampion(team()));
}

#[test]
fn who_has_left_is_not_nominated() {
    given::<People>([registered(false), Event::Deactivated {}])
        .when(nominate())
        .then_refused(Refusal::HasLeft);
}

fn lend(role: &str, days: i64) -> Command {
    let (role, scope) = (name(role), subject("organisation:o-1"));
    Command::Delegate { role, scope, from: day(0), until: day(days) }
}

fn lent(role: &str, days: i64) -> Event {
    let (role, scope) = (name(role), subject("organisation:o-1"));
    let by = subject("person:tester");
    Event::RoleDelegated { by, role, scope, from: day(0), until: day(days) }
}

#[test]
fn a_delegation_ends_within_a_quarter() {
    given::<People>([registered(false)]).when(lend("ciso", 14)).then([lent("ciso", 14)]);
    given::<People>([registered(false)])
        .when(lend("ciso", 93))
        .then_refused(Refusal::LentTooLong(92));
    given::<People>([registered(false)])
        .when(lend("ciso", 0))
        .then_refused(Refusal::EndsBeforeItBegins);
}

#[test]
fn a_service_takes_over_nothing_that_decides() {
    given::<People>([registered(true)])
        .when(lend("ciso", 14))
        .then_refused(Refusal::ServiceDecides(name("ciso")));
}

#[test]
fn a_delegation_respects_conflicting_duties() {
    let refused =
        given::<People>([registered(false), granted("administrator")]).when(lend("ciso", 14));
    let rule = "Platform administrators cannot approve or edit events";
    let (held, asked) = (name("administrator"), name("ciso"));
    refused.then_refused(Refusal::DutiesConflict { rule, held, asked });
}

#[test]
fn a_delegation_ends_early() {
    let (role, scope) = (name("ciso"), subject("organisation:o-1"));
    let by = subject("person:tester");
    let end = Command::EndDelegation { by: by.clone(), role: role.clone(), scope: scope.clone() };
    let ended = Event::DelegationEnded { by: by.clone(), role: role.clone(), scope: scope.clone() };
    given::<People>([registered(false), lent("ciso", 14)]).when(end.clone()).then([ended]);
    given::<People>([registered(false)]).when(end).then_refused(Refusal::NotDelegated(by, role));
}

#[test]
fn the_end_of_a_delegation_is_noticed_once() {
    let (by, scope) = (subject("person:tester"), subject("organisation:o-1"));
    let told = || vec![subject("person:tester"), subject("person:p-1")];
    let lent = |from: i64, until: i64| Event::RoleDelegated {
        by: by.clone(),
        role: name("ciso"),
        scope: scope.clone(),
        from: day(from),
        until: day(until),
    };
    let notice = |until: i64| Command::NoticeDelegationEnd {
        by: by.clone(),
        role: name("ciso"),
        scope: scope.clone(),
        due: day(until),
        told: told(),
    };
    let noticed = |until: i64| Event::DelegationEndNoticed {
        by: by.clone(),
        role: name("ciso"),
        scope: scope.clone(),
        due: day(until),
        told: told(),
    };
    let back = Event::DelegationEnded { by: by.clone(), role: name("ciso"), scope: scope.clone() };
    let person = || registered(false);
    for until in [-1, 0] {
        given::<People>([person(), lent(-9, until)]).when(notice(until)).then([noticed(until)]);
        given::<People>([person(), lent(-9, until), noticed(until)])
            .when(notice(until))
            .then_nothing();
    }
    // It still runs; it was taken back; it was lent anew; who had it has left.
    given::<People>([person(), lent(-9, 1)]).when(notice(1)).then_nothing();
    given::<People>([person(), lent(-9, 0), back]).when(notice(0)).then_nothing();
    given::<People>([person(), lent(-9, 0), lent(0, 9)]).when(notice(0)).then_nothing();
    given::<People>([person(), lent(-9, 0), Event::Deactivated {}]).when(notice(0)).then_nothing();
    given::<People>([person(), lent(-9, -1), noticed(-1), lent(-1, 0)])
        .when(notice(0))
        .then([noticed(0)]);
    given::<People>([person()])
        .when(notice(0))
        .then_refused(Refusal::NotDelegated(by.clone(), name("ciso")));
}

#[test]
fn a_champion_steps_down_once() {
    let step_down = |successor: Option<&str>| Command::StepDown {
        team: team(),
        reason: reason(),
        successor: successor.map(subject),
    };
    let stepped_down = |successor: Option<&str>| {
        let (reason, successor) = (reason(), successor.map(subject));
        let role = name("security_champion");
        [
            Event::ChampionSteppedDown { team: team(), reason, successor },
            Event::RoleEnded { role, scope: team() },
        ]
    };
    let as_champion = || {
        let [yes, role] = champion();
        given::<People>([registered(false), nominated(), yes, role])
    };
    as_champion().when(step_down(None)).then(stepped_down(None));
    let other = Some("person:other");
    as_champion().when(step_down(other)).then(stepped_down(other));
    as_champion().when(step_down(Some("person:tester"))).then_refused(Refusal::OwnSuccessor);
    given::<People>([registered(false), nominated()])
        .when(step_down(None))
        .then_refused(Refusal::NotChampion(team()));
    // Who stepped down can be asked again.
    let [yes, role] = champion();
    let [gave_up, ended] = stepped_down(None);
    given::<People>([registered(false), nominated(), yes, role, gave_up, ended])
        .when(nominate())
        .then([nominated()]);
}
