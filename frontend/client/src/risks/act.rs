//! Something that can be done about a risk: which mutation, who may, what is sent, what came of it.
use super::{
    commands::{
        AcceptRisk, AcceptRiskInput, AddRiskTask, AddRiskTaskInput, AssessRisk, AssessRiskInput,
        AssignRiskOwner, AssignRiskOwnerInput, CloseRisk, CompleteRiskTask, CompleteRiskTaskInput,
        DeclineAcceptance, IdentifyRisk, IdentifyRiskInput, LinkRisk, LinkRiskInput, PlanTreatment,
        PlanTreatmentInput, QuantifyRisk, QuantifyRiskInput, RangeInput, ReassignRiskTask,
        ReassignRiskTaskInput, ReopenRisk, ReopenRiskInput, RequestAcceptance,
        RequestAcceptanceInput, ReviewRisk, ReviewRiskInput, RevokeAcceptance, RiskReasonInput,
        ScheduleRiskReview, ScheduleRiskReviewInput, ScoreInput, UnlinkRisk, about,
    },
    forms::Values,
    words::{ReopenCause, RiskBand, RiskCategory, Treatment, WhichScore},
};
use crate::{
    command::{Command, Sent},
    scalars::Subject,
};

/// What a new risk follows from, and what its form begins with because of that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The finding or the incident.
    pub subject: Subject,
    /// What it says.
    pub text: String,
    /// The system it is about.
    pub system: Option<Subject>,
    /// The threat that is named, where there is one.
    pub threat: Option<String>,
}

impl Origin {
    /// The name a risk begins with: as much of what it says as a name holds.
    pub fn title(&self) -> String {
        let line = self.text.lines().next().unwrap_or_default().trim();
        line.chars().take(TITLE).collect()
    }
}

/// Characters of a title.
const TITLE: usize = 120;

/// Something that can be done about a risk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// Puts a new one on the register.
    Identify,
    /// Puts a new one on the register that follows from something.
    IdentifyFrom(Origin),
    /// Scores it.
    Assess,
    /// Says what will be done about it.
    Plan,
    /// Adds a task.
    AddTask,
    /// Gives a task to somebody else.
    GiveTask(String),
    /// Says that a task is done.
    CompleteTask(String),
    /// Asks for it to be accepted.
    Request,
    /// Accepts it in one's own name, seeing this band; with an end of one's own where nobody asked.
    Accept {
        /// The band as seen.
        band: RiskBand,
        /// Whether somebody asked for it.
        requested: bool,
    },
    /// Turns the request down.
    Decline,
    /// Takes the acceptance back.
    Revoke,
    /// Takes it off the open register.
    Close,
    /// Puts it back to review.
    Reopen,
    /// Connects it with something.
    Link,
    /// Takes this connection away.
    Unlink(Subject),
    /// Records that it was reviewed.
    Review,
    /// Sets when it is reviewed.
    Schedule,
    /// Makes somebody accountable for it.
    Assign,
    /// Simulates its yearly loss.
    Quantify,
}

