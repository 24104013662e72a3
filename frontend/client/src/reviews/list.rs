//! The list of design reviews.
use crate::{
    list::{Heading, List, day, is_open, list, subject, text},
    reviews::words::{ReviewPhase, ReviewVerdict},
    scalars::{Long, Subject, Time},
    schema,
    shared::SystemLink,
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
    /// Concluded, and counting or not.
    pub fresh: Option<bool>,
    /// With this text in id or the name of the system.
    pub text: Option<String>,
}

impl ReviewFilter {
    /// Reads what stands in the address.
    pub fn read(state: &str, system: &str, words: &str) -> Self {
        Self {
            system: subject(system),
            open: is_open(state),
            open_high: (state == "high").then_some(true),
            fresh: (state == "lapsed").then_some(false),
            text: text(words),
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
    /// Whether it counts at the moment.
    pub fresh: bool,
}

impl ReviewRow {
    /// The system's name, or its place.
    pub fn title(&self) -> String {
        self.system.as_ref().map_or_else(|| self.subject.name().to_owned(), |one| one.name.clone())
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
    const ONE: &'static str = "design review";
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
        Heading::new("Counts until").file_only(),
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
            day(concluded.and_then(|one| one.fresh_until.as_ref())),
        ]
    }
}
