//! The list of actions.
use crate::{
    list::{Heading, List, day, is_open, list, subject, text},
    reviews::queries::DoneNote,
    reviews::words::ActionState,
    scalars::{Subject, Time},
    schema,
    shared::{PersonLink, SystemLink},
};

/// Which actions; what is absent does not narrow.
#[derive(cynic::InputObject, Clone, Debug, Default, PartialEq)]
pub struct ActionFilter {
    /// Of this system.
    pub system: Option<Subject>,
    /// That follow from this incident.
    pub incident: Option<Subject>,
    /// Owned by this person.
    pub owner: Option<Subject>,
    /// That stand so.
    pub state: Option<ActionState>,
    /// Not closed, or closed.
    pub open: Option<bool>,
    /// Its title contains this.
    pub text: Option<String>,
}

impl ActionFilter {
    /// Reads what stands in the address; `get` gives the value of a key.
    pub fn read(get: impl Fn(&'static str) -> String) -> Self {
        let state = get("state");
        Self {
            system: subject(&get("system")),
            incident: subject(&get("incident")),
            owner: subject(&get("owner")),
            state: ActionState::read(&state).filter(|_| state != "open" && state != "closed"),
            open: is_open(&state),
            text: text(&get("q")),
        }
    }
}

/// An action in a list.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Action")]
pub struct ActionRow {
    /// `action:…`.
    pub subject: Subject,
    /// What is to be done.
    pub title: String,
    /// How it stands.
    pub state: ActionState,
    /// Whether it was closed after its day.
    pub late: bool,
    /// Who does it.
    pub owner: Option<PersonLink>,
    /// The day by which it is done.
    pub due: Time,
    /// The system it is about.
    pub system: Option<SystemLink>,
    /// When it was opened.
    pub opened: Time,
    /// Who saw that it is done.
    pub closed: Option<DoneNote>,
}

impl ActionRow {
    /// How it stands, in words.
    pub fn state_words(&self) -> &'static str {
        if self.late { "Closed late" } else { self.state.word() }
    }
}

list! {
    /// The actions.
    Actions = actions(ActionFilter): "ActionConnection" of ActionRow
}

impl List for Actions {
    const ONE: &'static str = "action";
    const WHAT: &'static str = "actions";
    const COLUMNS: &'static [Heading] = &[
        Heading::new("Action").sorted("title"),
        Heading::new("Identifier").file_only(),
        Heading::new("State").sorted("state"),
        Heading::new("Owner").sorted("owner"),
        Heading::new("Due").sorted("due"),
        Heading::new("System").sorted("system"),
        Heading::new("Opened").sorted("opened").minor(),
        Heading::new("Closed").sorted("closed").minor(),
    ];

    fn cells(row: &ActionRow) -> Vec<String> {
        vec![
            row.title.clone(),
            row.subject.0.clone(),
            row.state_words().to_owned(),
            row.owner.as_ref().map(PersonLink::words).unwrap_or_default(),
            day(Some(&row.due)),
            row.system.as_ref().map(|system| system.name.clone()).unwrap_or_default(),
            day(Some(&row.opened)),
            day(row.closed.as_ref().map(|done| &done.at)),
        ]
    }
}
