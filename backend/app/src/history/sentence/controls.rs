//! Sentences about controls of systems.

use domain::controls::Event;

use super::words;

/// What happened to a control of a system.
pub(super) fn sentence(what: &str, event: &Event) -> String {
    let (system, control) = what.rsplit_once('.').unwrap_or(("", what));
    match event {
        Event::OwnerAssigned { person, .. } => {
            format!("{} answers for {control} of {system}", person.label())
        }
        Event::MarkedNotApplicable { .. } => {
            format!("{control} was marked as not applicable to {system}")
        }
        Event::ApplicabilityRestored { .. } => format!("{control} applies to {system} again"),
        Event::EvidenceLinked { evidence, .. } => {
            format!("{} was linked to {control} of {system}", evidence.label())
        }
        Event::EvidenceUnlinked { evidence, .. } => {
            format!("The link of {} to {control} of {system} was taken back", evidence.label())
        }
        Event::StatusNoticed { from, to, .. } => format!(
            "{control} of {system} went from {} to {}",
            words(from.as_str()),
            words(to.as_str())
        ),
        Event::TurnNoticed { from, to, told, .. } => format!(
            "{control} of {system} went from {} to {}; {}",
            words(from.as_str()),
            words(to.as_str()),
            if told.is_some() { "its owner was told" } else { "nobody answers for it" }
        ),
        Event::DueNoticed { what, told: Some(_), .. } => {
            format!("{} came due for {control} of {system}; its owner was told", what.label())
        }
        Event::DueNoticed { what, told: None, .. } => {
            format!("{} came due for {control} of {system}; nobody answers for it", what.label())
        }
    }
}
