//! The pages that mend: paths of the product, without the moment looked at.

use kernel::{Kind, Subject};

/// Where somebody of a team is asked to be its champion.
pub(super) const ACCOUNTABILITY: &str = "/accountability/teams";

/// Where the pages of kinds of things are.
const ROOMS: [(Kind, &str); 9] = [
    (Kind::Action, "actions"),
    (Kind::Dataset, "datasets"),
    (Kind::Deployment, "deployments"),
    (Kind::Environment, "environments"),
    (Kind::Evidence, "evidence"),
    (Kind::Model, "models"),
    (Kind::Risk, "risks"),
    (Kind::System, "systems"),
    (Kind::Team, "teams"),
];

/// The page of a thing; its events where it has none.
pub(super) fn page_of(subject: &Subject) -> String {
    let room = ROOMS.iter().find(|(kind, _)| *kind == subject.kind());
    let Some((_, room)) = room else {
        return format!("/events?subject={}", whole(subject));
    };
    let name = escaped(subject.name());
    match subject.version() {
        Some(version) => format!("/{room}/{name}/{}", escaped(version)),
        None => format!("/{room}/{name}"),
    }
}

/// Where what a thing reaches is contained.
pub(super) fn blast_of(subject: &Subject) -> String {
    format!("/blast?roots={}", whole(subject))
}

/// Where a system is classified under the AI Act.
pub(super) fn act_of(system: &Subject) -> String {
    format!("{}/act", page_of(system))
}

/// Where a design review of a system is opened.
pub(super) fn reviews_of(system: &Subject) -> String {
    format!("/reviews?system={}", whole(system))
}

/// The controls of a system that counter a threat.
pub(super) fn controls_of(system: &Subject, threat: &str) -> String {
    format!("/controls?system={}&threat={}", whole(system), escaped(threat))
}

fn whole(subject: &Subject) -> String {
    escaped(&subject.to_string())
}

/// A text as one part of an address. Names are encoded already, and are so once more: a page reads
/// its address decoded.
fn escaped(text: &str) -> String {
    let written = text.bytes().map(|byte| {
        let is_plain = byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
        if is_plain { char::from(byte).to_string() } else { format!("%{byte:02X}") }
    });
    let written: Vec<String> = written.collect();
    written.concat()
}
