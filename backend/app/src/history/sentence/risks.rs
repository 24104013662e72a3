//! Sentences about risks.

use domain::risks::{Cause, Due, Event};

/// What happened to a risk.
pub(super) fn sentence(what: &str, event: &Event) -> String {
    match event {
        Event::Identified { title, threat, .. } => {
            format!("Risk {what} was identified: {title} ({threat})")
        }
        Event::Assessed { scores, .. } => {
            let (before, after) = (scores.inherent, scores.residual);
            let (was, is) = (before.band().title(), after.band().title());
            format!("{what} was assessed: inherent {before} ({was}), residual {after} ({is})")
        }
        Event::TreatmentPlanned { treatment, .. } => {
            format!("It was planned to {} {what}", treatment.as_str().replace('_', " "))
        }
        Event::TaskAdded { title, due, .. } => {
            format!("A task of {what} was set until {}: {title}", due.date())
        }
        Event::TaskReassigned { task, .. } => {
            format!("Task {task} of {what} was given to somebody else")
        }
        Event::TaskDone { task, .. } => format!("Task {task} of {what} was done"),
        Event::AcceptanceRequested { until, .. } => {
            format!("Accepting {what} until {} was asked for", until.date())
        }
        Event::AcceptanceAgreed { .. } => format!("One agreed to accept {what}"),
        Event::AcceptanceDeclined { .. } => format!("Accepting {what} was turned down"),
        Event::Accepted { band, until, .. } => {
            format!("{what} was accepted as {} until {}", band.title(), until.date())
        }
        Event::AcceptanceRevoked { .. } => format!("The acceptance of {what} was taken back"),
        Event::Reopened { why, cause, indicator, .. } => {
            let by = match (cause, indicator) {
                (Some(cause), _) => format!(" ({})", cause.label()),
                (None, Some(indicator)) => format!(" ({indicator})"),
                (None, None) => String::new(),
            };
            format!("{what} was reopened: {}{by}", reason(*why))
        }
        Event::Linked { to } => format!("{what} was linked with {}", to.label()),
        Event::Unlinked { to } => format!("{what} was unlinked from {}", to.label()),
        Event::Reviewed { next, .. } => {
            format!("{what} was reviewed; the next review is due {}", next.date())
        }
        Event::ReviewScheduled { due } => {
            format!("The review of {what} was set for {}", due.date())
        }
        Event::OwnerAssigned { .. } => format!("The owner of {what} was named"),
        Event::Closed { .. } => format!("{what} was closed"),
        Event::DueNoticed { what: item, due, told, .. } => {
            let told = match told.len() {
                0 => String::new(),
                count => format!("; {count} told"),
            };
            format!("{} of {what} was due {}{told}", noun(*item), due.date())
        }
        Event::Quantified { which, currency, result, .. } => {
            format!("The {which} loss of {what} was simulated: {currency} {} a year", result.mean)
        }
    }
}

fn reason(why: Cause) -> &'static str {
    match why {
        Cause::Indicator => "an indicator turned red",
        Cause::Incident => "an incident happened",
        Cause::Expiry => "its acceptance ended",
        Cause::NewVersion => "a new version is about to be used",
        Cause::ThreatChanged => "the threat became another",
    }
}

fn noun(item: Due) -> &'static str {
    match item {
        Due::Acceptance => "The end of the acceptance",
        Due::Review => "The review",
        Due::Task => "A task",
        Due::Treatment => "The end of the treatment",
    }
}
