use kernel::{
    Decider, Micros,
    testing::{given, moment},
};

use super::{Command, Event, Incidents, Refusal, State, close, closed, contained, opened};
use crate::{
    golden::{name, reason, subjects},
    incidents::{Due, Harm, Period, period, periods},
    systems::ActClass,
};

const GDPR: &str = "EU-GDPR-33-1";
const HOUR: i64 = 3_600_000_000;

/// The fixed moment of the tests, moved by hours.
fn hours(hours: i64) -> Micros {
    Micros(moment().now.0 + hours * HOUR)
}

fn time(text: &str) -> Micros {
    text.parse().unwrap()
}

fn start(aware: Option<Micros>) -> Command {
    Command::StartClock { period: name(GDPR), aware, voluntary: false }
}

fn started(aware: Micros) -> Event {
    Event::ClockStarted {
        period: name(GDPR),
        version: 1,
        law: name("Regulation (EU) 2016/679, Art. 33(1)"),
        hours: 72,
        aware,
        due: Micros(aware.0 + 72 * HOUR),
        voluntary: false,
    }
}

fn meet(submitted: Micros) -> Command {
    Command::MeetClock { period: name(GDPR), submitted, addressee: reason(), about: reason() }
}

fn met(submitted: Micros) -> Event {
    Event::ClockMet { period: name(GDPR), submitted, addressee: reason(), about: reason() }
}

fn dismiss() -> Command {
    Command::DismissClock { period: name(GDPR), why: reason() }
}

fn dismissed() -> Event {
    Event::ClockDismissed { period: name(GDPR), why: reason() }
}

fn known(id: &str) -> &'static Period {
    period(id).unwrap()
}

#[test]
fn every_legal_period_is_read() {
    let hours: Vec<(&str, u64)> =
        periods().iter().map(|one| (one.id.as_str(), one.versions[0].hours)).collect();
    let expected = [
        ("EU-AI-ACT-73-2", 15 * 24),
        ("EU-AI-ACT-73-3", 2 * 24),
        ("EU-AI-ACT-73-4", 10 * 24),
        (GDPR, 72),
    ];
    assert_eq!(hours, expected);
    let listed = |harm: &Harm| periods().iter().filter(|one| one.harms.contains(harm)).count();
    for harm in Harm::ALL {
        assert_eq!(listed(harm), usize::from(*harm != Harm::Business), "{harm}");
    }
}

#[test]
fn the_ai_act_binds_from_the_day_of_its_class() {
    let report = known("EU-AI-ACT-73-2");
    let high = |at: &str| report.binds(Some(ActClass::HighRiskAnnexIii), time(at));
    assert!(!high("2027-12-01T23:59:59Z") && high("2027-12-02T00:00:00Z"));
    let product = |at: &str| report.binds(Some(ActClass::HighRiskAnnexI), time(at));
    assert!(!product("2027-12-02T00:00:00Z") && product("2028-08-02T00:00:00Z"));
    assert!(!report.binds(Some(ActClass::Minimal), time("2030-01-01T00:00:00Z")));
    assert!(!report.binds(None, time("2030-01-01T00:00:00Z")));
    assert!(known(GDPR).binds(None, time("2026-02-10T14:00:00Z")));
    assert!(!known(GDPR).binds(None, time("2018-05-24T23:59:59Z")));
}

#[test]
fn a_period_of_the_past_is_counted_as_it_was() {
    let mut period = known(GDPR).clone();
    let mut longer = period.versions[0].clone();
    (longer.version, longer.hours) = (2, 96);
    longer.valid_from = time("2027-01-01T00:00:00Z");
    period.versions.push(longer);
    let at = |text: &str| period.at(time(text)).unwrap().hours;
    assert_eq!(at("2017-01-01T00:00:00Z"), 72, "the first one stands for the time before it");
    assert_eq!((at("2026-12-31T23:59:59Z"), at("2027-01-01T00:00:00Z")), (72, 96));
}

