//! Pages of controls: which, in which order.

use app::{
    controls::{Counts, Standing},
    systems::SystemRow,
};
use async_graphql::{InputObject, SimpleObject};

use super::{Control, ControlCounts};
use crate::{
    graphql::{
        connection::{Cut, PageInfo, Part, cut},
        order::{Key, Keys, arranged, known},
        query::called,
        scalars::Subject,
        words::ControlStatus,
    },
    reply::Answer,
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
    /// The same, stage by stage of a system's life.
    stages: Vec<StageCounts>,
}

/// How the controls of one stage of a system's life stand.
#[derive(SimpleObject)]
pub struct StageCounts {
    /// The stage.
    stage: String,
    /// How many stand how.
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

/// Keys of the columns of the list of controls.
const KEYS: [&str; 6] = ["name", "status", "stage", "system", "owner", "until"];

/// A page of the controls a filter wants, those of an early stage of a system's life first.
pub async fn page(
    scope: &Ref,
    filter: ControlFilter,
    Part { order, first, after }: Part,
) -> Answer<ControlConnection> {
    let system = filter.system.as_ref().map(|system| &system.0);
    let mut rows = Control::all(scope, system).await?;
    if let Some(framework) = &filter.framework {
        let board = scope.board(system).await?;
        let behind = board.behind(framework, filter.framework_item.as_deref());
        rows.retain(|control| control.row().is_some_and(|row| behind.contains(&row.control)));
    }
    rows.retain(|control| control.wanted(&filter));
    let counts = Counts::of(rows.iter().filter_map(Control::row)).into();
    let stages = stages(&rows);
    if let Some(status) = filter.status.map(domain::controls::Status::from) {
        rows.retain(|control| control.row().is_some_and(|row| row.status() == status));
    }
    rows.sort_by_cached_key(|control| (control.stage(), control.name()));
    if let Some(order) = order {
        let keys = order_keys(scope, &rows, known(&order, &KEYS)?).await?;
        rows = arranged(rows, keys, order.descending);
    }
    let Cut { rows: nodes, page_info, total_count } = cut(rows, (first, after), Control::name)?;
    Ok(ControlConnection { nodes, page_info, total_count, counts, stages })
}

/// How controls stand, stage by stage; stages without any are left out.
fn stages(rows: &[Control]) -> Vec<StageCounts> {
    let counted = |(number, stage): (usize, &&str)| {
        let of_it = rows.iter().filter(|control| control.stage() == Some(number));
        let standings: Vec<&Standing> = of_it.filter_map(Control::row).collect();
        (!standings.is_empty()).then(|| StageCounts {
            stage: (*stage).to_owned(),
            counts: Counts::of(standings).into(),
        })
    };
    STAGES.iter().enumerate().filter_map(counted).collect()
}

async fn order_keys(scope: &Ref, rows: &[Control], key: &str) -> Answer<Keys> {
    let each = |key: fn(&Control) -> Option<Key>| rows.iter().map(key).collect();
    Ok(match key {
        "status" => each(|one| Key::step(domain::controls::Status::ALL, &one.row()?.status())),
        "stage" => each(|one| one.stage().and_then(Key::number)),
        "system" => {
            let table = scope.table::<SystemRow>().await?;
            let called = |one: &Control| Key::words(table.get(&one.row()?.system)?.name.as_str());
            rows.iter().map(called).collect()
        }
        "owner" => {
            called(scope, rows.iter().map(|one| one.row().and_then(Standing::owner))).await?
        }
        "until" => each(|one| Key::number(one.row()?.assessment.stale_at?.0)),
        _ => each(|one| Key::words(&one.title())),
    })
}

impl Control {
    /// What tells one control of a system from every other, in the order of systems and ids.
    fn name(&self) -> String {
        self.row().map(|row| format!("{} {}", row.control, row.system)).unwrap_or_default()
    }

    /// Where in a system's life it belongs; what belongs nowhere comes last.
    fn stage(&self) -> Option<usize> {
        let text = self.board.book.controls.get(&self.row()?.control)?;
        Some(STAGES.iter().position(|stage| *stage == text.stage).unwrap_or(STAGES.len()))
    }

    fn title(&self) -> String {
        let Some(row) = self.row() else { return String::new() };
        self.board.book.title(&row.control).unwrap_or(&row.control).to_owned()
    }
}
