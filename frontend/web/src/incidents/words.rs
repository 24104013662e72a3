//! What the dialog of every act says.
use client::incidents::Act;

use crate::ui::Weight;

/// The words of a dialog. An act without a field asks for nothing but the button.
#[derive(Clone, Copy)]
pub struct Words {
    /// The heading.
    pub title: &'static str,
    /// One sentence under it.
    pub lede: &'static str,
    /// Name of the one field; empty when there is none.
    pub field: &'static str,
    /// What to write.
    pub hint: &'static str,
    /// The words on the button.
    pub button: &'static str,
    /// What is said when it is done.
    pub done: &'static str,
    /// How much the button asks for attention.
    pub weight: Weight,
}

const NOTE: Words = Words {
    title: "Add a note",
    lede: "It becomes part of the timeline and cannot be changed later.",
    field: "Note",
    hint: "What was seen, decided or done.",
    button: "Add the note",
    done: "The note is in the timeline.",
    weight: Weight::Primary,
};

const CONTAINED: Words = Words {
    title: "Mark as contained",
    lede: "Says that the damage does not spread any more. Look first at what is still live.",
    field: "",
    hint: "",
    button: "Mark as contained",
    done: "The incident is contained.",
    weight: Weight::Primary,
};

const CLOSE: Words = Words {
    title: "Close the incident",
    lede: "After this, only notes and a post-mortem can be added.",
    field: "Summary",
    hint: "How it ended, and what was restored.",
    button: "Close the incident",
    done: "The incident is closed.",
    weight: Weight::Primary,
};

const APPROVE: Words = Words {
    title: "Approve the rollback",
    lede: "The one who proposed it cannot decide it.",
    field: "Reason",
    hint: "Why going back is right.",
    button: "Approve",
    done: "The rollback is approved.",
    weight: Weight::Primary,
};

const REJECT: Words = Words {
    title: "Reject the rollback",
    lede: "The one who proposed it cannot decide it. What is live stays live.",
    field: "Reason",
    hint: "Why it shall not be done, and what is done in its place.",
    button: "Reject",
    done: "The rollback is rejected.",
    weight: Weight::Danger,
};

const REQUEST_STOP: Words = Words {
    title: "Request a stop",
    lede: "Asks the owner to stop the deployment. Until somebody confirms it, it counts as live.",
    field: "Reason",
    hint: "Why it must stop.",
    button: "Request the stop",
    done: "The stop is requested.",
    weight: Weight::Danger,
};

const CONFIRM_STOP: Words = Words {
    title: "Confirm the stop",
    lede: "Confirm only what you have seen: that it serves nobody any more.",
    field: "What was seen",
    hint: "Such as the metric or the log that shows it.",
    button: "Confirm the stop",
    done: "The stop is confirmed.",
    weight: Weight::Primary,
};

const THREATS: Words = Words {
    title: "Name the threats it realised",
    lede: "Only risks of these threats are put back to review, and of their techniques. While none is named, every risk of the system is.",
    field: "Threats",
    hint: "Their ids in the catalogue, one on each line, such as THR-06 or THR-06.03.",
    button: "Name the threats",
    done: "The threats are named.",
    weight: Weight::Primary,
};

/// The words for an act.
pub fn words_of(act: &Act) -> Words {
    match act {
        Act::Note => NOTE,
        Act::NameThreats { .. } => THREATS,
        Act::MarkContained => CONTAINED,
        Act::Close => CLOSE,
        Act::DecideRollback { approved: true, .. } => APPROVE,
        Act::DecideRollback { approved: false, .. } => REJECT,
        Act::RequestStop { .. } => REQUEST_STOP,
        Act::ConfirmStop { .. } => CONFIRM_STOP,
    }
}
