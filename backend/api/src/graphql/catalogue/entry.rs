//! The items of the catalogue in a list: whatever section they belong to.

use async_graphql::{InputObject, SimpleObject};

use crate::{
    graphql::{
        connection::{Connection, Part, cut},
        order::{Key, arranged, known},
        query::contains,
        scalars::{Position, Time},
    },
    reply::Answer,
    scope::Ref,
};

/// An item of the catalogue in a list.
#[derive(SimpleObject)]
pub struct CatalogueEntry {
    /// The section it belongs to.
    section: String,
    /// Its id.
    id: String,
    /// What people call it; empty where it has no such name.
    title: String,
    /// Whether it is the organisation's own.
    own: bool,
    /// The version of its file; empty for the organisation's own.
    version: String,
    /// Position of the event that brought it.
    position: Position,
    /// From when it holds.
    valid_from: Time,
    /// Until when; open when absent.
    valid_to: Option<Time>,
}

/// Which items are wanted.
#[derive(InputObject, Clone, Debug, Default)]
pub struct CatalogueFilter {
    /// Of this section.
    pub section: Option<String>,
    /// The organisation's own, or those that ship.
    pub own: Option<bool>,
    /// With this text in title or id.
    pub text: Option<String>,
}

/// Keys of the columns of the list of items.
const KEYS: [&str; 5] = ["name", "section", "id", "version", "from"];

/// A page of the items a filter wants.
pub async fn entries(
    scope: &Ref,
    filter: CatalogueFilter,
    Part { order, first, after }: Part,
) -> Answer<Connection<CatalogueEntry>> {
    let library = scope.app.library(&scope.sight).await?;
    let (upto, time) = (scope.sight.upto, scope.sight.time);
    let mut rows = Vec::new();
    for section in library.sections("") {
        if filter.section.as_deref().is_some_and(|wanted| wanted != section) {
            continue;
        }
        rows.extend(library.section(section, upto, time).map(|(id, entry)| CatalogueEntry {
            section: section.to_owned(),
            id: id.to_owned(),
            title: entry.title(),
            own: entry.own,
            version: entry.version.clone(),
            position: Position(entry.pos),
            valid_from: entry.from.into(),
            valid_to: entry.to.map(Time::from),
        }));
    }
    if let Some(own) = filter.own {
        rows.retain(|row| row.own == own);
    }
    if let Some(text) = filter.text {
        rows.retain(|row| contains(&text, &[&row.title, &row.id]));
    }
    if let Some(order) = order {
        let key = known(&order, &KEYS)?;
        let of = |row: &CatalogueEntry| match key {
            "section" => Key::words(&row.section),
            "id" => Key::words(&row.id),
            "version" => Key::words(&row.version),
            "from" => Key::number(row.valid_from.0.0),
            _ => Some(row.title.as_str()).filter(|title| !title.is_empty()).and_then(Key::words),
        };
        let keys = rows.iter().map(of).collect();
        rows = arranged(rows, keys, order.descending);
    }
    Ok(cut(rows, (first, after), |row| format!("{} {}", row.section, row.id))?.into())
}
