//! Inputs about the programme: initiatives, meetings, exercises, surveys and feedback.

use std::collections::BTreeMap;

use async_graphql::{ID, InputObject};
use domain::programme::{Command, Decision, Drill, Funding, Minutes};
use kernel::{Decimal, Kind};

use super::{
    all, by_name, maybe, maybe_name, name, names, new_orders, note, orders, reports::MetricInput,
    word,
};
use crate::{
    graphql::{
        mutation::ProgrammeRoom,
        scalars::{Long, Subject, Time},
        words::Settled,
    },
    reply::Answer,
};

/// An initiative to fund.
#[derive(InputObject, Clone, Debug)]
pub struct FundInitiativeInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Its id, `initiative:NAME`; one is made up when absent.
    pub initiative: Option<Subject>,
    /// What people call it.
    pub title: String,
    /// What it is for.
    pub purpose: String,
    /// How much money, as a decimal number.
    pub amount: String,
    /// Which money, by its three letters.
    pub currency: String,
    /// For which period, `2026`.
    pub period: String,
    /// Which share of all money for AI it is, from 0 to 1.
    pub share_of_ai_budget: Option<String>,
    /// The threats it works against, by their ids in the catalogue.
    pub threats: Option<Vec<String>>,
    /// The risks it lowers.
    pub risks: Option<Vec<Subject>>,
    /// Who answers for it.
    pub owner: Option<Subject>,
}

/// Money spent on an initiative.
#[derive(InputObject, Clone, Debug)]
pub struct RecordSpendingInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which initiative.
    pub initiative: Subject,
    /// The bill; each counts once.
    pub reference: String,
    /// How much, as a decimal number; less than nothing where money came back.
    pub amount: String,
    /// When.
    pub on: Time,
    /// For what.
    pub what: String,
}

/// What came of an initiative.
#[derive(InputObject, Clone, Debug)]
pub struct RecordInitiativeOutcomeInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which initiative.
    pub initiative: Subject,
    /// In words; names no person.
    pub note: String,
    /// In figures.
    pub metrics: Option<Vec<MetricInput>>,
}

/// An initiative for which somebody else answers from now on.
#[derive(InputObject, Clone, Debug)]
pub struct ReassignInitiativeInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which initiative.
    pub initiative: Subject,
    /// Who.
    pub owner: Subject,
}

/// An initiative that is over.
#[derive(InputObject, Clone, Debug)]
pub struct CloseInitiativeInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which initiative.
    pub initiative: Subject,
    /// How it ended.
    pub summary: String,
}

/// A decision of a meeting.
#[derive(InputObject, Clone, Debug)]
pub struct DecisionInput {
    /// What was decided; names no person.
    pub text: String,
    /// Who sees to it.
    pub owner: Option<Subject>,
    /// The day by which it is done.
    pub due: Option<Time>,
}

/// A meeting to record.
#[derive(InputObject, Clone, Debug)]
pub struct RecordMeetingInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Its id, `meeting:NAME`; one is made up when absent.
    pub meeting: Option<Subject>,
    /// What people call it.
    pub title: String,
    /// The period it looked at, `2026-Q1`.
    pub period: String,
    /// The moment its figures count from.
    pub figures_as_of: Time,
    /// The system it was about; all of them when absent.
    pub system: Option<Subject>,
    /// What was shown; names no person.
    pub highlights: Option<Vec<String>>,
    /// What was decided, in order.
    pub decisions: Option<Vec<DecisionInput>>,
}

/// What became of a decision.
#[derive(InputObject, Clone, Debug)]
pub struct FollowUpDecisionInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which meeting.
    pub meeting: Subject,
    /// The number of the decision, from 1.
    pub decision: Long,
    /// Whether it is done.
    pub done: bool,
    /// What there is to say.
    pub note: String,
}

/// A decision to give to somebody else.
#[derive(InputObject, Clone, Debug)]
pub struct ReassignDecisionInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which meeting.
    pub meeting: Subject,
    /// The number of the decision, from 1.
    pub decision: Long,
    /// To whom.
    pub owner: Subject,
}

/// An exercise to record.
#[derive(InputObject, Clone, Debug)]
pub struct RecordExerciseInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Its id, `exercise:NAME`; one is made up when absent.
    pub exercise: Option<Subject>,
    /// What was played; names no person.
    pub scenario: String,
    /// The system it was played on.
    pub system: Option<Subject>,
    /// Minutes until the blast radius was known.
    pub minutes_to_blast_radius: Option<Long>,
    /// Hours until it was contained, as a decimal number.
    pub hours_to_contain: Option<String>,
    /// How much was found to mend.
    pub findings: Long,
    /// What was measured.
    pub metrics: Option<Vec<MetricInput>>,
}

/// A survey to record.
#[derive(InputObject, Clone, Debug)]
pub struct RecordSurveyInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Its id, `survey:NAME`; one is made up when absent.
    pub survey: Option<Subject>,
    /// What people call it.
    pub title: Option<String>,
    /// What it says.
    pub metrics: Vec<MetricInput>,
    /// How many answered.
    pub responses: Long,
}

/// Feedback to give.
#[derive(InputObject, Clone, Debug)]
pub struct GiveFeedbackInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Its id, `feedback:NAME`; one is made up when absent.
    pub feedback: Option<Subject>,
    /// As what you speak, such as `domain_expert`.
    pub from_role: String,
    /// What there is to say.
    pub text: String,
    /// About which system.
    pub system: Option<Subject>,
}