impl Act {
    /// Name of the mutation.
    pub fn mutation(&self) -> &'static str {
        match self {
            Self::Identify | Self::IdentifyFrom(_) => IdentifyRisk::NAME,
            Self::Assess => AssessRisk::NAME,
            Self::Plan => PlanTreatment::NAME,
            Self::AddTask => AddRiskTask::NAME,
            Self::GiveTask(_) => ReassignRiskTask::NAME,
            Self::CompleteTask(_) => CompleteRiskTask::NAME,
            Self::Request => RequestAcceptance::NAME,
            Self::Accept { .. } => AcceptRisk::NAME,
            Self::Decline => DeclineAcceptance::NAME,
            Self::Revoke => RevokeAcceptance::NAME,
            Self::Close => CloseRisk::NAME,
            Self::Reopen => ReopenRisk::NAME,
            Self::Link => LinkRisk::NAME,
            Self::Unlink(_) => UnlinkRisk::NAME,
            Self::Review => ReviewRisk::NAME,
            Self::Schedule => ScheduleRiskReview::NAME,
            Self::Assign => AssignRiskOwner::NAME,
            Self::Quantify => QuantifyRisk::NAME,
        }
    }

    /// Whether it makes a new risk.
    pub fn is_new(&self) -> bool {
        matches!(self, Self::Identify | Self::IdentifyFrom(_))
    }

    /// What it does, as a sentence says it after "may".
    pub fn what(&self) -> &'static str {
        match self {
            Self::Identify => "identify a risk",
            Self::IdentifyFrom(_) => "make it a risk",
            Self::Assess => "score it",
            Self::Plan => "plan its treatment",
            Self::AddTask => "add a task",
            Self::GiveTask(_) => "give a task to somebody else",
            Self::CompleteTask(_) => "say that it is done",
            Self::Request => "request its acceptance",
            Self::Accept { .. } => "accept it",
            Self::Decline => "turn the request down",
            Self::Revoke => "take the acceptance back",
            Self::Close => "close it",
            Self::Reopen => "reopen it",
            Self::Link => "link something with it",
            Self::Unlink(_) => "take a link away",
            Self::Review => "record a review",
            Self::Schedule => "set the date of its review",
            Self::Assign => "name its owner",
            Self::Quantify => "simulate its loss",
        }
    }

    /// The request that does it to a risk with what its form holds, under an id.
    pub fn order(&self, id: &str, risk: &str, form: &Values) -> String {
        let risk = Subject::from(risk);
        let because = |risk| RiskReasonInput { risk, reason: form.text("reason") };
        match self {
            Self::Identify => IdentifyRisk::order(id, identify(form)),
            Self::IdentifyFrom(origin) => {
                let from = Some(origin.subject.clone());
                IdentifyRisk::order(id, IdentifyRiskInput { from, ..identify(form) })
            }
            Self::Assess => AssessRisk::order(id, assess(risk, form)),
            Self::Plan => PlanTreatment::order(id, plan(risk, form)),
            Self::AddTask => {
                let (title, owner) = (form.text("title"), form.subject("owner"));
                let due = form.must_day("due");
                AddRiskTask::order(id, AddRiskTaskInput { risk, title, owner, due, task: None })
            }
            Self::GiveTask(task) => {
                let (task, owner) = (task.clone(), form.subject("owner"));
                ReassignRiskTask::order(id, ReassignRiskTaskInput { risk, task, owner })
            }
            Self::CompleteTask(task) => {
                let (task, note) = (task.clone(), form.maybe("note"));
                CompleteRiskTask::order(id, CompleteRiskTaskInput { risk, task, note })
            }
            Self::Request => RequestAcceptance::order(id, request(risk, form)),
            Self::Accept { band, .. } => {
                let (reason, until) = (form.text("reason"), form.day("until"));
                AcceptRisk::order(id, AcceptRiskInput { risk, reason, band: Some(*band), until })
            }
            Self::Decline => DeclineAcceptance::order(id, because(risk)),
            Self::Revoke => RevokeAcceptance::order(id, because(risk)),
            Self::Close => CloseRisk::order(id, because(risk)),
            Self::Reopen => ReopenRisk::order(id, reopen(risk, form)),
            Self::Link => LinkRisk::order(id, LinkRiskInput { risk, to: form.subject("to") }),
            Self::Unlink(to) => UnlinkRisk::order(id, LinkRiskInput { risk, to: to.clone() }),
            Self::Review => {
                let (next, note) = (form.must_day("next"), form.maybe("note"));
                ReviewRisk::order(id, ReviewRiskInput { risk, next, note })
            }
            Self::Schedule => {
                let due = form.must_day("due");
                ScheduleRiskReview::order(id, ScheduleRiskReviewInput { risk, due })
            }
            Self::Assign => {
                let owner = form.subject("owner");
                AssignRiskOwner::order(id, AssignRiskOwnerInput { risk, owner })
            }
            Self::Quantify => QuantifyRisk::order(id, quantify(risk, form)),
        }
    }

    /// Reads what became of it, and of which risk.
    pub fn sent(&self, text: &str) -> Result<Sent<Option<Subject>>, String> {
        match self {
            Self::Identify | Self::IdentifyFrom(_) => about::<IdentifyRisk>(text),
            Self::Assess => about::<AssessRisk>(text),
            Self::Plan => about::<PlanTreatment>(text),
            Self::AddTask => about::<AddRiskTask>(text),
            Self::GiveTask(_) => about::<ReassignRiskTask>(text),
            Self::CompleteTask(_) => about::<CompleteRiskTask>(text),
            Self::Request => about::<RequestAcceptance>(text),
            Self::Accept { .. } => about::<AcceptRisk>(text),
            Self::Decline => about::<DeclineAcceptance>(text),
            Self::Revoke => about::<RevokeAcceptance>(text),
            Self::Close => about::<CloseRisk>(text),
            Self::Reopen => about::<ReopenRisk>(text),
            Self::Link => about::<LinkRisk>(text),
            Self::Unlink(_) => about::<UnlinkRisk>(text),
            Self::Review => about::<ReviewRisk>(text),
            Self::Schedule => about::<ScheduleRiskReview>(text),
            Self::Assign => about::<AssignRiskOwner>(text),
            Self::Quantify => about::<QuantifyRisk>(text),
        }
    }
}

