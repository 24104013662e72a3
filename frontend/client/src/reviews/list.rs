//! The lists of design reviews, findings and actions.

pub use actions::{ActionFilter, ActionRow, Actions};
pub use findings::{FindingFilter, FindingRow, Findings};
pub use reviews::{ReviewFilter, ReviewRow, Reviews};

/// Reads `open` or `closed` of an address.
fn is_open(state: &str) -> Option<bool> {
    match state {
        "open" => Some(true),
        "closed" => Some(false),
        _ => None,
    }
}

/// The list of design reviews.
mod reviews {
    use super::is_open;
    use crate::{
        list::{Heading, List, day, list, subject},
        scalars::{Long, Subject, Time},
        schema,
        shared::SystemLink,
        words::{ReviewPhase, ReviewVerdict},
    };

    /// Which design reviews; what is absent does not narrow.
    #[derive(cynic::InputObject, Clone, Debug, Default, PartialEq)]
    pub struct ReviewFilter {
        /// Of this system.
        pub system: Option<Subject>,
        /// Not concluded, or concluded.
        pub open: Option<bool>,
        /// With a high threat open, or without.
        pub open_high: Option<bool>,
    }

    impl ReviewFilter {
        /// Reads what stands in the address.
        pub fn read(state: &str, system: &str) -> Self {
            Self {
                system: subject(system),
                open: is_open(state),
                open_high: (state == "high").then_some(true),
            }
        }
    }

    /// A design review in a list.
    #[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
    #[cynic(graphql_type = "Review")]
    pub struct ReviewRow {
        /// `review:…`.
        pub subject: Subject,
        /// The system it looks at.
        pub system: Option<SystemLink>,
        /// When in its life.
        pub phase: ReviewPhase,
        /// When it was opened.
        pub opened: Time,
        /// How many questions there are.
        pub asked: i32,
        /// How many are answered.
        pub answered: i32,
        /// What was concluded.
        pub concluded: Option<ReviewMark>,
    }

    /// What a review concluded, in short.
    #[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
    #[cynic(graphql_type = "ReviewConclusion")]
    pub struct ReviewMark {
        /// What was concluded.
        pub verdict: Option<ReviewVerdict>,
        /// How many high threats are open.
        pub open_high: Long,
        /// When.
        pub at: Time,
        /// Until when it counts.
        pub fresh_until: Option<Time>,
    }

    impl ReviewRow {
        /// The system's name, or its place.
        pub fn title(&self) -> String {
            self.system
                .as_ref()
                .map_or_else(|| self.subject.name().to_owned(), |one| one.name.clone())
        }

        /// What was concluded, in words.
        pub fn verdict(&self) -> &'static str {
            match &self.concluded {
                None => "Under way",
                Some(concluded) => concluded.verdict.map_or("Concluded", ReviewVerdict::word),
            }
        }

        /// How far the questions are answered, in words.
        pub fn progress(&self) -> String {
            if self.asked == 0 {
                "—".to_owned()
            } else {
                format!("{} of {}", self.answered, self.asked)
            }
        }
    }

    list! {
        /// The design reviews.
        Reviews = reviews(ReviewFilter): "ReviewConnection" of ReviewRow
    }

    impl List for Reviews {
        const WHAT: &'static str = "design reviews";
        const COLUMNS: &'static [Heading] = &[
            Heading::new("System").sorted("system"),
            Heading::new("Identifier").file_only(),
            Heading::new("Phase").sorted("phase"),
            Heading::new("Opened").sorted("opened"),
            Heading::number("Answered").sorted("answered").minor(),
            Heading::new("Conclusion").sorted("verdict"),
            Heading::number("High threats open").sorted("high"),
            Heading::new("Concluded").sorted("concluded"),
        ];

        fn cells(row: &ReviewRow) -> Vec<String> {
            let concluded = row.concluded.as_ref();
            vec![
                row.title(),
                row.subject.0.clone(),
                row.phase.word().to_owned(),
                day(Some(&row.opened)),
                row.progress(),
                row.verdict().to_owned(),
                concluded.map(|one| one.open_high.0.to_string()).unwrap_or_default(),
                day(concluded.map(|one| &one.at)),
            ]
        }
    }
}

/// The list of findings.
mod findings {
    use super::is_open;
    use crate::{
        list::{Heading, List, day, list, subject, text},
        reviews::queries::{CatalogueItem, DoneNote},
        scalars::{Subject, Time},
        schema,
        shared::{PersonLink, SystemLink},
        words::Grade,
    };

    /// Which findings; what is absent does not narrow.
    #[derive(cynic::InputObject, Clone, Debug, Default, PartialEq)]
    pub struct FindingFilter {
        /// Of this system.
        pub system: Option<Subject>,
        /// Not closed, or closed.
        pub open: Option<bool>,
        /// As bad as this.
        pub severity: Option<Grade>,
        /// Its text or control contains this.
        pub text: Option<String>,
    }

    impl FindingFilter {
        /// Reads what stands in the address.
        pub fn read(state: &str, severity: &str, system: &str, words: &str) -> Self {
            Self {
                system: subject(system),
                open: is_open(state),
                severity: Grade::read(severity),
                text: text(words),
            }
        }
    }

    /// A finding in a list.
    #[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
    #[cynic(graphql_type = "Finding")]
    pub struct FindingRow {
        /// `finding:…`.
        pub subject: Subject,
        /// What was found.
        pub text: String,
        /// The control that does not hold.
        pub control: CatalogueItem,
        /// How bad it is.
        pub severity: Grade,
        /// The system it is about.
        pub system: Option<SystemLink>,
        /// Who mends it.
        pub owner: Option<PersonLink>,
        /// When it was raised.
        pub raised: Time,
        /// Who saw that it is mended.
        pub closed: Option<DoneNote>,
    }

    list! {
        /// The findings.
        Findings = findings(FindingFilter): "FindingConnection" of FindingRow
    }

    impl List for Findings {
        const WHAT: &'static str = "findings";
        const COLUMNS: &'static [Heading] = &[
            Heading::new("Finding").sorted("text"),
            Heading::new("Identifier").file_only(),
            Heading::new("Severity").sorted("severity"),
            Heading::new("Control").sorted("control"),
            Heading::new("System").sorted("system"),
            Heading::new("Mended by").minor(),
            Heading::new("Raised").sorted("raised"),
            Heading::new("Closed").sorted("closed"),
        ];

        fn cells(row: &FindingRow) -> Vec<String> {
            vec![
                row.text.clone(),
                row.subject.0.clone(),
                row.severity.word().to_owned(),
                row.control.id.clone(),
                row.system.as_ref().map(|system| system.name.clone()).unwrap_or_default(),
                row.owner.as_ref().map(PersonLink::words).unwrap_or_default(),
                day(Some(&row.raised)),
                day(row.closed.as_ref().map(|done| &done.at)),
            ]
        }
    }
}

/// The list of actions.
mod actions {
    use super::is_open;
    use crate::{
        list::{Heading, List, day, list, subject, text},
        reviews::queries::DoneNote,
        scalars::{Subject, Time},
        schema,
        shared::{PersonLink, SystemLink},
        words::ActionState,
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
}
