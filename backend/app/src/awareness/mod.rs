//! Awareness: use cases and views of the curriculum and of what people learnt.
//!
//! # Invariants
//! - People take tests for themselves only. (`nobody_takes_a_test_for_somebody_else`)
//! - Nobody waives or records their own training. (`nobody_waives_or_records_their_own_training`)
//! - Nobody opens a test again for themselves. (`an_attempt_is_sent_once_and_three_must_be_enough`)
//! - Whose learning may not be seen is in no row, no count and no event.
//!   (`learning_is_seen_by_few_and_by_oneself`)
//! - The right answers stay here until a test was graded. (`the_answers_are_not_served_before_the_attempt`)
//!
//! # Deliberately absent
//! - A second curriculum: a log keeps one, with own modules beside the published ones.

mod coverage;
mod markdown;
mod paper;
mod remind;
mod report;
mod shipped;
mod syllabus;
#[cfg(test)]
mod tests;
mod view;

use std::sync::Arc;

use domain::{
    authority::{Act, Caller, Permit, Place},
    awareness::{Awareness, Command, Plan, State, Terms, learner_of, person_of},
};
use kernel::{Kind, Micros, Name, Subject};

use crate::{
    App, AppError, Draft, Meta, Outcome, Sight,
    transact::{TRIES, request_bytes},
};

pub use coverage::{Count, Coverage, coverage};
pub use markdown::render;
pub use paper::{Graded, Lecture, Mark, shuffled};
pub use remind::due;
pub use report::{Literacy, RoleMeasures};
pub use shipped::{Shipped, ShippedLesson, digest_of, shipped};
pub use syllabus::Syllabus;
pub use view::{CurriculumRow, LearningRow, Step, What};

/// The name of the curriculum that a log keeps.
const CURRICULUM: &str = "ledgerstone";

/// The curriculum that a log keeps.
pub fn curriculum() -> Result<Subject, AppError> {
    Subject::new(Kind::Curriculum, CURRICULUM, None).map_err(AppError::internal)
}

impl App {
    /// Does a command of the room, on the curriculum or about a person (`person:…` or `learner:…`).
    pub async fn awareness(
        &self,
        caller: &Caller,
        meta: &Meta,
        subject: &Subject,
        command: Command,
    ) -> Result<Outcome, AppError> {
        let act = act(&command);
        let stream = stream_of(subject, act)?;
        let request = request_bytes(&(act.as_str(), &stream, &command))?;
        if let Some(receipt) = self.done_before(meta, &request).await? {
            return Ok(Some(receipt));
        }
        let permit = self.learning_permit(caller, act, &stream).await?;
        let is_own = person_of(&stream).as_ref() == Some(&caller.person);
        if is_own && matches!(command, Command::Assign { .. }) {
            let sentence = "nobody asks themselves for a module: that would open its test again; \
                            ask somebody else who may";
            return Err(AppError::refused("awareness.own_assignment", sentence, Some("person")));
        }
        for _ in 0..TRIES {
            let mut draft = self.draft(caller, meta);
            let command = self.with_terms(&mut draft, command.clone()).await?;
            draft.decide::<Awareness>(Some(caller), &stream, command).await?;
            draft.check_subjects(Some(caller)).await?;
            match draft.commit(&permit, meta, request.clone()).await {
                Err(AppError::Conflict) => {}
                answer => return answer,
            }
        }
        Err(AppError::Conflict)
    }

    /// Decides a command of the room as part of a historic import.
    pub(crate) async fn import_learning(
        &self,
        draft: &mut Draft<'_>,
        subject: &Subject,
        command: Command,
    ) -> Result<Place, AppError> {
        let stream = stream_of(subject, act(&command))?;
        let command = self.with_terms(draft, command).await?;
        draft.decide::<Awareness>(None, &stream, command).await
    }

    /// Looks up what a command about a module depends on. The curriculum it was looked up in becomes
    /// a condition of the append.
    async fn with_terms(
        &self,
        draft: &mut Draft<'_>,
        mut command: Command,
    ) -> Result<Command, AppError> {
        let now = draft.moment().now;
        match &mut command {
            Command::Take { module, paper, .. } => {
                let state = draft.fold::<Awareness>(&curriculum()?).await?;
                *paper = match terms(&state, module, now)? {
                    Some(terms) => Some(self.paper(&state, terms).await?),
                    None => None,
                };
            }
            Command::Record { module, terms: found, .. }
            | Command::Assign { module, terms: found, .. }
            | Command::Waive { module, terms: found, .. } => {
                let state = draft.fold::<Awareness>(&curriculum()?).await?;
                *found = terms(&state, module, now)?;
            }
            Command::Publish(_)
            | Command::PublishModule { .. }
            | Command::WithdrawModule { .. }
            | Command::StartCampaign { .. }
            | Command::StopCampaign { .. }
            | Command::Tell { .. } => {}
        }
        Ok(command)
    }

