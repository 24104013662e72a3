//! What needs a leader's eye, most severe first.

use domain::{deployments::Stage, evaluations::Outcome, incidents::Severity, systems::RiskClass};
use kernel::{Kind, Micros, Subject};

use super::Portfolio;
use crate::{
    App, AppError,
    deployments::DeploymentRow,
    evaluations::EvidenceRow,
    incidents::{ClockState, IncidentRow, IncidentState, Rollback},
    lineage::Direction,
    people::coverage::Missing,
    systems::SystemRow,
};

/// Most items shown.
const MOST: usize = 24;

/// Something that needs an eye.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attention {
    /// What it is about; its page says more.
    pub subject: Subject,
    /// What it is, in a few words.
    pub title: String,
    /// What is the matter.
    pub sentence: String,
    /// How bad it is.
    pub severity: Severity,
    /// Since when.
    pub since: Micros,
    /// The system it belongs to.
    pub system: Option<Subject>,
}

impl App {
    /// What needs an eye at the moment of a portfolio.
    pub async fn attention(&self, portfolio: &Portfolio) -> Result<Vec<Attention>, AppError> {
        let mut items = Vec::new();
        for row in portfolio.deployments.iter().filter(|row| row.is_live()) {
            if portfolio.standings.is_unclean(&row.subject) {
                let since = self.suspect_since(portfolio, row).await?;
                items.push(suspect(row, since));
            }
            items.extend(unconfirmed_stop(row));
        }
        for row in &*portfolio.incidents {
            items.extend(incident(row));
            items.extend(row.rollbacks.iter().filter_map(|rollback| undecided(row, rollback)));
            items.extend(late_reports(row, portfolio.sight.time));
        }
        items.extend(portfolio.missing_owners());
        items.extend(portfolio.failed_tests());
        items.extend(portfolio.flagged_data());
        items.extend(portfolio.overdue_actions());
        items.extend(portfolio.high_findings());
        items.extend(portfolio.late_policies());
        items.sort_by(|a, b| (a.severity, b.since).cmp(&(b.severity, a.since)));
        items.truncate(MOST);
        Ok(items)
    }

    /// Since when the first of the reasons makes a deployment suspect.
    async fn suspect_since(
        &self,
        portfolio: &Portfolio,
        row: &DeploymentRow,
    ) -> Result<Micros, AppError> {
        let (graph, upto) = (&portfolio.graph, portfolio.sight.upto);
        let mut reasons = portfolio.standings.because(&row.subject);
        reasons.push(row.subject.clone());
        let began = reasons.iter().filter_map(|reason| graph.find(reason));
        let began = began.filter_map(|number| graph.tainted_since(number, upto)).min();
        let Some(pos) = began else { return Ok(row.activated) };
        let tainted = self.store.timeline_of(pos).await?.map_or(row.activated, Micros);
        Ok(tainted.max(row.activated))
    }
}

impl Portfolio {
    fn missing_owners(&self) -> Vec<Attention> {
        let live = self.live_at(self.sight.time);
        let item = |(row, gap): (&SystemRow, Missing)| {
            let is_live = live.contains(&row.subject);
            let severity = match (is_live, row.risk_class) {
                (true, RiskClass::High) => Severity::Sev2,
                (true, RiskClass::Medium | RiskClass::Low) | (false, RiskClass::High) => {
                    Severity::Sev3
                }
                (false, RiskClass::Medium | RiskClass::Low) => Severity::Sev4,
            };
            let stands = match (is_live, gap.left.is_some()) {
                (true, true) => "Its owner left: it is live and nobody",
                (false, true) => "Its owner left: nobody",
                (true, false) => "It is live and nobody",
                (false, false) => "Nobody",
            };
            Attention {
                subject: row.subject.clone(),
                title: format!("{} has no owner", row.name),
                sentence: format!("{stands} is accountable for it"),
                severity,
                since: gap.since,
                system: Some(row.subject.clone()),
            }
        };
        self.owner_gaps().map(item).collect()
    }

    /// The newest evidence of each type about what is live, where it says no.
    fn failed_tests(&self) -> Vec<Attention> {
        let live: Vec<&DeploymentRow> =
            self.deployments.iter().filter(|row| row.is_live()).collect();
        let failed = self.failed().filter(|row| live.iter().any(|other| other.model == row.about));
        let item = |row: &EvidenceRow| Attention {
            subject: row.subject.clone(),
            title: failed_title(row),
            sentence: format!("{} is live and did not pass", row.about.label()),
            severity: Severity::Sev3,
            since: row.attached,
            system: row.system.clone(),
        };
        failed.map(item).collect()
    }

    /// Dataset versions that a test or scan flagged while something live was made from them. Those
    /// that are stopped, or suspect through something that is, show as suspect deployments already.
    fn flagged_data(&self) -> Vec<Attention> {
        let item = |row: &EvidenceRow| {
            let is_known =
                row.about.kind() != Kind::Dataset || self.standings.is_unclean(&row.about);
            let live = if is_known { None } else { self.live_from(&row.about) }?;
            let (about, model) = (row.about.label(), live.model.label());
            Some(Attention {
                subject: row.about.clone(),
                title: format!("{about}: {} failed", in_a_sentence(row)),
                sentence: format!("{model}, live at {}, was made from it", live.endpoint.label()),
                severity: Severity::Sev2,
                since: row.attached,
                system: row.system.clone(),
            })
        };
        self.failed().filter(|row| self.is_last_flagged(row)).filter_map(item).collect()
    }

