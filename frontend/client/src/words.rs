//! Words of the schema's enumerations: for people, and for addresses.
//!
//! # Invariants
//! - A word is never the raw code of the schema. (`no_word_is_a_code`)
//! - What an address says reads back as the same thing. (`every_slug_reads_back`)
use crate::schema;

/// A member of an enumeration of the schema, with its words.
pub trait Word: Copy + 'static {
    /// All, in the order of lists.
    const ALL: &'static [Self];
    /// The word for people.
    fn word(self) -> &'static str;
    /// As it stands in an address and in a form.
    fn slug(self) -> &'static str;
}

/// An enumeration of the schema; for every member the word and what stands in an address. The
/// order is the order in which lists and filters show them.
macro_rules! words {
    ($(#[$about:meta])* $name:ident { $($(#[$meaning:meta])* $member:ident $word:literal $slug:literal)* }) => {
        $(#[$about])*
        #[derive(cynic::Enum, Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name { $($(#[$meaning])* $member),* }

        impl $name {
            /// All, in the order of lists.
            pub const ALL: &'static [Self] = &[$(Self::$member),*];

            /// The word for people.
            pub fn word(self) -> &'static str {
                match self { $(Self::$member => $word),* }
            }

            /// As it stands in an address and in a form.
            pub fn slug(self) -> &'static str {
                match self { $(Self::$member => $slug),* }
            }

            /// Reads a slug.
            pub fn read(slug: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.slug() == slug)
            }
        }

        impl Word for $name {
            const ALL: &'static [Self] = $name::ALL;

            fn word(self) -> &'static str {
                $name::word(self)
            }

            fn slug(self) -> &'static str {
                $name::slug(self)
            }
        }
    };
}

pub(crate) use words;

words! {
    /// How much something that does not add up weighs.
    ConsistencyWeight {
        /// It can do harm now.
        Urgent "Can do harm now" "urgent"
        /// A duty is open.
        Open "Open duty" "open"
        /// The record has a hole.
        Hole "Hole in the record" "hole"
    }
}

words! {
    /// Our own scale.
    RiskClass {
        /// Largest consequences.
        High "High" "high"
        /// In between.
        Medium "Medium" "medium"
        /// Smallest consequences.
        Low "Low" "low"
    }
}

words! {
    /// The law's tier.
    ActClass {
        /// Forbidden practices.
        Prohibited "Prohibited" "prohibited"
        /// Safety part of a regulated product.
        HighRiskAnnexI "High risk (Annex I)" "high-risk-annex-i"
        /// A use that the law lists.
        #[cynic(rename = "HIGH_RISK_ANNEX_III")]
        HighRiskAnnexIii "High risk (Annex III)" "high-risk-annex-iii"
        /// A use that the law lists and exempts.
        #[cynic(rename = "ANNEX_III_EXEMPT")]
        AnnexIiiExempt "Exempt (Annex III)" "annex-iii-exempt"
        /// People must be told.
        Transparency "Transparency duties" "transparency"
        /// A general-purpose model.
        #[cynic(rename = "GPAI")]
        GeneralPurpose "General purpose" "general-purpose"
        /// A general-purpose model whose failure reaches far.
        #[cynic(rename = "GPAI_SYSTEMIC")]
        GeneralPurposeSystemic "General purpose, systemic risk" "general-purpose-systemic"
        /// No duties of its own.
        Minimal "Minimal" "minimal"
        /// The law does not apply.
        OutOfScope "Out of scope" "out-of-scope"
    }
}

words! {
    /// What a system does.
    SystemKind {
        /// Scores and forecasts.
        Predictive "Predictive" "predictive"
        /// Writes and draws.
        Generative "Generative" "generative"
        /// Acts.
        Agent "Agent" "agent"
        /// Bought.
        ThirdParty "Third party" "third-party"
    }
}

words! {
    /// How far a system acts by itself.
    Autonomy {
        /// A person decides.
        Advises "It informs; a person decides" "advises"
        /// A person reviews before it takes effect.
        Reviewed "It decides; a person reviews before it takes effect" "reviewed"
        /// A person can step in afterwards.
        Acts "It decides and acts; a person can step in afterwards" "acts"
    }
}

