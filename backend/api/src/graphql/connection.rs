//! Pages of lists: `first` and `after` in, nodes and the way on out.
//!
//! # Invariants
//! - The pages of a list join without gap or double. (`pages_join_without_gap_or_double`)
//! - The pages of a list that was ordered join the same way. (`ordered_pages_join_too`)
//! - A page has a largest size, and asking for more says so. (`a_page_has_a_largest_size`)

use std::sync::Arc;

use async_graphql::{OutputType, SimpleObject};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

use super::{
    awareness::{Campaign, Module, PersonDuty},
    catalogue::{CatalogueEntry, Threat, Trace},
    datasets::Dataset,
    deployments::Deployment,
    events::Event,
    evidence::Evidence,
    findings::{Action, Finding},
    frameworks::Framework,
    incidents::Incident,
    intake::Intake,
    meetings::Meeting,
    models::Model,
    order::{OrderBy, Sorted, sorted},
    people::{Person, Team},
    policies::{Bound, Policy},
    programme::{Exercise, Feedback, Initiative, Survey},
    quarantine::QuarantinedVersion,
    reviews::Review,
    risks::Risk,
    sources::{Batch, Source},
    systems::System,
    things::Shown,
    training::{Environment, Run},
    vacancies::Vacancy,
};
use crate::{
    reply::{Answer, Reply},
    scope::Ref,
};

/// Nodes on a page when nobody says how many.
const USUAL: u32 = 50;
/// Most nodes on a page.
pub const MOST: u32 = 500;

/// Whether and where a list goes on.
#[derive(SimpleObject, Clone, Debug)]
pub struct PageInfo {
    /// Whether there is more behind this page.
    pub has_next_page: bool,
    /// What to give as `after` for the next page.
    pub end_cursor: Option<String>,
}

/// A page of a list.
#[derive(SimpleObject)]
#[graphql(concrete(name = "SystemConnection", params(System)))]
#[graphql(concrete(name = "IntakeConnection", params(Intake)))]
#[graphql(concrete(name = "VacancyConnection", params(Vacancy)))]
#[graphql(concrete(name = "SourceConnection", params(Source)))]
#[graphql(concrete(name = "BatchConnection", params(Batch)))]
#[graphql(concrete(name = "DatasetConnection", params(Dataset)))]
#[graphql(concrete(name = "QuarantinedConnection", params(QuarantinedVersion)))]
#[graphql(concrete(name = "EnvironmentConnection", params(Environment)))]
#[graphql(concrete(name = "RunConnection", params(Run)))]
#[graphql(concrete(name = "ModelConnection", params(Model)))]
#[graphql(concrete(name = "EvidenceConnection", params(Evidence)))]
#[graphql(concrete(name = "DeploymentConnection", params(Deployment)))]
#[graphql(concrete(name = "IncidentConnection", params(Incident)))]
#[graphql(concrete(name = "RiskConnection", params(Risk)))]
#[graphql(concrete(name = "PersonConnection", params(Person)))]
#[graphql(concrete(name = "TeamConnection", params(Team)))]
#[graphql(concrete(name = "ReviewConnection", params(Review)))]
#[graphql(concrete(name = "FindingConnection", params(Finding)))]
#[graphql(concrete(name = "ActionConnection", params(Action)))]
#[graphql(concrete(name = "PolicyConnection", params(Policy)))]
#[graphql(concrete(name = "BoundPersonConnection", params(Bound)))]
#[graphql(concrete(name = "InitiativeConnection", params(Initiative)))]
#[graphql(concrete(name = "MeetingConnection", params(Meeting)))]
#[graphql(concrete(name = "ExerciseConnection", params(Exercise)))]
#[graphql(concrete(name = "SurveyConnection", params(Survey)))]
#[graphql(concrete(name = "FeedbackConnection", params(Feedback)))]
#[graphql(concrete(name = "EventConnection", params(Event)))]
#[graphql(concrete(name = "TrainingConnection", params(PersonDuty)))]
#[graphql(concrete(name = "ModuleConnection", params(Module)))]
#[graphql(concrete(name = "CampaignConnection", params(Campaign)))]
#[graphql(concrete(name = "ThreatConnection", params(Threat)))]
#[graphql(concrete(name = "FrameworkConnection", params(Framework)))]
#[graphql(concrete(name = "CatalogueEntryConnection", params(CatalogueEntry)))]
#[graphql(concrete(name = "TraceConnection", params(Trace)))]
pub struct Connection<T: OutputType> {
    /// The things on this page.
    pub nodes: Vec<T>,
    /// Whether and where it goes on.
    pub page_info: PageInfo,
    /// How many there are on all pages.
    pub total_count: usize,
}

