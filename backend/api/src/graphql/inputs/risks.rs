//! Inputs about risks.

use async_graphql::{ID, InputObject};
use domain::risks::{Assessment, Command, Identification, Level, Score, Scores, Task};
use kernel::{Kind, Name, Subject as Thing};

use super::{Asked, Order, all, losses::decimal, maybe, maybe_name, name, note, orders};
use crate::{
    graphql::{
        mutation::RiskRoom,
        scalars::{Subject, Time},
        words::{ReopenCause, RiskCategory, Treatment},
    },
    reply::{Answer, Reply},
};

/// A risk to put on the register.
#[derive(InputObject, Clone, Debug)]
pub struct IdentifyRiskInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Its id, `risk:NAME`; one is made up when absent.
    pub risk: Option<Subject>,
    /// What people call it.
    pub title: String,
    /// The threat of the catalogue, `THR-06` or `THR-06.03`.
    pub threat: String,
    /// The system it belongs to; none for a risk of the organisation.
    pub system: Option<Subject>,
    /// The exact versions it concerns.
    pub concerns: Option<Vec<Subject>>,
    /// The category of appetite.
    pub category: RiskCategory,
    /// Who is accountable for it.
    pub owner: Subject,
    /// What could happen. Names no person.
    pub description: String,
    /// The finding or the incident it follows from: both are connected with each other.
    pub from: Option<Subject>,
}

/// How likely, and how bad.
#[derive(InputObject, Clone, Copy, Debug)]
pub struct ScoreInput {
    /// 1 to 5.
    pub likelihood: i32,
    /// 1 to 5.
    pub impact: i32,
}

/// A risk, scored.
#[derive(InputObject, Clone, Debug)]
pub struct AssessRiskInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which risk.
    pub risk: Subject,
    /// As if no control worked.
    pub inherent: ScoreInput,
    /// As it stands today; like the residual score when absent.
    pub current: Option<ScoreInput>,
    /// What is left when the controls work as planned.
    pub residual: ScoreInput,
    /// How well its controls work, 0 to 1.
    pub effectiveness: Option<String>,
    /// Why.
    pub rationale: String,
}

/// What will be done about a risk.
#[derive(InputObject, Clone, Debug)]
pub struct PlanTreatmentInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which risk.
    pub risk: Subject,
    /// Which way.
    pub treatment: Treatment,
    /// What exactly.
    pub description: String,
    /// Until when.
    pub due: Option<Time>,
}

/// A task of a treatment.
#[derive(InputObject, Clone, Debug)]
pub struct AddRiskTaskInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which risk.
    pub risk: Subject,
    /// Its id within the risk; one is made up when absent.
    pub task: Option<String>,
    /// What is to be done.
    pub title: String,
    /// Who does it.
    pub owner: Subject,
    /// Until when.
    pub due: Time,
    /// The controls it adds or mends.
    pub controls: Option<Vec<Subject>>,
}

/// A task to give to somebody else.
#[derive(InputObject, Clone, Debug)]
pub struct ReassignRiskTaskInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which risk.
    pub risk: Subject,
    /// Which task.
    pub task: String,
    /// To whom.
    pub owner: Subject,
}

/// A task that is done.
#[derive(InputObject, Clone, Debug)]
pub struct CompleteRiskTaskInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which risk.
    pub risk: Subject,
    /// Which task.
    pub task: String,
    /// How it was done.
    pub note: Option<String>,
}

/// A risk to put back to review.
#[derive(InputObject, Clone, Debug)]
pub struct ReopenRiskInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which risk.
    pub risk: Subject,
    /// What happened.
    pub why: ReopenCause,
    /// What showed it: an incident, an alert, a version.
    pub cause: Option<Subject>,
    /// The indicator that turned red, `KRI-06`.
    pub indicator: Option<String>,
    /// More.
    pub note: Option<String>,
}

/// A risk, and what it is connected with.
#[derive(InputObject, Clone, Debug)]
pub struct LinkRiskInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which risk.
    pub risk: Subject,
    /// An incident, a control, a finding or a piece of evidence.
    pub to: Subject,
}

/// A risk that was reviewed.
#[derive(InputObject, Clone, Debug)]
pub struct ReviewRiskInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which risk.
    pub risk: Subject,
    /// When the next review is due.
    pub next: Time,
    /// What was found.
    pub note: Option<String>,
}

/// When a risk is to be reviewed.
#[derive(InputObject, Clone, Debug)]
pub struct ScheduleRiskReviewInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which risk.
    pub risk: Subject,
    /// When.
    pub due: Time,
}

/// Who is to be accountable for a risk.
#[derive(InputObject, Clone, Debug)]
pub struct AssignRiskOwnerInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which risk.
    pub risk: Subject,
    /// Who.
    pub owner: Subject,
}

