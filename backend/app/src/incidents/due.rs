//! Days of incidents: a report to an authority comes due or is late, a look back was not held.
//!
//! # Invariants
//! - A report is told a day before its end and once it is late, to those who lead and who speak to
//!   authorities. (`a_report_is_told_before_and_after_its_end`)
//! - Only people who are still here are told; where there is nobody, it stays to be told.
//!   (`what_is_due_is_told_to_somebody_who_is_still_here`)

use domain::incidents::{Command, Due as What};
use kernel::{Micros, Name, Subject};

use super::{Clock, ClockState, IncidentRow, IncidentState};
use crate::{
    App, AppError, Sight,
    notices::{Due, Notice},
    people::PersonRow,
    systems::SystemRow,
};

impl App {
    /// Reports and looks back that are due, about which nobody was told.
    pub(crate) async fn incidents_to_tell(&self, sight: &Sight) -> Result<Vec<Due>, AppError> {
        let incidents = self.table::<IncidentRow>(sight).await?;
        let people = self.table::<PersonRow>(sight).await?;
        let systems = self.table::<SystemRow>(sight).await?;
        let mut due = Vec::new();
        for row in &*incidents {
            let told = row.answerable(&people, &systems);
            if told.is_empty() {
                continue;
            }
            let clocks = row.handling.clocks.iter().filter(|_| row.state != IncidentState::Closed);
            due.extend(clocks.filter_map(|clock| report(row, clock, &told, sight.time)));
            due.extend(look_back(row, &told, sight.time));
        }
        Ok(due)
    }
}

fn report(row: &IncidentRow, clock: &Clock, people: &[Subject], at: Micros) -> Option<Due> {
    let what = match clock.state(at) {
        ClockState::Late => What::Overdue,
        ClockState::Running if at >= clock.due.plus_days(-1) => What::Coming,
        ClockState::Running | ClockState::Met | ClockState::MetLate | ClockState::Dismissed => {
            return None;
        }
    };
    news(row, (what, Some(&clock.period), clock.due), people)
}

fn look_back(row: &IncidentRow, people: &[Subject], at: Micros) -> Option<Due> {
    let due = row.review_due().filter(|due| at.is_after_day_of(*due))?;
    news(row, (What::Review, None, due), people)
}

/// A notice to those who answer for the incident, unless they were told.
fn news(
    row: &IncidentRow,
    (what, period, due): (What, Option<&Name>, Micros),
    people: &[Subject],
) -> Option<Due> {
    let mut known = row.handling.told.iter();
    if known.any(|told| (told.what, told.period.as_ref(), told.due) == (what, period, due)) {
        return None;
    }
    let (period, told) = (period.cloned(), people.to_vec());
    let notice = Notice::Incidents(Command::NoticeDue { what, period, due, told });
    Some(Due { stream: row.subject.clone(), day: due, notice })
}
