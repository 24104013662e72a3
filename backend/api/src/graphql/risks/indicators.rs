//! Key risk indicators: what each says about a system.

use app::risks::{Found, Indication};
use async_graphql::{Enum, SimpleObject};

use crate::{
    graphql::{
        scalars::{Subject, Time},
        systems::System,
        words::IndicatorColour,
    },
    reply::Answer,
    scope::Ref,
};

/// Whether an indicator has a value.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum IndicatorState {
    /// It has one.
    Measured,
    /// Nobody reported its metric about this system.
    NotMeasured,
    /// Nothing in the product watches it yet, and nobody reported it.
    NoSource,
    /// You may not count what it counts.
    Hidden,
}

/// What a key risk indicator says about a system at the moment asked about.
#[derive(SimpleObject)]
pub struct IndicatorReading {
    /// The indicator, `KRI-06`.
    indicator: String,
    /// What people call it.
    title: String,
    /// The metric it watches.
    metric: String,
    /// What that is counted in: `ratio`, `count`, `min`, `bool`.
    unit: String,
    /// How often it is read.
    frequency: String,
    /// The threats it warns of.
    threats: Vec<String>,
    /// The system.
    system: Option<System>,
    /// Whether it has a value.
    state: IndicatorState,
    /// The value; 1 or 0 for yes and no.
    value: Option<String>,
    /// Its colour; absent without a value or without limits.
    colour: Option<IndicatorColour>,
    /// When it is amber, `below 0.85`.
    amber_if: Option<String>,
    /// When it is red, `below 0.8`.
    red_if: Option<String>,
    /// Since when it has that colour, as far as is known.
    since: Option<Time>,
    /// When the value was measured, or changed last where it is counted.
    read_at: Option<Time>,
    /// The evidence or the exercise that says so; absent where it is counted from the records.
    source: Option<Subject>,
}

impl IndicatorReading {
    /// What indicators say of one system, or of all; `lit`: only those that are amber or red.
    pub async fn all(scope: &Ref, system: Option<&Subject>, lit: bool) -> Answer<Vec<Self>> {
        let system = system.map(|system| &system.0);
        let mut found = scope.app.indicators(&scope.sight, system).await?;
        if lit {
            found.retain(|one| one.colour() > Some(domain::catalogue::Colour::Green));
        }
        Self::shown(scope, found).await
    }

    /// As shown.
    pub(super) async fn shown(scope: &Ref, found: Vec<Indication>) -> Answer<Vec<Self>> {
        let mut all = Vec::with_capacity(found.len());
        for one in found {
            all.push(Self::of(scope, one).await?);
        }
        Ok(all)
    }

    async fn of(scope: &Ref, one: Indication) -> Answer<Self> {
        let system = System::by_name(scope, &one.system).await?;
        let (state, measured) = match one.found {
            Found::Measured(measured) => (IndicatorState::Measured, Some(measured)),
            Found::NotMeasured => (IndicatorState::NotMeasured, None),
            Found::NoSource => (IndicatorState::NoSource, None),
            Found::Hidden => (IndicatorState::Hidden, None),
        };
        let indicator = one.indicator;
        Ok(Self {
            system,
            state,
            value: measured.as_ref().map(|found| found.value.to_string()),
            colour: measured.as_ref().and_then(|found| found.colour).map(Into::into),
            since: measured.as_ref().map(|found| found.since.into()),
            read_at: measured.as_ref().map(|found| found.at.into()),
            source: measured.as_ref().and_then(|found| found.source.as_ref()).map(Subject::from),
            amber_if: indicator.amber_if.as_ref().map(ToString::to_string),
            red_if: indicator.red_if.as_ref().map(ToString::to_string),
            indicator: indicator.id,
            title: indicator.title,
            metric: indicator.metric,
            unit: one.unit,
            frequency: indicator.frequency,
            threats: indicator.threats,
        })
    }
}
