//! How the room says no.

use kernel::{Decimal, Digest, Micros, Name, Subject};

/// Why the answer is no.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// A subject is of the wrong kind.
    #[error("{subject} cannot stand here: {field} must name {expected}")]
    WrongKind {
        /// The field.
        field: &'static str,
        /// What it names.
        subject: Subject,
        /// What it should name.
        expected: &'static str,
    },
    /// No policy under this name.
    #[error("there is no such policy; publish it first")]
    UnknownPolicy,
    /// The version has another content.
    #[error("version {0} is already published with other details; give the new one a new number")]
    VersionTaken(u64),
    /// A newer version is there.
    #[error("version {latest} is already published; a newer one has a higher number than {latest}")]
    VersionNotNewer {
        /// The latest.
        latest: u64,
    },
    /// The publisher approves.
    #[error("you publish this policy; somebody else must have approved it")]
    PublisherApproves,
    /// The catalogue has no such role.
    #[error("'{0}' is not a role of the catalogue, so a policy cannot bind it")]
    UnknownRole(Name),
    /// No time to attest.
    #[error("give those bound at least one day to attest")]
    NoTimeToAttest,
    /// The review lies in the past.
    #[error("{0} is over; the review of a new version lies ahead")]
    ReviewInThePast(Micros),
    /// The policy is retired.
    #[error("this policy is retired; publish another one")]
    PolicyRetired,
    /// The version was never published.
    #[error("there is no version {0} of this policy; publish it before its text is kept")]
    NoSuchVersion(u64),
    /// The version has another text.
    #[error("version {0} has its text, and a version never changes; publish a new version")]
    TextKept(u64),
    /// The text is not the one that was published.
    #[error(
        "version {version} was published with the SHA-256 {expected}, and this file has {sent}; \
         send the text that was approved"
    )]
    AnotherText {
        /// The version.
        version: u64,
        /// What it was published with.
        expected: Digest,
        /// What was sent.
        sent: Digest,
    },
    /// Texts of this type are not kept.
    #[error("a text of the type {0} is not kept; send a PDF or Markdown under its own media type")]
    TextTypeNotKept(Name),
    /// The text has no bytes.
    #[error("the file is empty; choose one with something in it")]
    EmptyText,
    /// Somebody attests for another.
    #[error("everybody attests for themselves")]
    AttestsForAnother,
    /// The version is not the current one.
    #[error("version {current} is the current one; read and attest that")]
    NotCurrent {
        /// The current one.
        current: u64,
    },
    /// The policy does not bind the person.
    #[error("this policy does not bind any role you hold")]
    NotBound,
    /// The appetite says nothing.
    #[error("an appetite says something about at least one category")]
    NoStatements,
    /// A category stands there twice.
    #[error("'{0}' stands there twice; make one statement a category")]
    CategoryTwice(Name),
    /// Who sets the appetite approves it.
    #[error("you set this appetite; somebody else must have approved it")]
    SetterApproves,
    /// No initiative under this name.
    #[error("there is no such initiative; fund it first")]
    UnknownInitiative,
    /// It was funded otherwise.
    #[error("this initiative is already funded with other details; give the new one its own name")]
    InitiativeFunded,
    /// Not an amount of money.
    #[error("{0} is not an amount of money: write it like 12500.50, more than nothing")]
    NoAmount(Decimal),
    /// Not a currency.
    #[error("'{0}' is not a currency: write its three letters, such as EUR")]
    NoCurrency(Name),
    /// Not a share.
    #[error("{0} is not a share: write it from 0 to 1, such as 0.031")]
    NoShare(Decimal),
    /// The bill counts already.
    #[error("bill '{0}' is already recorded with another amount; mend its reference")]
    BillTaken(Name),
    /// The money is not spent yet.
    #[error("{0} lies ahead; record what was spent")]
    SpentAhead(Micros),
    /// The initiative is closed.
    #[error("this initiative is closed; only its outcome can still be recorded")]
    InitiativeClosed,
    /// No meeting under this name.
    #[error("there is no such meeting; record it first")]
    UnknownMeeting,
    /// It was recorded otherwise.
    #[error("this meeting is already recorded with other details; give the new one its own name")]
    MeetingHeld,
    /// The meeting looks ahead.
    #[error("{0} lies ahead; a meeting looks at what had happened")]
    SeesFuture(Micros),
    /// The meeting says nothing.
    #[error("say what was shown or what was decided")]
    SaysNothing,
    /// No such decision.
    #[error("there is no decision {0}; this meeting made {1}")]
    UnknownDecision(u64, u64),
    /// The decision is done.
    #[error("decision {0} is done; there is nothing more to do about it")]
    DecisionDone(u64),
    /// The exercise is recorded otherwise.
    #[error("this exercise is already recorded with other details; give the new one its own name")]
    ExerciseRecorded,
    /// The survey is recorded otherwise.
    #[error("this survey is already recorded with other details; give the new one its own name")]
    SurveyRecorded,
    /// Nobody answered.
    #[error("a survey that nobody answered says nothing")]
    NoResponses,
    /// No feedback under this name.
    #[error("there is no such feedback; record it first")]
    UnknownFeedback,
    /// It was recorded otherwise.
    #[error("this feedback is already recorded with other details; give the new one its own name")]
    FeedbackRecorded,
    /// The catalogue has no such role to speak as.
    #[error(
        "'{0}' is not a role of the catalogue; name the one you speak as, such as domain_expert"
    )]
    UnknownSpeaker(Name),
    /// Who gave it settles it.
    #[error("you gave this feedback; somebody else must settle it")]
    GiverSettles,
    /// It is settled otherwise.
    #[error("this feedback is already settled otherwise")]
    SettledOtherwise,
    /// What follows is not named.
    #[error("name the action or the risk that follows from it")]
    NothingFollows,
}

