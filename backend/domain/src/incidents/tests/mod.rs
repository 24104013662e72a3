mod clock;
mod look_back;
mod response;
mod rollback;

use std::collections::BTreeMap;

use kernel::{
    Decider, Name, Refusal as _,
    testing::{given, moment},
};

use super::{Command, Event, Incidents, Refusal, Severity, State};
use crate::golden::{self, name, note, reason, said, subject, subjects};

fn open(title: &str) -> Command {
    Command::Open {
        severity: Severity::Sev1,
        title: name(title),
        system: Some(subject("system:care")),
        detected_by: vec![name("AIC-DI-03 scan")],
        roots: subjects(&["batch:b-1"]),
        threats: Vec::new(),
    }
}

fn opened() -> Event {
    Event::Opened {
        severity: Severity::Sev1,
        title: name("Suspected poisoning"),
        system: Some(subject("system:care")),
        detected_by: vec![name("AIC-DI-03 scan")],
        roots: subjects(&["batch:b-1"]),
        threats: Vec::new(),
    }
}

fn names(threats: &[&str]) -> Vec<Name> {
    threats.iter().map(|threat| name(threat)).collect()
}

fn contained() -> Event {
    Event::Contained {}
}

fn closed() -> Event {
    Event::Closed { summary: reason() }
}

fn close() -> Command {
    Command::Close { summary: reason() }
}

fn tell() -> Command {
    Command::TellOwner { person: subject("person:p-2"), about: subjects(&["deployment:d-5"]) }
}

fn radius(roots: &[&str]) -> Command {
    Command::RecordBlastRadius { roots: subjects(roots), counts: BTreeMap::new(), as_of: 612 }
}

fn rescore(changed: u64, listed: u64) -> Command {
    Command::RecordRescoring {
        total: 111_969,
        changed,
        by_deployment: BTreeMap::from([(String::from("d-5"), listed)]),
        method: note("scored again"),
    }
}

fn notice() -> Command {
    Command::SendNotice { addressee: said("the authority"), about: said("initial report") }
}

#[test]
fn wire_format_is_frozen() {
    golden::wire_format_is_frozen::<Event>("incidents");
}

#[test]
fn an_unknown_incident_is_refused() {
    assert_eq!(Refusal::Unknown.code(), "incident.unknown");
    for command in [close(), tell(), Command::Contain, radius(&["batch:b-1"]), notice()] {
        given::<Incidents>([]).when(command).then_refused(Refusal::Unknown);
    }
}

#[test]
fn an_incident_is_opened_once() {
    given::<Incidents>([]).when(open("Suspected poisoning")).then([opened()]);
    given::<Incidents>([opened()])
        .when(open("Something else"))
        .then_refused(Refusal::AlreadyOpened);
}

#[test]
fn a_blast_radius_needs_roots() {
    given::<Incidents>([opened()]).when(radius(&[])).then_refused(Refusal::NoRoots);
    given::<Incidents>([opened()]).when(radius(&["batch:b-1"])).then([
        Event::BlastRadiusComputed {
            roots: subjects(&["batch:b-1"]),
            counts: BTreeMap::new(),
            as_of: 612,
        },
    ]);
}

#[test]
fn owners_are_told_once_about_the_same() {
    given::<Incidents>([opened()]).when(tell()).then([Event::OwnerTold {
        person: subject("person:p-2"),
        about: subjects(&["deployment:d-5"]),
    }]);
    let command = Command::TellOwner { person: subject("service:mail"), about: Vec::new() };
    given::<Incidents>([opened()]).when(command).then_refused(Refusal::WrongKind {
        field: "person",
        subject: subject("service:mail"),
        expected: "a person or a team",
    });
}

#[test]
fn no_more_decisions_change_than_were_rescored() {
    given::<Incidents>([opened()]).when(rescore(111_970, 1)).then_refused(Refusal::MoreThanTotal {
        field: "changed",
        part: 111_970,
        total: 111_969,
    });
    given::<Incidents>([opened()]).when(rescore(1, 111_970)).then_refused(Refusal::MoreThanTotal {
        field: "by_deployment",
        part: 111_970,
        total: 111_969,
    });
    given::<Incidents>([opened()]).when(rescore(1_276, 49_127)).then([Event::DecisionsRescored {
        total: 111_969,
        changed: 1_276,
        by_deployment: BTreeMap::from([(String::from("d-5"), 49_127)]),
        method: note("scored again"),
    }]);
}

#[test]
fn an_incident_is_contained_before_it_is_closed() {
    given::<Incidents>([opened()]).when(close()).then_refused(Refusal::NotContained);
    given::<Incidents>([opened()]).when(Command::Contain).then([contained()]);
    given::<Incidents>([opened(), contained()]).when(close()).then([closed()]);
}

#[test]
fn a_closed_incident_takes_only_notes() {
    let history = || [opened(), contained(), closed()];
    let propose = Command::ProposeRollback {
        deployment: subject("deployment:d-5"),
        from: subject("model:risk@1.3.0"),
        to: None,
    };
    for command in [tell(), radius(&["batch:b-1"]), notice(), rescore(1, 1), propose] {
        given::<Incidents>(history()).when(command).then_refused(Refusal::IsClosed);
    }
    let root_causes = || vec![note("one shared upload key")];
    given::<Incidents>(history())
        .when(Command::PublishPostmortem { root_causes: root_causes() })
        .then([Event::PostmortemPublished { root_causes: root_causes() }]);
    let fold = |state, event: &Event| Incidents::evolve(state, event, &moment());
    let state = history().iter().fold(State::default(), fold);
    let answer = Incidents::decide(&state, Command::AddNote { note: reason() }, &moment());
    assert_eq!(answer, Ok(vec![Event::Noted { note: reason() }]));
}

#[test]
fn the_threats_it_realised_can_be_put_right() {
    let say = |threats: &[&str]| Command::NameThreats { threats: names(threats) };
    let said = |threats: &[&str]| Event::ThreatsNamed { threats: names(threats) };
    given::<Incidents>([]).when(say(&["THR-06"])).then_refused(Refusal::Unknown);
    given::<Incidents>([opened()])
        .when(say(&["THR-08", "THR-06", "THR-08"]))
        .then([said(&["THR-06", "THR-08"])]);
    given::<Incidents>([opened(), said(&["THR-06"]), contained(), closed()])
        .when(say(&["THR-08"]))
        .then([said(&["THR-08"])]);
    given::<Incidents>([opened(), said(&["THR-06"])]).when(say(&[])).then([said(&[])]);
    let fold = |state, event: &Event| Incidents::evolve(state, event, &moment());
    let known = [opened(), said(&["THR-06", "THR-08"])].iter().fold(State::default(), fold);
    let again = Incidents::decide(&known, say(&["THR-08", "THR-06"]), &moment());
    assert_eq!(again, Ok(Vec::new()));
    let fresh = Incidents::evolve(State::default(), &opened(), &moment());
    assert_eq!(Incidents::decide(&fresh, say(&[]), &moment()), Ok(Vec::new()));
}

#[test]
fn what_people_say_is_kept_each_time() {
    let state = Incidents::evolve(State::default(), &opened(), &moment());
    let sent =
        Event::NoticeSent { addressee: said("the authority"), about: said("initial report") };
    assert_eq!(Incidents::decide(&state, notice(), &moment()), Ok(vec![sent]));
}
