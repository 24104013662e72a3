//! Pages of controls: which, in which order.

use async_graphql::{Enum, InputObject, SimpleObject};

use super::{Control, ControlCounts};
use crate::{
    graphql::{
        connection::{PageInfo, cursor, key, size},
        scalars::Subject,
        words::ControlStatus,
    },
    reply::{Answer, Reply},
    scope::Ref,
};

/// Which controls are wanted.
#[derive(InputObject, Clone, Debug, Default)]
pub struct ControlFilter {
    /// Of this system.
    pub system: Option<Subject>,
    /// That stand so.
    pub status: Option<ControlStatus>,
    /// That belong to this stage of a system's life: `data`, `training`, `operation`.
    pub stage: Option<String>,
    /// That counter this threat, by its id.
    pub threat: Option<String>,
    /// This control, by its id.
    pub control: Option<String>,
    /// That stand behind an item of this framework, directly or by a threat they counter.
    pub framework: Option<String>,
    /// Which item of that framework; any of them when absent.
    pub framework_item: Option<String>,
    /// Whose owner is this person.
    pub owner: Option<Subject>,
    /// That apply, or do not.
    pub applicable: Option<bool>,
    /// With this text in id or title.
    pub text: Option<String>,
}

/// What controls are ordered by.
#[derive(Enum, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ControlOrder {
    /// By the stage they belong to, then by id.
    #[default]
    Stage,
    /// The worst first.
    Status,
    /// By system.
    System,
    /// Those that turn stale next first.
    StaleAt,
}

/// A page of controls.
#[derive(SimpleObject)]
pub struct ControlConnection {
    /// The controls on this page.
    nodes: Vec<Control>,
    /// Whether and where it goes on.
    page_info: PageInfo,
    /// How many there are on all pages.
    total_count: usize,
    /// How many stand how, whatever status was asked for.
    counts: ControlCounts,
}

impl Control {
    fn wanted(&self, filter: &ControlFilter) -> bool {
        let Some(row) = self.row() else { return false };
        let control = self.board.book.controls.get(&row.control);
        let is =
            |wanted: &Option<String>, found: &str| wanted.as_deref().is_none_or(|w| w == found);
        let counters = |threat: &String| control.is_some_and(|c| c.threats.contains(threat));
        let says = |text: &String| {
            let text = text.trim().to_lowercase();
            let title = control.map(|control| control.title.to_lowercase()).unwrap_or_default();
            row.control.to_lowercase().contains(&text) || title.contains(&text)
        };
        let applies = row.status() != domain::controls::Status::NotApplicable;
        is(&filter.control, &row.control)
            && is(&filter.stage, control.map_or("", |control| control.stage.as_str()))
            && filter.threat.as_ref().is_none_or(counters)
            && filter.owner.as_ref().is_none_or(|owner| row.owner() == Some(&owner.0))
            && filter.applicable.is_none_or(|wanted| wanted == applies)
            && filter.text.as_ref().is_none_or(says)
    }
}

/// The order of stages in a system's life.
const STAGES: [&str; 7] =
    ["organisation", "design", "data", "training", "validation", "deployment", "operation"];

/// A page of the controls a filter wants.
pub async fn page(
    scope: &Ref,
    filter: ControlFilter,
    order: ControlOrder,
    (first, after): (Option<i32>, Option<String>),
) -> Answer<ControlConnection> {
    let system = filter.system.as_ref().map(|system| &system.0);
    let mut rows = Control::all(scope, system).await?;
    if let Some(framework) = &filter.framework {
        let board = scope.board(system).await?;
        let behind = board.behind(framework, filter.framework_item.as_deref());
        rows.retain(|control| control.row().is_some_and(|row| behind.contains(&row.control)));
    }
    rows.retain(|control| control.wanted(&filter));
    let counts = app::controls::Counts::of(rows.iter().filter_map(Control::row)).into();
    if let Some(status) = filter.status.map(domain::controls::Status::from) {
        rows.retain(|control| control.row().is_some_and(|row| row.status() == status));
    }
    rows.sort_by_cached_key(|control| sort_key(control, order));
    let wanted = usize::try_from(size(first)?).map_err(app::AppError::internal)?;
    let total_count = rows.len();
    let name =
        |control: &Control| control.row().map(|row| format!("{} {}", row.system, row.control));
    let start = match after {
        None => 0,
        Some(after) => {
            let key = Some(key(&after)?);
            let found = rows.iter().position(|control| name(control) == key);
            let lost = || Reply::bad_input("after", "this cursor is not of this list");
            found.ok_or_else(lost)?.saturating_add(1)
        }
    };
    let has_next_page = total_count.saturating_sub(start) > wanted;
    let nodes: Vec<Control> = rows.into_iter().skip(start).take(wanted).collect();
    let end_cursor = nodes.last().and_then(name).map(|name| cursor(&name));
    let page_info = PageInfo { has_next_page, end_cursor };
    Ok(ControlConnection { nodes, page_info, total_count, counts })
}

type SortKey = (i64, String, String);

fn sort_key(control: &Control, order: ControlOrder) -> SortKey {
    let Some(row) = control.row() else { return (i64::MAX, String::new(), String::new()) };
    let (system, id) = (row.system.to_string(), row.control.clone());
    let text = control.board.book.controls.get(&row.control);
    let stage = text.and_then(|text| STAGES.iter().position(|stage| *stage == text.stage));
    let number = |place: usize| i64::try_from(place).unwrap_or(i64::MAX);
    match order {
        ControlOrder::Stage => (stage.map_or(i64::MAX, number), id, system),
        ControlOrder::Status => {
            let all = domain::controls::Status::ALL;
            let place = all.iter().position(|status| *status == row.status());
            (place.map_or(i64::MAX, number), id, system)
        }
        ControlOrder::System => (0, system, id),
        ControlOrder::StaleAt => (row.assessment.stale_at.map_or(i64::MAX, |at| at.0), id, system),
    }
}
