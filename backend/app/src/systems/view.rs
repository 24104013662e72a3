//! One line of the register of AI systems.

use domain::{
    Event,
    deployments::Stage,
    systems::{self, ActClass, Duty, RiskClass, SystemKind},
};
use kernel::{Micros, Name, Note, Subject};
use serde::{Deserialize, Serialize};

use crate::{Fact, View};

/// A system as the register shows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SystemRow {
    /// The system.
    pub subject: Subject,
    /// Its name.
    pub name: Name,
    /// What it is for.
    pub purpose: Note,
    /// What kinds of AI it is.
    pub kinds: Vec<SystemKind>,
    /// Our own scale.
    pub risk_class: RiskClass,
    /// The team that runs it.
    pub team: Subject,
    /// Whether it processes personal data.
    pub processes_personal_data: bool,
    /// Whether its decisions affect persons.
    pub affects_persons: bool,
    /// Whether its models are trained in house.
    pub trained_in_house: bool,
    /// When it was registered.
    pub registered: Micros,
    /// The accountable owner.
    pub owner: Option<Subject>,
    /// The owner's deputy.
    pub deputy: Option<Subject>,
    /// Owners of single stages.
    pub stage_owners: Vec<(Stage, Duty, Subject)>,
    /// The AI Act class, proposed or approved.
    pub classification: Option<Classification>,
}

/// The AI Act class of a system.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Classification {
    /// The class.
    pub act_class: ActClass,
    /// Whether a second person approved it.
    pub approved: bool,
    /// From which date its obligations apply.
    pub obligations_from: Option<Name>,
}

impl SystemRow {
    fn registered(fact: &Fact, event: &systems::Event) -> Option<Self> {
        let systems::Event::Registered {
            name,
            purpose,
            kinds,
            risk_class,
            team,
            processes_personal_data,
            affects_persons,
            trained_in_house,
        } = event
        else {
            return None;
        };
        Some(Self {
            subject: fact.stream.clone(),
            name: name.clone(),
            purpose: purpose.clone(),
            kinds: kinds.clone(),
            risk_class: *risk_class,
            team: team.clone(),
            processes_personal_data: *processes_personal_data,
            affects_persons: *affects_persons,
            trained_in_house: *trained_in_house,
            registered: fact.at,
            owner: None,
            deputy: None,
            stage_owners: Vec::new(),
            classification: None,
        })
    }

    fn assign(&mut self, person: &Subject, duty: Duty, stage: Option<Stage>) {
        match (stage, duty) {
            (None, Duty::Owner) => self.owner = Some(person.clone()),
            (None, Duty::Deputy) => self.deputy = Some(person.clone()),
            (Some(stage), duty) => {
                self.stage_owners.retain(|(at, held, _)| (*at, *held) != (stage, duty));
                self.stage_owners.push((stage, duty, person.clone()));
            }
        }
    }

    fn release(&mut self, duty: Duty, stage: Option<Stage>) {
        match (stage, duty) {
            (None, Duty::Owner) => self.owner = None,
            (None, Duty::Deputy) => self.deputy = None,
            (Some(stage), duty) => {
                self.stage_owners.retain(|(at, held, _)| (*at, *held) != (stage, duty));
            }
        }
    }
}

impl View for SystemRow {
    const NAME: &'static str = "systems";
    const VERSION: u32 = 1;

    fn keys(fact: &Fact) -> Vec<String> {
        let is_ours = matches!(fact.event, Event::Systems(_));
        if is_ours { vec![fact.stream.to_string()] } else { Vec::new() }
    }

    fn fold(row: Option<Self>, _: &str, fact: &Fact) -> Option<Self> {
        let Event::Systems(event) = &fact.event else { return row };
        let mut row = row.or_else(|| Self::registered(fact, event))?;
        match event {
            systems::Event::Registered { .. } => {}
            systems::Event::OwnerAssigned { person, duty, stage } => {
                row.assign(person, *duty, *stage);
            }
            systems::Event::OwnerReleased { duty, stage, .. } => row.release(*duty, *stage),
            systems::Event::ClassificationProposed { act_class, .. } => {
                row.classification = Some(Classification {
                    act_class: *act_class,
                    approved: false,
                    obligations_from: None,
                });
            }
            systems::Event::ClassificationApproved { act_class, obligations_from, .. } => {
                row.classification = Some(Classification {
                    act_class: *act_class,
                    approved: true,
                    obligations_from: obligations_from.clone(),
                });
            }
        }
        Some(row)
    }

    fn system(&self) -> Option<&Subject> {
        Some(&self.subject)
    }

    fn sort(&self) -> String {
        self.name.as_str().to_lowercase()
    }
}
