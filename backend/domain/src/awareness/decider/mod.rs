//! The rules for the curriculum, and for what one person does about it.

mod grading;
mod learner;
mod published;

use std::collections::{BTreeMap, BTreeSet};

use kernel::{Decider, Decision, Digest, Micros, Moment, Name, Personal, Subject};

use super::{Asked, Command, Event, Plan, Record, Refusal, Told};

pub use grading::{Marks, grade};

/// What decisions depend on; which part is filled says which sort of stream it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    plan: Plan,
    /// Own modules: their questions, and where their answers are.
    sealed: BTreeMap<Name, Sealed>,
    records: BTreeMap<Name, Record>,
    /// Attempts that were graded.
    attempts: BTreeSet<Name>,
    told: BTreeSet<(Name, Told, Micros)>,
}

/// The questions of an own module; the answers are sealed.
#[derive(Clone, Debug, PartialEq)]
pub struct Sealed {
    /// What is asked.
    pub questions: Vec<Asked>,
    /// The answers.
    pub key: Personal,
    /// SHA-256 of text and questions.
    pub digest: Digest,
}

impl State {
    /// The curriculum.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The questions of an own module.
    pub fn sealed(&self, module: &Name) -> Option<&Sealed> {
        self.sealed.get(module)
    }
}

/// The room of curricula and of what people learnt.
pub struct Awareness;

impl Decider for Awareness {
    type Command = Command;
    type Event = Event;
    type State = State;
    type Refusal = Refusal;

    fn decide(state: &State, command: Command, moment: &Moment) -> Decision<Event, Refusal> {
        match command {
            Command::Publish(publication) => published::publish(state, publication, moment),
            Command::PublishModule { curriculum, lesson, digest } => {
                published::publish_module(state, &curriculum, lesson, digest, moment)
            }
            Command::WithdrawModule { module, reason } => {
                published::withdraw_module(state, module, reason)
            }
            Command::StartCampaign { campaign, title, modules, audience, due, anew } => {
                let asked = published::Asking { campaign, title, modules, audience, due, anew };
                published::start_campaign(state, asked, moment)
            }
            Command::StopCampaign { campaign, reason } => {
                published::stop_campaign(state, campaign, reason)
            }
            Command::Take { module, attempt, answers, paper } => {
                let paper = paper.ok_or(Refusal::UnknownModule(module))?;
                learner::take(state, attempt, &answers, paper)
            }
            Command::Record { module, score, on, terms } => {
                let terms = terms.ok_or(Refusal::UnknownModule(module))?;
                learner::record_result(state, score, on, terms, moment)
            }
            Command::Assign { module, due, why, terms } => {
                let terms = terms.ok_or(Refusal::UnknownModule(module))?;
                learner::assign(state, terms.module.id, due, why, moment)
            }
            Command::Waive { module, until, reason, terms } => {
                let terms = terms.ok_or(Refusal::UnknownModule(module))?;
                learner::waive(state, terms.module.id, until, reason, moment)
            }
            Command::Tell { notices, told } => learner::tell(state, notices, &told),
        }
    }

    fn evolve(mut state: State, event: &Event, by: &Moment) -> State {
        state.plan.evolve(event, by.now);
        if let Some(module) = event.of_learner() {
            state.records.entry(module.clone()).or_default().evolve(event, by.now);
        }
        match event {
            Event::ModulePublished { module, questions, key, .. } => {
                let (questions, key) = (questions.clone(), key.clone());
                let sealed = Sealed { questions, key, digest: module.digest.clone() };
                state.sealed.insert(module.id.clone(), sealed);
            }
            Event::ModuleWithdrawn { module, .. } => drop(state.sealed.remove(module)),
            Event::Attempted { attempt, .. } => drop(state.attempts.insert(attempt.clone())),
            Event::DueNoticed { module, what, due, .. } => {
                state.told.insert((module.clone(), *what, *due));
            }
            Event::Published { .. }
            | Event::CampaignStarted { .. }
            | Event::CampaignStopped { .. }
            | Event::Assigned { .. }
            | Event::Completed { .. }
            | Event::Waived { .. } => {}
        }
        state
    }

    /// People and curricula belong to the organisation, not to a system.
    fn system(_: &State) -> Option<Subject> {
        None
    }
}
