//! The rules for one design review.

use std::collections::BTreeMap;

use kernel::{
    Decision, Kind, Micros, Moment, Name, Personal, Subject, nothing_new, record, refuse,
};

use super::is_of;
use crate::reviews::{
    Answer, Command, Event, Grade, Opening, Participant, Refusal, SECURITY, Verdict, fresh_until,
};

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Review {
    pub(super) opening: Opening,
    /// The last answer to each question, with how bad it is where something is open.
    answers: BTreeMap<Name, (Answer, Option<Grade>)>,
    concluded: Option<Conclusion>,
}

/// That it is concluded; what was concluded is unknown for some that were imported.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Conclusion {
    verdict: Option<Verdict>,
    /// Until when it counts.
    until: Micros,
    /// Whether somebody was told that it counts no longer.
    is_noticed: bool,
}

impl Review {
    fn participant(&self, person: &Subject) -> Option<&Participant> {
        self.opening.participants.iter().find(|one| one.person == *person)
    }

    /// How many questions are left open with a high threat.
    fn open_high(&self) -> u64 {
        let is_high = |answer: &&(Answer, Option<Grade>)| answer.1.is_some_and(Grade::is_high);
        u64::try_from(self.answers.values().filter(is_high).count()).unwrap_or(u64::MAX)
    }
}

fn is_security(participant: &Participant) -> bool {
    participant.roles.iter().any(|role| SECURITY.contains(&role.as_str()))
}

pub(super) fn open(known: Option<&Review>, new: Opening) -> Decision<Event, Refusal> {
    if let Some(known) = known {
        // Roles and questions are looked up anew each time, and others may have joined; who asks
        // twice means the same review.
        let people = |opening: &Opening| -> Vec<Subject> {
            opening.participants.iter().map(|one| one.person.clone()).collect()
        };
        let old = &known.opening;
        let is_same = (&old.system, old.phase) == (&new.system, new.phase)
            && people(old).starts_with(&people(&new));
        return if is_same { nothing_new() } else { refuse(Refusal::ReviewOpened) };
    }
    is_of("system", Some(&new.system), &[Kind::System], "a system")?;
    for participant in &new.participants {
        is_of("participants", Some(&participant.person), &[Kind::Person], "people")?;
    }
    if !new.participants.iter().any(is_security) {
        return refuse(Refusal::NoSecurity);
    }
    let Opening { system, phase, participants, questions } = new;
    record(Event::Opened { system, phase, participants, questions })
}

pub(super) fn go_on(
    review: &Review,
    command: Command,
    moment: &Moment,
) -> Decision<Event, Refusal> {
    if let Command::Join(participant) = command {
        return join(review, participant);
    }
    if let Command::Answer { threat, answer, severity, note } = command {
        return record(answered(review, moment, (threat, answer, severity), note)?);
    }
    if let Command::NoticeLapse { due, told } = command {
        return lapse(review, due, told, moment);
    }
    let Command::Conclude { verdict, threats, open_high, note } = command else {
        return nothing_new();
    };
    if let Some(known) = &review.concluded {
        return if known.verdict == verdict { nothing_new() } else { refuse(Refusal::IsConcluded) };
    }
    if !review.participant(&moment.actor).is_some_and(is_security) {
        return refuse(Refusal::NotSecurity);
    }
    let (threats, open_high) = looked_at(review, threats, open_high)?;
    if verdict == Some(Verdict::Approved) && open_high > 0 {
        return refuse(Refusal::OpenHighThreats(open_high));
    }
    record(Event::Concluded { verdict, threats, open_high, note })
}

fn join(review: &Review, participant: Participant) -> Decision<Event, Refusal> {
    if review.participant(&participant.person).is_some() {
        return nothing_new();
    }
    is_of("person", Some(&participant.person), &[Kind::Person], "a person")?;
    if review.concluded.is_some() {
        return refuse(Refusal::IsConcluded);
    }
    record(Event::Joined(participant))
}

fn lapse(
    review: &Review,
    due: Micros,
    told: Vec<Subject>,
    moment: &Moment,
) -> Decision<Event, Refusal> {
    let is_news = review.concluded.is_some_and(|known| !known.is_noticed && known.until == due);
    if !is_news || !moment.now.is_after_day_of(due) {
        return nothing_new();
    }
    record(Event::LapseNoticed { due, told })
}

/// The same may be answered twice; the command's id tells a retry apart.
fn answered(
    review: &Review,
    moment: &Moment,
    (threat, answer, severity): (Name, Answer, Option<Grade>),
    note: Personal,
) -> Result<Event, Refusal> {
    if review.concluded.is_some() {
        return Err(Refusal::IsConcluded);
    }
    if review.participant(&moment.actor).is_none() {
        return Err(Refusal::NotAParticipant);
    }
    if !review.opening.questions.iter().any(|question| question.threat == threat) {
        return Err(Refusal::UnknownQuestion(threat));
    }
    let severity = severity.filter(|_| answer == Answer::Open);
    if answer == Answer::Open && severity.is_none() {
        return Err(Refusal::SeverityMissing);
    }
    Ok(Event::Answered { threat, answer, severity, note })
}

/// The threats looked at, and how many high ones are open: from questions and answers where there
/// are any, else as claimed.
fn looked_at(
    review: &Review,
    claimed: Vec<Name>,
    claimed_high: u64,
) -> Result<(Vec<Name>, u64), Refusal> {
    let questions = &review.opening.questions;
    let is_open = |threat: &&Name| !review.answers.contains_key(*threat);
    let mut unanswered = questions.iter().map(|question| &question.threat).filter(is_open);
    if let Some(first) = unanswered.next() {
        let count = unanswered.count().saturating_add(1);
        return Err(Refusal::Unanswered { count, first: first.clone() });
    }
    if !questions.is_empty() {
        let threats = questions.iter().map(|question| question.threat.clone()).collect();
        return Ok((threats, review.open_high()));
    }
    if claimed.is_empty() {
        return Err(Refusal::NoThreats);
    }
    Ok((claimed, claimed_high))
}

pub(super) fn evolve(review: &mut Option<Review>, event: &Event, at: Micros) {
    if let Event::Opened { system, phase, participants, questions } = event {
        let opening = Opening {
            system: system.clone(),
            phase: *phase,
            participants: participants.clone(),
            questions: questions.clone(),
        };
        *review = Some(Review { opening, answers: BTreeMap::new(), concluded: None });
    }
    let Some(review) = review else { return };
    if let Event::Joined(participant) = event {
        review.opening.participants.push(participant.clone());
    }
    if let Event::Answered { threat, answer, severity, .. } = event {
        review.answers.insert(threat.clone(), (*answer, *severity));
    }
    if let Event::Concluded { verdict, .. } = event {
        let (verdict, until) = (*verdict, fresh_until(at));
        review.concluded = Some(Conclusion { verdict, until, is_noticed: false });
    }
    if let (Event::LapseNoticed { .. }, Some(concluded)) = (event, &mut review.concluded) {
        concluded.is_noticed = true;
    }
}
