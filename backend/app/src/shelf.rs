//! Rows kept in memory: a list need not read its whole view for every question.
//!
//! The first question about a view reads it; later ones about now read only the rows that events
//! since then touched. Of the past, the moments looked at last are kept: they do not change. Lists
//! share the rows.
//!
//! # Invariants
//! - What is kept is what the view says, whatever was recorded meanwhile. (`kept_rows_are_the_rows_of_the_view`)
//! - A caller gets what they may see of it, and no more. (`of_kept_rows_one_sees_what_one_may`)
//!
//! # Deliberately absent
//! - A limit in bytes: as many rows are held as the views asked about have, for a few moments.

use std::{
    any::{Any, TypeId},
    collections::{BTreeSet, HashMap, VecDeque},
    sync::{Arc, Mutex, PoisonError},
};

use kernel::Subject;

use crate::{App, AppError, Filter, Sight, View, Visible, facts::recorded};

/// After so many events a view is read anew: that is as fast as asking which rows they touched.
const FEW: u64 = 1_000;
/// So many moments are kept: questions that began a little earlier find theirs, and pages of the past
/// follow one another.
const MOMENTS: usize = 4;

/// The rows of a view at a moment, in the order of lists.
pub struct Table<V> {
    /// The rows.
    pub rows: Vec<Arc<V>>,
    keys: Vec<Arc<str>>,
    by_key: HashMap<Arc<str>, usize>,
    by_system: HashMap<String, Vec<usize>>,
}

/// The rows of a table, one after another.
pub type Rows<'a, V> = std::iter::Map<std::slice::Iter<'a, Arc<V>>, fn(&'a Arc<V>) -> &'a V>;

impl<'a, V: View> IntoIterator for &'a Table<V> {
    type Item = &'a V;
    type IntoIter = Rows<'a, V>;

    fn into_iter(self) -> Rows<'a, V> {
        self.iter()
    }
}

impl<V: View> Table<V> {
    /// Rows under their keys, as ordered.
    pub fn of(rows: Vec<(String, V)>) -> Self {
        Self::over(rows.into_iter().map(|(key, row)| (key.into(), Arc::new(row))))
    }

    fn over(rows: impl Iterator<Item = (Arc<str>, Arc<V>)>) -> Self {
        let (keys, rows): (Vec<Arc<str>>, Vec<Arc<V>>) = rows.unzip();
        let mut by_system: HashMap<String, Vec<usize>> = HashMap::new();
        for (number, row) in rows.iter().enumerate() {
            if let Some(system) = row.system() {
                by_system.entry(system.to_string()).or_default().push(number);
            }
        }
        let by_key = keys.iter().cloned().enumerate().map(|(number, key)| (key, number)).collect();
        Self { rows, keys, by_key, by_system }
    }

    /// The rows, in order.
    pub fn iter(&self) -> Rows<'_, V> {
        self.rows.iter().map(AsRef::as_ref)
    }

    /// The row of a subject.
    pub fn get(&self, subject: &Subject) -> Option<Arc<V>> {
        let number = self.by_key.get(subject.to_string().as_str())?;
        self.rows.get(*number).cloned()
    }

    /// The rows of a system.
    pub fn of_system(&self, system: &Subject) -> Vec<Arc<V>> {
        let numbers = self.by_system.get(&system.to_string()).into_iter().flatten();
        numbers.filter_map(|number| self.rows.get(*number).cloned()).collect()
    }

    fn entries(&self) -> impl Iterator<Item = (Arc<str>, Arc<V>)> + '_ {
        self.keys.iter().cloned().zip(self.rows.iter().cloned())
    }

    /// The rows after some of them were written anew; those of `keys` that `rows` lacks are gone.
    fn after(&self, keys: &BTreeSet<String>, rows: Vec<(String, V)>) -> Self {
        let mut all: Vec<_> = self.entries().filter(|(key, _)| !keys.contains(&**key)).collect();
        for (key, row) in rows {
            let sort = row.sort();
            let place = all.partition_point(|(other, before): &(Arc<str>, Arc<V>)| {
                (before.sort().as_str(), &**other) < (sort.as_str(), key.as_str())
            });
            all.insert(place, (key.into(), Arc::new(row)));
        }
        Self::over(all.into_iter())
    }

    fn seen_by(&self, sight: &Sight) -> Self {
        Self::over(self.entries().filter(|(_, row)| sight.sees(row.system())))
    }
}