/// Feedback to settle.
#[derive(InputObject, Clone, Debug)]
pub struct SettleFeedbackInput {
    /// Idempotency key; a fresh one is made up when absent.
    pub command: Option<ID>,
    /// Which feedback.
    pub feedback: Subject,
    /// What it leads to.
    pub outcome: Settled,
    /// The action or the risk that follows.
    pub to: Option<Subject>,
    /// Why.
    pub why: String,
}

fn metrics(field: &str, metrics: Vec<MetricInput>) -> Answer<BTreeMap<String, Decimal>> {
    let pairs = by_name(field, metrics.into_iter().map(|one| (one.name, one.value)))?;
    pairs.into_iter().map(|(name, value)| Ok((name, word(field, &value)?))).collect()
}

fn maybe_decimal(field: &str, text: Option<&String>) -> Answer<Option<Decimal>> {
    text.map(|text| word(field, text)).transpose()
}

fn decision(input: DecisionInput) -> Answer<Decision> {
    let due = input.due.map(|due| due.0);
    Ok(Decision { text: note("decisions", &input.text)?, owner: maybe(input.owner), due })
}

new_orders! {
    FundInitiativeInput => ProgrammeRoom, initiative: Kind::Initiative, "ini", |input, _| {
        let share = input.share_of_ai_budget.as_ref();
        Ok(Command::Fund(Funding {
            title: name("title", &input.title)?,
            purpose: note("purpose", &input.purpose)?,
            amount: word("amount", &input.amount)?,
            currency: name("currency", &input.currency)?,
            period: name("period", &input.period)?,
            share_of_ai_budget: maybe_decimal("shareOfAiBudget", share)?,
            threats: names("threats", &input.threats.unwrap_or_default())?,
            risks: all(input.risks.unwrap_or_default()),
            owner: maybe(input.owner),
        }))
    };
    RecordMeetingInput => ProgrammeRoom, meeting: Kind::Meeting, "mtg", |input, _| {
        let shown = |text: &String| note("highlights", text);
        let decisions = input.decisions.unwrap_or_default().into_iter().map(decision);
        Ok(Command::Hold(Minutes {
            title: name("title", &input.title)?,
            period: name("period", &input.period)?,
            as_of: input.figures_as_of.0,
            system: maybe(input.system),
            highlights: input.highlights.iter().flatten().map(shown).collect::<Answer<_>>()?,
            decisions: decisions.collect::<Answer<_>>()?,
        }))
    };
    RecordExerciseInput => ProgrammeRoom, exercise: Kind::Exercise, "exr", |input, _| {
        let hours = input.hours_to_contain.as_ref();
        Ok(Command::CompleteExercise(Drill {
            scenario: note("scenario", &input.scenario)?,
            system: maybe(input.system),
            minutes_to_blast_radius: input.minutes_to_blast_radius.map(|minutes| minutes.0),
            hours_to_contain: maybe_decimal("hoursToContain", hours)?,
            findings: input.findings.0,
            metrics: metrics("metrics", input.metrics.unwrap_or_default())?,
        }))
    };
    RecordSurveyInput => ProgrammeRoom, survey: Kind::Survey, "srv", |input, _| {
        Ok(Command::CloseSurvey {
            title: maybe_name("title", input.title.as_ref())?,
            metrics: metrics("metrics", input.metrics)?,
            responses: input.responses.0,
        })
    };
    GiveFeedbackInput => ProgrammeRoom, feedback: Kind::Feedback, "fbk", |input, asked| {
        Ok(Command::Receive {
            from_role: name("fromRole", &input.from_role)?,
            text: asked.must_say("text", &input.text)?,
            system: maybe(input.system),
        })
    };
}

orders! {
    RecordSpendingInput => ProgrammeRoom, initiative, |input, _| Ok(Command::Spend {
        reference: name("reference", &input.reference)?,
        amount: word("amount", &input.amount)?,
        on: input.on.0,
        what: note("what", &input.what)?,
    });
    RecordInitiativeOutcomeInput => ProgrammeRoom, initiative, |input, _| {
        Ok(Command::RecordOutcome {
            note: note("note", &input.note)?,
            metrics: metrics("metrics", input.metrics.unwrap_or_default())?,
        })
    };
    ReassignInitiativeInput => ProgrammeRoom, initiative, |input, _| {
        Ok(Command::ReassignInitiative { owner: input.owner.0 })
    };
    CloseInitiativeInput => ProgrammeRoom, initiative, |input, asked| {
        Ok(Command::CloseInitiative { summary: asked.must_say("summary", &input.summary)? })
    };
    FollowUpDecisionInput => ProgrammeRoom, meeting, |input, asked| Ok(Command::FollowUp {
        decision: input.decision.0,
        done: input.done,
        note: asked.must_say("note", &input.note)?,
    });
    ReassignDecisionInput => ProgrammeRoom, meeting, |input, _| Ok(Command::ReassignDecision {
        decision: input.decision.0,
        owner: input.owner.0,
    });
    SettleFeedbackInput => ProgrammeRoom, feedback, |input, asked| Ok(Command::Settle {
        outcome: input.outcome.into(),
        to: maybe(input.to),
        why: asked.must_say("why", &input.why)?,
    });
}
