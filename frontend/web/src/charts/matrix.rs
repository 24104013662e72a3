//! A grid of counts, where the eye finds the full corner. One tab stop; arrow keys move inside.
use leptos::{ev::KeyboardEvent, html, prelude::*};
use wasm_bindgen::JsCast;

use crate::{
    state::use_as_of,
    ui::{Level, LevelShape},
};

/// One cell of a [`Matrix`].
#[derive(Clone, Debug, Default)]
pub struct MatrixCell {
    /// How many.
    pub count: usize,
    /// The level it stands for; without one the cell is neutral.
    pub level: Option<Level>,
    /// Where its rows are.
    pub to: Option<String>,
    /// First things in it, for the tooltip.
    pub names: Vec<String>,
    /// What stands in it where it is no count, and what that means: `25 %`, `countered`.
    pub share: Option<(String, &'static str)>,
    /// The word for its level, in place of the level's own; it also puts the level's shape into
    /// the cell, so that colour is not alone.
    pub word: Option<&'static str>,
    /// At which of its edges a line runs: `below`, `left` or `both`.
    pub edge: Option<&'static str>,
}

/// Counts by two properties. `cells` has a row for every name in `rows`.
#[component]
pub fn Matrix(
    /// What is counted: `Live systems by risk class and stage`.
    #[prop(into)]
    label: String,
    /// Names of the rows, top first.
    rows: Vec<String>,
    /// Names of the columns.
    columns: Vec<String>,
    /// The cells, row by row.
    cells: Vec<Vec<MatrixCell>>,
) -> impl IntoView {
    let node = NodeRef::<html::Table>::new();
    let here = RwSignal::new((0_usize, 0_usize));
    let (height, width) = (rows.len(), columns.len());
    let step = move |event: KeyboardEvent| {
        let Some(to) = next_cell(&event.key(), here.get_untracked(), (height, width)) else {
            return;
        };
        event.prevent_default();
        here.set(to);
        focus_cell(node, to);
    };
    let heads = columns
        .iter()
        .map(|name| view! { <th scope="col" role="columnheader">{name.clone()}</th> })
        .collect_view();
    let lines = rows.into_iter().zip(cells).enumerate().map(|(row, (name, cells))| {
        let cells = cells.into_iter().zip(&columns).enumerate();
        let cells = cells
            .map(|(at, (cell, column))| one(&cell, format!("{name}, {column}"), (row, at), here));
        let cells = cells.collect_view();
        view! { <tr role="row"><th scope="row" role="rowheader">{name}</th>{cells}</tr> }
    });
    let lines = lines.collect_view();
    view! {
        <table node_ref=node class="matrix" role="grid" aria-label=label on:keydown=step>
            <thead role="rowgroup"><tr role="row"><td></td>{heads}</tr></thead>
            <tbody role="rowgroup">{lines}</tbody>
        </table>
    }
}

fn one(
    cell: &MatrixCell,
    place: String,
    at: (usize, usize),
    here: RwSignal<(usize, usize)>,
) -> AnyView {
    let as_of = use_as_of();
    let (figure, spoken) = words(cell, &place);
    let none = cell.count == 0 && cell.share.is_none();
    let shape = cell.word.and(cell.level).map(|level| view! { <LevelShape level=level/> });
    let tip = tooltip(&cell.names, cell.count);
    let to = cell.to.clone();
    view! {
        <td role="gridcell" data-level=cell.level.map(Level::slug) data-edge=cell.edge class:none=none>
            <a
                href=move || to.as_ref().map(|to| as_of.href(to))
                data-cell=format!("{}-{}", at.0, at.1)
                tabindex=move || if here.get() == at { "0" } else { "-1" }
                aria-label=spoken
                title=tip
                on:focus=move |_| here.set(at)
            >
                {figure}{shape}
            </a>
        </td>
    }
    .into_any()
}

/// What stands in a cell, and what is said of it. A level that colours a share is said by the share.
fn words(cell: &MatrixCell, place: &str) -> (String, String) {
    if let Some((share, what)) = &cell.share {
        return (share.clone(), format!("{share} {what}: {place}"));
    }
    let word = cell.word.or_else(|| cell.level.map(Level::name));
    let level = word.map(|word| format!(", {word} risk")).unwrap_or_default();
    (cell.count.to_string(), format!("{}: {place}{level}", cell.count))
}

/// Three names, and how many more there are.
fn tooltip(names: &[String], count: usize) -> Option<String> {
    if names.is_empty() {
        return None;
    }
    let shown: Vec<_> = names.iter().take(3).map(String::as_str).collect();
    let more = count.saturating_sub(shown.len());
    let more = if more == 0 { String::new() } else { format!(" and {more} more") };
    Some(format!("{}{more}", shown.join(", ")))
}

fn next_cell(
    key: &str,
    (row, column): (usize, usize),
    (height, width): (usize, usize),
) -> Option<(usize, usize)> {
    let (bottom, end) = (height.checked_sub(1)?, width.checked_sub(1)?);
    match key {
        "ArrowUp" => Some((row.saturating_sub(1), column)),
        "ArrowDown" => Some((bottom.min(row + 1), column)),
        "ArrowLeft" => Some((row, column.saturating_sub(1))),
        "ArrowRight" => Some((row, end.min(column + 1))),
        "Home" => Some((row, 0)),
        "End" => Some((row, end)),
        _ => None,
    }
}

fn focus_cell(node: NodeRef<html::Table>, (row, column): (usize, usize)) {
    let Some(table) = node.get_untracked() else {
        return;
    };
    let found = table.query_selector(&format!("[data-cell='{row}-{column}']")).ok().flatten();
    if let Some(cell) = found.and_then(|cell| cell.dyn_into::<web_sys::HtmlElement>().ok()) {
        // A cell that cannot take the focus is still the current one.
        let _ = cell.focus();
    }
}

#[cfg(test)]
mod tests {
    use super::{MatrixCell, next_cell, tooltip, words};
    use crate::ui::Level;

    #[test]
    fn arrows_stay_inside_the_grid() {
        assert_eq!(next_cell("ArrowDown", (1, 0), (2, 3)), Some((1, 0)));
        assert_eq!(next_cell("End", (0, 0), (2, 3)), Some((0, 2)));
        assert_eq!(next_cell("x", (0, 0), (2, 3)), None);
        assert_eq!(next_cell("End", (0, 0), (0, 0)), None);
    }

    #[test]
    fn a_cell_says_what_it_holds() {
        let count = MatrixCell { count: 3, level: Some(Level::High), ..MatrixCell::default() };
        assert_eq!(words(&count, "A, B"), ("3".into(), "3: A, B, High risk".into()));
        let share = MatrixCell { share: Some(("25 %".into(), "countered")), ..count };
        assert_eq!(words(&share, "A, B"), ("25 %".into(), "25 % countered: A, B".into()));
    }

    #[test]
    fn a_tooltip_names_three_and_counts_the_rest() {
        let names: Vec<_> = ["a", "b", "c"].map(str::to_owned).into();
        assert_eq!(tooltip(&names, 7).unwrap(), "a, b, c and 4 more");
        assert_eq!(tooltip(&names[..1], 1).unwrap(), "a");
        assert_eq!(tooltip(&[], 0), None);
    }
}