#[test]
fn a_clock_ends_when_the_law_says() {
    let aware = hours(-5);
    given::<Incidents>([opened()]).when(start(Some(aware))).then([started(aware)]);
    // Who names no moment counts from the opening.
    given::<Incidents>([opened()]).when(start(None)).then([started(hours(0))]);
    assert_eq!(known("EU-AI-ACT-73-3").versions[0].ends(hours(0)), moment().now.plus_days(2));
    assert_eq!(known("EU-AI-ACT-73-4").versions[0].ends(hours(0)), moment().now.plus_days(10));
    assert_eq!(known("EU-AI-ACT-73-2").versions[0].ends(hours(0)), moment().now.plus_days(15));
    let other = Command::StartClock { period: name("X-1"), aware: None, voluntary: false };
    given::<Incidents>([opened()]).when(other).then_refused(Refusal::UnknownPeriod(name("X-1")));
    let at = hours(1);
    given::<Incidents>([opened()])
        .when(start(Some(at)))
        .then_refused(Refusal::InFuture { field: "aware", at });
}

#[test]
fn a_clock_is_never_put_off() {
    let running = || given::<Incidents>([opened(), started(hours(-5))]);
    running().when(start(None)).then_nothing();
    running().when(start(Some(hours(-5)))).then_nothing();
    running()
        .when(start(Some(hours(-4))))
        .then_refused(Refusal::ClockRuns { period: name(GDPR), due: hours(67) });
    running().when(start(Some(hours(-6)))).then([started(hours(-6))]);
}

#[test]
fn a_dismissed_clock_may_be_started_anew() {
    given::<Incidents>([opened()]).when(dismiss()).then_refused(Refusal::NoClock(name(GDPR)));
    given::<Incidents>([opened(), started(hours(-5))]).when(dismiss()).then([dismissed()]);
    let known = || given::<Incidents>([opened(), started(hours(-5)), dismissed()]);
    known().when(meet(hours(0))).then_refused(Refusal::NoClock(name(GDPR)));
    known().when(start(Some(hours(-4)))).then([started(hours(-4))]);
}

#[test]
fn a_report_lies_between_awareness_and_now() {
    let running = || given::<Incidents>([opened(), started(hours(-5))]);
    running().when(meet(hours(-6))).then_refused(Refusal::BeforeAware(hours(-5)));
    let at = hours(1);
    running().when(meet(at)).then_refused(Refusal::InFuture { field: "submitted", at });
    running().when(meet(hours(-5))).then([met(hours(-5))]);
    let reported = || given::<Incidents>([opened(), started(hours(-5)), met(hours(-1))]);
    reported().when(meet(hours(0))).then_nothing();
    reported().when(dismiss()).then_refused(Refusal::ClockMet(name(GDPR)));
    reported().when(start(Some(hours(-6)))).then_refused(Refusal::ClockMet(name(GDPR)));
    given::<Incidents>([opened()]).when(meet(hours(0))).then_refused(Refusal::NoClock(name(GDPR)));
}

#[test]
fn no_incident_is_closed_while_a_clock_runs() {
    let running = || [opened(), contained(), started(hours(-5))];
    given::<Incidents>(running())
        .when(close())
        .then_refused(Refusal::ClockOpen { period: name(GDPR), due: hours(67) });
    for ended in [met(hours(0)), dismissed()] {
        let mut history = running().to_vec();
        history.push(ended);
        given::<Incidents>(history).when(close()).then([closed()]);
    }
}

#[test]
fn a_day_of_an_incident_is_told_once() {
    let due = hours(72);
    let history = [opened(), started(hours(0))];
    let fold = |state, event: &Event| Incidents::evolve(state, event, &moment());
    let state = history.iter().fold(State::default(), fold);
    let told = || subjects(&["person:p-1"]);
    let notice = |what| Command::NoticeDue { what, period: Some(name(GDPR)), due, told: told() };
    let noticed = |what| Event::DueNoticed { what, period: Some(name(GDPR)), due, told: told() };
    let ask = |state: &State, what, at| {
        let later = kernel::Moment { now: at, ..moment() };
        Incidents::decide(state, notice(what), &later).unwrap()
    };
    assert!(ask(&state, Due::Coming, hours(47)).is_empty());
    assert_eq!(ask(&state, Due::Coming, hours(48)), [noticed(Due::Coming)]);
    assert!(ask(&state, Due::Coming, hours(73)).is_empty(), "then it is late, not coming");
    assert!(ask(&state, Due::Overdue, hours(72)).is_empty());
    assert_eq!(ask(&state, Due::Overdue, hours(73)), [noticed(Due::Overdue)]);
    let again = fold(state.clone(), &noticed(Due::Overdue));
    assert!(ask(&again, Due::Overdue, hours(74)).is_empty());
    let handed_in = fold(state, &met(hours(1)));
    assert!(ask(&handed_in, Due::Overdue, hours(73)).is_empty());
}