    /// Whether no later version of the same dataset fails the same way while something live was
    /// made from it: one line for a dataset says enough.
    fn is_last_flagged(&self, row: &EvidenceRow) -> bool {
        let registered = |version: &Subject| {
            let found = self.datasets.iter().find(|row| row.subject == *version);
            found.map(|row| row.registered)
        };
        !self.failed().any(|other| {
            other.evidence_type == row.evidence_type
                && other.about.stream() == row.about.stream()
                && registered(&other.about) > registered(&row.about)
                && self.live_from(&other.about).is_some()
        })
    }

    /// The newest evidence of each type about each thing, where it says no.
    fn failed(&self) -> impl Iterator<Item = &EvidenceRow> {
        let is_newest = |row: &&EvidenceRow| {
            !self.evidence.iter().any(|other| {
                let same = (&other.about, &other.evidence_type) == (&row.about, &row.evidence_type);
                same && other.attached > row.attached && other.withdrawn.is_none()
            })
        };
        let says_no = |row: &&EvidenceRow| row.outcome == Outcome::Fail && row.withdrawn.is_none();
        self.evidence.iter().filter(says_no).filter(is_newest)
    }

    /// A live deployment that something went into; the newest of the highest stage.
    fn live_from(&self, subject: &Subject) -> Option<&DeploymentRow> {
        let roots = std::slice::from_ref(subject);
        let reached = self.graph.reach(roots, Direction::Down, None, &self.sight);
        let came = self.deployments.iter().filter(|row| {
            row.is_live() && self.graph.find(&row.subject).is_some_and(|at| reached.contains(at))
        });
        came.max_by_key(|row| (row.stage == Stage::Production, row.activated))
    }
}

fn failed_title(row: &EvidenceRow) -> String {
    format!("{} failed", crate::catalogue::evidence_title(row.evidence_type.as_str()))
}

/// The title of an evidence type inside a sentence: its first letter is small, an initialism's is not.
fn in_a_sentence(row: &EvidenceRow) -> String {
    let title = crate::catalogue::evidence_title(row.evidence_type.as_str());
    let mut letters = title.chars();
    let (first, second) = (letters.next(), letters.next());
    match (first, second) {
        (Some(first), Some(second)) if second.is_lowercase() => {
            first.to_lowercase().chain([second]).chain(letters).collect()
        }
        _ => title,
    }
}

fn suspect(row: &DeploymentRow, since: Micros) -> Attention {
    let severity = match row.stage {
        Stage::Production => Severity::Sev1,
        Stage::Staging => Severity::Sev2,
        Stage::Test => Severity::Sev3,
    };
    Attention {
        subject: row.subject.clone(),
        title: format!("{} is suspect", row.endpoint.label()),
        sentence: format!(
            "{} is live there and comes from something quarantined",
            row.model.label()
        ),
        severity,
        since,
        system: row.system.clone(),
    }
}

fn unconfirmed_stop(row: &DeploymentRow) -> Option<Attention> {
    let stop = row.stop.as_ref().filter(|stop| stop.confirmed.is_none())?;
    Some(Attention {
        subject: row.subject.clone(),
        title: format!("Stop of {} is not confirmed", row.endpoint.label()),
        sentence: format!(
            "Stopping {} was asked for; nobody has seen it stop",
            row.subject.label()
        ),
        severity: if row.stage == Stage::Production { Severity::Sev1 } else { Severity::Sev2 },
        since: stop.requested_at,
        system: row.system.clone(),
    })
}

fn incident(row: &IncidentRow) -> Option<Attention> {
    let (sentence, severity) = match row.state {
        IncidentState::Open => ("It is open and not contained", row.severity),
        IncidentState::Contained => {
            ("It is contained and not closed", row.severity.max(Severity::Sev3))
        }
        IncidentState::Closed => return None,
    };
    Some(Attention {
        subject: row.subject.clone(),
        title: row.title.to_string(),
        sentence: sentence.to_owned(),
        severity,
        since: row.opened,
        system: row.system.clone(),
    })
}

/// Reports to authorities whose time is over.
fn late_reports(row: &IncidentRow, at: Micros) -> Vec<Attention> {
    let late = row.handling.clocks.iter().filter(|clock| clock.state(at) == ClockState::Late);
    let item = late.map(|clock| Attention {
        subject: row.subject.clone(),
        title: format!("A report of {} is late", row.title),
        sentence: format!("It was owed by {} ({})", clock.due, clock.law),
        severity: Severity::Sev1,
        since: clock.due,
        system: row.system.clone(),
    });
    item.collect()
}

fn undecided(row: &IncidentRow, rollback: &Rollback) -> Option<Attention> {
    if row.state == IncidentState::Closed
        || rollback.decided.is_some()
        || rollback.completed.is_some()
    {
        return None;
    }
    let deployment = rollback.deployment.label();
    let what = match &rollback.to {
        Some(to) => format!("Going back to {} was proposed", to.label()),
        None => String::from("There is no clean version to go back to"),
    };
    Some(Attention {
        subject: row.subject.clone(),
        title: format!("Rollback of {deployment} waits for a decision"),
        sentence: what,
        severity: Severity::Sev2,
        since: rollback.proposed_at,
        system: row.system.clone(),
    })
}
