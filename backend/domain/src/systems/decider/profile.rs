//! What is known of a system, how it is classified, and its end.

use kernel::{Decision, Personal, nothing_new, record, record_all};

use super::{Event, Refusal, State};
use crate::systems::{Profile, questionnaire};

pub(super) fn change(state: &State, new: Profile) -> Decision<Event, Refusal> {
    if state.profile.as_ref() == Some(&new) {
        return nothing_new();
    }
    record(Event::ProfileChanged(new))
}

/// Records the answers, and proposes the class that follows from them.
pub(super) fn answer(state: &State, answers: questionnaire::Answers) -> Decision<Event, Refusal> {
    if state.answers.as_ref() == Some(&answers) {
        return nothing_new();
    }
    let found = questionnaire::conclude(&answers).map_err(Refusal::Unanswered)?;
    let (questionnaire, act_class) = (questionnaire::version(), found.act_class);
    record_all(vec![
        Event::QuestionnaireAnswered { questionnaire, answers, act_class, flags: found.flags },
        Event::ClassificationProposed { act_class, answers: None },
    ])
}

pub(super) fn decommission(state: &State, reason: Personal) -> Decision<Event, Refusal> {
    if state.is_decommissioned {
        return nothing_new();
    }
    record(Event::Decommissioned { reason })
}

/// What is out of use rests.
pub(super) fn check_in_use(state: &State) -> Result<(), Refusal> {
    if state.is_decommissioned { Err(Refusal::IsDecommissioned) } else { Ok(()) }
}
