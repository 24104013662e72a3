//! Batches: received once, then marked by whoever examines them.

use kernel::{Decision, Kind, Moment, Personal, Subject, nothing_new, record, refuse};

use crate::datasets::{Arrival, BatchVerdict, Event, Refusal};

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Batch {
    arrival: Arrival,
    mark: Option<Mark>,
}

#[derive(Clone, Debug, PartialEq)]
struct Mark {
    finding: Finding,
    by: Subject,
}

/// What an examination found, and in how many records.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Finding {
    pub(super) verdict: BatchVerdict,
    pub(super) records: u64,
}

impl Batch {
    pub(super) fn system(&self) -> Option<Subject> {
        self.arrival.system.clone()
    }
}

pub(super) fn receive(known: Option<&Batch>, arrival: Arrival) -> Decision<Event, Refusal> {
    if let Some(batch) = known {
        let is_same = batch.arrival == arrival;
        return if is_same { nothing_new() } else { refuse(Refusal::BatchAlreadyReceived) };
    }
    if arrival.source.kind() != Kind::Source {
        let (field, expected) = ("source", "a source");
        return refuse(Refusal::WrongKind { field, subject: arrival.source, expected });
    }
    let Arrival { source, system, records, credential, checks, origins, client } = arrival;
    record(Event::BatchReceived { source, system, records, credential, checks, origins, client })
}

pub(super) fn mark(
    batch: &Batch,
    finding: Finding,
    reason: Personal,
    moment: &Moment,
) -> Decision<Event, Refusal> {
    if batch.mark.as_ref().is_some_and(|mark| mark.finding == finding) {
        return nothing_new();
    }
    if finding.records > batch.arrival.records {
        let (marked, received) = (finding.records, batch.arrival.records);
        return refuse(Refusal::MoreThanReceived { marked, received });
    }
    let is_own_alarm =
        |mark: &Mark| mark.finding.verdict == BatchVerdict::Malicious && mark.by == moment.actor;
    let is_cleared = finding.verdict != BatchVerdict::Malicious;
    if is_cleared && batch.mark.as_ref().is_some_and(is_own_alarm) {
        return refuse(Refusal::ClearingNeedsSecondPerson);
    }
    let Finding { verdict, records } = finding;
    record(Event::BatchMarked { verdict, records, reason })
}

pub(super) fn evolve(known: &mut Option<Batch>, event: &Event, by: &Moment) {
    if let Event::BatchReceived { source, system, records, credential, checks, origins, client } =
        event
    {
        let arrival = Arrival {
            source: source.clone(),
            system: system.clone(),
            records: *records,
            credential: credential.clone(),
            checks: checks.clone(),
            origins: *origins,
            client: client.clone(),
        };
        *known = Some(Batch { arrival, mark: None });
    }
    let (Some(batch), Event::BatchMarked { verdict, records, .. }) = (known, event) else {
        return;
    };
    let finding = Finding { verdict: *verdict, records: *records };
    batch.mark = Some(Mark { finding, by: by.actor.clone() });
}
