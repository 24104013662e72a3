//! What each room shows of a row that was found, and by which words it is found.
//!
//! # Deliberately absent
//! - Personal texts other than names, such as reasons and summaries: they are read where they belong.

use domain::datasets::BatchVerdict;
use kernel::{Personal, Subject};

use super::rooms::{Findable, Found};
use crate::{
    catalogue::Book,
    controls::ControlRow,
    datasets::{BatchRow, DatasetRow, SourceRow, VersionRow, VersionState as DataState},
    deployments::DeploymentRow,
    evaluations::EvidenceRow,
    incidents::{IncidentRow, IncidentState},
    models::{ModelRow, ModelVersionRow},
    people::{PersonRow, TeamRow},
    risks::RiskRow,
    systems::{IntakeRow, IntakeState, SystemRow},
    training::{EnvironmentRow, RunRow},
};

/// Longest line about a thing, in characters.
const LINE: usize = 160;

pub(super) fn line(text: &str) -> String {
    let mut letters = text.chars();
    let mut line: String = letters.by_ref().take(LINE).collect();
    if letters.next().is_some() {
        line.push('…');
    }
    line
}

pub(super) fn label(subject: Option<&Subject>) -> String {
    subject.map(Subject::label).unwrap_or_default()
}

fn labels(subjects: &[Subject]) -> Vec<String> {
    subjects.iter().map(Subject::label).collect()
}

pub(super) fn optional(text: Option<&impl ToString>) -> String {
    text.map(ToString::to_string).unwrap_or_default()
}

fn data_state(state: DataState) -> &'static str {
    match state {
        DataState::Candidate => "candidate",
        DataState::Active => "active",
        DataState::Promoted => "promoted",
        DataState::Rejected => "rejected",
        DataState::Quarantined => "quarantined",
        DataState::Retired => "retired",
    }
}

impl Findable for SystemRow {
    const KIND: &'static str = "system";

    fn subject(&self) -> &Subject {
        &self.subject
    }

    fn found(&self) -> Found {
        let mut words: Vec<String> =
            self.kinds.iter().map(|kind| kind.as_str().to_owned()).collect();
        words.extend([self.purpose.to_string(), self.team.label(), optional(self.vendor.as_ref())]);
        Found {
            title: self.name.to_string(),
            detail: line(self.purpose.as_str()),
            words,
            state: if self.decommissioned.is_some() { "decommissioned" } else { "" },
            ..Found::default()
        }
    }
}

impl Findable for IntakeRow {
    const KIND: &'static str = "intake";

    fn subject(&self) -> &Subject {
        &self.subject
    }

    fn found(&self) -> Found {
        let state = match &self.state {
            IntakeState::Waiting => "waiting",
            IntakeState::Registered(_) => "registered",
            IntakeState::Linked(_) => "linked",
            IntakeState::Dismissed(_) => "dismissed",
        };
        let vendor = optional(self.vendor.as_ref());
        Found {
            title: self.name.to_string(),
            detail: line(self.purpose.as_str()),
            words: vec![self.purpose.to_string(), vendor, label(self.team.as_ref())],
            state,
            ..Found::default()
        }
    }
}

impl Findable for SourceRow {
    const KIND: &'static str = "source";

    fn subject(&self) -> &Subject {
        &self.subject
    }

    fn found(&self) -> Found {
        Found {
            title: self.name.to_string(),
            detail: format!("{} · trust {}", self.sensitivity.as_str(), self.trust.as_str()),
            words: vec![self.sensitivity.to_string(), optional(self.profile.as_ref())],
            ..Found::default()
        }
    }
}

impl Findable for BatchRow {
    const KIND: &'static str = "batch";

    fn subject(&self) -> &Subject {
        &self.subject
    }

    fn found(&self) -> Found {
        let source = self.source.label();
        Found {
            detail: format!("{} records from {source}", self.records),
            words: vec![source, self.credential.to_string(), optional(self.client.as_ref())],
            state: self.verdict.map_or("", BatchVerdict::as_str),
            ..Found::default()
        }
    }
}