orders! {
    AssessRiskInput => RiskRoom, risk, |input, asked| Ok(Command::Assess(Assessment {
        scores: Scores {
            inherent: score("inherent", input.inherent)?,
            current: input.current.map(|current| score("current", current)).transpose()?,
            residual: score("residual", input.residual)?,
        },
        effectiveness: match &input.effectiveness {
            Some(share) => Some(decimal("effectiveness", share)?),
            None => None,
        },
        rationale: asked.must_say("rationale", &input.rationale)?,
    }));
    PlanTreatmentInput => RiskRoom, risk, |input, _| Ok(Command::PlanTreatment {
        treatment: input.treatment.into(),
        description: note("description", &input.description)?,
        due: input.due.map(|due| due.0),
    });
    AddRiskTaskInput => RiskRoom, risk, |input, asked| Ok(Command::AddTask(Task {
        task: task(input.task.as_ref(), asked)?,
        title: name("title", &input.title)?,
        owner: input.owner.0,
        due: input.due.0,
        controls: all(input.controls.unwrap_or_default()),
    }));
    ReassignRiskTaskInput => RiskRoom, risk, |input, _| Ok(Command::ReassignTask {
        task: name("task", &input.task)?,
        owner: input.owner.0,
    });
    CompleteRiskTaskInput => RiskRoom, risk, |input, asked| Ok(Command::CompleteTask {
        task: name("task", &input.task)?,
        note: asked.said(&input.note.unwrap_or_default()),
    });
    ReopenRiskInput => RiskRoom, risk, |input, asked| Ok(Command::Reopen {
        why: input.why.into(),
        cause: maybe(input.cause),
        indicator: maybe_name("indicator", input.indicator.as_ref())?,
        note: asked.said(&input.note.unwrap_or_default()),
    });
    ReviewRiskInput => RiskRoom, risk, |input, asked| Ok(Command::Review {
        next: input.next.0,
        note: asked.said(&input.note.unwrap_or_default()),
    });
    ScheduleRiskReviewInput => RiskRoom, risk, |input, _| Ok(Command::ScheduleReview {
        due: input.due.0,
    });
    AssignRiskOwnerInput => RiskRoom, risk, |input, _| Ok(Command::AssignOwner {
        owner: input.owner.0,
    });
}

fn score(field: &str, input: ScoreInput) -> Answer<Score> {
    let level =
        |step: i32| Level::parse(step.into()).map_err(|e| Reply::bad_input(field, e.to_string()));
    Ok(Score::new(level(input.likelihood)?, level(input.impact)?))
}

/// The id of a task, or a new one that belongs to the command.
fn task(named: Option<&String>, asked: &Asked) -> Answer<Name> {
    match named {
        Some(named) => name("task", named),
        None => name("task", &format!("task-{}", asked.short)),
    }
}

impl Order for IdentifyRiskInput {
    type Room = RiskRoom;

    fn id(&self) -> Option<&str> {
        self.command.as_ref().map(|id| id.as_str())
    }

    fn subject(&self, asked: &Asked) -> Answer<Thing> {
        if let Some(named) = &self.risk {
            return Ok(named.0.clone());
        }
        let name = format!("risk-{}", asked.short);
        Ok(Thing::new(Kind::Risk, &name, None).map_err(app::AppError::internal)?)
    }

    fn parse(self, _: &Asked) -> Answer<Command> {
        let what = Identification {
            title: name("title", &self.title)?,
            threat: name("threat", &self.threat)?,
            system: maybe(self.system),
            concerns: all(self.concerns.unwrap_or_default()),
            category: self.category.into(),
            owner: self.owner.0,
            description: note("description", &self.description)?,
        };
        Ok(match self.from {
            Some(from) => Command::IdentifyFrom { what, from: from.0 },
            None => Command::Identify(what),
        })
    }
}

/// Whether a connection is made or taken away.
pub enum Link {
    /// Made.
    Add(LinkRiskInput),
    /// Taken away.
    Remove(LinkRiskInput),
}

impl Link {
    fn input(&self) -> &LinkRiskInput {
        match self {
            Self::Add(input) | Self::Remove(input) => input,
        }
    }
}

impl Order for Link {
    type Room = RiskRoom;

    fn id(&self) -> Option<&str> {
        self.input().command.as_ref().map(|id| id.as_str())
    }

    fn subject(&self, _: &Asked) -> Answer<Thing> {
        Ok(self.input().risk.0.clone())
    }

    fn parse(self, _: &Asked) -> Answer<Command> {
        let to = self.input().to.0.clone();
        Ok(match self {
            Self::Add(_) => Command::Link { to },
            Self::Remove(_) => Command::Unlink { to },
        })
    }
}
