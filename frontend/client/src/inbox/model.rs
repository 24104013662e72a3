//! Notices in words: of what choice they are, what they are about, whether they are new.
use super::{InboxAnswer, Notice};
use crate::scalars::Subject;

/// What the filter offers: as it stands in an address, and the words.
pub const CHOICES: [(&str, &str); 9] = [
    ("actions", "Actions"),
    ("reviews", "Design reviews"),
    ("risks", "Risks"),
    ("incidents", "Incidents"),
    ("controls", "Controls"),
    ("training", "Training"),
    ("programme", "Policies and decisions"),
    ("access", "Access and lent roles"),
    ("environments", "Environments"),
];

/// The choice that a kind of notice belongs to.
fn choice_of(kind: &str) -> &'static str {
    match kind.split_once('.').map_or(kind, |(family, _)| family) {
        "action" => "actions",
        "review" => "reviews",
        "risk" => "risks",
        "incident" => "incidents",
        "control" => "controls",
        "awareness" => "training",
        "policy" | "meeting" => "programme",
        "dataset" | "person" => "access",
        "environment" => "environments",
        _ => "",
    }
}

/// The kinds of notices of a choice; none for a word that is no choice, which asks for all.
pub fn kinds_of(choice: &str) -> Vec<String> {
    let all = crate::events::kinds_of("notices");
    all.into_iter().filter(|kind| !choice.is_empty() && choice_of(kind) == choice).collect()
}

/// The words of the choice that a kind belongs to.
pub fn words_of(kind: &str) -> &'static str {
    let choice = choice_of(kind);
    CHOICES.iter().find(|(slug, _)| *slug == choice).map_or("Notice", |(_, words)| *words)
}

/// The first place of the log that whoever saw this answer has not seen.
pub fn next_unseen(answer: &InboxAnswer) -> u64 {
    answer.at.position.0.saturating_add(1)
}

impl Notice {
    /// What it is about, as the reader looks for it: a policy, where the notice stands with what
    /// somebody owes it.
    pub fn thing(&self) -> &Subject {
        let policy = self.about.iter().find(|subject| subject.kind() == "policy");
        policy.filter(|_| self.stream.kind() == "attestation").unwrap_or(&self.stream)
    }

    /// Whether it came after the inbox was last opened.
    pub fn is_new(&self, since: u64) -> bool {
        self.position.0 >= since
    }
}
