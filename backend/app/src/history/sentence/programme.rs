//! What an event of the programme says, in one sentence without personal text.

use domain::programme::{Event, Settled};

use super::counted;

/// What happened, as a sentence about the event's stream.
pub(super) fn sentence(what: &str, event: &Event) -> String {
    match event {
        Event::Published { title, version, .. } => {
            format!("Policy published: {title}, version {version}")
        }
        Event::TextKept { version, media_type, bytes, .. } => {
            let size = counted(*bytes, "byte");
            format!("The text of version {version} of {what} was kept: {size}, {media_type}")
        }
        Event::Retired { .. } => format!("Policy {what} was retired"),
        Event::ReviewDueNoticed { due, .. } => {
            format!("That {what} was to be reviewed by {} was told", due.date())
        }
        Event::Attested { policy, version, .. } => {
            format!("Version {version} of {} was attested", policy.label())
        }
        Event::AttestationDueNoticed { policy, version, due, .. } => {
            format!("Version {version} of {} was not attested by {}", policy.label(), due.date())
        }
        Event::AppetiteSet { statements, .. } => {
            let count = u64::try_from(statements.len()).unwrap_or(u64::MAX);
            format!("The appetite for risk was set with {}", counted(count, "statement"))
        }
        Event::Funded { title, amount, currency, period, .. } => {
            format!("Funded with {amount} {currency} for {period}: {title}")
        }
        Event::Spent { amount, what: on, .. } => format!("{amount} was spent on {what}: {on}"),
        Event::OutcomeRecorded { note, .. } => format!("Outcome of {what}: {note}"),
        Event::InitiativeReassigned { .. } => {
            format!("Initiative {what} was given to somebody else")
        }
        Event::InitiativeClosed { .. } => format!("Initiative {what} was closed"),
        Event::Held { .. }
        | Event::FollowedUp { .. }
        | Event::DecisionReassigned { .. }
        | Event::DecisionDueNoticed { .. } => of_meeting(what, event),
        Event::ExerciseCompleted { scenario, hours_to_contain: Some(hours), .. } => {
            format!("Exercise completed, contained after {hours} hours: {scenario}")
        }
        Event::ExerciseCompleted { scenario, .. } => format!("Exercise completed: {scenario}"),
        Event::SurveyClosed { title, responses, .. } => {
            let title = title.as_ref().map_or("Survey", |title| title.as_str());
            format!("{title} closed with {}", counted(*responses, "answer"))
        }
        Event::Received { from_role, .. } => {
            format!("Feedback received from {}", from_role.as_str().replace('_', " "))
        }
        Event::FeedbackAnswered { outcome, to, .. } => {
            let led_to = to.as_ref().map(|to| format!(" {}", to.label())).unwrap_or_default();
            match outcome {
                Settled::Action => format!("Feedback led to action{led_to}"),
                Settled::Risk => format!("Feedback led to risk{led_to}"),
                Settled::Nothing => String::from("Feedback was settled; nothing follows"),
            }
        }
    }
}

fn of_meeting(what: &str, event: &Event) -> String {
    if let Event::Held { title, period, decisions, .. } = event {
        let made = u64::try_from(decisions.len()).unwrap_or(u64::MAX);
        return format!("{title} for {period}, {}", counted(made, "decision"));
    }
    if let Event::FollowedUp { decision, done, .. } = event {
        let how = if *done { "is done" } else { "was followed up" };
        return format!("Decision {decision} of {what} {how}");
    }
    if let Event::DecisionReassigned { decision, .. } = event {
        return format!("Decision {decision} of {what} was given to somebody else");
    }
    format!("That a decision of {what} is overdue was told")
}
