//! What can be done about a risk: one order for every mutation, one payload for all.
use super::forms::Values;
use crate::{
    answer::decode,
    ask::order,
    scalars::{Subject, Time},
    schema,
    shared::{Receipt, Refusal},
    words::{ReopenCause, RiskBand, RiskCategory, Treatment, WhichScore},
};

/// Which risk a payload is about.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Risk")]
pub struct RiskKey {
    /// The risk.
    pub subject: Subject,
}

/// What every order about a risk answers.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct RiskPayload {
    /// The risk.
    pub risk: Option<RiskKey>,
    /// Where it was recorded.
    pub receipt: Option<Receipt>,
    /// Why it was not.
    pub refusal: Option<Refusal>,
}

/// A score to send.
#[derive(cynic::InputObject, Clone, Copy, Debug)]
pub struct ScoreInput {
    likelihood: i32,
    impact: i32,
}

/// A range to send.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct RangeInput {
    min: String,
    most_likely: String,
    max: String,
}

/// Inputs, with the fields a form fills in. Absent ones are left out.
macro_rules! inputs {
    ($($name:ident { $($field:ident: $type:ty),* $(; $($maybe:ident: $other:ty),*)? })*) => {
        $(
            #[derive(cynic::InputObject, Clone, Debug)]
            struct $name {
                $($field: $type,)*
                $($(#[cynic(skip_serializing_if = "Option::is_none")] $maybe: Option<$other>,)*)?
            }
        )*
    };
}

inputs! {
    IdentifyRiskInput {
        title: String, threat: String, category: RiskCategory, owner: Subject, description: String;
        system: Subject
    }
    AssessRiskInput {
        risk: Subject, inherent: ScoreInput, residual: ScoreInput, rationale: String;
        effectiveness: String
    }
    PlanTreatmentInput { risk: Subject, treatment: Treatment, description: String; due: Time }
    AddRiskTaskInput { risk: Subject, title: String, owner: Subject, due: Time }
    CompleteRiskTaskInput { risk: Subject, task: String; note: String }
    RequestAcceptanceInput {
        risk: Subject, until: Time, compensating: Vec<String>, reason: String
    }
    AcceptRiskInput { risk: Subject, reason: String; band: RiskBand, until: Time }
    RiskReasonInput { risk: Subject, reason: String }
    ReopenRiskInput {
        risk: Subject, why: ReopenCause; cause: Subject, indicator: String, note: String
    }
    LinkRiskInput { risk: Subject, to: Subject }
    ReviewRiskInput { risk: Subject, next: Time; note: String }
    ScheduleRiskReviewInput { risk: Subject, due: Time }
    AssignRiskOwnerInput { risk: Subject, owner: Subject }
    QuantifyRiskInput {
        risk: Subject, which: WhichScore, currency: String, frequency: RangeInput,
        vulnerability: RangeInput, primary_loss: RangeInput, secondary_probability: String,
        secondary_loss: RangeInput;
        seed: i32, iterations: i32
    }
}

/// The mutations: each sends its input and reads the payload. `$d` is the dollar sign, which the
/// names of variables need.
macro_rules! mutations {
    ($d:tt $($name:ident $vars:ident $named:tt $input:ident $field:ident;)*) => {
        $(
            #[derive(cynic::QueryVariables, Clone, Debug)]
            struct $vars {
                input: $input,
            }

            #[derive(cynic::QueryFragment, Clone, Debug)]
            #[cynic(graphql_type = "Mutation", variables = $named)]
            struct $name {
                #[arguments(input: $d input)]
                $field: RiskPayload,
            }

            impl $name {
                fn body(input: $input) -> String {
                    order::<Self, _>($vars { input })
                }

                fn read(text: &str) -> Result<RiskPayload, String> {
                    decode::<Self>(text).map(|answer| answer.$field)
                }
            }
        )*
    };
}

mutations! { $
    Identify IdentifyVars "IdentifyVars" IdentifyRiskInput identify_risk;
    Assess AssessVars "AssessVars" AssessRiskInput assess_risk;
    PlanIt PlanVars "PlanVars" PlanTreatmentInput plan_treatment;
    AddTask AddTaskVars "AddTaskVars" AddRiskTaskInput add_risk_task;
    CompleteTask CompleteVars "CompleteVars" CompleteRiskTaskInput complete_risk_task;
    RequestIt RequestVars "RequestVars" RequestAcceptanceInput request_acceptance;
    AcceptIt AcceptVars "AcceptVars" AcceptRiskInput accept_risk;
    DeclineIt DeclineVars "DeclineVars" RiskReasonInput decline_acceptance;
    RevokeIt RevokeVars "RevokeVars" RiskReasonInput revoke_acceptance;
    CloseIt CloseVars "CloseVars" RiskReasonInput close_risk;
    ReopenIt ReopenVars "ReopenVars" ReopenRiskInput reopen_risk;
    LinkIt LinkVars "LinkVars" LinkRiskInput link_risk;
    ReviewIt ReviewVars "ReviewVars" ReviewRiskInput review_risk;
    ScheduleIt ScheduleVars "ScheduleVars" ScheduleRiskReviewInput schedule_risk_review;
    AssignIt AssignVars "AssignVars" AssignRiskOwnerInput assign_risk_owner;
    QuantifyIt QuantifyVars "QuantifyVars" QuantifyRiskInput quantify_risk;
}

/// Something that can be done about a risk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// Puts a new one on the register.
    Identify,
    /// Scores it.
    Assess,
    /// Says what will be done about it.
    Plan,
    /// Adds a task.
    AddTask,
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
    /// The mutation that does it, for asking whether the caller may.
    pub fn mutation(&self) -> &'static str {
        match self {
            Self::Identify => "identifyRisk",
            Self::Assess => "assessRisk",
            Self::Plan => "planTreatment",
            Self::AddTask => "addRiskTask",
            Self::CompleteTask(_) => "completeRiskTask",
            Self::Request => "requestAcceptance",
            Self::Accept { .. } => "acceptRisk",
            Self::Decline => "declineAcceptance",
            Self::Revoke => "revokeAcceptance",
            Self::Close => "closeRisk",
            Self::Reopen => "reopenRisk",
            Self::Link => "linkRisk",
            Self::Review => "reviewRisk",
            Self::Schedule => "scheduleRiskReview",
            Self::Assign => "assignRiskOwner",
            Self::Quantify => "quantifyRisk",
        }
    }

    /// The request that does it to a risk, with what its form holds.
    pub fn body(&self, risk: &str, form: &Values) -> String {
        let risk = Subject(risk.to_owned());
        match self {
            Self::Identify => Identify::body(identify(form)),
            Self::Assess => Assess::body(assess(risk, form)),
            Self::Plan => PlanIt::body(PlanTreatmentInput {
                risk,
                treatment: Treatment::read(&form.text("treatment")).unwrap_or(Treatment::Mitigate),
                description: form.text("description"),
                due: form.day("due"),
            }),
            Self::AddTask => AddTask::body(AddRiskTaskInput {
                risk,
                title: form.text("title"),
                owner: form.subject("owner"),
                due: form.must_day("due"),
            }),
            Self::CompleteTask(task) => {
                let (task, note) = (task.clone(), form.maybe("note"));
                CompleteTask::body(CompleteRiskTaskInput { risk, task, note })
            }
            Self::Request => RequestIt::body(RequestAcceptanceInput {
                risk,
                until: form.must_day("until"),
                compensating: form.lines("compensating"),
                reason: form.text("reason"),
            }),
            Self::Accept { band, .. } => AcceptIt::body(AcceptRiskInput {
                risk,
                reason: form.text("reason"),
                band: Some(*band),
                until: form.day("until"),
            }),
            Self::Decline => DeclineIt::body(RiskReasonInput { risk, reason: form.text("reason") }),
            Self::Revoke => RevokeIt::body(RiskReasonInput { risk, reason: form.text("reason") }),
            Self::Close => CloseIt::body(RiskReasonInput { risk, reason: form.text("reason") }),
            Self::Reopen => ReopenIt::body(ReopenRiskInput {
                risk,
                why: ReopenCause::read(&form.text("why")).unwrap_or(ReopenCause::ThreatChanged),
                cause: form.maybe("cause").map(Subject),
                indicator: form.maybe("indicator"),
                note: form.maybe("note"),
            }),
            Self::Link => LinkIt::body(LinkRiskInput { risk, to: form.subject("to") }),
            Self::Review => {
                let (next, note) = (form.must_day("next"), form.maybe("note"));
                ReviewIt::body(ReviewRiskInput { risk, next, note })
            }
            Self::Schedule => {
                ScheduleIt::body(ScheduleRiskReviewInput { risk, due: form.must_day("due") })
            }
            Self::Assign => {
                AssignIt::body(AssignRiskOwnerInput { risk, owner: form.subject("owner") })
            }
            Self::Quantify => QuantifyIt::body(quantify(risk, form)),
        }
    }

    /// Reads the answer to [`Act::body`].
    pub fn read(&self, text: &str) -> Result<RiskPayload, String> {
        match self {
            Self::Identify => Identify::read(text),
            Self::Assess => Assess::read(text),
            Self::Plan => PlanIt::read(text),
            Self::AddTask => AddTask::read(text),
            Self::CompleteTask(_) => CompleteTask::read(text),
            Self::Request => RequestIt::read(text),
            Self::Accept { .. } => AcceptIt::read(text),
            Self::Decline => DeclineIt::read(text),
            Self::Revoke => RevokeIt::read(text),
            Self::Close => CloseIt::read(text),
            Self::Reopen => ReopenIt::read(text),
            Self::Link => LinkIt::read(text),
            Self::Review => ReviewIt::read(text),
            Self::Schedule => ScheduleIt::read(text),
            Self::Assign => AssignIt::read(text),
            Self::Quantify => QuantifyIt::read(text),
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
    }
}

fn assess(risk: Subject, form: &Values) -> AssessRiskInput {
    let score = |likelihood, impact| ScoreInput {
        likelihood: form.step(likelihood),
        impact: form.step(impact),
    };
    AssessRiskInput {
        risk,
        inherent: score("inherentLikelihood", "inherentImpact"),
        residual: score("residualLikelihood", "residualImpact"),
        rationale: form.text("rationale"),
        effectiveness: form.maybe("effectiveness"),
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
        iterations: None,
    }
}
