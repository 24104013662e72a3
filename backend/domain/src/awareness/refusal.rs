//! How the room says no.

use kernel::{Name, Subject};

use super::TRIES;

/// Why the answer is no.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Nothing is published yet.
    #[error("no curriculum is published yet; publish one first")]
    NoCurriculum,
    /// The version is published with other content.
    #[error(
        "version {0} of the curriculum is published with other content; give it another version"
    )]
    VersionTaken(Name),
    /// The version would begin to count before it is published.
    #[error("a version counts from the day it is published, or later; choose today or a later day")]
    CountsInThePast,
    /// A module is there twice.
    #[error("module {0} is there twice; name it once")]
    ModuleTwice(Name),
    /// A module cannot be like this.
    #[error("module {0}: {1}")]
    BadModule(Name, &'static str),
    /// A role is none of the catalogue's.
    #[error("'{0}' is not a role of the catalogue; choose one of its roles")]
    UnknownRole(Name),
    /// The module belongs to the published curriculum.
    #[error("{0} is a module of the published curriculum; give your own module another id")]
    NotOwn(Name),
    /// A question cannot be like this.
    #[error("question {0}: {1}")]
    BadQuestion(Name, &'static str),
    /// There is no question.
    #[error("a module ends with a test; write 1 to 12 questions")]
    NoQuestions,
    /// The answers and explanations do not fit into one seal.
    #[error("the explanations are too long together; shorten them to about 3,000 characters")]
    ExplanationsTooLong,
    /// The module is not there.
    #[error("there is no module {0} now; look it up in the list of modules")]
    UnknownModule(Name),
    /// The campaign is there already.
    #[error("there is a campaign {0} already; give it another id")]
    CampaignTaken(Name),
    /// The campaign is not there.
    #[error("there is no campaign {0}; look it up in the list of campaigns")]
    UnknownCampaign(Name),
    /// The campaign asks for nothing.
    #[error("name at least one module")]
    NoModules,
    /// The audience names something that is no team.
    #[error("{0} is not a team; name teams as team:NAME")]
    NotATeam(Subject),
    /// Something is named as a system that is none.
    #[error("{0} is not an AI system; name systems as system:NAME")]
    NotASystem(Subject),
    /// The day is over.
    #[error("the day by which it is due is over; choose a later one")]
    DueInThePast,
    /// A question was left out.
    #[error("this question is not answered yet: {0}")]
    Unanswered(Name),
    /// An answer is to no question of the test.
    #[error("the test has no question {0}; open it again")]
    UnknownQuestion(String),
    /// An answer is none of the options.
    #[error("choose one of the options of question {0}")]
    UnknownOption(Name),
    /// All tries are used.
    #[error(
        "{TRIES} tries are used; talk with your security champion, who can assign the module again"
    )]
    NoTriesLeft,
    /// The score is no share.
    #[error("a score is a share from 0 to 1, such as 0.87")]
    BadScore,
    /// The score is too low.
    #[error("a score of {score} does not pass: the module asks for {pass}")]
    BelowPass {
        /// The score.
        score: String,
        /// What passes.
        pass: String,
    },
    /// The result is from the future.
    #[error("a result cannot be from the future; mend the date")]
    FromTheFuture,
    /// The waiver is over before it begins.
    #[error("a waiver must end in the future; choose a later day")]
    WaiverOver,
    /// The waiver has no end in sight.
    #[error("a waiver ends within a year; choose an earlier day")]
    WaiverTooLong,
}

impl kernel::Refusal for Refusal {
    fn code(&self) -> &'static str {
        match self {
            Self::NoCurriculum => "curriculum.none",
            Self::VersionTaken(_) => "curriculum.version_taken",
            Self::CountsInThePast => "curriculum.counts_in_the_past",
            Self::ModuleTwice(_) => "curriculum.module_twice",
            Self::BadModule(..) => "curriculum.bad_module",
            Self::UnknownRole(_) => "curriculum.unknown_role",
            Self::NotOwn(_) => "curriculum.not_own",
            Self::BadQuestion(..) => "curriculum.bad_question",
            Self::NoQuestions => "curriculum.no_questions",
            Self::ExplanationsTooLong => "curriculum.explanations_too_long",
            Self::UnknownModule(_) => "awareness.unknown_module",
            Self::CampaignTaken(_) => "campaign.taken",
            Self::UnknownCampaign(_) => "campaign.unknown",
            Self::NoModules => "campaign.no_modules",
            Self::NotATeam(_) => "campaign.not_a_team",
            Self::NotASystem(_) => "curriculum.not_a_system",
            Self::DueInThePast => "awareness.due_in_the_past",
            Self::Unanswered(_) => "awareness.unanswered",
            Self::UnknownQuestion(_) => "awareness.unknown_question",
            Self::UnknownOption(_) => "awareness.unknown_option",
            Self::NoTriesLeft => "awareness.no_tries_left",
            Self::BadScore => "awareness.bad_score",
            Self::BelowPass { .. } => "awareness.below_pass",
            Self::FromTheFuture => "awareness.from_the_future",
            Self::WaiverOver => "awareness.waiver_over",
            Self::WaiverTooLong => "awareness.waiver_too_long",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::VersionTaken(_) => Some("version"),
            Self::CountsInThePast => Some("valid_from"),
            Self::ModuleTwice(_) | Self::NoModules => Some("modules"),
            Self::BadModule(..) | Self::NotOwn(_) | Self::UnknownModule(_) => Some("module"),
            Self::UnknownRole(_) => Some("roles"),
            Self::BadQuestion(..) | Self::NoQuestions | Self::ExplanationsTooLong => {
                Some("questions")
            }
            Self::CampaignTaken(_) | Self::UnknownCampaign(_) => Some("campaign"),
            Self::NotATeam(_) => Some("teams"),
            Self::NotASystem(_) => Some("systems"),
            Self::DueInThePast => Some("due"),
            Self::Unanswered(_) | Self::UnknownQuestion(_) | Self::UnknownOption(_) => {
                Some("answers")
            }
            Self::BadScore | Self::BelowPass { .. } => Some("score"),
            Self::FromTheFuture => Some("on"),
            Self::WaiverOver | Self::WaiverTooLong => Some("until"),
            Self::NoCurriculum | Self::NoTriesLeft => None,
        }
    }
}
