//! Which subjects the staged facts name: each exists, may be seen, and is given nothing once gone.

use std::collections::BTreeSet;

use domain::authority::Caller;
use kernel::{Kind, Subject};

use super::{Draft, Staged};
use crate::{
    AppError,
    people::handover::{LEAVES, successor},
};

impl Draft<'_> {
    /// Refuses facts that name what does not exist, or what the caller may not see, or that give
    /// something to somebody who left, or leaves before it is recorded.
    pub async fn check_subjects(&mut self, caller: Option<&Caller>) -> Result<(), AppError> {
        let after = self.app.store.head();
        let mut successors = Vec::new();
        let new: BTreeSet<&Subject> = self.staged.iter().flat_map(|s| &s.introduces).collect();
        let mut seen = BTreeSet::new();
        for staged in &self.staged {
            for subject in staged.about.iter().filter(|subject| is_registered_kind(subject)) {
                let is_own = new.contains(subject) || subject == &staged.stream;
                if is_own || is_in_preparation(staged, subject) || !seen.insert(subject) {
                    continue;
                }
                self.check_subject(caller, staged, subject).await?;
            }
            // What is imported tells of the past, when they were still there.
            if let (Some(_), Some((field, person))) = (caller, successor(&staged.wire)) {
                self.app.must_be_here(field, &person).await?;
                successors.push(person);
            }
        }
        self.unless(successors, &LEAVES, after);
        Ok(())
    }

    async fn check_subject(
        &self,
        caller: Option<&Caller>,
        staged: &Staged,
        subject: &Subject,
    ) -> Result<(), AppError> {
        let found = self.app.exists(subject).await?;
        let may_see = match (&found, caller) {
            (None, _) => false,
            (Some(_), None) => true,
            (Some(system), Some(caller)) => caller.sees(&self.app.place(system.clone()).await?),
        };
        if may_see {
            return Ok(());
        }
        let sentence = format!("there is no {subject}; register it first, or mend the name");
        let field = field_naming(&staged.wire.data, &subject.to_string());
        Err(AppError::refused("subject.unknown", sentence, field.as_deref()))
    }
}

/// Kinds whose things must be registered before a fact may name them.
fn is_registered_kind(subject: &Subject) -> bool {
    matches!(
        subject.kind(),
        Kind::System
            | Kind::Source
            | Kind::Batch
            | Kind::Dataset
            | Kind::Environment
            | Kind::Run
            | Kind::Prompt
            | Kind::Model
            | Kind::Evidence
            | Kind::Deployment
            | Kind::Incident
            | Kind::Risk
            | Kind::Person
            | Kind::Team
            | Kind::Intake
            | Kind::Curriculum
            | Kind::Review
            | Kind::Finding
            | Kind::Action
            | Kind::Policy
    )
}

/// A deployment is tested before it is activated, so evidence may name one that is not yet there.
fn is_in_preparation(staged: &Staged, subject: &Subject) -> bool {
    staged.wire.kind == "evidence.attached" && subject.kind() == Kind::Deployment
}

/// The top-level field of the data in which a subject is named.
fn field_naming(data: &serde_json::Value, subject: &str) -> Option<String> {
    let fields = data.as_object()?;
    let names = |value: &serde_json::Value| {
        let listed = value.as_array().is_some_and(|items| items.iter().any(|item| item == subject));
        listed || value == subject
    };
    fields.iter().find(|(_, value)| names(value)).map(|(name, _)| name.clone())
}
