//! Receipts and tiles: what is read from the tree.
//!
//! The roots of full groups of 256 leaves are kept when the log is sealed, so that a proof reads some
//! hundred hashes for each thousand thousand events, not all of them.
//!
//! # Invariants
//! - A receipt that does not verify is not handed out (`a_false_inner_hash_spoils_no_receipt`).
//! - Tiles are those of the tree that was signed (`tiles_are_those_of_the_whole_tree`).
//!
//! # Deliberately absent
//! - Kept tiles: they are made from the rows when they are asked for.

use ledger::{Frontier, Hash, Proof, tile::bundle, tree};
use sea_orm::ConnectionTrait;

use crate::{SignedCheckpoint, Store, StoreError, append::hash, core::Core, sql};

/// What a user keeps of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// Text of the `.tlog-proof` file.
    pub proof: String,
    /// The leaf, as logged.
    pub leaf: Vec<u8>,
}

/// Leaves under one kept hash, and hashes in a full tile.
const GROUP: u64 = 256;
/// How many hashes are read at a time.
const PAGE: u64 = 2_000;

impl Store {
    /// Proof that the event is in the log, sealing first if it is not yet.
    ///
    /// # Errors
    /// [`StoreError::NoSuchPosition`] beyond the head.
    pub async fn receipt(&self, pos: u64) -> Result<Receipt, StoreError> {
        let newest = self.core.newest().await?;
        let signed = match newest {
            Some((signed, _)) if signed.size > pos => signed,
            _ => self.checkpoint().await?,
        };
        if pos >= signed.size {
            return Err(StoreError::NoSuchPosition(pos));
        }
        self.core.receipt(pos, signed).await
    }

    /// A tile of the sealed tree: `width` hashes (1 to 256) of level `level`, from number
    /// `index` * 256 on. `None` when it reaches beyond what was signed.
    pub async fn tile(
        &self,
        level: u32,
        index: u64,
        width: u16,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        let span = GROUP.checked_pow(level);
        let Some((start, end)) = self.core.sealed_range((span, index, width)).await? else {
            return Ok(None);
        };
        let span = span.unwrap_or(u64::MAX);
        let mut bytes = Vec::with_capacity(usize::from(width) * 32);
        if level == 0 {
            for hash in self.core.leaf_hashes(start, end).await? {
                bytes.extend(hash.0);
            }
            return Ok(Some(bytes));
        }
        let mut at = start;
        while at < end {
            bytes.extend(self.core.subtree(at, at + span).await?.0);
            at += span;
        }
        Ok(Some(bytes))
    }

    /// The leaves of a tile of level 0, each after its length in two bytes. `None` when it reaches
    /// beyond what was signed.
    pub async fn entries(&self, index: u64, width: u16) -> Result<Option<Vec<u8>>, StoreError> {
        let Some((start, end)) = self.core.sealed_range((Some(1), index, width)).await? else {
            return Ok(None);
        };
        let query = "SELECT leaf FROM event WHERE pos >= $1 AND pos < $2 ORDER BY pos";
        let bounds = [sql::int(start), sql::int(end)];
        let rows = sql::all(&self.core.db.read, query, bounds).await?;
        let leaves: Vec<Vec<u8>> =
            rows.iter().map(|row| sql::column(row, 0)).collect::<Result<_, _>>()?;
        let bytes = bundle(leaves.iter().map(Vec::as_slice))
            .map_err(|why| StoreError::Damaged(why.to_string()))?;
        Ok(Some(bytes))
    }
}

impl Core {
    /// The leaves under a tile, if all of them are sealed.
    async fn sealed_range(
        &self,
        (span, index, width): (Option<u64>, u64, u16),
    ) -> Result<Option<(u64, u64)>, StoreError> {
        let (Some(span), 1..=256) = (span, width) else { return Ok(None) };
        let first = index.checked_mul(GROUP);
        let start = first.and_then(|first| first.checked_mul(span));
        let length = span.checked_mul(u64::from(width));
        let Some((start, end)) =
            start.zip(length).and_then(|(start, length)| Some((start, start.checked_add(length)?)))
        else {
            return Ok(None);
        };
        let sealed = self.newest().await?.map_or(0, |(signed, _)| signed.size);
        Ok((end <= sealed).then_some((start, end)))
    }

