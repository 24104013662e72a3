//! What a lens remembers of the log: bytes of its own, in stretches of positions, beside the views.
//!
//! A lens that folds the whole log in memory would fold it again at every start. It hands in what each
//! stretch of events came to, and gets it back as long as the log is still the one it was folded from.
//!
//! # Invariants
//! - What was folded from another log, or from a longer one, is never given back
//!   (`a_memory_of_another_log_is_forgotten`).
//! - What was damaged is never given back (`a_damaged_memory_is_not_given_back`).
//!
//! # Deliberately absent
//! - Any knowledge of the bytes, and migrations of them: another version of the lens folds again.

use ledger::Hash;
use sea_orm::{ConnectionTrait, QueryResult};
use sha2::{Digest, Sha256};

use crate::{Store, StoreError, core::Core, db, sql};

/// What a stretch of events came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// First position.
    pub from: u64,
    /// Exclusive end.
    pub upto: u64,
    /// The lens's own.
    pub bytes: Vec<u8>,
}

impl Store {
    /// The stretch that begins at `from`, if this version of the lens remembers it of this log.
    pub async fn remembered(
        &self,
        lens: &str,
        version: &str,
        from: u64,
    ) -> Result<Option<Stretch>, StoreError> {
        self.core.remembered(lens, version, from).await
    }

    /// Exclusive position up to which a version of a lens remembers the log without a gap.
    pub async fn remembered_to(&self, lens: &str, version: &str) -> Result<u64, StoreError> {
        self.core.remembered_to(&self.core.db.views_read, lens, version).await
    }

    /// Remembers a stretch, in place of all that begins at its start or later and of all that other
    /// versions remember. False when what it continues is not there, so that nothing was changed.
    pub async fn remember(
        &self,
        lens: &str,
        version: &str,
        stretch: &Stretch,
    ) -> Result<bool, StoreError> {
        self.core.remember(lens, version, stretch).await
    }

    /// Forgets all that a lens remembers, in every version.
    pub async fn forget(&self, lens: &str) -> Result<(), StoreError> {
        let forget = "DELETE FROM memory WHERE lens = $1";
        sql::run(&self.core.db.views_write, forget, [lens.into()]).await?;
        Ok(())
    }
}

impl Core {
    async fn remembered(
        &self,
        lens: &str,
        version: &str,
        from: u64,
    ) -> Result<Option<Stretch>, StoreError> {
        let query = "SELECT upto, last, digest, bytes FROM memory \
                     WHERE lens = $1 AND version = $2 AND from_pos = $3";
        let values = [lens.into(), version.into(), sql::int(from)];
        let Some(row) = sql::one(&self.db.views_read, query, values).await? else {
            return Ok(None);
        };
        let stretch = Stretch { from, upto: sql::number(&row, 0)?, bytes: sql::column(&row, 3)? };
        let is_whole = hash_in(&row, 2)?.0 == digest(&stretch.bytes);
        if !is_whole {
            tracing::warn!(lens, from, "what was remembered is damaged, the log is folded again");
            return Ok(None);
        }
        let is_ours = self.leaf_before(stretch.upto).await? == Some(hash_in(&row, 1)?);
        if !is_ours {
            tracing::warn!(lens, from, "what was remembered is of another log, this one is folded");
        }
        Ok(is_ours.then_some(stretch))
    }

    /// Leaf hash of the event before a position.
    async fn leaf_before(&self, upto: u64) -> Result<Option<Hash>, StoreError> {
        let Some(last) = upto.checked_sub(1) else { return Ok(None) };
        let query = "SELECT leaf_hash FROM event WHERE pos = $1";
        let row = sql::one(&self.db.read, query, [sql::int(last)]).await?;
        row.map(|row| hash_in(&row, 0)).transpose()
    }

    async fn remembered_to<C: ConnectionTrait>(
        &self,
        db: &C,
        lens: &str,
        version: &str,
    ) -> Result<u64, StoreError> {
        let query = "SELECT coalesce(max(upto), 0) FROM memory WHERE lens = $1 AND version = $2";
        match sql::one(db, query, [lens.into(), version.into()]).await? {
            Some(row) => sql::number(&row, 0),
            None => Ok(0),
        }
    }

    async fn remember(
        &self,
        lens: &str,
        version: &str,
        stretch: &Stretch,
    ) -> Result<bool, StoreError> {
        let last = self.leaf_before(stretch.upto).await?;
        let Some(last) = last.filter(|_| stretch.from < stretch.upto) else { return Ok(false) };
        let tx = db::begin(&self.db.views_write).await?;
        let stale = "DELETE FROM memory WHERE lens = $1 AND (version <> $2 OR from_pos >= $3)";
        let from = sql::int(stretch.from);
        sql::run(&tx, stale, [lens.into(), version.into(), from.clone()]).await?;
        if self.remembered_to(&tx, lens, version).await? != stretch.from {
            tx.rollback().await?;
            return Ok(false);
        }
        let insert = "INSERT INTO memory (lens, from_pos, version, upto, last, digest, bytes) \
                      VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING";
        let digest = digest(&stretch.bytes).to_vec();
        let values = [
            lens.into(),
            from,
            version.into(),
            sql::int(stretch.upto),
            last.0.to_vec().into(),
            digest.into(),
            stretch.bytes.clone().into(),
        ];
        let written = sql::run(&tx, insert, values).await? == 1;
        tx.commit().await?;
        Ok(written)
    }
}

fn digest(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

fn hash_in(row: &QueryResult, at: usize) -> Result<Hash, StoreError> {
    let bytes: Vec<u8> = sql::column(row, at)?;
    // Bytes of another length are no hash, and equal to none.
    Ok(Hash::try_from(bytes.as_slice()).unwrap_or(Hash([0; 32])))
}
