//! Sentences about incidents.

use domain::incidents::{Due, Event, Harm, Severity};
use kernel::Name;

use super::{counted, list, words};

/// What happened in an incident: the response first, then how it is handled.
pub(super) fn sentence(event: &Event) -> String {
    match event {
        Event::Opened { severity, title, .. } => format!("Incident opened ({severity}): {title}"),
        Event::Noted { .. } => String::from("A note was added"),
        Event::ThreatsNamed { threats } if threats.is_empty() => {
            String::from("No threat is named any more that the incident realised")
        }
        Event::ThreatsNamed { threats } => {
            let threats: Vec<&str> = threats.iter().map(Name::as_str).collect();
            format!("The incident realised {}", threats.join(", "))
        }
        Event::BlastRadiusComputed { counts, .. } => {
            format!("Blast radius computed: {} affected", counts.values().sum::<u64>())
        }
        Event::OwnerTold { about, .. } if about.is_empty() => String::from("An owner was told"),
        Event::OwnerTold { about, .. } => format!("An owner was told about {}", list(about)),
        Event::RollbackProposed { deployment, to: Some(to), .. } => {
            format!("Rolling {} back to {} was proposed", deployment.label(), to.label())
        }
        Event::RollbackProposed { deployment, to: None, .. } => {
            format!("Taking {} out was proposed: no clean version", deployment.label())
        }
        Event::RollbackDecided { deployment, approved: true, .. } => {
            format!("The rollback of {} was approved", deployment.label())
        }
        Event::RollbackDecided { deployment, approved: false, .. } => {
            format!("The rollback of {} was turned down", deployment.label())
        }
        Event::RollbackCompleted { deployment, to, .. } => {
            format!("{} was rolled back to {}", deployment.label(), to.label())
        }
        Event::NoticeSent { .. } => String::from("A notice was sent"),
        Event::DecisionsRescored { total, changed, .. } => {
            format!("{} re-scored, {changed} changed", counted(*total, "decision"))
        }
        Event::Contained {} => String::from("Incident contained"),
        Event::Closed { .. } => String::from("Incident closed"),
        Event::PostmortemPublished { root_causes } => {
            let causes = u64::try_from(root_causes.len()).unwrap_or(u64::MAX);
            format!("Post-mortem published with {}", counted(causes, "root cause"))
        }
        Event::Assessed { severity, harms, persons, .. } => assessed(*severity, harms, *persons),
        Event::RoleGiven { role, .. } => format!("The role of {role} was given to somebody"),
        Event::MeasureOrdered { .. }
        | Event::MeasureConfirmed { .. }
        | Event::MeasureWithdrawn { .. } => of_measure(event),
        Event::ClockStarted { .. }
        | Event::ClockMet { .. }
        | Event::ClockDismissed { .. }
        | Event::DueNoticed { .. } => of_clock(event),
        Event::CorrectionLinked { to, .. } => format!("It led to {}", to.label()),
        Event::CorrectionUnlinked { to } => format!("It no longer leads to {}", to.label()),
        Event::ReviewHeld { participants, .. } => {
            let people = u64::try_from(participants.len()).unwrap_or(u64::MAX);
            format!("{} looked back on it", counted(people, "participant"))
        }
    }
}

fn assessed(severity: Severity, harms: &[Harm], persons: Option<u64>) -> String {
    let harms: Vec<String> = harms.iter().map(|harm| words(harm.as_str())).collect();
    let harm = if harms.is_empty() {
        String::from("no harm")
    } else {
        format!("harm: {}", harms.join(", "))
    };
    match persons {
        Some(persons) => {
            format!("Judged {severity}, {harm}, {} struck", counted(persons, "person"))
        }
        None => format!("Judged {severity}, {harm}"),
    }
}

fn of_measure(event: &Event) -> String {
    // What it is done to may belong to a system that the reader may not see.
    if let Event::MeasureOrdered { measure, .. } = event {
        return format!("Measure {measure} was ordered");
    }
    if let Event::MeasureConfirmed { measure, .. } = event {
        return format!("Measure {measure} was confirmed");
    }
    let Event::MeasureWithdrawn { measure, .. } = event else { return String::new() };
    format!("Measure {measure} was withdrawn")
}

fn of_clock(event: &Event) -> String {
    if let Event::ClockStarted { period, due, voluntary, .. } = event {
        let owed = if *voluntary { "promised" } else { "owed" };
        return format!("A report is {owed} by {due} ({period})");
    }
    if let Event::ClockMet { period, submitted, .. } = event {
        return format!("The report was handed in at {submitted} ({period})");
    }
    if let Event::ClockDismissed { period, .. } = event {
        return format!("No report is owed after all ({period})");
    }
    let Event::DueNoticed { what, period, due, .. } = event else { return String::new() };
    let report = period.as_ref().map_or("report", Name::as_str);
    match what {
        Due::Coming => format!("Somebody was told that {report} is due by {due}"),
        Due::Overdue => format!("Somebody was told that {report} was due by {due} and is late"),
        Due::Review => format!("Somebody was told that nobody looked back on it by {}", due.date()),
    }
}
