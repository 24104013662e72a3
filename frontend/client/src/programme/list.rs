//! The lists of meetings and of feedback.

pub use feedback::{FeedbackFilter, FeedbackRow, Feedbacks};
pub use meetings::{MeetingFilter, MeetingRow, Meetings};

fn is_open(state: &str) -> Option<bool> {
    match state {
        "open" => Some(true),
        "closed" => Some(false),
        _ => None,
    }
}

/// The list of meetings.
mod meetings {
    use super::is_open;
    use crate::{
        list::{Heading, List, day, list, subject},
        scalars::{Subject, Time},
        schema,
        shared::SystemLink,
    };

    /// Which meetings; what is absent does not narrow.
    #[derive(cynic::InputObject, Clone, Debug, Default, PartialEq)]
    pub struct MeetingFilter {
        /// About this system.
        pub system: Option<Subject>,
        /// With a decision that is not done, or without.
        pub open: Option<bool>,
    }

    impl MeetingFilter {
        /// Reads what stands in the address.
        pub fn read(state: &str, system: &str) -> Self {
            Self { system: subject(system), open: is_open(state) }
        }
    }

    /// A meeting in a list.
    #[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
    #[cynic(graphql_type = "Meeting")]
    pub struct MeetingRow {
        /// `meeting:…`.
        pub subject: Subject,
        /// What people call it.
        pub title: String,
        /// The period it looked at.
        pub period: String,
        /// The moment its figures count from.
        pub figures_as_of: Time,
        /// The system it was about.
        pub system: Option<SystemLink>,
        /// How many decisions are not done.
        pub open_decisions: i32,
        /// How many of them are overdue.
        pub overdue_decisions: i32,
    }

    list! {
        /// The meetings.
        Meetings = meetings(MeetingFilter): "MeetingConnection" of MeetingRow
    }

    impl List for Meetings {
        const WHAT: &'static str = "meetings";
        const COLUMNS: &'static [Heading] = &[
            Heading::new("Meeting").sorted("title"),
            Heading::new("Identifier").file_only(),
            Heading::new("Period").sorted("period"),
            Heading::new("Figures as of").sorted("figures"),
            Heading::new("About").sorted("system"),
            Heading::number("Open decisions").sorted("open"),
        ];

        fn cells(row: &MeetingRow) -> Vec<String> {
            vec![
                row.title.clone(),
                row.subject.0.clone(),
                row.period.clone(),
                day(Some(&row.figures_as_of)),
                row.system
                    .as_ref()
                    .map_or_else(|| "All systems".to_owned(), |one| one.name.clone()),
                row.open_decisions.to_string(),
            ]
        }
    }
}

/// The list of feedback.
mod feedback {
    use super::is_open;
    use crate::{
        list::{Heading, List, day, list, subject},
        scalars::{Subject, Time},
        schema,
        shared::{PersonLink, SystemLink},
        words::Settled,
    };

    /// Which feedback; what is absent does not narrow.
    #[derive(cynic::InputObject, Clone, Debug, Default, PartialEq)]
    pub struct FeedbackFilter {
        /// About this system.
        pub system: Option<Subject>,
        /// Not settled, or settled.
        pub open: Option<bool>,
    }

    impl FeedbackFilter {
        /// Reads what stands in the address.
        pub fn read(state: &str, system: &str) -> Self {
            Self { system: subject(system), open: is_open(state) }
        }
    }

    /// A piece of feedback in a list.
    #[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
    #[cynic(graphql_type = "Feedback")]
    pub struct FeedbackRow {
        /// `feedback:…`.
        pub subject: Subject,
        /// As what somebody spoke.
        pub from_role: String,
        /// What they said; absent when they were erased.
        pub text: Option<String>,
        /// About which system.
        pub system: Option<SystemLink>,
        /// Who.
        pub by: Option<PersonLink>,
        /// When.
        pub received: Time,
        /// What it led to.
        pub settled: Option<Settlement>,
    }

    /// What feedback led to.
    #[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
    pub struct Settlement {
        /// To what sort of thing.
        pub outcome: Settled,
        /// To which.
        pub to: Option<Subject>,
        /// Why.
        pub why: Option<String>,
        /// Who settled it.
        pub by: Option<PersonLink>,
        /// When.
        pub at: Time,
    }

    impl FeedbackRow {
        /// What was said, or why it is not there.
        pub fn words(&self) -> &str {
            self.text.as_deref().unwrap_or("What was said was erased.")
        }
    }

    list! {
        /// The feedback.
        Feedbacks = feedback(FeedbackFilter): "FeedbackConnection" of FeedbackRow
    }

    impl List for Feedbacks {
        const WHAT: &'static str = "pieces of feedback";
        const COLUMNS: &'static [Heading] = &[
            Heading::new("Feedback"),
            Heading::new("Identifier").file_only(),
            Heading::new("From").sorted("from"),
            Heading::new("By").sorted("by"),
            Heading::new("System").sorted("system"),
            Heading::new("Received").sorted("received"),
            Heading::new("Led to").sorted("settled"),
        ];

        fn cells(row: &FeedbackRow) -> Vec<String> {
            vec![
                row.words().to_owned(),
                row.subject.0.clone(),
                row.from_role.clone(),
                row.by.as_ref().map(PersonLink::words).unwrap_or_default(),
                row.system.as_ref().map(|system| system.name.clone()).unwrap_or_default(),
                day(Some(&row.received)),
                row.settled.as_ref().map_or("Waits", |settled| settled.outcome.word()).to_owned(),
            ]
        }
    }
}
