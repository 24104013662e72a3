//! What can be done about reviews, findings and actions.
use crate::{
    command::{Command, Sent, commands, done, payloads},
    reviews::words::{Grade, ReviewAnswer, ReviewPhase, ReviewVerdict},
    scalars::{Subject, Time},
    schema,
};

payloads! {
    /// What every command about a review, a finding or an action answers.
    ReviewPayload {}
}

/// A design review to open.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct OpenReviewInput {
    /// The system it looks at.
    pub system: Subject,
    /// When in its life.
    pub phase: ReviewPhase,
    /// Who takes part.
    pub participants: Vec<Subject>,
}

/// Somebody else to take part in a design review.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct AddReviewParticipantInput {
    /// Which review.
    pub review: Subject,
    /// Who.
    pub person: Subject,
}

/// An answer to a question.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct AnswerReviewInput {
    /// Which review.
    pub review: Subject,
    /// The threat the question is about.
    pub threat: String,
    /// What is answered.
    pub answer: ReviewAnswer,
    /// How bad it is, where something is left open.
    pub severity: Option<Grade>,
    /// Why.
    pub note: String,
}

/// A conclusion.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct ConcludeReviewInput {
    /// Which review.
    pub review: Subject,
    /// What is concluded.
    pub verdict: ReviewVerdict,
    /// Why.
    pub note: String,
}

/// A finding to raise.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct RaiseFindingInput {
    /// The control that does not hold.
    pub control: String,
    /// How bad it is.
    pub severity: Grade,
    /// What was found.
    pub text: String,
    /// The system it is about.
    pub system: Option<Subject>,
    /// The review it comes from.
    pub review: Option<Subject>,
    /// Who mends it.
    pub owner: Option<Subject>,
}

/// What follows from a finding.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct LinkFindingInput {
    /// Which finding.
    pub finding: Subject,
    /// The risk or the action.
    pub to: Subject,
}

/// A finding to give away.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct ReassignFindingInput {
    /// Which finding.
    pub finding: Subject,
    /// To whom.
    pub owner: Subject,
}

/// A finding that is mended.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct CloseFindingInput {
    /// Which finding.
    pub finding: Subject,
    /// What was seen.
    pub note: String,
}

/// An action to open.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct OpenActionInput {
    /// What is to be done.
    pub title: String,
    /// Who does it.
    pub owner: Subject,
    /// The day by which it is done.
    pub due: Time,
    /// The controls it strengthens.
    pub controls: Option<Vec<String>>,
    /// The system it is about.
    pub system: Option<Subject>,
    /// The incident it follows from.
    pub incident: Option<Subject>,
    /// The finding it mends.
    pub finding: Option<Subject>,
}

/// An action to give away.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct ReassignActionInput {
    /// Which action.
    pub action: Subject,
    /// To whom.
    pub owner: Subject,
}

/// An action of one's own that is done.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct ReportActionInput {
    /// Which action.
    pub action: Subject,
    /// What was done.
    pub note: String,
}

/// An action that somebody saw is done.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct CloseActionInput {
    /// Which action.
    pub action: Subject,
    /// What was seen.
    pub note: String,
}

commands! {
    /// Opens a design review.
    OpenReview = "openReview" of OpenReviewInput, answers ReviewPayload;
    /// Lets somebody else take part in a design review.
    AddReviewParticipant = "addReviewParticipant" of AddReviewParticipantInput, answers ReviewPayload;
    /// Answers a question of a design review.
    AnswerReview = "answerReview" of AnswerReviewInput, answers ReviewPayload;
    /// Concludes a design review.
    ConcludeReview = "concludeReview" of ConcludeReviewInput, answers ReviewPayload;
    /// Raises a finding.
    RaiseFinding = "raiseFinding" of RaiseFindingInput, answers ReviewPayload;
    /// Links a finding to what follows from it.
    LinkFinding = "linkFinding" of LinkFindingInput, answers ReviewPayload;
    /// Gives a finding to somebody else.
    ReassignFinding = "reassignFinding" of ReassignFindingInput, answers ReviewPayload;
    /// Closes a finding.
    CloseFinding = "closeFinding" of CloseFindingInput, answers ReviewPayload;
    /// Opens an action.
    OpenAction = "openAction" of OpenActionInput, answers ReviewPayload;
    /// Gives an action to somebody else.
    ReassignAction = "reassignAction" of ReassignActionInput, answers ReviewPayload;
    /// Reports an action done.
    ReportAction = "reportAction" of ReportActionInput, answers ReviewPayload;
    /// Closes an action.
    CloseAction = "closeAction" of CloseActionInput, answers ReviewPayload;
}

/// Something that is done with a few words and nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Reports an action done, as its owner.
    ReportAction,
    /// Closes an action, as somebody who saw that it is done.
    CloseAction,
    /// Closes a finding, as somebody who saw that it is mended.
    CloseFinding,
}

impl Act {
    /// Name of the mutation.
    pub fn mutation(self) -> &'static str {
        match self {
            Self::ReportAction => ReportAction::NAME,
            Self::CloseAction => CloseAction::NAME,
            Self::CloseFinding => CloseFinding::NAME,
        }
    }

    /// The request that does it to a thing, under an id.
    pub fn order(self, id: &str, subject: &str, words: &str) -> String {
        let (subject, note) = (Subject::from(subject), words.trim().to_owned());
        match self {
            Self::ReportAction => {
                ReportAction::order(id, ReportActionInput { action: subject, note })
            }
            Self::CloseAction => CloseAction::order(id, CloseActionInput { action: subject, note }),
            Self::CloseFinding => {
                CloseFinding::order(id, CloseFindingInput { finding: subject, note })
            }
        }
    }

    /// Reads what became of it.
    pub fn sent(self, text: &str) -> Result<Sent<()>, String> {
        match self {
            Self::ReportAction => done::<ReportAction>(text),
            Self::CloseAction => done::<CloseAction>(text),
            Self::CloseFinding => done::<CloseFinding>(text),
        }
    }
}

/// What an action is opened for; the form fills in the rest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Open {
    /// The system it is about.
    pub system: Option<String>,
    /// The incident it follows from.
    pub incident: Option<String>,
    /// The finding it mends.
    pub finding: Option<String>,
    /// The controls it strengthens.
    pub controls: Vec<String>,
}

impl Open {
    /// The input, with what the form says. `day` is `2026-03-06`.
    pub fn input(&self, title: &str, owner: &str, day: &str) -> OpenActionInput {
        OpenActionInput {
            title: title.trim().to_owned(),
            owner: Subject::from(owner),
            due: Time(format!("{day}T00:00:00Z")),
            controls: Some(self.controls.clone()),
            system: self.system.as_deref().map(Subject::from),
            incident: self.incident.as_deref().map(Subject::from),
            finding: self.finding.as_deref().map(Subject::from),
        }
    }
}
