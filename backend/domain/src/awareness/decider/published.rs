//! The rules for the curriculum: its versions, own modules, and campaigns.

use std::collections::BTreeSet;

use kernel::{
    Decision, Digest, Kind, Micros, Moment, Name, Personal, Subject, nothing_new, record, refuse,
};

use super::State;
use crate::{
    awareness::{Audience, Campaign, Event, Lesson, Module, Publication, Question, Refusal},
    people,
};

/// Most questions of a module: their answers are sealed in one piece.
const MOST_QUESTIONS: usize = 12;
/// Most options of a question.
const MOST_OPTIONS: usize = 6;
/// A completion counts for ten years at most.
const MOST_MONTHS: u32 = 120;

pub(super) fn publish(
    state: &State,
    new: Publication,
    moment: &Moment,
) -> Decision<Event, Refusal> {
    if let Some(known) = state.plan.versions.iter().find(|known| known.version == new.version) {
        return if *known == new {
            nothing_new()
        } else {
            refuse(Refusal::VersionTaken(new.version))
        };
    }
    if new.valid_from < midnight(moment.now) {
        return refuse(Refusal::CountsInThePast);
    }
    let mut ids = BTreeSet::new();
    for module in &new.modules {
        check_module(module)?;
        let is_own = state.plan.own(&module.id).is_some();
        if is_own || !ids.insert(module.id.clone()) {
            return refuse(Refusal::ModuleTwice(module.id.clone()));
        }
    }
    for plan in &new.roles {
        check_role(&plan.role)?;
        if let Some(missing) = plan.modules.iter().find(|id| !ids.contains(id)) {
            return refuse(Refusal::UnknownModule(missing.clone()));
        }
    }
    let Publication { version, valid_from, basis, modules, roles } = new;
    record(Event::Published { version, valid_from, basis, modules, roles })
}

/// A version may count from the morning of the day it is published.
fn midnight(now: Micros) -> Micros {
    Micros(now.0.saturating_sub(now.0.rem_euclid(Micros::DAY)))
}

fn check_module(module: &Module) -> Result<(), Refusal> {
    let bad = |why| Err(Refusal::BadModule(module.id.clone(), why));
    let pass = module.pass_score.approx();
    if !(pass > 0.0 && pass <= 1.0) {
        return bad("the score that passes is above 0 and at most 1");
    }
    if module.minutes == 0 {
        return bad("it takes at least a minute");
    }
    if !(1..=MOST_MONTHS).contains(&module.refresh_months) {
        return bad("a completion counts for 1 to 120 months");
    }
    Ok(())
}

fn check_role(role: &Name) -> Result<(), Refusal> {
    match people::role(role.as_str()) {
        Some(_) => Ok(()),
        None => Err(Refusal::UnknownRole(role.clone())),
    }
}

pub(super) fn publish_module(
    state: &State,
    curriculum: &Subject,
    lesson: Lesson,
    digest: Digest,
    moment: &Moment,
) -> Decision<Event, Refusal> {
    let Some(version) = state.plan.in_force(moment.now) else {
        return refuse(Refusal::NoCurriculum);
    };
    if version.modules.iter().any(|module| module.id == lesson.id) {
        return refuse(Refusal::NotOwn(lesson.id));
    }
    let Some(key) = lesson.key(curriculum) else {
        return refuse(Refusal::ExplanationsTooLong);
    };
    let Lesson {
        id,
        title,
        minutes,
        refresh_months,
        pass_score,
        roles,
        systems,
        grace_days,
        text,
        questions,
    } = lesson;
    let module = Module { id, title, minutes, refresh_months, pass_score, digest };
    check_module(&module)?;
    roles.iter().try_for_each(check_role)?;
    systems.iter().try_for_each(check_system)?;
    check_questions(&questions)?;
    if is_known(state, &module, (&roles, &systems), grace_days) {
        return nothing_new();
    }
    let questions = questions.iter().map(Question::asked).collect();
    record(Event::ModulePublished { module, roles, systems, grace_days, text, questions, key })
}