impl Findable for DatasetRow {
    const KIND: &'static str = "dataset";

    fn subject(&self) -> &Subject {
        &self.subject
    }

    fn found(&self) -> Found {
        Found {
            title: self.name.to_string(),
            detail: format!("{} · owned by {}", self.sensitivity.as_str(), self.owner.label()),
            words: vec![
                self.sensitivity.to_string(),
                self.owner.label(),
                optional(self.licence.as_ref()),
            ],
            ..Found::default()
        }
    }
}

impl Findable for VersionRow {
    const KIND: &'static str = "dataset_version";

    fn subject(&self) -> &Subject {
        &self.subject
    }

    fn found(&self) -> Found {
        let source = label(self.source.as_ref());
        let from = if source.is_empty() { String::new() } else { format!(" from {source}") };
        Found {
            detail: format!("{} rows{from}", self.rows),
            words: vec![source, self.digest.to_string(), optional(self.pipeline.as_ref())],
            state: data_state(self.state),
            ..Found::default()
        }
    }
}

impl Findable for EnvironmentRow {
    const KIND: &'static str = "environment";

    fn subject(&self) -> &Subject {
        &self.subject
    }

    fn found(&self) -> Found {
        Found {
            title: self.name.to_string(),
            detail: line(self.isolation.as_str()),
            words: vec![self.isolation.to_string()],
            ..Found::default()
        }
    }
}

impl Findable for RunRow {
    const KIND: &'static str = "run";

    fn subject(&self) -> &Subject {
        &self.subject
    }

    fn found(&self) -> Found {
        let mut words = labels(&self.inputs);
        words.extend(labels(&self.outputs));
        let made = if self.outputs.is_empty() { &self.inputs } else { &self.outputs };
        let what = if self.outputs.is_empty() { "with" } else { "made" };
        let detail = match labels(made).as_slice() {
            [] => self.kind.to_string(),
            things => format!("{} · {what} {}", self.kind.as_str(), things.join(", ")),
        };
        words.extend([
            self.kind.to_string(),
            self.code_commit.to_string(),
            label(self.environment.as_ref()),
        ]);
        Found { detail: line(&detail), words, state: self.state.as_str(), ..Found::default() }
    }
}

impl Findable for ModelRow {
    const KIND: &'static str = "model";

    fn subject(&self) -> &Subject {
        &self.subject
    }

    fn found(&self) -> Found {
        let detail = match self.versions.as_slice() {
            [] => String::from("no version yet"),
            [one] => format!("version {}", one.version_label().unwrap_or_default()),
            [.., last] => {
                let newest = last.version_label().unwrap_or_default();
                format!("{} versions, the newest {newest}", self.versions.len())
            }
        };
        Found { title: self.name.clone(), detail, ..Found::default() }
    }
}

impl Findable for ModelVersionRow {
    const KIND: &'static str = "model_version";

    fn subject(&self) -> &Subject {
        &self.subject
    }

    fn found(&self) -> Found {
        let run = label(self.run.as_ref());
        let by = if run.is_empty() { String::new() } else { format!(" · made by {run}") };
        let mut words = labels(&self.derived_from);
        words.extend([optional(self.digest.as_ref()), run, self.format.to_string()]);
        Found {
            detail: format!("{}{by}", self.format),
            words,
            state: data_state(self.state),
            ..Found::default()
        }
    }
}

impl Findable for EvidenceRow {
    const KIND: &'static str = "evidence";

    fn subject(&self) -> &Subject {
        &self.subject
    }

