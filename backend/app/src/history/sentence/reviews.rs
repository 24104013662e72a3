//! Sentences about design reviews, findings and actions.

use domain::reviews::Event;

use super::counted;

/// What happened to a design review, a finding or an action.
pub(super) fn sentence(what: &str, event: &Event) -> String {
    match event {
        Event::Opened { system, phase, .. } => {
            format!("Design review of {} was opened ({phase})", system.label())
        }
        Event::Joined(_) => String::from("Somebody else takes part in the design review"),
        Event::LapseNoticed { due, .. } => format!(
            "Those who held the design review were told that it counted until {}",
            due.date()
        ),
        Event::Answered { threat, answer, severity: Some(severity), .. } => {
            format!("{threat} was answered: {answer}, {severity}")
        }
        Event::Answered { threat, answer, .. } => {
            format!("{threat} was answered: {}", answer.as_str().replace('_', " "))
        }
        Event::Concluded { verdict: Some(verdict), threats, open_high, .. } => {
            format!("Design review concluded: {verdict}, {}", looked_at(threats.len(), *open_high))
        }
        Event::Concluded { verdict: None, threats, open_high, .. } => {
            format!("Design review concluded: {}", looked_at(threats.len(), *open_high))
        }
        Event::Raised { control, severity, text, .. } => {
            format!("Finding raised ({severity}, {control}): {text}")
        }
        Event::Linked { to } => format!("Finding {what} led to {}", to.label()),
        Event::FindingReassigned { .. } => format!("Finding {what} was given to somebody else"),
        Event::FindingClosed { .. } => format!("Finding {what} was closed"),
        Event::ActionOpened { title, due, .. } => {
            format!("Action opened, due {}: {title}", due.date())
        }
        Event::Reassigned { .. } => format!("Action {what} was given to somebody else"),
        Event::Done { .. } => format!("Action {what} was reported done"),
        Event::ActionClosed { .. } => format!("Action {what} was closed"),
        Event::OverdueNoticed { due, .. } => {
            format!("The owner of {what} was told that {} has passed", due.date())
        }
    }
}

/// `6 threats looked at, 1 high open`.
fn looked_at(threats: usize, open_high: u64) -> String {
    let threats = u64::try_from(threats).unwrap_or(u64::MAX);
    format!("{} looked at, {open_high} high open", counted(threats, "threat"))
}
