//! One line of the register of AI systems.

use domain::{
    Event,
    deployments::Stage,
    systems::{self, ActClass, Autonomy, Criticality, Duty, Profile, RiskClass, SystemKind},
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
    /// Everybody who answers or answered for it, in the order of their beginning.
    pub accountable: Vec<Accountable>,
    /// The AI Act class, proposed or approved.
    pub classification: Option<Classification>,
    /// Who sells or hosts it.
    pub vendor: Option<Name>,
    /// Whom its data or its decisions are about.
    pub data_subjects: Vec<Name>,
    /// How far it acts by itself.
    pub autonomy: Option<Autonomy>,
    /// How much hangs on a decision.
    pub criticality: Option<Criticality>,
    /// When it was described anew after its class was approved: the class is to be looked at again.
    pub changed_since_class: Option<Micros>,
    /// When it was taken out of use.
    pub decommissioned: Option<Micros>,
}

/// Somebody who answers, or answered, for a system.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Accountable {
    /// Who.
    pub person: Subject,
    /// As what.
    pub duty: Duty,
    /// For which stage; none means all.
    pub stage: Option<Stage>,
    /// From when.
    pub from: Micros,
    /// Until when; open when absent.
    pub until: Option<Micros>,
}

/// The AI Act class of a system.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Classification {
    /// The class.
    pub act_class: ActClass,
    /// Whether a second person approved it.
    pub approved: bool,
    /// Since when it is proposed, or since when it was approved if nobody had proposed it.
    pub proposed: Micros,
    /// From which date its obligations apply.
    pub obligations_from: Option<Name>,
    /// Flags of the questionnaire beside the class.
    pub flags: Vec<String>,
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
            accountable: Vec::new(),
            classification: None,
            vendor: None,
            data_subjects: Vec::new(),
            autonomy: None,
            criticality: None,
            changed_since_class: None,
            decommissioned: None,
        })
    }

    fn describe(&mut self, profile: &Profile, at: Micros) {
        self.purpose = profile.purpose.clone();
        self.kinds.clone_from(&profile.kinds);
        self.risk_class = profile.risk_class;
        self.processes_personal_data = profile.processes_personal_data;
        self.affects_persons = profile.affects_persons;
        self.trained_in_house = profile.trained_in_house;
        self.vendor.clone_from(&profile.vendor);
        self.data_subjects.clone_from(&profile.data_subjects);
        (self.autonomy, self.criticality) = (profile.autonomy, profile.criticality);
        if self.classification.as_ref().is_some_and(|class| class.approved) {
            self.changed_since_class = Some(at);
        }
    }

    fn propose(&mut self, act_class: ActClass, flags: Option<&Vec<String>>, at: Micros) {
        let known = self.classification.take();
        let same = known.filter(|known| !known.approved && known.act_class == act_class);
        let proposed = same.as_ref().map_or(at, |known| known.proposed);
        let flags = flags.cloned().or_else(|| same.map(|known| known.flags)).unwrap_or_default();
        let (approved, obligations_from) = (false, None);
        self.classification =
            Some(Classification { act_class, approved, proposed, obligations_from, flags });
    }

    fn begin(&mut self, person: &Subject, duty: Duty, stage: Option<Stage>, from: Micros) {
        let person = person.clone();
        self.accountable.push(Accountable { person, duty, stage, from, until: None });
    }

    fn end(&mut self, person: &Subject, duty: Duty, stage: Option<Stage>, at: Micros) {
        let is_it = |held: &&mut Accountable| {
            held.until.is_none() && (&held.person, held.duty, held.stage) == (person, duty, stage)
        };
        self.accountable.iter_mut().filter(is_it).for_each(|held| held.until = Some(at));
    }

    fn assign(&mut self, person: &Subject, duty: Duty, stage: Option<Stage>) {
        match (stage, duty) {
            (_, Duty::Responsible) => {}
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
            (_, Duty::Responsible) => {}
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
    const VERSION: u32 = 3;

    fn keys(fact: &Fact) -> Vec<String> {
        let is_ours =
            fact.stream.kind() == kernel::Kind::System && matches!(fact.event, Event::Systems(_));
        if is_ours { vec![fact.stream.to_string()] } else { Vec::new() }
    }

    fn fold(row: Option<Self>, _: &str, fact: &Fact) -> Option<Self> {
        let Event::Systems(event) = &fact.event else { return row };
        let mut row = row.or_else(|| Self::registered(fact, event))?;
        match event {
            systems::Event::OwnerAssigned { person, duty, stage } => {
                row.assign(person, *duty, *stage);
                row.begin(person, *duty, *stage, fact.at);
            }
            systems::Event::OwnerReleased { person, duty, stage } => {
                row.release(*duty, *stage);
                row.end(person, *duty, *stage, fact.at);
            }
            systems::Event::ProfileChanged(profile) => row.describe(profile, fact.at),
            systems::Event::QuestionnaireAnswered { act_class, flags, .. } => {
                row.propose(*act_class, Some(flags), fact.at);
            }
            systems::Event::Decommissioned { .. } => row.decommissioned = Some(fact.at),
            systems::Event::Registered { .. }
            | systems::Event::UseReported { .. }
            | systems::Event::UseSettled { .. }
            | systems::Event::UseDismissed { .. } => {}
            systems::Event::ClassificationProposed { act_class, .. } => {
                row.propose(*act_class, None, fact.at);
            }
            systems::Event::ClassificationApproved { act_class, obligations_from, .. } => {
                row.propose(*act_class, None, fact.at);
                row.changed_since_class = None;
                if let Some(class) = &mut row.classification {
                    class.approved = true;
                    class.obligations_from.clone_from(obligations_from);
                }
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
