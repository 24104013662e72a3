//! What people owe the programme and have not done in time.

use domain::incidents::Severity;

use super::{Attention, Portfolio};
use crate::{
    programme::{PolicyRow, coverage},
    reviews::{ActionRow, FindingRow},
};

impl Portfolio {
    /// Actions whose day has passed.
    pub(super) fn overdue_actions(&self) -> Vec<Attention> {
        let at = self.sight.time;
        let item = |row: &ActionRow| Attention {
            subject: row.subject.clone(),
            title: format!("Overdue: {}", row.title),
            sentence: format!("It was to be done by {}", row.due.date()),
            severity: Severity::Sev3,
            since: row.due,
            system: row.system.clone(),
        };
        self.actions.iter().filter(|row| row.is_overdue(at)).map(item).collect()
    }

    /// Findings that count as high and that nobody closed.
    pub(super) fn high_findings(&self) -> Vec<Attention> {
        let is_open = |row: &&FindingRow| row.closed.is_none() && row.severity.is_high();
        let item = |row: &FindingRow| Attention {
            subject: row.subject.clone(),
            title: format!("Open finding about {}", row.control),
            sentence: row.text.to_string(),
            severity: Severity::Sev3,
            since: row.raised,
            system: row.system.clone(),
        };
        self.findings.iter().filter(is_open).map(item).collect()
    }

    /// Policies that are not attested in time, or not reviewed in time; one line each.
    pub(super) fn late_policies(&self) -> Vec<Attention> {
        self.policies.iter().filter_map(|row| self.late_policy(row)).collect()
    }

    fn late_policy(&self, row: &PolicyRow) -> Option<Attention> {
        let at = self.sight.time;
        let covered = coverage(row, self.people.iter(), &self.attestations, at);
        let days: Vec<_> = covered.overdue().filter_map(|one| one.due).collect();
        let (sentence, since) = match days.iter().min() {
            Some(first) => {
                let late = days.len();
                let who = if late == 1 { "person has" } else { "people have" };
                (format!("{late} {who} not attested version {} in time", row.version), *first)
            }
            None if row.is_review_overdue(at) => {
                (format!("Its review was due on {}", row.review_by.date()), row.review_by)
            }
            None => return None,
        };
        Some(Attention {
            subject: row.subject.clone(),
            title: row.title.to_string(),
            sentence,
            severity: Severity::Sev4,
            since,
            system: None,
        })
    }
}
