//! The history of a risk, read as changes: `residual likelihood 4 → 3`.
//!
//! # Invariants
//! - Every assessment says what it changed against the one before. (`a_history_reads_as_changes`)

use domain::{
    Event,
    risks::{self, Score, Scores, Which},
};
use kernel::{Micros, Personal, Subject};

use super::view::RiskRow;
use crate::{App, AppError, Fact, Sight, history, recorded};

/// Something that happened to a risk.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Position of the event.
    pub pos: u64,
    /// When, on the timeline.
    pub at: Micros,
    /// Who did it.
    pub by: Subject,
    /// The event type.
    pub kind: String,
    /// What happened, in a sentence.
    pub sentence: String,
    /// What is another than before.
    pub changes: Vec<Change>,
    /// The score that is left after it; none while nobody scored the risk.
    pub residual: Option<Score>,
    /// The score as if no control worked.
    pub inherent: Option<Score>,
    /// What was said about it.
    pub note: Personal,
}

/// A value that became another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Which value.
    pub what: String,
    /// Before; absent when there was none.
    pub from: Option<String>,
    /// Afterwards.
    pub to: String,
}

impl App {
    /// What happened to a risk up to the moment of a question, oldest first. A risk one may not see
    /// has no history.
    pub async fn risk_history(&self, sight: &Sight, risk: &Subject) -> Result<Vec<Step>, AppError> {
        let stored = self.store.read_stream(&risk.to_string(), sight.upto).await?;
        let (mut steps, mut row) = (Vec::with_capacity(stored.len()), None);
        for stored in &stored {
            let fact = recorded(stored)?;
            let before = row.clone();
            row = <RiskRow as crate::View>::fold(row, "", &fact);
            if let Some(row) = &row {
                steps.push(step(&fact, stored.leaf.kind.clone(), before.as_ref(), row));
            }
        }
        let is_seen = row.is_some_and(|row| sight.sees(row.system.as_ref()));
        Ok(if is_seen { steps } else { Vec::new() })
    }
}

fn step(fact: &Fact, kind: String, before: Option<&RiskRow>, after: &RiskRow) -> Step {
    Step {
        pos: fact.pos,
        at: fact.at,
        by: fact.by().clone(),
        kind,
        sentence: history::sentence(fact),
        changes: changes(fact, before, after),
        residual: after.state.score(Which::Residual),
        inherent: after.state.score(Which::Inherent),
        note: note(fact),
    }
}

fn changes(fact: &Fact, before: Option<&RiskRow>, after: &RiskRow) -> Vec<Change> {
    let mut all = Vec::new();
    if let Event::Risks(risks::Event::Assessed { scores, effectiveness, .. }) = &fact.event {
        let old = before.and_then(|row| row.state.scores);
        compare_scores(&mut all, old, *scores);
        let known = before.and_then(|row| row.assessment.as_ref());
        let known = known.and_then(|(old, ..)| old.effectiveness.as_ref()).map(ToString::to_string);
        if let Some(share) = effectiveness {
            push(&mut all, "effectiveness of controls", known, share.to_string());
        }
    }
    let Some(before) = before else { return all };
    push(&mut all, "owner", Some(before.owner.label()), after.owner.label());
    let day = |review: Option<Micros>| review.map(Micros::date);
    if let Some(next) = day(after.state.review) {
        push(&mut all, "next review", day(before.state.review), next);
    }
    let until = |row: &RiskRow| row.state.accepted.map(|accepted| accepted.until.date());
    if let Some(end) = until(after) {
        push(&mut all, "accepted until", until(before), end);
    }
    let plan = |row: &RiskRow| row.plan.as_ref().map(|plan| plan.treatment.to_string());
    if let Some(treatment) = plan(after) {
        push(&mut all, "treatment", plan(before), treatment);
    }
    all
}

fn compare_scores(all: &mut Vec<Change>, old: Option<Scores>, new: Scores) {
    for which in [Which::Inherent, Which::Current, Which::Residual] {
        // A current score that nobody gave is the residual one: it says nothing of its own.
        if which == Which::Current && new.current.is_none() {
            continue;
        }
        let (was, is) = (old.map(|old| old.get(which)), new.get(which));
        let likelihood = was.map(|was| was.likelihood.to_string());
        push(all, &format!("{which} likelihood"), likelihood, is.likelihood.to_string());
        let impact = was.map(|was| was.impact.to_string());
        push(all, &format!("{which} impact"), impact, is.impact.to_string());
        let band = was.map(|was| was.band().title().to_owned());
        push(all, &format!("{which} band"), band, is.band().title().to_owned());
    }
}

fn push(all: &mut Vec<Change>, what: &str, from: Option<String>, to: String) {
    if from.as_ref() != Some(&to) {
        all.push(Change { what: what.to_owned(), from, to });
    }
}

fn note(fact: &Fact) -> Personal {
    use risks::Event as Risk;
    let Event::Risks(event) = &fact.event else { return Personal::Erased };
    match event {
        Risk::Assessed { rationale: text, .. }
        | Risk::TaskDone { note: text, .. }
        | Risk::AcceptanceRequested { reason: text, .. }
        | Risk::AcceptanceAgreed { reason: text, .. }
        | Risk::AcceptanceDeclined { reason: text }
        | Risk::Accepted { reason: text, .. }
        | Risk::AcceptanceRevoked { reason: text }
        | Risk::Reopened { note: text, .. }
        | Risk::Reviewed { note: text, .. }
        | Risk::Closed { reason: text } => text.clone(),
        Risk::Identified { .. }
        | Risk::TreatmentPlanned { .. }
        | Risk::TaskAdded { .. }
        | Risk::TaskReassigned { .. }
        | Risk::Linked { .. }
        | Risk::Unlinked { .. }
        | Risk::ReviewScheduled { .. }
        | Risk::OwnerAssigned { .. }
        | Risk::DueNoticed { .. }
        | Risk::Quantified { .. } => Personal::Erased,
    }
}