words! {
    /// How much hangs on a decision of a system.
    Criticality {
        /// Most.
        Vital "Life, freedom, livelihood or rights" "vital"
        /// Much.
        Serious "Money, or access to a service" "serious"
        /// Little.
        Minor "Comfort" "minor"
    }
}

words! {
    /// How a report of a use that nobody registered stands.
    IntakeStatus {
        /// Nobody settled it.
        Waiting "Waiting" "waiting"
        /// It became a system.
        Registered "Became a system" "registered"
        /// It belongs to a system.
        Linked "Belongs to a system" "linked"
        /// There was nothing to govern.
        Dismissed "Dismissed" "dismissed"
    }
}

words! {
    /// How far a deployment has come.
    Stage {
        /// For real.
        Production "Production" "production"
        /// Before production.
        Staging "Staging" "staging"
        /// For testers.
        Test "Test" "test"
    }
}

words! {
    /// What a test said.
    Outcome {
        /// Outside its thresholds.
        Fail "Fail" "fail"
        /// Neither can be said.
        Inconclusive "Inconclusive" "inconclusive"
        /// Within its thresholds.
        Pass "Pass" "pass"
        /// The question does not arise.
        NotApplicable "Not applicable" "not-applicable"
    }
}

words! {
    /// How a control or one of its tests stands.
    ControlStatus {
        /// Fresh evidence says no.
        Fail "Failing" "fail"
        /// There is nothing to show.
        Missing "Not shown" "missing"
        /// What there is no longer counts.
        Stale "Stale" "stale"
        /// What there is cannot tell.
        Inconclusive "Inconclusive" "inconclusive"
        /// Fresh evidence says yes.
        Pass "Effective" "pass"
        /// It is not for this system.
        NotApplicable "Not applicable" "not-applicable"
    }
}

words! {
    /// What a row of the traceability matrix is answered by.
    Answered {
        /// Controls that it names.
        ByControl "Its controls" "control"
        /// Controls that counter the threats it names.
        ByThreat "Controls against its threats" "threat"
        /// Controls of rows that share a feature with it.
        ByFeature "Controls of its features" "feature"
        /// It asks for nothing.
        OutOfScope "Nothing to answer" "out-of-scope"
    }
}

words! {
    /// Whether evidence still counts.
    Freshness {
        /// Too old.
        Stale "Stale" "stale"
        /// Taken back.
        Withdrawn "Withdrawn" "withdrawn"
        /// Nobody said when it ends.
        Undated "Undated" "undated"
        /// Young enough.
        Fresh "Fresh" "fresh"
    }
}

words! {
    /// Whether a version can be trusted.
    Standing {
        /// It is stopped itself.
        Quarantined "Quarantined" "quarantined"
        /// Something it came from is quarantined.
        Suspect "Suspect" "suspect"
        /// Nothing it came from is stopped.
        Clean "Clean" "clean"
    }
}

words! {
    /// How far a version has come.
    VersionState {
        /// Registered, not decided.
        Candidate "Candidate" "candidate"
        /// In use.
        Active "Active" "active"
        /// Approved for use.
        Promoted "Promoted" "promoted"
        /// Turned down.
        Rejected "Rejected" "rejected"
        /// Stopped.
        Quarantined "Quarantined" "quarantined"
        /// No longer used.
        Retired "Retired" "retired"
    }
}

words! {
    /// How bad an incident is.
    Severity {
        /// Worst.
        #[cynic(rename = "SEV1")]
        Sev1 "Critical (1)" "sev1"
        /// Bad.
        #[cynic(rename = "SEV2")]
        Sev2 "High (2)" "sev2"
        /// Noticeable.
        #[cynic(rename = "SEV3")]
        Sev3 "Medium (3)" "sev3"
        /// Small.
        #[cynic(rename = "SEV4")]
        Sev4 "Low (4)" "sev4"
    }
}

words! {
    /// How far an incident has come.
    IncidentState {
        /// Being worked on.
        Open "Open" "open"
        /// Not spreading any more.
        Contained "Contained" "contained"
        /// Done.
        Closed "Closed" "closed"
    }
}

words! {
    /// Which way to walk the graph.
    Direction {
        /// Up and down.
        Both "Both ways" "both"
        /// Towards sources.
        Up "Where from" "up"
        /// Towards endpoints.
        Down "Where to" "down"
    }
}

