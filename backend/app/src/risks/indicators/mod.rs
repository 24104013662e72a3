//! Key risk indicators: what each says about a system at a moment, in which colour, and since when.
//!
//! What the rooms know themselves is counted from them: controls with fresh evidence, training that
//! deciders owe, risks above the appetite without a decision, actions that are overdue, minutes to
//! the blast radius in exercises. Every other indicator is the newest evidence of the system that
//! reports its metric. Limits are those of the catalogue of the moment, in the unit of the metric.
//!
//! # Invariants
//! - An indicator has the colour that the catalogue gives its newest value, since that began.
//!   (`a_disparate_impact_of_0_793_is_red_and_concerns_the_credit_risk`)
//! - What nobody measured has no colour, and what nothing watches yet says so.
//!   (`what_nobody_measured_has_no_colour`)
//! - A control counts nothing fresh since what it rested on ran out, was overtaken or taken back, or
//!   since what has to be covered went live. (`a_control_is_unfresh_since_what_made_it_so`)
//! - A turn to red reopens the risks it warns of once. (`a_turn_to_red_reopens_once`)
//! - What counts who owes a training reopens nothing: whoever reads a risk would learn of it, also
//!   who may not count it. (`what_people_learnt_reopens_no_risk`)
//! - What turned red before the log began is left as it was. (`the_history_of_the_drill_stays`)
//!
//! # Deliberately absent
//! - Monitoring of what is live and gates: their indicators have no source yet, unless a report
//!   brings the metric as evidence.
//! - Indicators of the organisation as a whole: each is read for a system.

mod count;
mod steps;
mod turn;

use std::{collections::BTreeMap, sync::Arc};

use domain::catalogue::{Colour, Indicator};
use kernel::{Decimal, Micros, Subject};

use super::RiskRow;
use crate::{
    App, AppError, Reach, Sight, Table, catalogue::Book, deployments::DeploymentRow,
    evaluations::EvidenceRow, programme::ExerciseRow, reviews::ActionRow, systems::SystemRow,
};

use steps::{Span, Step, measured};

/// The share of applicable controls whose evidence is fresh.
const FRESH: &str = "assure.fresh_ratio";
/// How many of those who decide about risks owe a training.
const TRAINING: &str = "trn.overdue_count";
/// How many open risks are above what is tolerated and not accepted.
const UNDECIDED: &str = "risk.above_appetite_unapproved";
/// How many minutes it took to know the blast radius.
const MINUTES: &str = "ir.minutes_to_blast_radius";
/// How many actions are overdue.
const ACTIONS: &str = "ir.overdue_actions";
/// How metrics begin that only monitoring of live systems and gates write.
const NO_SOURCE: [&str; 3] = ["mon.", "api.", "gate."];

/// What an indicator says about a system.
#[derive(Clone, Debug, PartialEq)]
pub struct Indication {
    /// The system.
    pub system: Subject,
    /// The indicator, as the catalogue of the moment has it.
    pub indicator: Indicator,
    /// What its metric is counted in.
    pub unit: String,
    /// What was found.
    pub found: Found,
}

/// What was found of an indicator.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    /// It has a value.
    Measured(Measured),
    /// Nobody reported its metric about this system.
    NotMeasured,
    /// Nothing in the product watches it yet, and nobody reported it.
    NoSource,
    /// Who asks may not count what it counts.
    Hidden,
}

/// The value of an indicator.
#[derive(Clone, Debug, PartialEq)]
pub struct Measured {
    /// The value; 1 or 0 for yes and no.
    pub value: Decimal,
    /// Its colour; none where the catalogue has no limit.
    pub colour: Option<Colour>,
    /// Since when it has that colour, as far as is known.
    pub since: Micros,
    /// When the value was measured, or changed last where it is counted.
    pub at: Micros,
    /// The evidence or the exercise that says so; none where it is counted.
    pub source: Option<Subject>,
}

impl Indication {
    /// The value, where there is one.
    pub fn measured(&self) -> Option<&Measured> {
        match &self.found {
            Found::Measured(measured) => Some(measured),
            Found::NotMeasured | Found::NoSource | Found::Hidden => None,
        }
    }

    /// Its colour, where it has one.
    pub fn colour(&self) -> Option<Colour> {
        self.measured().and_then(|measured| measured.colour)
    }
}

/// What the answers depend on.
struct Material {
    evidence: Arc<Table<EvidenceRow>>,
    exercises: Arc<Table<ExerciseRow>>,
    actions: Arc<Table<ActionRow>>,
    undecided: BTreeMap<Subject, Vec<Span>>,
    /// System → since when each of those who decide owes a training; none where it may not be
    /// counted.
    training: Option<BTreeMap<Subject, Vec<Span>>>,
    /// System → how many controls apply, and since when each of those rests on nothing fresh that
    /// does not.
    unfresh: BTreeMap<Subject, (usize, Vec<Span>)>,
}

impl App {
    /// What every indicator of the catalogue says about one system, or about all that a question
    /// sees and that are in use: system by system, in the order of their ids.
    pub async fn indicators(
        &self,
        sight: &Sight,
        system: Option<&Subject>,
    ) -> Result<Vec<Indication>, AppError> {
        self.indicators_where(sight, system, |_| true).await
    }