fn is_known(
    state: &State,
    module: &Module,
    (roles, systems): (&[Name], &[Subject]),
    grace_days: u32,
) -> bool {
    state.plan.own(&module.id).is_some_and(|own| {
        let needed = own.roles.iter().map(|(role, _)| role).eq(roles)
            && own.systems.iter().map(|(system, _)| system).eq(systems);
        own.module == *module && own.grace_days == grace_days && needed
    })
}

fn check_system(system: &Subject) -> Result<(), Refusal> {
    let is_system = system.kind() == Kind::System && system.version().is_none();
    if is_system { Ok(()) } else { Err(Refusal::NotASystem(system.clone())) }
}

fn check_questions(questions: &[Question]) -> Result<(), Refusal> {
    if !(1..=MOST_QUESTIONS).contains(&questions.len()) {
        return Err(Refusal::NoQuestions);
    }
    let mut ids = BTreeSet::new();
    for question in questions {
        let bad = |why| Err(Refusal::BadQuestion(question.id.clone(), why));
        if !ids.insert(&question.id) {
            return bad("it is there twice");
        }
        if !(2..=MOST_OPTIONS).contains(&question.options.len()) {
            return bad("give 2 to 6 options");
        }
        if question.options.iter().collect::<BTreeSet<_>>().len() < question.options.len() {
            return bad("two options are the same");
        }
        let right = usize::try_from(question.answer).unwrap_or(usize::MAX);
        if question.options.get(right).is_none() {
            return bad("say which option is right");
        }
    }
    Ok(())
}

pub(super) fn withdraw_module(
    state: &State,
    module: Name,
    reason: Personal,
) -> Decision<Event, Refusal> {
    if state.plan.own(&module).is_some() {
        return record(Event::ModuleWithdrawn { module, reason });
    }
    let is_published =
        state.plan.versions.iter().flat_map(|version| &version.modules).any(|one| one.id == module);
    if is_published { refuse(Refusal::NotOwn(module)) } else { nothing_new() }
}

/// A campaign, as asked for.
pub(super) struct Asking {
    pub(super) campaign: Name,
    pub(super) title: Name,
    pub(super) modules: Vec<Name>,
    pub(super) audience: Audience,
    pub(super) due: Micros,
    pub(super) anew: bool,
}

impl Asking {
    fn is(&self, known: &Campaign) -> bool {
        (&self.title, &self.modules, &self.audience, self.due, self.anew)
            == (&known.title, &known.modules, &known.audience, known.due, known.anew)
    }
}

pub(super) fn start_campaign(
    state: &State,
    new: Asking,
    moment: &Moment,
) -> Decision<Event, Refusal> {
    if let Some(known) = state.plan.campaign(&new.campaign) {
        return if new.is(known) {
            nothing_new()
        } else {
            refuse(Refusal::CampaignTaken(new.campaign))
        };
    }
    if new.modules.is_empty() {
        return refuse(Refusal::NoModules);
    }
    let unknown = new.modules.iter().find(|id| state.plan.module(id, moment.now).is_none());
    if let Some(unknown) = unknown {
        return refuse(Refusal::UnknownModule(unknown.clone()));
    }
    new.audience.roles.iter().try_for_each(check_role)?;
    if let Some(other) = new.audience.teams.iter().find(|team| team.kind() != Kind::Team) {
        return refuse(Refusal::NotATeam(other.clone()));
    }
    new.audience.systems.iter().try_for_each(check_system)?;
    if new.due <= moment.now {
        return refuse(Refusal::DueInThePast);
    }
    let Asking { campaign, title, modules, audience, due, anew } = new;
    let Audience { roles, teams, systems } = audience;
    record(Event::CampaignStarted { campaign, title, modules, roles, teams, systems, due, anew })
}

pub(super) fn stop_campaign(
    state: &State,
    campaign: Name,
    reason: Personal,
) -> Decision<Event, Refusal> {
    match state.plan.campaign(&campaign) {
        None => refuse(Refusal::UnknownCampaign(campaign)),
        Some(known) if known.stopped.is_some() => nothing_new(),
        Some(_) => record(Event::CampaignStopped { campaign, reason }),
    }
}
