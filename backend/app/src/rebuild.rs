//! Making again what is made from the log: views, the lineage, the index for searching.
//!
//! # Deliberately absent
//! - Anything that stops the readers meanwhile.

use crate::{App, AppError, lineage, search};

impl App {
    /// Makes views (none named: all, the lineage and the index for searching too) again from the
    /// log. Readers are served meanwhile. Returns the exclusive position reached.
    ///
    /// # Errors
    /// When the log cannot be read or folded, there is no such view, or another process keeps the
    /// index that is named.
    pub async fn rebuild(&self, names: &[String]) -> Result<u64, AppError> {
        let is_named = |name: &str| names.is_empty() || names.iter().any(|other| other == name);
        let views =
            names.iter().filter(|name| ![lineage::NAME, search::NAME].contains(&name.as_str()));
        let views: Vec<String> = views.cloned().collect();
        let mut reached = self.store.head();
        if names.is_empty() || !views.is_empty() {
            reached = self.store.rebuild(&crate::folds(), &views).await?;
        }
        if is_named(lineage::NAME) {
            self.lineage.forget(&self.store).await?;
            self.lineage.keep_up(&self.store, 1).await?;
        }
        if is_named(search::NAME) {
            self.rebuild_search(names.is_empty()).await?;
        }
        Ok(reached)
    }

    async fn rebuild_search(&self, is_one_of_all: bool) -> Result<(), AppError> {
        if self.search.forget(&self.store).await? {
            self.store.catch_up(&crate::folds()).await?;
            return self.search.catch_up(&self.store, self.store.head()).await;
        }
        let sentence = "another process keeps the index for searching; stop it first";
        if is_one_of_all {
            tracing::warn!("{sentence}");
            return Ok(());
        }
        Err(AppError::refused("search.in_use", sentence, None))
    }
}
