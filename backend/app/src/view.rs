//! A view is a fold with a version: rows that know from where to where in the log they are valid.

use kernel::Subject;
use serde::{Serialize, de::DeserializeOwned};
use store::RowQuery;

use crate::{App, AppError, Fact, Sight};

/// Keys asked for in one statement: a database takes only so many.
const AT_ONCE: usize = 5_000;

/// So many rows are worth other threads.
const MANY: usize = 512;

/// One row of a view, and how events make it.
pub trait View: Serialize + DeserializeOwned + Clone + Send + Sync + 'static {
    /// Name of the view. Frozen.
    const NAME: &'static str;
    /// Raise to rebuild from the log.
    const VERSION: u32;

    /// The rows an event touches.
    fn keys(fact: &Fact) -> Vec<String>;

    /// The row after the event; `None` ends it.
    fn fold(row: Option<Self>, key: &str, fact: &Fact) -> Option<Self>;

    /// The system the row belongs to: who may not see the system does not see the row.
    fn system(&self) -> Option<&Subject>;

    /// What lists are ordered by; ties are broken by key.
    fn sort(&self) -> String {
        String::new()
    }
}

/// Which rows of a view are asked for.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Only these keys.
    pub keys: Option<Vec<String>>,
    /// Only rows of this system.
    pub system: Option<Subject>,
    /// Newest (highest sort) first.
    pub descending: bool,
}

/// Rows, and how many there are in all.
#[derive(Clone, Debug)]
pub struct Page<R> {
    /// The rows asked for, in order.
    pub rows: Vec<R>,
    /// How many rows the caller may see under the filter.
    pub total: usize,
}

impl App {
    /// One row, if it exists and may be seen.
    pub async fn find<V: View>(&self, sight: &Sight, key: &Subject) -> Result<Option<V>, AppError> {
        self.ready(sight).await?;
        let Some(body) = self.store.row(V::NAME, &key.to_string(), sight.upto).await? else {
            return Ok(None);
        };
        let row: V = serde_json::from_str(&body).map_err(AppError::internal)?;
        Ok(sight.sees(row.system()).then_some(row))
    }

    /// All rows a caller may see under a filter, in order.
    pub async fn list<V: View>(&self, sight: &Sight, filter: Filter) -> Result<Page<V>, AppError> {
        let entries = self.entries(sight, filter).await?;
        let rows: Vec<V> = entries.into_iter().map(|(_, row)| row).collect();
        Ok(Page { total: rows.len(), rows })
    }

    /// The same rows, with their keys.
    pub(crate) async fn entries<V: View>(
        &self,
        sight: &Sight,
        filter: Filter,
    ) -> Result<Vec<(String, V)>, AppError> {
        self.ready(sight).await?;
        let scopes = match (&filter.system, sight.scopes()) {
            (Some(system), _) if !sight.sees(Some(system)) => Some(Vec::new()),
            (Some(system), _) => Some(vec![system.to_string()]),
            (None, scopes) => scopes,
        };
        let query = RowQuery {
            view: V::NAME.to_owned(),
            upto: sight.upto,
            scopes,
            keys: filter.keys,
            after: None,
            limit: None,
            descending: filter.descending,
        };
        decoded(self.store.rows(query).await?).await
    }

    /// Several rows by key; those that do not exist or may not be seen are left out.
    pub async fn pick<V: View>(&self, sight: &Sight, keys: &[Subject]) -> Result<Vec<V>, AppError> {
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        let mut rows = Vec::with_capacity(keys.len());
        for some in keys.chunks(AT_ONCE) {
            let keys = some.iter().map(ToString::to_string).collect();
            let filter = Filter { keys: Some(keys), ..Filter::default() };
            rows.extend(self.list(sight, filter).await?.rows);
        }
        Ok(rows)
    }

    /// Waits until the views have counted every event the question is about.
    async fn ready(&self, sight: &Sight) -> Result<(), AppError> {
        let patience = std::time::Duration::from_secs(10);
        if self.store.wait_for_views(sight.upto, patience).await {
            return Ok(());
        }
        Err(AppError::internal(format!("the views have not reached position {}", sight.upto)))
    }
}

/// The rows out of their bodies; many of them on two threads beside the one that answers.
async fn decoded<V: View>(mut bodies: Vec<(String, String)>) -> Result<Vec<(String, V)>, AppError> {
    if bodies.len() < MANY {
        return decode(bodies);
    }
    let second = bodies.split_off(bodies.len() / 2);
    let (first, second) = tokio::join!(
        tokio::task::spawn_blocking(move || decode::<V>(bodies)),
        tokio::task::spawn_blocking(move || decode::<V>(second)),
    );
    let mut rows = first.map_err(AppError::internal)??;
    rows.extend(second.map_err(AppError::internal)??);
    Ok(rows)
}

fn decode<V: View>(bodies: Vec<(String, String)>) -> Result<Vec<(String, V)>, AppError> {
    let entry = |(key, body): (String, String)| {
        serde_json::from_str(&body).map(|row| (key, row)).map_err(AppError::internal)
    };
    bodies.into_iter().map(entry).collect()
}
