//! The list of runs.
use crate::{
    list::{Heading, List, day, list, names, subject, text},
    rows::RunRow,
    scalars::Subject,
    schema,
    words::plain,
};

/// Kinds of runs: the code of the data, and the word for people.
pub const KINDS: [(&str, &str); 7] = [
    ("train", "Train"),
    ("fine_tune", "Fine tune"),
    ("quantise", "Quantise"),
    ("ensemble", "Ensemble"),
    ("evaluate", "Evaluate"),
    ("prepare", "Prepare"),
    ("other", "Other"),
];

/// States of runs: the code of the data, and the word for people.
pub const STATES: [(&str, &str); 4] = [
    ("running", "Running"),
    ("completed", "Completed"),
    ("failed", "Failed"),
    ("stopped", "Stopped"),
];

/// Which runs; what is absent does not narrow.
#[derive(cynic::InputObject, Clone, Debug, Default, PartialEq)]
pub struct RunFilter {
    /// Of this system.
    pub system: Option<Subject>,
    /// In this environment.
    pub environment: Option<Subject>,
    /// That do this.
    pub kind: Option<String>,
    /// That stand so.
    pub state: Option<String>,
    /// Its name, or what went in or came out, contains this.
    pub text: Option<String>,
}

impl RunFilter {
    /// Reads what stands in the address: a kind or a state that does not exist is none.
    pub fn read(system: &str, environment: &str, (kind, state): (&str, &str), words: &str) -> Self {
        let known = |list: &[(&str, &str)], code: &str| {
            list.iter().find(|(one, _)| *one == code).map(|(one, _)| (*one).to_owned())
        };
        Self {
            system: subject(system),
            environment: subject(environment),
            kind: known(&KINDS, kind),
            state: known(&STATES, state),
            text: text(words),
        }
    }
}

list! {
    /// The runs.
    Runs = runs(RunFilter): "RunConnection" of RunRow
}

impl List for Runs {
    const ONE: &'static str = "run";
    const WHAT: &'static str = "runs";
    const COLUMNS: &'static [Heading] = &[
        Heading::new("Run").sorted("name"),
        Heading::new("Kind").sorted("kind"),
        Heading::new("Standing").sorted("standing"),
        Heading::new("Went in"),
        Heading::new("Came out"),
        Heading::new("State").sorted("state").minor(),
        Heading::new("Started").sorted("started"),
        Heading::number("Minutes").sorted("minutes"),
    ];

    fn cells(row: &RunRow) -> Vec<String> {
        vec![
            row.subject.0.clone(),
            plain(&row.kind),
            row.standing.word().to_owned(),
            names(&row.inputs),
            names(&row.outputs),
            plain(&row.state),
            day(Some(&row.started)),
            row.minutes.map(|minutes| minutes.0.to_string()).unwrap_or_default(),
        ]
    }
}
