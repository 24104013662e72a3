//! The check of the whole log, as stored: every row, what was signed, and what lies beside the leaves.
//!
//! # Invariants
//! - Every tampering with the log through SQL is found and named (`each_tampering_is_found_and_named`).
//! - A rewrite that mends all hashes is found with a checkpoint kept elsewhere (`a_mended_rewrite_is_caught_by_a_kept_checkpoint`).
//!
//! # Deliberately absent
//! - Repair.

use std::collections::{BTreeMap, BTreeSet};

use ledger::{
    Checkpoint, VerifiedCheckpoint, VerifierKey,
    verify::{Finding, FindingKind, Report, StoredLeaf, Verifier},
};
use sea_orm::{DatabaseConnection, QueryResult};
use uuid::Uuid;

use crate::{
    Store, StoreError,
    append::hash,
    core::{Core, KEPT},
    keys::{cipher::sealed_hash, files},
    sql,
};

/// How many rows are read at a time.
const PAGE: u64 = 1_000;
/// Most findings about what lies beside the leaves.
const LIMIT: usize = 1_000;

impl Store {
    /// Checks the whole log against itself, against its stored checkpoints, and against checkpoints
    /// (signed notes) kept elsewhere.
    ///
    /// # Errors
    /// [`StoreError::Unfit`] when one of `against` is not a checkpoint signed by this log.
    pub async fn verify(&self, against: &[String]) -> Result<Report, StoreError> {
        let audit = Audit::of(&self.core);
        let mut against = against.to_vec();
        // One that is not of this log would say nothing about it.
        let kept = files::existing(&self.core.keys_dir.join(KEPT))?;
        against.extend(kept.filter(|note| audit.signed(note).is_ok()));
        audit.report(&against, Vec::new()).await
    }
}

/// What a check reads, and by what it judges.
pub(crate) struct Audit<'a> {
    /// The log; reading is enough.
    pub(crate) db: &'a DatabaseConnection,
    /// Who signs the log's checkpoints.
    pub(crate) signer: VerifierKey,
    /// What the log is called.
    pub(crate) origin: &'a str,
}

impl<'a> Audit<'a> {
    fn of(core: &'a Core) -> Self {
        Self { db: &core.db.read, signer: core.signer.verifier(), origin: &core.origin }
    }

    /// The check. `beside` is what was found before it began.
    pub(crate) async fn report(
        &self,
        against: &[String],
        mut beside: Vec<Finding>,
    ) -> Result<Report, StoreError> {
        let mut signed = self.stored_checkpoints(&mut beside).await?;
        for note in against {
            signed.push(self.signed(note).map_err(|why| {
                StoreError::Unfit(format!("not a checkpoint to compare with: {why}"))
            })?);
        }
        let mut verifier = Verifier::new(self.origin).against(signed);
        let mut from = 0;
        let head = loop {
            let rows = self.page(from).await?;
            let Some(last) = rows.last() else {
                // Rows committed since the page was read are looked at too, so that rows beyond
                // the head are no latecomers.
                let head = self.head().await?;
                if head <= from || self.page(from).await?.is_empty() {
                    break head;
                }
                continue;
            };
            let upto = last.pos + 1;
            for row in &rows {
                verifier.push(&row.seen());
            }
            self.check_beside(&rows, (from, upto), &mut beside).await?;
            from = upto;
        };
        let mut report = verifier.finish(head);
        let (kept, dropped) = beside.split_at(beside.len().min(LIMIT));
        report.findings.extend_from_slice(kept);
        report.findings.sort_by_key(|finding| finding.pos.unwrap_or(u64::MAX));
        report.omitted += u64::try_from(dropped.len()).unwrap_or(u64::MAX);
        Ok(report)
    }

    async fn head(&self) -> Result<u64, StoreError> {
        match sql::one(self.db, "SELECT next_pos FROM log_head", []).await? {
            Some(row) => sql::number(&row, 0),
            None => Ok(0),
        }
    }

    pub(crate) fn signed(
        &self,
        note: &str,
    ) -> Result<VerifiedCheckpoint, ledger::checkpoint::CheckpointError> {
        Checkpoint::verify(note, std::slice::from_ref(&self.signer), self.origin)
    }