words! {
    /// Where somebody stands with a module they must learn.
    TrainingStanding {
        /// Not done, and the time is over.
        Overdue "Overdue" "overdue"
        /// Not done, and there is time.
        Due "To do" "due"
        /// Done, and its end is near.
        Expiring "Expires soon" "expiring"
        /// Done.
        Current "Done" "current"
        /// Excused.
        Waived "Excused" "waived"
    }
}

words! {
    /// What happened to a person and a module.
    TrainingStepKind {
        /// Somebody asked for it.
        Assigned "Asked for" "assigned"
        /// The test was not passed.
        Failed "Test not passed" "failed"
        /// The test was passed.
        Passed "Test passed" "passed"
        /// It was completed.
        Completed "Completed" "completed"
        /// The person was excused.
        Waived "Excused" "waived"
        /// They were told that it is due.
        Told "Told" "told"
    }
}

/// How many answer now, by their stages: `2 live, 1 in production`.
pub fn live_words(stages: &[Stage]) -> String {
    let production = stages.iter().filter(|stage| **stage == Stage::Production).count();
    match (stages.len(), production) {
        (0, _) => "Nothing live".to_owned(),
        (_, 0) => format!("{} live, none in production", stages.len()),
        (all, own) if all == own => format!("{own} live in production"),
        (all, own) => format!("{all} live, {own} in production"),
    }
}

/// A count with its noun: `1 batch`, `3 batches`.
pub fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", noun(count, (one, many)))
}

/// The noun beside a count: that of one, or that of any other number.
pub fn noun<'a>(count: usize, (one, many): (&'a str, &'a str)) -> &'a str {
    if count == 1 { one } else { many }
}

/// A code of the data in words: `special_category` gives `Special category`.
pub fn plain(code: &str) -> String {
    let words = code.replace(['_', '-'], " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_is_a_code() {
        let words = Outcome::ALL.iter().map(|one| one.word());
        for word in words.chain(Severity::ALL.iter().map(|one| one.word())) {
            assert!(!word.contains('_') && word != word.to_uppercase(), "{word}");
        }
    }

    #[test]
    fn every_slug_reads_back() {
        assert!(Outcome::ALL.iter().all(|one| Outcome::read(one.slug()) == Some(*one)));
        assert!(Freshness::ALL.iter().all(|one| Freshness::read(one.slug()) == Some(*one)));
        assert!(Severity::ALL.iter().all(|one| Severity::read(one.slug()) == Some(*one)));
        let standings = TrainingStanding::ALL.iter();
        assert!(standings.copied().all(|one| TrainingStanding::read(one.slug()) == Some(one)));
        assert!(ControlStatus::ALL.iter().all(|one| ControlStatus::read(one.slug()) == Some(*one)));
        assert!(Stage::ALL.iter().all(|one| Stage::read(one.slug()) == Some(*one)));
        assert!(Standing::ALL.iter().all(|one| Standing::read(one.slug()) == Some(*one)));
        assert!(RiskClass::ALL.iter().all(|one| RiskClass::read(one.slug()) == Some(*one)));
        assert!(Direction::ALL.iter().all(|one| Direction::read(one.slug()) == Some(*one)));
        assert_eq!(Stage::read("PRODUCTION"), None);
    }

    #[test]
    fn what_is_live_is_said_with_its_stage() {
        assert_eq!(live_words(&[]), "Nothing live");
        assert_eq!(live_words(&[Stage::Test]), "1 live, none in production");
        assert_eq!(live_words(&[Stage::Production, Stage::Production]), "2 live in production");
        assert_eq!(live_words(&[Stage::Production, Stage::Test]), "2 live, 1 in production");
    }

    #[test]
    fn one_thing_is_not_plural() {
        assert_eq!(counted(1, "batch", "batches"), "1 batch");
        assert_eq!(counted(0, "batch", "batches"), "0 batches");
        assert_eq!(noun(1, ("vacant duty", "vacant duties")), "vacant duty");
        assert_eq!(noun(2, ("vacant duty", "vacant duties")), "vacant duties");
    }

    #[test]
    fn a_code_of_the_data_becomes_words() {
        assert_eq!(plain("special_category"), "Special category");
        assert_eq!(plain("über-mut"), "Über mut");
        assert_eq!(plain(""), "");
    }
}
