use kernel::{Micros, Refusal as _, testing::given};

use super::{Command, Controls, Effectiveness, Event, Refusal, Status, control_of, stream, weight};
use crate::{
    catalogue::Function,
    golden::{self, reason, subject},
};

fn system() -> kernel::Subject {
    subject("system:care")
}

fn assign(person: &str) -> Command {
    Command::AssignOwner { system: system(), person: subject(person) }
}

fn assigned(person: &str) -> Event {
    Event::OwnerAssigned { system: system(), person: subject(person) }
}

fn link(evidence: &str) -> Command {
    Command::LinkEvidence { system: system(), evidence: subject(evidence) }
}

fn linked(evidence: &str) -> Event {
    Event::EvidenceLinked { system: system(), evidence: subject(evidence) }
}

#[test]
fn wire_format_is_frozen() {
    golden::wire_format_is_frozen::<Event>("controls");
}

#[test]
fn a_stream_names_system_and_control() {
    let named = stream(&subject("system:a.b"), "AIC-DI-01").unwrap();
    assert_eq!(named.to_string(), "control:a.b.AIC-DI-01");
    assert_eq!(control_of(&named), "AIC-DI-01");
}

#[test]
fn a_new_owner_follows_the_old_one() {
    given::<Controls>([]).when(assign("person:p-1")).then([assigned("person:p-1")]);
    given::<Controls>([assigned("person:p-1")])
        .when(assign("person:p-2"))
        .then([assigned("person:p-2")]);
}

#[test]
fn only_people_own_controls() {
    let refusal = Refusal::NotAPerson(subject("team:t"));
    assert_eq!((refusal.code(), refusal.field()), ("control.not_a_person", Some("person")));
    given::<Controls>([]).when(assign("team:t")).then_refused(refusal);
}

#[test]
fn a_stream_stays_with_its_system() {
    let other = Command::AssignOwner { system: subject("system:x"), person: subject("person:p-1") };
    given::<Controls>([assigned("person:p-1")])
        .when(other)
        .then_refused(Refusal::OtherSystem(system()));
    let strange = Command::AssignOwner { system: subject("team:x"), person: subject("person:p-1") };
    given::<Controls>([]).when(strange).then_refused(Refusal::NotASystem(subject("team:x")));
}

#[test]
fn not_applicable_can_be_restored() {
    let mark = || Command::MarkNotApplicable { system: system(), reason: reason() };
    let marked = || Event::MarkedNotApplicable { system: system(), reason: reason() };
    let restore = || Command::RestoreApplicability { system: system(), reason: reason() };
    let restored = || Event::ApplicabilityRestored { system: system(), reason: reason() };
    given::<Controls>([]).when(restore()).then_refused(Refusal::NotMarked);
    given::<Controls>([]).when(mark()).then([marked()]);
    given::<Controls>([marked()]).when(restore()).then([restored()]);
    given::<Controls>([marked(), restored()]).when(mark()).then([marked()]);
}

#[test]
fn evidence_is_linked_once() {
    let unlink = || Command::UnlinkEvidence { system: system(), evidence: subject("evidence:e") };
    let unlinked = || Event::EvidenceUnlinked { system: system(), evidence: subject("evidence:e") };
    given::<Controls>([]).when(link("evidence:e")).then([linked("evidence:e")]);
    given::<Controls>([]).when(unlink()).then_refused(Refusal::NotLinked(subject("evidence:e")));
    given::<Controls>([linked("evidence:e")]).when(unlink()).then([unlinked()]);
    given::<Controls>([linked("evidence:e"), unlinked()])
        .when(link("evidence:e"))
        .then([linked("evidence:e")]);
    given::<Controls>([])
        .when(link("dataset:d"))
        .then_refused(Refusal::NotEvidence(subject("dataset:d")));
}

#[test]
fn a_notice_tells_of_a_change() {
    let notice = |from, to| Command::NoticeStatus { system: system(), from, to, because: reason() };
    let noticed = |from, to| Event::StatusNoticed { system: system(), from, to, because: reason() };
    given::<Controls>([])
        .when(notice(Status::Pass, Status::Pass))
        .then_refused(Refusal::NothingChanged(Status::Pass));
    given::<Controls>([])
        .when(notice(Status::Pass, Status::Stale))
        .then([noticed(Status::Pass, Status::Stale)]);
}

#[test]
fn a_date_is_noticed_once() {
    let due = |at, told| Command::NoticeDue {
        system: system(),
        what: subject("evidence:e"),
        due: Micros(at),
        told,
    };
    let noticed = |at, told| Event::DueNoticed {
        system: system(),
        what: subject("evidence:e"),
        due: Micros(at),
        told,
    };
    let owner = || Some(subject("person:p-1"));
    given::<Controls>([]).when(due(7, owner())).then([noticed(7, owner())]);
    given::<Controls>([noticed(7, owner())]).when(due(7, None)).then_nothing();
    given::<Controls>([noticed(7, owner())]).when(due(8, None)).then([noticed(8, None)]);
}

#[test]
fn only_fresh_passes_count() {
    use Function::{Corrective, Detective, Preventive};
    let of = |controls: &[(&'static [Function], Status)]| {
        Effectiveness::of(controls.iter().map(|(functions, status)| (*functions, *status)))
    };
    let (prevent, detect, mend): (&[_], &[_], &[_]) = (&[Preventive], &[Detective], &[Corrective]);
    let all = of(&[(prevent, Status::Pass), (detect, Status::Fail), (mend, Status::Stale)]);
    assert_eq!(all, Effectiveness { points: 10, of: 21 });
    assert_eq!(all.levels(), 1, "floor of 2.5 × 10/21");
    let apart = of(&[(prevent, Status::Pass), (detect, Status::NotApplicable)]);
    assert_eq!((apart.share(), apart.levels()), (Some(1.0), 2));
    assert_eq!(of(&[(prevent, Status::NotApplicable)]).share(), None, "nothing counters it here");
    assert_eq!(of(&[(prevent, Status::Missing), (prevent, Status::Inconclusive)]).points, 0);
    assert_eq!(weight(&[Detective, Preventive]), 10, "the strongest of its functions");
}

#[test]
fn a_turn_is_noticed_once() {
    let notice = |from, to, since| Command::NoticeTurn {
        system: system(),
        from,
        to,
        since: Micros(since),
        told: Some(subject("person:p-1")),
    };
    let noticed = |from, to, since| Event::TurnNoticed {
        system: system(),
        from,
        to,
        since: Micros(since),
        told: Some(subject("person:p-1")),
    };
    let (pass, fail, stale) = (Status::Pass, Status::Fail, Status::Stale);
    given::<Controls>([]).when(notice(pass, pass, 1)).then_refused(Refusal::NothingChanged(pass));
    given::<Controls>([]).when(notice(pass, fail, 1)).then([noticed(pass, fail, 1)]);
    // The same turn is told once, another one and another kind of turn again.
    let before = || [noticed(pass, fail, 1)];
    given::<Controls>(before()).when(notice(stale, fail, 1)).then_nothing();
    given::<Controls>(before()).when(notice(pass, fail, 2)).then([noticed(pass, fail, 2)]);
    given::<Controls>(before()).when(notice(pass, stale, 1)).then([noticed(pass, stale, 1)]);
}
