//! The rules for what is recorded once: exercises, surveys, and feedback with its settlement.

use std::collections::BTreeMap;

use kernel::{
    Decimal, Decision, Kind, Moment, Name, Personal, Subject, nothing_new, record, refuse,
};

use super::is_of;
use crate::{
    people,
    programme::{Command, Drill, Event, Refusal, Settled},
};

#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Once {
    exercise: Option<Drill>,
    survey: Option<Survey>,
    feedback: Option<Feedback>,
}

type Survey = (Option<Name>, BTreeMap<String, Decimal>, u64);

#[derive(Clone, Debug, PartialEq)]
struct Feedback {
    from_role: Name,
    system: Option<Subject>,
    by: Subject,
    settled: Option<(Settled, Option<Subject>)>,
}

impl Once {
    pub(super) fn system(&self) -> Option<&Subject> {
        let of_exercise = self.exercise.as_ref().and_then(|exercise| exercise.system.as_ref());
        of_exercise.or_else(|| self.feedback.as_ref().and_then(|said| said.system.as_ref()))
    }
}

pub(super) fn record_once(
    state: &Once,
    command: Command,
    moment: &Moment,
) -> Decision<Event, Refusal> {
    if let Command::CompleteExercise(drill) = command {
        return exercise(state.exercise.as_ref(), drill);
    }
    if let Command::CloseSurvey { title, metrics, responses } = command {
        return survey(state.survey.as_ref(), (title, metrics, responses));
    }
    if let Command::Receive { from_role, text, system } = command {
        return receive(state.feedback.as_ref(), (from_role, system), text);
    }
    let Command::Settle { outcome, to, why } = command else {
        return nothing_new();
    };
    match &state.feedback {
        Some(feedback) => settle(feedback, (outcome, to), why, moment),
        None => refuse(Refusal::UnknownFeedback),
    }
}

fn exercise(known: Option<&Drill>, new: Drill) -> Decision<Event, Refusal> {
    if let Some(known) = known {
        let is_same = *known == new;
        return if is_same { nothing_new() } else { refuse(Refusal::ExerciseRecorded) };
    }
    is_of("system", new.system.as_ref(), Kind::System, "a system")?;
    let Drill { scenario, system, minutes_to_blast_radius, hours_to_contain, findings, metrics } =
        new;
    record(Event::ExerciseCompleted {
        scenario,
        system,
        minutes_to_blast_radius,
        hours_to_contain,
        findings,
        metrics,
    })
}

fn survey(known: Option<&Survey>, new: Survey) -> Decision<Event, Refusal> {
    if let Some(known) = known {
        let is_same = *known == new;
        return if is_same { nothing_new() } else { refuse(Refusal::SurveyRecorded) };
    }
    let (title, metrics, responses) = new;
    if responses == 0 {
        return refuse(Refusal::NoResponses);
    }
    record(Event::SurveyClosed { title, metrics, responses })
}

fn receive(
    known: Option<&Feedback>,
    (from_role, system): (Name, Option<Subject>),
    text: Personal,
) -> Decision<Event, Refusal> {
    if let Some(known) = known {
        let is_same = (&known.from_role, &known.system) == (&from_role, &system);
        return if is_same { nothing_new() } else { refuse(Refusal::FeedbackRecorded) };
    }
    is_of("system", system.as_ref(), Kind::System, "a system")?;
    // It stands in the clear and stays after an erasure: no words of one's own.
    if people::role(from_role.as_str()).is_none() {
        return refuse(Refusal::UnknownSpeaker(from_role));
    }
    record(Event::Received { from_role, text, system })
}

fn settle(
    feedback: &Feedback,
    (outcome, to): (Settled, Option<Subject>),
    why: Personal,
    moment: &Moment,
) -> Decision<Event, Refusal> {
    let settled = (outcome, to.filter(|_| outcome != Settled::Nothing));
    if let Some(known) = &feedback.settled {
        let is_same = *known == settled;
        return if is_same { nothing_new() } else { refuse(Refusal::SettledOtherwise) };
    }
    if feedback.by == moment.actor {
        return refuse(Refusal::GiverSettles);
    }
    let (outcome, to) = settled;
    match outcome {
        Settled::Action => is_of("to", to.as_ref(), Kind::Action, "an action")?,
        Settled::Risk => is_of("to", to.as_ref(), Kind::Risk, "a risk")?,
        Settled::Nothing => {}
    }
    if to.is_none() && outcome != Settled::Nothing {
        return refuse(Refusal::NothingFollows);
    }
    record(Event::FeedbackAnswered { outcome, to, why })
}

pub(super) fn evolve(state: &mut Once, event: &Event, by: &Moment) {
    if let Event::ExerciseCompleted {
        scenario,
        system,
        minutes_to_blast_radius,
        hours_to_contain,
        findings,
        metrics,
    } = event
    {
        state.exercise = Some(Drill {
            scenario: scenario.clone(),
            system: system.clone(),
            minutes_to_blast_radius: *minutes_to_blast_radius,
            hours_to_contain: hours_to_contain.clone(),
            findings: *findings,
            metrics: metrics.clone(),
        });
    }
    if let Event::SurveyClosed { title, metrics, responses } = event {
        state.survey = Some((title.clone(), metrics.clone(), *responses));
    }
    if let Event::Received { from_role, system, .. } = event {
        let (from_role, system, by) = (from_role.clone(), system.clone(), by.actor.clone());
        state.feedback = Some(Feedback { from_role, system, by, settled: None });
    }
    if let (Event::FeedbackAnswered { outcome, to, .. }, Some(feedback)) =
        (event, &mut state.feedback)
    {
        feedback.settled = Some((*outcome, to.clone()));
    }
}
