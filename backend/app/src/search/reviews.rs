//! What is found of design reviews, findings and actions.
//!
//! # Deliberately absent
//! - What was answered, concluded or said when something was closed: those are personal texts.
//! - The incident, the finding or the risk something follows from or leads to: it may be of another
//!   system.
//! - Whether an action is overdue or a conclusion still counts: that is a matter of dates.

use domain::reviews::Verdict;
use kernel::Subject;

use super::{
    rooms::{Findable, Found},
    things::{label, line},
};
use crate::reviews::{ActionRow, FindingRow, ReviewRow};

impl Findable for ReviewRow {
    const KIND: &'static str = "review";

    fn subject(&self) -> &Subject {
        &self.subject
    }

    fn found(&self) -> Found {
        let asked = self.questions.iter().map(|asked| &asked.threat);
        let looked_at = self.concluded.iter().flat_map(|concluded| &concluded.threats);
        let threats = asked.chain(looked_at).map(ToString::to_string);
        let state = self.concluded.as_ref();
        let state = state.map(|known| known.verdict.map_or("concluded", Verdict::as_str));
        Found {
            title: format!("Design review of {}", self.system.label()),
            detail: format!("{} · opened {}", self.phase, self.opened.date()),
            words: threats.chain([self.phase.to_string()]).collect(),
            state: state.unwrap_or("open"),
            ..Found::default()
        }
    }
}

impl Findable for FindingRow {
    const KIND: &'static str = "finding";

    fn subject(&self) -> &Subject {
        &self.subject
    }

    fn found(&self) -> Found {
        let (control, severity) = (self.control.to_string(), self.severity.to_string());
        Found {
            title: line(self.text.as_str()),
            detail: format!("{control} · {severity}"),
            words: vec![self.text.to_string(), control, severity, label(self.owner.as_ref())],
            state: if self.closed.is_some() { "closed" } else { "open" },
            ..Found::default()
        }
    }
}

impl Findable for ActionRow {
    const KIND: &'static str = "action";

    fn subject(&self) -> &Subject {
        &self.subject
    }

    fn found(&self) -> Found {
        let owner = self.owner.label();
        let state = if self.closed.is_some() {
            "closed"
        } else if self.reported.is_some() {
            "reported"
        } else {
            "open"
        };
        let controls = self.controls.iter().map(ToString::to_string);
        Found {
            title: self.title.to_string(),
            detail: format!("{owner} by {}", self.due.date()),
            words: controls.chain([owner]).collect(),
            state,
            ..Found::default()
        }
    }
}
