use std::collections::BTreeMap;

use kernel::testing::given;

use super::{Command, Datasets, Event};
use crate::{
    datasets::{Arrival, BatchVerdict, Refusal, Sensitivity, Trust},
    golden::{name, note, reason, subject},
};

fn register_source(trust: Trust) -> Command {
    Command::RegisterSource {
        name: name("Partner gateway"),
        trust,
        sensitivity: Sensitivity::SpecialCategory,
        system: None,
    }
}

fn source_registered() -> Event {
    Event::SourceRegistered {
        name: name("Partner gateway"),
        trust: Trust::Low,
        sensitivity: Sensitivity::SpecialCategory,
        system: None,
    }
}

fn arrival(source: &str) -> Arrival {
    Arrival {
        source: subject(source),
        system: None,
        records: 1_140,
        credential: name("key-01"),
        checks: BTreeMap::new(),
        origins: Some(1),
        client: None,
    }
}

fn received() -> Event {
    Event::BatchReceived {
        source: subject("source:gateway"),
        system: None,
        records: 1_140,
        credential: name("key-01"),
        checks: BTreeMap::new(),
        origins: Some(1),
        client: None,
    }
}

fn mark(verdict: BatchVerdict, records: u64) -> Command {
    Command::MarkBatch { verdict, records, reason: reason() }
}

fn marked(verdict: BatchVerdict) -> Event {
    Event::BatchMarked { verdict, records: 1_140, reason: reason() }
}

#[test]
fn a_source_is_registered_once() {
    given::<Datasets>([]).when(register_source(Trust::Low)).then([source_registered()]);
    given::<Datasets>([source_registered()])
        .when(register_source(Trust::High))
        .then_refused(Refusal::SourceAlreadyRegistered);
}

#[test]
fn an_unknown_source_is_refused() {
    let command = Command::ChangeSourceProfile { profile: note("strict"), reason: reason() };
    given::<Datasets>([]).when(command).then_refused(Refusal::UnknownSource);
}

#[test]
fn the_checks_and_senders_of_a_source_change() {
    given::<Datasets>([source_registered()])
        .when(Command::ChangeSourceProfile { profile: note("strict"), reason: reason() })
        .then([Event::SourceProfileChanged { profile: note("strict"), reason: reason() }]);
    given::<Datasets>([source_registered()])
        .when(Command::ChangeSourceAccess { change: name("revoked"), principal: name("key-01") })
        .then([Event::SourceAccessChanged { change: name("revoked"), principal: name("key-01") }]);
}

#[test]
fn a_batch_is_received_once() {
    let receive = |source| Command::ReceiveBatch(arrival(source));
    given::<Datasets>([]).when(receive("source:gateway")).then([received()]);
    given::<Datasets>([received()])
        .when(receive("source:other"))
        .then_refused(Refusal::BatchAlreadyReceived);
}

#[test]
fn a_batch_comes_from_a_source() {
    given::<Datasets>([]).when(Command::ReceiveBatch(arrival("team:t-1"))).then_refused(
        Refusal::WrongKind { field: "source", subject: subject("team:t-1"), expected: "a source" },
    );
}

#[test]
fn an_unknown_batch_is_refused() {
    given::<Datasets>([]).when(mark(BatchVerdict::Clean, 1)).then_refused(Refusal::UnknownBatch);
}

#[test]
fn a_batch_is_marked() {
    given::<Datasets>([received()])
        .when(mark(BatchVerdict::Malicious, 1_140))
        .then([marked(BatchVerdict::Malicious)]);
}

#[test]
fn a_mark_counts_no_more_than_arrived() {
    given::<Datasets>([received()])
        .when(mark(BatchVerdict::Malicious, 1_141))
        .then_refused(Refusal::MoreThanReceived { marked: 1_141, received: 1_140 });
}

#[test]
fn clearing_a_batch_needs_a_second_person() {
    let alarm = || marked(BatchVerdict::Malicious);
    for verdict in [BatchVerdict::Clean, BatchVerdict::Suspicious] {
        given::<Datasets>([received()])
            .and_by("p-2", [alarm()])
            .when_by("p-2", mark(verdict, 1_140))
            .then_refused(Refusal::ClearingNeedsSecondPerson);
    }
    given::<Datasets>([received()])
        .and_by("p-2", [alarm()])
        .when_by("p-3", mark(BatchVerdict::Clean, 1_140))
        .then([marked(BatchVerdict::Clean)]);
}
