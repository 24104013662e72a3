//! What is found of the programme: policies, initiatives, meetings, exercises, surveys, feedback and
//! the appetite.
//!
//! # Deliberately absent
//! - What people said in feedback, and why something was retired, closed or settled: those are
//!   personal texts.
//! - The risks an initiative lowers, and what feedback led to: not everybody may see them.
//! - Whether a day has passed: that is a matter of dates.

use kernel::Subject;

use super::{
    rooms::{Findable, Found},
    things::{label, line, optional},
};
use crate::programme::{
    AppetiteRow, ExerciseRow, FeedbackRow, InitiativeRow, MeetingRow, PolicyRow, SurveyRow,
};

impl Findable for PolicyRow {
    const KIND: &'static str = "policy";

    fn subject(&self) -> &Subject {
        &self.subject
    }

    fn found(&self) -> Found {
        let approved = self.approved_by.label();
        let mut words: Vec<String> = self.binds.iter().map(ToString::to_string).collect();
        words.extend([optional(self.digest.as_ref()), approved.clone()]);
        Found {
            title: self.title.to_string(),
            detail: format!("version {} · approved by {approved}", self.version),
            words,
            state: if self.retired.is_some() { "retired" } else { "" },
            ..Found::default()
        }
    }
}

impl Findable for InitiativeRow {
    const KIND: &'static str = "initiative";

    fn subject(&self) -> &Subject {
        &self.subject
    }

    fn found(&self) -> Found {
        let mut words: Vec<String> = self.threats.iter().map(ToString::to_string).collect();
        words.extend([
            self.purpose.to_string(),
            self.period.to_string(),
            label(self.owner.as_ref()),
        ]);
        Found {
            title: self.title.to_string(),
            detail: format!("{} {} for {}", self.amount.as_str(), self.currency, self.period),
            words,
            state: if self.closed.is_some() { "closed" } else { "open" },
            ..Found::default()
        }
    }
}

impl Findable for MeetingRow {
    const KIND: &'static str = "meeting";

    fn subject(&self) -> &Subject {
        &self.subject
    }

    fn found(&self) -> Found {
        let mut words: Vec<String> = self.highlights.iter().map(ToString::to_string).collect();
        for decision in &self.decisions {
            words.extend([decision.text.to_string(), label(decision.owner.as_ref())]);
        }
        words.push(self.period.to_string());
        Found {
            title: self.title.to_string(),
            detail: format!("{} · decisions: {}", self.period, self.decisions.len()),
            words,
            ..Found::default()
        }
    }
}

impl Findable for ExerciseRow {
    const KIND: &'static str = "exercise";

    fn subject(&self) -> &Subject {
        &self.subject
    }

    fn found(&self) -> Found {
        Found {
            title: line(self.scenario.as_str()),
            detail: format!("{} · to mend: {}", self.completed.date(), self.findings),
            words: vec![self.scenario.to_string()],
            ..Found::default()
        }
    }
}

impl Findable for SurveyRow {
    const KIND: &'static str = "survey";

    fn subject(&self) -> &Subject {
        &self.subject
    }

    fn found(&self) -> Found {
        Found {
            title: optional(self.title.as_ref()),
            detail: format!("{} · answers: {}", self.closed.date(), self.responses),
            words: self.metrics.keys().cloned().collect(),
            ..Found::default()
        }
    }
}

impl Findable for FeedbackRow {
    const KIND: &'static str = "feedback";

    fn subject(&self) -> &Subject {
        &self.subject
    }

    fn found(&self) -> Found {
        let role = self.from_role.to_string();
        Found {
            title: format!("Feedback of {}", role.replace('_', " ")),
            detail: self.received.date(),
            words: vec![role],
            state: if self.settled.is_some() { "settled" } else { "open" },
            ..Found::default()
        }
    }
}

impl Findable for AppetiteRow {
    const KIND: &'static str = "appetite";

    fn subject(&self) -> &Subject {
        &self.subject
    }

    fn found(&self) -> Found {
        let approved = self.approved_by.label();
        let said = self.statements.iter().map(|stated| &stated.statement);
        let mut words = vec![approved.clone()];
        for statement in said {
            words.extend([statement.category.to_string(), optional(statement.limit.as_ref())]);
        }
        Found {
            title: String::from("Risk appetite"),
            detail: format!("categories: {} · approved by {approved}", self.statements.len()),
            words,
            ..Found::default()
        }
    }
}