/// The views of which rows are kept.
#[derive(Default)]
pub struct Shelves(Mutex<HashMap<TypeId, Arc<dyn Any + Send + Sync>>>);

/// What is kept of one view: its rows after so many events.
struct Shelf<V> {
    latest: Moments<V>,
    past: Moments<V>,
    turn: tokio::sync::Mutex<()>,
}

/// Rows after so many events, those kept last at the end.
type Moments<V> = Mutex<VecDeque<(u64, Arc<Table<V>>)>>;

impl<V> Default for Shelf<V> {
    fn default() -> Self {
        let turn = tokio::sync::Mutex::default();
        Self { latest: Mutex::default(), past: Mutex::default(), turn }
    }
}

impl Shelves {
    fn of<V: View>(&self) -> Option<Arc<Shelf<V>>> {
        let mut shelves = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let new = || -> Arc<dyn Any + Send + Sync> { Arc::new(Shelf::<V>::default()) };
        let slot = shelves.entry(TypeId::of::<V>()).or_insert_with(new);
        Arc::clone(slot).downcast().ok()
    }
}

impl<V: View> Shelf<V> {
    fn at(&self, upto: u64) -> Option<Arc<Table<V>>> {
        [&self.latest, &self.past].into_iter().find_map(|moments| {
            let moments = moments.lock().unwrap_or_else(PoisonError::into_inner);
            moments.iter().find(|(at, _)| *at == upto).map(|(_, table)| Arc::clone(table))
        })
    }

    fn newest(&self) -> Option<(u64, Arc<Table<V>>)> {
        self.latest.lock().unwrap_or_else(PoisonError::into_inner).back().cloned()
    }
}

fn keep<V>(moments: &Moments<V>, upto: u64, table: &Arc<Table<V>>) {
    let mut moments = moments.lock().unwrap_or_else(PoisonError::into_inner);
    moments.push_back((upto, Arc::clone(table)));
    while moments.len() > MOMENTS {
        moments.pop_front();
    }
}

impl App {
    /// All rows of a view that a caller may see at a moment, in order.
    ///
    /// # Errors
    /// When the database cannot be read, or its views do not come that far.
    pub async fn table<V: View>(&self, sight: &Sight) -> Result<Arc<Table<V>>, AppError> {
        let Some(kept) = self.shelves.of::<V>() else {
            return Err(AppError::internal("a shelf holds rows of another view"));
        };
        let all = self.kept(&kept, sight).await?;
        Ok(match sight.visible {
            Visible::All => all,
            Visible::Only(_) | Visible::Nothing => Arc::new(all.seen_by(sight)),
        })
    }

    async fn kept<V: View>(&self, on: &Shelf<V>, sight: &Sight) -> Result<Arc<Table<V>>, AppError> {
        let upto = sight.upto;
        if let Some(table) = on.at(upto) {
            return Ok(table);
        }
        let _one_at_a_time = on.turn.lock().await;
        if let Some(table) = on.at(upto) {
            return Ok(table);
        }
        let whole = Sight { visible: Visible::All, ..sight.clone() };
        let newest = on.newest();
        if let Some((from, table)) = newest.as_ref().filter(|_| sight.live)
            && *from < upto
            && upto - from <= FEW
        {
            let table = self.moved(table, *from, &whole).await?;
            keep(&on.latest, upto, &table);
            return Ok(table);
        }
        let table = Arc::new(Table::of(self.entries(&whole, Filter::default()).await?));
        let is_newest = newest.is_none_or(|(at, _)| at < upto);
        let moments = if sight.live && is_newest { &on.latest } else { &on.past };
        keep(moments, upto, &table);
        Ok(table)
    }

    /// Rows kept after `from` events, after those that came since.
    async fn moved<V: View>(
        &self,
        table: &Arc<Table<V>>,
        from: u64,
        whole: &Sight,
    ) -> Result<Arc<Table<V>>, AppError> {
        let count = u32::try_from(whole.upto - from).map_err(AppError::internal)?;
        let mut keys = BTreeSet::new();
        for stored in self.store.read(from, count).await? {
            keys.extend(V::keys(&recorded(&stored).map_err(AppError::internal)?));
        }
        if keys.is_empty() {
            return Ok(Arc::clone(table));
        }
        let touched = Some(keys.iter().cloned().collect());
        let rows = self.entries(whole, Filter { keys: touched, ..Filter::default() }).await?;
        Ok(Arc::new(table.after(&keys, rows)))
    }
}

#[cfg(test)]
mod tests;