    /// What the indicators say that warn of a risk.
    pub async fn indicators_of_risk(
        &self,
        sight: &Sight,
        risk: &RiskRow,
    ) -> Result<Vec<Indication>, AppError> {
        let Some(system) = &risk.system else { return Ok(Vec::new()) };
        let threat = risk.threat.as_str();
        self.indicators_where(sight, Some(system), |one| one.warns_of(threat)).await
    }

    async fn indicators_where(
        &self,
        sight: &Sight,
        system: Option<&Subject>,
        wanted: impl Fn(&Indicator) -> bool + Send,
    ) -> Result<Vec<Indication>, AppError> {
        let book = self.choices(sight).await?;
        let wanted: Vec<&Indicator> = book.indicators.values().filter(|one| wanted(one)).collect();
        let table = self.table::<SystemRow>(sight).await?;
        let is_asked = |row: &&SystemRow| {
            row.decommissioned.is_none() && system.is_none_or(|system| row.subject == *system)
        };
        let systems: Vec<&SystemRow> = table.iter().filter(is_asked).collect();
        if wanted.is_empty() || systems.is_empty() {
            return Ok(Vec::new());
        }
        let material = self.indicator_material(sight, system, (&wanted, &systems)).await?;
        let mut all = Vec::with_capacity(systems.len().saturating_mul(wanted.len()));
        for row in systems {
            let evidence = material.evidence.of_system(&row.subject);
            for indicator in &wanted {
                all.push(material.indication(&book, (row, &evidence), indicator, sight.time));
            }
        }
        Ok(all)
    }

    async fn indicator_material(
        &self,
        sight: &Sight,
        system: Option<&Subject>,
        (wanted, systems): (&[&Indicator], &[&SystemRow]),
    ) -> Result<Material, AppError> {
        let asks = |metric: &str| wanted.iter().any(|one| one.metric == metric);
        let undecided = if asks(UNDECIDED) {
            let spans = |register: &super::Register| count::undecided(register, sight, system);
            self.register.ask(&self.store, sight.upto, spans).await?
        } else {
            BTreeMap::new()
        };
        let training = if asks(TRAINING) && matches!(sight.learning.counted, Reach::All) {
            Some(self.training_owed(sight, systems).await?)
        } else {
            None
        };
        let evidence = self.table::<EvidenceRow>(sight).await?;
        let unfresh = if asks(FRESH) {
            let board = self.control_board(sight, system).await?;
            let deployments = self.table::<DeploymentRow>(sight).await?;
            count::unfresh(&board, systems, (&deployments, &evidence), sight.time)
        } else {
            BTreeMap::new()
        };
        Ok(Material {
            evidence,
            exercises: self.table(sight).await?,
            actions: self.table(sight).await?,
            undecided,
            training,
            unfresh,
        })
    }
}

impl Material {
    fn indication(
        &self,
        book: &Book,
        (system, evidence): (&SystemRow, &[Arc<EvidenceRow>]),
        indicator: &Indicator,
        now: Micros,
    ) -> Indication {
        let unit = book.metrics.get(&indicator.metric).map(|metric| metric.unit.clone());
        let steps = match indicator.metric.as_str() {
            TRAINING if self.training.is_none() => None,
            metric => Some(self.steps(metric, (system, evidence), now)),
        };
        let found = match steps {
            None => Found::Hidden,
            Some(steps) => match measured(indicator, &steps) {
                Some(measured) => Found::Measured(measured),
                None if has_no_source(&indicator.metric) => Found::NoSource,
                None => Found::NotMeasured,
            },
        };
        Indication {
            system: system.subject.clone(),
            indicator: indicator.clone(),
            unit: unit.unwrap_or_default(),
            found,
        }
    }

    /// How a metric of a system changed up to a moment.
    fn steps(
        &self,
        metric: &str,
        (system, evidence): (&SystemRow, &[Arc<EvidenceRow>]),
        now: Micros,
    ) -> Vec<Step> {
        let (subject, began) = (&system.subject, system.registered);
        let of = |spans: &BTreeMap<Subject, Vec<Span>>| {
            steps::counted(began, spans.get(subject).map_or(&[][..], Vec::as_slice), now)
        };
        match metric {
            UNDECIDED => of(&self.undecided),
            TRAINING => self.training.as_ref().map(of).unwrap_or_default(),
            ACTIONS => {
                let spans = count::overdue(&self.actions.of_system(subject));
                steps::counted(began, &spans, now)
            }
            FRESH => {
                let known = self.unfresh.get(subject);
                let shared = known.map(|(total, spans)| steps::shared(began, *total, spans, now));
                shared.unwrap_or_default()
            }
            MINUTES => {
                let mut readings = steps::reported(evidence, metric);
                readings.extend(count::minutes(&self.exercises.of_system(subject)));
                steps::newest(&readings)
            }
            _ => steps::newest(&steps::reported(evidence, metric)),
        }
    }
}

fn has_no_source(metric: &str) -> bool {
    NO_SOURCE.iter().any(|begins| metric.starts_with(begins))
}