    /// Whether the caller may do this on the curriculum, for themselves, or about this person.
    async fn learning_permit(
        &self,
        caller: &Caller,
        act: Act,
        stream: &Subject,
    ) -> Result<Permit, AppError> {
        let Some(person) = person_of(stream) else {
            return Ok(caller.permit(act, &Place::default())?);
        };
        let is_own = person == caller.person;
        if act == Act::Learn {
            if !is_own {
                return Err(AppError::Denied);
            }
            return Ok(caller.permit_own(act)?);
        }
        let team = self.team_of(&person).await?;
        let permit = caller.permit(act, &Place { system: None, team })?;
        if is_own && act == Act::WaiveTraining {
            let sentence = "nobody waives their own training; ask somebody else who may";
            return Err(AppError::refused("awareness.own_waiver", sentence, Some("person")));
        }
        if is_own && act == Act::RecordLearning {
            let sentence = "nobody records their own results; take the test, or ask somebody else";
            return Err(AppError::refused("awareness.own_result", sentence, Some("person")));
        }
        Ok(permit)
    }

    /// The team a person is in now.
    async fn team_of(&self, person: &Subject) -> Result<Option<Subject>, AppError> {
        let everything = self.everything();
        let row = self.find::<LearningRow>(&everything, person).await?;
        Ok(row.and_then(|row| row.team))
    }

    /// The curriculum as of a moment.
    pub async fn curriculum(&self, sight: &Sight) -> Result<Option<CurriculumRow>, AppError> {
        self.find::<CurriculumRow>(sight, &curriculum()?).await
    }

    /// What the curriculum asks for as of a moment; of nobody for anything before it is published.
    pub async fn training_plan(&self, sight: &Sight) -> Result<Plan, AppError> {
        Ok(self.curriculum(sight).await?.map(|row| row.plan).unwrap_or_default())
    }

    /// What a person did, if the caller may see it.
    pub async fn learner(
        &self,
        sight: &Sight,
        person: &Subject,
    ) -> Result<Option<LearningRow>, AppError> {
        if !sight.learning.names(person) {
            return Ok(None);
        }
        self.find::<LearningRow>(sight, person).await
    }

    /// What people did, as far as the caller may see it by name.
    pub async fn learners(&self, sight: &Sight) -> Result<Vec<Arc<LearningRow>>, AppError> {
        let table = self.table::<LearningRow>(sight).await?;
        let named = table.rows.iter().filter(|row| sight.learning.names(&row.subject));
        Ok(named.cloned().collect())
    }

    /// Coverage as of a moment, of those whom the caller may count.
    pub async fn coverage(&self, sight: &Sight) -> Result<Coverage, AppError> {
        let syllabus = self.syllabus(sight).await?;
        let table = self.table::<LearningRow>(sight).await?;
        let rows = table.rows.iter().map(AsRef::as_ref);
        let counted = rows.filter(|row: &&LearningRow| sight.learning.counts(&row.subject));
        Ok(coverage::coverage(counted, &syllabus, sight.time))
    }

    /// Whether a person has completed a module and the completion counts at the moment asked about.
    /// A waiver is no completion. For rules that decide, not for showing: whose sight it is does not
    /// matter, only its moment.
    pub async fn is_trained(
        &self,
        sight: &Sight,
        person: &Subject,
        module: &Name,
    ) -> Result<bool, AppError> {
        let row = self.find::<LearningRow>(sight, person).await?;
        let record = row.as_ref().and_then(|row| row.records.get(module));
        Ok(record.is_some_and(|record| record.is_current(sight.time)))
    }
}

/// What the curriculum in force says of a module.
fn terms(state: &State, module: &Name, at: Micros) -> Result<Option<Terms>, AppError> {
    let plan = state.plan();
    let (Some(version), Some(module)) = (plan.in_force(at), plan.module(module, at)) else {
        return Ok(None);
    };
    let curriculum = curriculum()?.at(version.version.as_str()).map_err(AppError::internal)?;
    Ok(Some(Terms { curriculum, module: module.clone() }))
}

/// The stream of a command, by what it is about.
fn stream_of(subject: &Subject, act: Act) -> Result<Subject, AppError> {
    let subject = subject.stream();
    let is_published = act == Act::PublishCurriculum || act == Act::RunCampaign;
    if is_published {
        let ours = curriculum()?;
        if subject == ours {
            return Ok(ours);
        }
        let sentence = format!("this log keeps its curriculum as {ours}; name that");
        return Err(AppError::refused("curriculum.unknown", sentence, Some("curriculum")));
    }
    let learner = if subject.kind() == Kind::Learner { Some(subject.clone()) } else { None };
    learner.or_else(|| learner_of(&subject)).ok_or_else(|| {
        let sentence = format!("{subject} is not a person");
        AppError::refused("awareness.not_a_person", sentence, Some("person"))
    })
}

/// The act a command needs permission for.
pub fn act(command: &Command) -> Act {
    match command {
        Command::Publish(_) | Command::PublishModule { .. } | Command::WithdrawModule { .. } => {
            Act::PublishCurriculum
        }
        Command::StartCampaign { .. } | Command::StopCampaign { .. } => Act::RunCampaign,
        Command::Take { .. } => Act::Learn,
        Command::Record { .. } => Act::RecordLearning,
        Command::Assign { .. } | Command::Tell { .. } => Act::AssignTraining,
        Command::Waive { .. } => Act::WaiveTraining,
    }
}