impl kernel::Refusal for Refusal {
    fn code(&self) -> &'static str {
        match self {
            Self::WrongKind { .. } => "programme.wrong_kind",
            Self::UnknownPolicy => "policy.unknown",
            Self::VersionTaken(_) => "policy.version_taken",
            Self::VersionNotNewer { .. } => "policy.version_not_newer",
            Self::PublisherApproves => "policy.publisher_approves",
            Self::UnknownRole(_) => "policy.unknown_role",
            Self::NoTimeToAttest => "policy.no_time_to_attest",
            Self::ReviewInThePast(_) => "policy.review_in_the_past",
            Self::PolicyRetired => "policy.is_retired",
            Self::NoSuchVersion(_) => "policy.no_such_version",
            Self::TextKept(_) => "policy.text_kept",
            Self::AnotherText { .. } => "policy.another_text",
            Self::TextTypeNotKept(_) => "attachment.type_refused",
            Self::EmptyText => "attachment.empty",
            Self::AttestsForAnother => "policy.attests_for_another",
            Self::NotCurrent { .. } => "policy.not_current",
            Self::NotBound => "policy.not_bound",
            Self::NoStatements => "appetite.no_statements",
            Self::CategoryTwice(_) => "appetite.category_twice",
            Self::SetterApproves => "appetite.setter_approves",
            Self::UnknownInitiative => "initiative.unknown",
            Self::InitiativeFunded => "initiative.already_funded",
            Self::NoAmount(_) => "initiative.no_amount",
            Self::NoCurrency(_) => "initiative.no_currency",
            Self::NoShare(_) => "initiative.no_share",
            Self::BillTaken(_) => "initiative.bill_taken",
            Self::SpentAhead(_) => "initiative.spent_ahead",
            Self::InitiativeClosed => "initiative.is_closed",
            Self::UnknownMeeting => "meeting.unknown",
            Self::MeetingHeld => "meeting.already_held",
            Self::SeesFuture(_) => "meeting.sees_future",
            Self::SaysNothing => "meeting.says_nothing",
            Self::UnknownDecision(..) => "meeting.unknown_decision",
            Self::DecisionDone(_) => "meeting.decision_done",
            Self::ExerciseRecorded => "exercise.already_recorded",
            Self::SurveyRecorded => "survey.already_recorded",
            Self::NoResponses => "survey.no_responses",
            Self::UnknownFeedback => "feedback.unknown",
            Self::FeedbackRecorded => "feedback.already_recorded",
            Self::UnknownSpeaker(_) => "feedback.unknown_role",
            Self::GiverSettles => "feedback.giver_settles",
            Self::SettledOtherwise => "feedback.settled_otherwise",
            Self::NothingFollows => "feedback.nothing_follows",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::WrongKind { field, .. } => Some(field),
            Self::VersionTaken(_)
            | Self::VersionNotNewer { .. }
            | Self::NotCurrent { .. }
            | Self::NoSuchVersion(_)
            | Self::TextKept(_) => Some("version"),
            Self::AnotherText { .. } => Some("digest"),
            Self::TextTypeNotKept(_) => Some("media_type"),
            Self::PublisherApproves | Self::SetterApproves => Some("approved_by"),
            Self::UnknownRole(_) => Some("binds"),
            Self::UnknownSpeaker(_) => Some("from_role"),
            Self::NoTimeToAttest => Some("attest_within_days"),
            Self::ReviewInThePast(_) => Some("review_due"),
            Self::NoStatements | Self::CategoryTwice(_) => Some("statements"),
            Self::NoAmount(_) => Some("amount"),
            Self::NoCurrency(_) => Some("currency"),
            Self::NoShare(_) => Some("share_of_ai_budget"),
            Self::BillTaken(_) => Some("reference"),
            Self::SpentAhead(_) => Some("on"),
            Self::SeesFuture(_) => Some("as_of"),
            Self::SaysNothing => Some("highlights"),
            Self::UnknownDecision(..) | Self::DecisionDone(_) => Some("decision"),
            Self::NoResponses => Some("responses"),
            Self::SettledOtherwise => Some("outcome"),
            Self::NothingFollows => Some("to"),
            Self::UnknownPolicy
            | Self::PolicyRetired
            | Self::EmptyText
            | Self::AttestsForAnother
            | Self::NotBound
            | Self::UnknownInitiative
            | Self::InitiativeFunded
            | Self::InitiativeClosed
            | Self::UnknownMeeting
            | Self::MeetingHeld
            | Self::ExerciseRecorded
            | Self::SurveyRecorded
            | Self::UnknownFeedback
            | Self::FeedbackRecorded
            | Self::GiverSettles => None,
        }
    }
}