    fn found(&self) -> Found {
        let mut words: Vec<String> = self.speaks_to.iter().map(ToString::to_string).collect();
        let about = self.about.label();
        words.extend([
            self.evidence_type.to_string(),
            self.tool.to_string(),
            self.digest.to_string(),
            label(self.dataset.as_ref()),
        ]);
        let detail = format!("{} of {about} with {}", self.evidence_type, self.tool);
        words.push(about);
        Found {
            detail,
            words,
            state: if self.withdrawn.is_some() { "withdrawn" } else { self.outcome.as_str() },
            ..Found::default()
        }
    }
}

impl Findable for DeploymentRow {
    const KIND: &'static str = "deployment";

    fn subject(&self) -> &Subject {
        &self.subject
    }

    fn found(&self) -> Found {
        let (model, endpoint) = (self.model.label(), self.endpoint.label());
        let mut words = labels(&self.uses);
        let digest = optional(self.digest.as_ref());
        words.extend([model.clone(), endpoint.clone(), self.stage.to_string(), digest]);
        Found {
            detail: format!("{model} at {endpoint} · {}", self.stage.as_str()),
            words,
            state: if self.is_live() { "live" } else { "ended" },
            ..Found::default()
        }
    }
}

impl Findable for IncidentRow {
    const KIND: &'static str = "incident";

    fn subject(&self) -> &Subject {
        &self.subject
    }

    fn found(&self) -> Found {
        let state = match self.state {
            IncidentState::Open => "open",
            IncidentState::Contained => "contained",
            IncidentState::Closed => "closed",
        };
        let mut words = labels(&self.roots);
        words.push(self.severity.to_string());
        words.extend(self.root_causes.iter().map(ToString::to_string));
        Found {
            title: self.title.to_string(),
            detail: self.severity.to_string(),
            words,
            state,
            ..Found::default()
        }
    }
}

impl Findable for RiskRow {
    const KIND: &'static str = "risk";

    fn subject(&self) -> &Subject {
        &self.subject
    }

    fn found(&self) -> Found {
        let mut words = labels(&self.concerns);
        words.extend([
            self.description.to_string(),
            self.threat.to_string(),
            self.category.to_string(),
            self.owner.label(),
        ]);
        Found {
            title: self.title.to_string(),
            detail: line(self.description.as_str()),
            words,
            // Whether an acceptance still counts is a matter of dates.
            state: if self.state.is_closed { "closed" } else { "open" },
            ..Found::default()
        }
    }
}

impl Findable for ControlRow {
    const KIND: &'static str = "control";

    fn subject(&self) -> &Subject {
        &self.subject
    }

    fn found(&self) -> Found {
        let shipped = Book::shipped().controls.get(&self.control);
        let owner = self.owner.as_ref().map(|(person, _)| person);
        let detail = match owner {
            Some(person) => format!("{} · answered for by {}", self.control, person.label()),
            None => self.control.clone(),
        };
        Found {
            title: shipped.map(|control| control.title.clone()).unwrap_or_default(),
            detail,
            words: vec![self.control.clone(), label(owner)],
            state: if self.not_applicable.is_some() { "not_applicable" } else { "" },
            ..Found::default()
        }
    }
}

impl Findable for TeamRow {
    const KIND: &'static str = "team";

    fn subject(&self) -> &Subject {
        &self.subject
    }

    fn found(&self) -> Found {
        Found { title: self.name.to_string(), ..Found::default() }
    }
}

impl Findable for PersonRow {
    const KIND: &'static str = "person";
    const PERSONAL: bool = true;

    fn subject(&self) -> &Subject {
        &self.subject
    }

    fn found(&self) -> Found {
        let state = if self.erased {
            "erased"
        } else if self.active {
            "active"
        } else {
            "left"
        };
        let team = label(self.team.as_ref());
        let of = if team.is_empty() { String::new() } else { format!(" in {team}") };
        let what = if self.service { "service" } else { "person" };
        Found {
            detail: format!("{what}{of}"),
            words: vec![team],
            state,
            sealed: if self.erased { Personal::Erased } else { self.name.clone() },
            erased: self.erased,
            ..Found::default()
        }
    }
}