/// How many nodes are wanted; an error beyond the largest page.
pub fn size(first: Option<i32>) -> Answer<u32> {
    let wanted = first.map_or(Some(USUAL), |first| u32::try_from(first).ok());
    match wanted {
        Some(wanted) if wanted <= MOST => Ok(wanted),
        _ => Err(Reply::bad_input("first", format!("a page has 0 to {MOST} nodes"))),
    }
}

/// What a page weighs against the limit on complexity: a tenth of its nodes, since rows of one
/// page are read together.
pub fn rows(first: Option<i32>, node: usize) -> usize {
    let wanted = first.and_then(|first| usize::try_from(first).ok()).unwrap_or(50);
    node.saturating_mul(wanted.div_ceil(10).max(1))
}

/// A cursor that stands for a key.
pub fn cursor(key: &str) -> String {
    URL_SAFE_NO_PAD.encode(key)
}

/// The key behind a cursor.
pub fn key(cursor: &str) -> Answer<String> {
    let bytes = URL_SAFE_NO_PAD.decode(cursor).ok();
    let text = bytes.and_then(|bytes| String::from_utf8(bytes).ok());
    text.ok_or_else(|| Reply::bad_input("after", "this is no cursor of a list"))
}

/// Which part of a list is wanted, in which order.
pub struct Part {
    /// What it is ordered by; its own order when absent.
    pub order: Option<OrderBy>,
    /// How many nodes.
    pub first: Option<i32>,
    /// After which cursor.
    pub after: Option<String>,
}

/// Cuts a page out of rows, in the order that is asked for.
pub async fn page<V: Sorted>(
    scope: &Ref,
    rows: Vec<Arc<V>>,
    Part { order, first, after }: Part,
) -> Answer<Connection<Shown<V>>>
where
    Shown<V>: OutputType,
{
    let rows = sorted(scope, rows, order).await?;
    let Cut { rows, page_info, total_count } =
        cut(rows, (first, after), |row| row.subject().to_string())?;
    let nodes = rows.into_iter().map(|row| Shown::new(scope, row)).collect();
    Ok(Connection { nodes, page_info, total_count })
}

/// A part of a list that stands in order.
pub struct Cut<T> {
    /// What is on this page.
    pub rows: Vec<T>,
    /// Whether and where it goes on.
    pub page_info: PageInfo,
    /// How many there are on all pages.
    pub total_count: usize,
}

impl<T: OutputType> From<Cut<T>> for Connection<T> {
    fn from(Cut { rows, page_info, total_count }: Cut<T>) -> Self {
        Self { nodes: rows, page_info, total_count }
    }
}

/// Cuts a page out of a list that stands in order; `named` is what the cursor of a row stands for.
pub fn cut<T>(
    rows: Vec<T>,
    (first, after): (Option<i32>, Option<String>),
    named: impl Fn(&T) -> String,
) -> Answer<Cut<T>> {
    let wanted = usize::try_from(size(first)?).map_err(app::AppError::internal)?;
    let total_count = rows.len();
    let start = match after {
        None => 0,
        Some(after) => {
            let key = key(&after)?;
            let found = rows.iter().position(|row| named(row) == key);
            let Some(found) = found else {
                return Err(Reply::bad_input("after", "this cursor is not of this list"));
            };
            found.saturating_add(1)
        }
    };
    let has_next_page = total_count.saturating_sub(start) > wanted;
    let rows: Vec<T> = rows.into_iter().skip(start).take(wanted).collect();
    let end_cursor = rows.last().map(|row| cursor(&named(row)));
    Ok(Cut { rows, page_info: PageInfo { has_next_page, end_cursor }, total_count })
}