fn identify(form: &Values) -> IdentifyRiskInput {
    IdentifyRiskInput {
        title: form.text("title"),
        threat: form.text("threat"),
        category: RiskCategory::read(&form.text("category")).unwrap_or(RiskCategory::PeopleSafety),
        owner: form.subject("owner"),
        description: form.text("description"),
        system: form.maybe("system").map(Subject),
        concerns: form
            .maybe("concerns")
            .map(|_| form.lines("concerns").into_iter().map(Subject).collect()),
        from: None,
    }
}

fn assess(risk: Subject, form: &Values) -> AssessRiskInput {
    let score = |likelihood, impact| ScoreInput {
        likelihood: form.step(likelihood),
        impact: form.step(impact),
    };
    let current = form.maybe("currentLikelihood").or_else(|| form.maybe("currentImpact"));
    AssessRiskInput {
        risk,
        inherent: score("inherentLikelihood", "inherentImpact"),
        residual: score("residualLikelihood", "residualImpact"),
        rationale: form.text("rationale"),
        current: current.map(|_| score("currentLikelihood", "currentImpact")),
        effectiveness: form.maybe("effectiveness"),
    }
}

fn plan(risk: Subject, form: &Values) -> PlanTreatmentInput {
    PlanTreatmentInput {
        risk,
        treatment: Treatment::read(&form.text("treatment")).unwrap_or(Treatment::Mitigate),
        description: form.text("description"),
        due: form.day("due"),
    }
}

fn request(risk: Subject, form: &Values) -> RequestAcceptanceInput {
    RequestAcceptanceInput {
        risk,
        until: form.must_day("until"),
        compensating: form.lines("compensating"),
        reason: form.text("reason"),
    }
}

fn reopen(risk: Subject, form: &Values) -> ReopenRiskInput {
    ReopenRiskInput {
        risk,
        why: ReopenCause::read(&form.text("why")).unwrap_or(ReopenCause::ThreatChanged),
        cause: form.maybe("cause").map(Subject),
        indicator: form.maybe("indicator"),
        note: form.maybe("note"),
    }
}

fn quantify(risk: Subject, form: &Values) -> QuantifyRiskInput {
    let range = |field: &str| {
        let mut three = form.text(field);
        three.retain(|letter| letter != ' ');
        let mut parts = three.split("..").map(str::to_owned);
        let mut next = || parts.next().unwrap_or_default();
        RangeInput { min: next(), most_likely: next(), max: next() }
    };
    QuantifyRiskInput {
        risk,
        which: WhichScore::read(&form.text("which")).unwrap_or(WhichScore::Inherent),
        currency: form.text("currency"),
        frequency: range("frequency"),
        vulnerability: range("vulnerability"),
        primary_loss: range("primaryLoss"),
        secondary_probability: form.text("secondaryProbability"),
        secondary_loss: range("secondaryLoss"),
        seed: form.text("seed").parse().ok(),
    }
}
