//! Two views: the curriculum as published, and what each person did about it.

use std::collections::BTreeMap;

use domain::{
    Event,
    authority::Grant,
    awareness::{self, Notice, Plan, Record},
    people,
};
use kernel::{Decimal, Kind, Micros, Name, Personal, Subject};
use serde::{Deserialize, Serialize};

use crate::{Fact, View};

/// The curriculum.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CurriculumRow {
    /// The curriculum.
    pub subject: Subject,
    /// What it asks for.
    pub plan: Plan,
    /// Own module → the event that holds its text.
    pub texts: BTreeMap<Name, u64>,
    /// Campaign → who started it.
    pub started_by: BTreeMap<Name, Subject>,
}

/// A person, and what they did about the curriculum.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LearningRow {
    /// The person.
    pub subject: Subject,
    /// Since when they have been known.
    pub known_since: Micros,
    /// Their team.
    pub team: Option<Subject>,
    /// Since when they have been in it.
    pub in_team_since: Micros,
    /// Whether it is a service.
    pub service: bool,
    /// Whether they are active.
    pub active: bool,
    /// The roles they hold or held.
    pub grants: Vec<Grant>,
    /// How they stand, by module.
    pub records: BTreeMap<Name, Record>,
    /// What happened, oldest first.
    pub steps: Vec<Step>,
    /// What they were told.
    pub told: Vec<Notice>,
}

/// Something that happened to a person and a module.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// Its position.
    pub pos: u64,
    /// When.
    pub at: Micros,
    /// By whom.
    pub by: Subject,
    /// The module.
    pub module: Name,
    /// What.
    pub what: What,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum What {
    /// Somebody asked for it.
    Assigned {
        /// Until when.
        due: Micros,
        /// Why.
        why: Personal,
    },
    /// The test was taken.
    Attempted {
        /// The share of right answers.
        score: Decimal,
        /// Whether it was enough.
        passed: bool,
    },
    /// It was completed.
    Completed {
        /// The score.
        score: Decimal,
        /// When it was reached.
        on: Micros,
        /// From when on it no longer counts.
        until: Micros,
        /// Whether it was tested here rather than reported.
        tested: bool,
        /// The version of the curriculum.
        curriculum: Subject,
    },
    /// The person was excused.
    Waived {
        /// Until when.
        until: Micros,
        /// Why.
        reason: Personal,
    },
    /// They were told that it is due.
    Told(Notice),
}

impl View for CurriculumRow {
    const NAME: &'static str = "curricula";
    const VERSION: u32 = 1;

    fn keys(fact: &Fact) -> Vec<String> {
        let is_ours = fact.stream.kind() == Kind::Curriculum;
        if is_ours { vec![fact.stream.to_string()] } else { Vec::new() }
    }

    fn fold(row: Option<Self>, _: &str, fact: &Fact) -> Option<Self> {
        let Event::Awareness(event) = &fact.event else { return row };
        let mut row = row.unwrap_or_else(|| Self {
            subject: fact.stream.clone(),
            plan: Plan::default(),
            texts: BTreeMap::new(),
            started_by: BTreeMap::new(),
        });
        row.plan.evolve(event, fact.at);
        if let awareness::Event::ModulePublished { module, .. } = event {
            row.texts.insert(module.id.clone(), fact.pos);
        }
        if let awareness::Event::ModuleWithdrawn { module, .. } = event {
            row.texts.remove(module);
        }
        if let awareness::Event::CampaignStarted { campaign, .. } = event {
            row.started_by.insert(campaign.clone(), fact.by().clone());
        }
        Some(row)
    }

    fn system(&self) -> Option<&Subject> {
        None
    }
}

impl LearningRow {
    fn known(fact: &Fact, person: Subject) -> Self {
        Self {
            subject: person,
            known_since: fact.at,
            team: None,
            in_team_since: fact.at,
            service: false,
            active: true,
            grants: Vec::new(),
            records: BTreeMap::new(),
            steps: Vec::new(),
            told: Vec::new(),
        }
    }

    fn place(&mut self, event: &people::Event, at: Micros) {
        if let people::Event::Registered { team, service, .. } = event {
            self.team.clone_from(team);
            self.service = *service;
        }
        if let people::Event::Moved { team } = event {
            self.team = Some(team.clone());
            self.in_team_since = at;
        }
        if let people::Event::RoleGranted { role, scope, from, until } = event {
            let role = role.as_str().to_owned();
            self.grants.push(Grant { role, scope: scope.clone(), from: *from, until: *until });
        }
        if let people::Event::RoleEnded { role, scope } = event {
            let ended = |grant: &&mut Grant| {
                grant.role == role.as_str() && grant.scope == *scope && grant.is_current(at)
            };
            self.grants.iter_mut().filter(ended).for_each(|grant| grant.until = Some(at));
        }
        if matches!(event, people::Event::Deactivated {} | people::Event::Erased { .. }) {
            self.active = false;
        }
    }

    fn learnt(&mut self, event: &awareness::Event, fact: &Fact) {
        let Some(module) = event.of_learner() else { return };
        self.records.entry(module.clone()).or_default().evolve(event, fact.at);
        let Some(what) = what(event, fact.at) else { return };
        if let What::Told(notice) = &what {
            self.told.push(notice.clone());
        }
        let (at, by, module) = (fact.at, fact.by().clone(), module.clone());
        self.steps.push(Step { pos: fact.pos, at, by, module, what });
    }
}

fn what(event: &awareness::Event, at: Micros) -> Option<What> {
    use awareness::Event;
    Some(match event {
        Event::Assigned { due, why, .. } => What::Assigned { due: *due, why: why.clone() },
        Event::Attempted { score, passed, .. } => {
            What::Attempted { score: score.clone(), passed: *passed }
        }
        Event::Completed { score, curriculum, refresh_months, attempt, on, .. } => {
            let on = on.unwrap_or(at);
            What::Completed {
                score: score.clone(),
                on,
                until: on.plus_months(*refresh_months),
                tested: attempt.is_some(),
                curriculum: curriculum.clone(),
            }
        }
        Event::Waived { until, reason, .. } => {
            What::Waived { until: *until, reason: reason.clone() }
        }
        Event::DueNoticed { module, what, due, .. } => {
            What::Told(Notice { module: module.clone(), what: *what, due: *due })
        }
        Event::Published { .. }
        | Event::ModulePublished { .. }
        | Event::ModuleWithdrawn { .. }
        | Event::CampaignStarted { .. }
        | Event::CampaignStopped { .. } => return None,
    })
}

impl View for LearningRow {
    const NAME: &'static str = "learning";
    const VERSION: u32 = 1;

    fn keys(fact: &Fact) -> Vec<String> {
        let is_person = fact.stream.kind() == Kind::Person;
        let person =
            if is_person { Some(fact.stream.clone()) } else { awareness::person_of(&fact.stream) };
        person.iter().map(ToString::to_string).collect()
    }

    fn fold(row: Option<Self>, key: &str, fact: &Fact) -> Option<Self> {
        let person: Subject = key.parse().ok()?;
        let mut row = row.unwrap_or_else(|| Self::known(fact, person));
        if let Event::People(event) = &fact.event {
            row.place(event, fact.at);
        } else if let Event::Awareness(event) = &fact.event {
            row.learnt(event, fact);
        }
        Some(row)
    }

    /// People belong to the organisation. Whose learning may be seen, the sight says.
    fn system(&self) -> Option<&Subject> {
        None
    }

    fn sort(&self) -> String {
        self.subject.to_string()
    }
}