    async fn receipt(&self, pos: u64, signed: SignedCheckpoint) -> Result<Receipt, StoreError> {
        let ranges = tree::inclusion_ranges(pos, signed.size)
            .map_err(|_| StoreError::NoSuchPosition(pos))?;
        let mut hashes = Vec::with_capacity(ranges.len());
        for range in ranges {
            hashes.push(self.subtree(range.start, range.end).await?);
        }
        let query = "SELECT leaf FROM event WHERE pos = $1";
        let row = sql::one(&self.db.read, query, [sql::int(pos)]).await?;
        let leaf: Vec<u8> = sql::column(&row.ok_or(StoreError::NoSuchPosition(pos))?, 0)?;
        let proof = Proof { extra: None, index: pos, hashes, checkpoint: signed.note };
        proof.verify(&leaf, &[self.signer.verifier()], &self.origin).map_err(|why| {
            StoreError::Damaged(format!("position {pos} cannot be proved any more: {why}"))
        })?;
        Ok(Receipt { proof: proof.to_string(), leaf })
    }

    /// Root over a range of sealed leaves that begins where a subtree of its size can.
    async fn subtree(&self, start: u64, end: u64) -> Result<Hash, StoreError> {
        let mut frontier = Frontier::new();
        let full = if start.is_multiple_of(GROUP) { (end - start) / GROUP * GROUP } else { 0 };
        let first = start / GROUP;
        frontier.extend(self.group_hashes(first, first + full / GROUP).await?);
        let rest = start + full;
        if full == 0 {
            frontier.extend(self.leaf_hashes(rest, end).await?);
        } else if rest < end {
            // The last group is not full; its root stands beside those of the full ones.
            let mut last = Frontier::new();
            last.extend(self.leaf_hashes(rest, end).await?);
            frontier.append(last.root());
        }
        Ok(frontier.root())
    }

    async fn leaf_hashes(&self, start: u64, end: u64) -> Result<Vec<Hash>, StoreError> {
        let query = "SELECT leaf_hash FROM event WHERE pos >= $1 AND pos < $2 ORDER BY pos";
        self.hashes(query, start, end).await
    }

    async fn group_hashes(&self, start: u64, end: u64) -> Result<Vec<Hash>, StoreError> {
        let query = "SELECT hash FROM tree_group WHERE idx >= $1 AND idx < $2 ORDER BY idx";
        self.hashes(query, start, end).await
    }

    async fn hashes(&self, query: &str, start: u64, end: u64) -> Result<Vec<Hash>, StoreError> {
        let mut hashes = Vec::new();
        let mut at = start;
        while at < end {
            let upto = end.min(at + PAGE);
            for row in sql::all(&self.db.read, query, [sql::int(at), sql::int(upto)]).await? {
                hashes.push(hash(&row, 0)?);
            }
            at = upto;
        }
        if u64::try_from(hashes.len()).ok() != Some(end - start) {
            let why = format!("some of the hashes {start} to {end} of the tree are missing");
            return Err(StoreError::Damaged(why));
        }
        Ok(hashes)
    }
}

/// Number of a full group and its root.
pub(crate) type Group = (u64, Hash);

/// Groups as the log grows.
pub(crate) struct Groups {
    index: u64,
    edge: Frontier,
    /// Those that became full.
    pub(crate) full: Vec<Group>,
}

impl Groups {
    /// Goes on at this size, within a group perhaps.
    pub(crate) async fn at(core: &Core, size: u64) -> Result<Self, StoreError> {
        let index = size / GROUP;
        let mut edge = Frontier::new();
        edge.extend(core.leaf_hashes(index * GROUP, size).await?);
        Ok(Self { index, edge, full: Vec::new() })
    }

    /// Takes the next leaf.
    pub(crate) fn append(&mut self, leaf: Hash) {
        self.edge.append(leaf);
        if self.edge.size() == GROUP {
            self.full.push((self.index, self.edge.root()));
            self.edge = Frontier::new();
            self.index += 1;
        }
    }
}

/// Keeps the roots of full groups.
pub(crate) async fn write_groups<C: ConnectionTrait>(
    tx: &C,
    groups: Vec<Group>,
) -> Result<(), StoreError> {
    let mut values = Vec::with_capacity(groups.len() * 2);
    for (index, hash) in groups {
        values.extend([sql::int(index), hash.0.to_vec().into()]);
    }
    let head = "INSERT INTO tree_group (idx, hash)";
    sql::insert(tx, head, 2, values, "ON CONFLICT DO NOTHING").await?;
    Ok(())
}