    async fn stored_checkpoints(
        &self,
        beside: &mut Vec<Finding>,
    ) -> Result<Vec<VerifiedCheckpoint>, StoreError> {
        let mut signed = Vec::new();
        let query = "SELECT size, root, note FROM checkpoint ORDER BY size";
        for row in sql::all(self.db, query, []).await? {
            let (size, root, note) =
                (sql::number(&row, 0)?, hash(&row, 1)?, sql::column::<String>(&row, 2)?);
            match self.signed(&note) {
                Ok(one) if one.size() == size && one.root() == root => signed.push(one),
                Ok(_) => beside.push(finding(
                    FindingKind::ColumnDiffers,
                    None,
                    format!(
                        "the stored checkpoint for {size} events is not what its signed text says"
                    ),
                )),
                Err(why) => beside.push(finding(
                    FindingKind::ColumnDiffers,
                    None,
                    format!(
                        "the stored checkpoint for {size} events is not one of this log: {why}"
                    ),
                )),
            }
        }
        Ok(signed)
    }

    async fn page(&self, from: u64) -> Result<Vec<Row>, StoreError> {
        let query = "SELECT pos, leaf, leaf_hash, stream_id, stream_ver, event_id, type, \
                     recorded_at FROM event WHERE pos >= $1 ORDER BY pos LIMIT $2";
        let rows = sql::all(self.db, query, [sql::int(from), sql::int(PAGE)]).await?;
        rows.iter().map(Row::read).collect()
    }

    /// Sealed texts and the index of subjects, for the rows of one page.
    async fn check_beside(
        &self,
        rows: &[Row],
        (from, upto): (u64, u64),
        beside: &mut Vec<Finding>,
    ) -> Result<(), StoreError> {
        let bounds = || [sql::int(from), sql::int(upto)];
        let mut named: BTreeMap<(u64, String), String> = BTreeMap::new();
        let mut about: BTreeSet<(u64, String, String)> = BTreeSet::new();
        for row in rows {
            let Ok(leaf) = ledger::Leaf::from_bytes(&row.leaf) else {
                continue;
            };
            let kind = &leaf.kind;
            about.extend(leaf.about.into_iter().map(|subject| (row.pos, subject, kind.clone())));
            let parts = leaf.parts.into_iter();
            named.extend(parts.map(|part| ((row.pos, part.n), part.ct.to_string())));
        }
        let query = "SELECT pos, pointer, nonce, ciphertext FROM payload \
                     WHERE pos >= $1 AND pos < $2";
        for row in sql::all(self.db, query, bounds()).await? {
            let (pos, pointer): (u64, String) = (sql::number(&row, 0)?, sql::column(&row, 1)?);
            let (nonce, text): (Vec<u8>, Vec<u8>) = (sql::column(&row, 2)?, sql::column(&row, 3)?);
            let stored = sealed_hash(&nonce, &text).to_string();
            if named.get(&(pos, pointer.clone())) != Some(&stored) {
                beside.push(finding(FindingKind::Changed, Some(pos), format!(
                    "the sealed text {pointer} of the event at position {pos} is not the one its \
                     leaf names"
                )));
            }
        }
        let query = "SELECT pos, subject, type FROM about WHERE pos >= $1 AND pos < $2";
        let mut indexed = BTreeSet::new();
        for row in sql::all(self.db, query, bounds()).await? {
            indexed.insert((sql::number(&row, 0)?, sql::column(&row, 1)?, sql::column(&row, 2)?));
        }
        for (pos, subject, _) in about.symmetric_difference(&indexed) {
            beside.push(finding(
                FindingKind::ColumnDiffers,
                Some(*pos),
                format!(
                    "the index of subjects and the event at position {pos} disagree on {subject}"
                ),
            ));
        }
        Ok(())
    }
}

struct Row {
    pos: u64,
    leaf: Vec<u8>,
    leaf_hash: ledger::Hash,
    stream: String,
    stream_ver: u64,
    event_id: String,
    kind: String,
    time: i64,
}

impl Row {
    fn read(row: &QueryResult) -> Result<Self, StoreError> {
        let id: Vec<u8> = sql::column(row, 5)?;
        Ok(Self {
            pos: sql::number(row, 0)?,
            leaf: sql::column(row, 1)?,
            leaf_hash: hash(row, 2)?,
            stream: sql::column(row, 3)?,
            stream_ver: sql::number(row, 4)?,
            event_id: Uuid::from_slice(&id).unwrap_or_default().to_string(),
            kind: sql::column(row, 6)?,
            time: sql::column(row, 7)?,
        })
    }

    fn seen(&self) -> StoredLeaf<'_> {
        StoredLeaf {
            pos: self.pos,
            leaf: &self.leaf,
            leaf_hash: self.leaf_hash,
            stream: &self.stream,
            stream_ver: self.stream_ver,
            event_id: &self.event_id,
            kind: &self.kind,
            time: self.time,
        }
    }
}

pub(crate) fn finding(kind: FindingKind, pos: Option<u64>, sentence: String) -> Finding {
    Finding { kind, pos, sentence }
}
