//! Merkle roots of past sizes, so that every answer can say what it counts from.
//!
//! # Invariants
//! - The root of a size is that of the first so many leaves. (`a_root_stands_for_a_prefix`)
//!
//! # Deliberately absent
//! - No signatures: a signed checkpoint is the store's.

use std::{collections::BTreeMap, sync::Mutex};

use ledger::{Frontier, Hash};
use store::Store;

use crate::{App, AppError};

/// Events read at a time.
const STEP: u64 = 2_000;
/// The edge of the tree is kept at multiples of this size.
const EVERY: u64 = 4_096;
/// Most other sizes kept.
const KEPT: usize = 64;

/// Edges of the tree at sizes asked about, to go on from.
#[derive(Default)]
pub struct Roots {
    kept: Mutex<BTreeMap<u64, Frontier>>,
}

impl Roots {
    /// The root over the first `size` events.
    pub async fn at(&self, store: &Store, size: u64) -> Result<Hash, AppError> {
        let mut edge = self.nearest(size)?;
        while edge.size() < size {
            let limit = STEP.min(size.saturating_sub(edge.size()));
            let limit = u32::try_from(limit).map_err(AppError::internal)?;
            let events = store.read(edge.size(), limit).await?;
            if events.is_empty() {
                break;
            }
            for event in events {
                edge.append(event.leaf_hash);
                if edge.size().is_multiple_of(EVERY) {
                    self.keep(&edge)?;
                }
            }
        }
        self.keep(&edge)?;
        Ok(edge.root())
    }

    fn nearest(&self, size: u64) -> Result<Frontier, AppError> {
        let kept = self.kept.lock().map_err(|e| AppError::internal(e.to_string()))?;
        Ok(kept.range(..=size).next_back().map(|(_, edge)| edge.clone()).unwrap_or_default())
    }

    fn keep(&self, edge: &Frontier) -> Result<(), AppError> {
        let mut kept = self.kept.lock().map_err(|e| AppError::internal(e.to_string()))?;
        let others = kept.keys().filter(|size| !size.is_multiple_of(EVERY)).count();
        if others > KEPT {
            kept.retain(|size, _| size.is_multiple_of(EVERY));
        }
        kept.insert(edge.size(), edge.clone());
        Ok(())
    }
}

impl App {
    /// The Merkle root over the first `size` events.
    pub async fn root(&self, size: u64) -> Result<Hash, AppError> {
        self.roots.at(&self.store, size).await
    }
}

#[cfg(test)]
mod tests {
    use ledger::tree::root_of;

    use crate::testing::drill_app;

    #[tokio::test]
    async fn a_root_stands_for_a_prefix() {
        let test = drill_app(None).await;
        let all = test.app.store.read(0, 10_000).await.unwrap();
        let leaves: Vec<_> = all.iter().map(|stored| stored.leaf_hash).collect();
        for size in [leaves.len(), 0, 7, 8, 300, 299] {
            let asked = test.app.root(u64::try_from(size).unwrap()).await.unwrap();
            assert_eq!(asked, root_of(&leaves[..size]), "size {size}");
        }
    }
}
