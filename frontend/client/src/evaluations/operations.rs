//! What the forms of evidence send, with examples.
use super::{
    commands::{AttachEvidence, WithdrawEvidence, WithdrawEvidenceInput},
    record::{Draft, KindsPage, Measured, PlacePage},
};
use crate::{
    operations::{Operation, Sample, command, one, whole, words},
    scalars::Subject,
};

pub(crate) fn pages(sample: &Sample) -> Vec<Operation> {
    vec![whole::<KindsPage>(sample), one::<PlacePage>(sample, &sample.system)]
}

pub(crate) fn commands(sample: &Sample) -> Vec<Operation> {
    let draft = Draft {
        mark: "0123456789".to_owned(),
        kind: "EV-ADV-ROBUSTNESS".to_owned(),
        about: sample.model_version.clone(),
        system: sample.system.clone(),
        tool: "art".to_owned(),
        digest: super::upload::digest(b"report"),
        measured: vec![Measured::of("adv.robust_drop", "0.1"), Measured::of("adv.done", "yes")],
        note: words(),
        ..Draft::default()
    };
    let evidence = Subject(draft.name());
    let attach = draft.input().ok().map(command::<AttachEvidence>);
    let withdraw = command::<WithdrawEvidence>(WithdrawEvidenceInput { evidence, reason: words() });
    attach.into_iter().chain([withdraw]).collect()
}
