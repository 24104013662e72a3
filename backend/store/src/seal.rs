//! Sealing: the tree over the log, and signed checkpoints of it.
//!
//! Whoever seals computes the same from the same events, so any process may; the table keeps one
//! root for each size.
//!
//! # Invariants
//! - A checkpoint continues the one before it (`receipts_verify_and_checkpoints_continue_each_other`).
//! - What is signed was recomputed from the stored bytes (`a_changed_leaf_stops_the_sealing`).
//! - It waits for its turn, not for a pause of the writers (`sealing_gets_its_turn_while_appends_never_pause`).
//! - A log that ends before what was signed is not opened (`a_log_cut_below_its_checkpoint_is_not_opened`).
//!
//! # Deliberately absent
//! - Publishing: tiles and witnesses are served from what is stored here.

use ledger::{Checkpoint, Frontier, Hash, leaf_hash};

use crate::{
    Store, StoreError,
    append::{hash, lock_head},
    core::{Core, KEPT},
    db,
    keys::files,
    sql,
    tiles::{Group, Groups, write_groups},
};

/// A checkpoint of the log, signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedCheckpoint {
    /// The signed note.
    pub note: String,
    /// Number of events it covers.
    pub size: u64,
    /// Root over them.
    pub root: Hash,
}

/// How many leaves are read at a time.
const PAGE: u64 = 2_000;

impl Store {
    /// Seals the log up to its head and returns the newest checkpoint.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] when stored leaves contradict their hashes, or the tree contradicts
    /// what was signed before; nothing is signed then.
    pub async fn checkpoint(&self) -> Result<SignedCheckpoint, StoreError> {
        let _one_at_a_time = self.core.sealing.lock().await;
        self.core.seal().await
    }
}

impl Core {
    pub(crate) async fn newest(&self) -> Result<Option<(SignedCheckpoint, Frontier)>, StoreError> {
        let query = "SELECT size, root, note, frontier FROM checkpoint ORDER BY size DESC LIMIT 1";
        let Some(row) = sql::one(&self.db.read, query, []).await? else {
            return Ok(None);
        };
        let (size, root) = (sql::number(&row, 0)?, hash(&row, 1)?);
        let (note, edge): (String, String) = (sql::column(&row, 2)?, sql::column(&row, 3)?);
        let frontier: Frontier = serde_json::from_str(&edge)
            .map_err(|why| StoreError::Damaged(format!("checkpoint {size}: {why}")))?;
        let signed = Checkpoint::verify(&note, &[self.signer.verifier()], &self.origin).ok();
        let same = signed.is_some_and(|signed| (signed.size(), signed.root()) == (size, root));
        if !same || (frontier.size(), frontier.root()) != (size, root) {
            let why = format!("checkpoint {size} is not what was signed");
            return Err(StoreError::Damaged(why));
        }
        Ok(Some((SignedCheckpoint { note, size, root }, frontier)))
    }

    async fn seal(&self) -> Result<SignedCheckpoint, StoreError> {
        let head = self.refresh_head().await?;
        let (before, mut frontier) = match self.newest().await? {
            Some((signed, frontier)) => (Some(signed), frontier),
            None => (None, Frontier::new()),
        };
        if let Some(signed) = before
            && signed.size >= head
        {
            return Ok(signed);
        }
        let groups = self.extend(&mut frontier, head).await?;
        let (size, root) = (frontier.size(), frontier.root());
        let note = Checkpoint { origin: self.origin.clone(), size, root }
            .sign(&self.signer)
            .map_err(|why| StoreError::Keys(why.to_string()))?;
        let signed = self.keep(SignedCheckpoint { note, size, root }, (&frontier, groups)).await?;
        files::replace(&self.keys_dir.join(KEPT), &signed.note)?;
        Ok(signed)
    }

    /// Appends the leaves up to `head`, each hashed again; returns the groups that became full.
    async fn extend(&self, frontier: &mut Frontier, head: u64) -> Result<Vec<Group>, StoreError> {
        let mut groups = Groups::at(self, frontier.size()).await?;
        while frontier.size() < head {
            let end = head.min(frontier.size() + PAGE);
            let query = "SELECT pos, leaf, leaf_hash FROM event WHERE pos >= $1 AND pos < $2 \
                         ORDER BY pos";
            let bounds = [sql::int(frontier.size()), sql::int(end)];
            for row in sql::all(&self.db.read, query, bounds).await? {
                let (pos, leaf): (u64, Vec<u8>) = (sql::number(&row, 0)?, sql::column(&row, 1)?);
                let said = hash(&row, 2)?;
                if pos != frontier.size() || leaf_hash(&leaf) != said {
                    let at = frontier.size();
                    let why = format!("position {at} is missing or not what its hash says");
                    return Err(StoreError::Damaged(why));
                }
                frontier.append(said);
                groups.append(said);
            }
            if frontier.size() != end {
                let at = frontier.size();
                return Err(StoreError::Damaged(format!("position {at} is missing")));
            }
        }
        Ok(groups.full)
    }

    /// Stores a checkpoint, or returns the one another process stored meanwhile.
    async fn keep(
        &self,
        fresh: SignedCheckpoint,
        (frontier, groups): (&Frontier, Vec<Group>),
    ) -> Result<SignedCheckpoint, StoreError> {
        let edge =
            serde_json::to_string(frontier).map_err(|why| StoreError::Damaged(why.to_string()))?;
        let log = self.db.write().await;
        let tx = db::begin(&log).await?;
        lock_head(&tx, self).await?;
        let query =
            "SELECT size, root, note FROM checkpoint WHERE size >= $1 ORDER BY size LIMIT 1";
        if let Some(row) = sql::one(&tx, query, [sql::int(fresh.size)]).await? {
            let (size, root, note) = (sql::number(&row, 0)?, hash(&row, 1)?, sql::column(&row, 2)?);
            if size == fresh.size && root != fresh.root {
                let why = format!("two roots for {size} events: {root} was signed before");
                return Err(StoreError::Damaged(why));
            }
            return Ok(SignedCheckpoint { note, size, root });
        }
        let insert = "INSERT INTO checkpoint (size, root, note, frontier, published_at) \
                      VALUES ($1, $2, $3, $4, $5)";
        let values = [
            sql::int(fresh.size),
            fresh.root.0.to_vec().into(),
            fresh.note.as_str().into(),
            edge.into(),
            (self.clock)().into(),
        ];
        sql::run(&tx, insert, values).await?;
        write_groups(&tx, groups).await?;
        tx.commit().await?;
        Ok(fresh)
    }

    /// Refuses a log that ends before, or differs from, the checkpoint kept beside the keys.
    pub(crate) async fn refuse_if_cut(&self) -> Result<(), StoreError> {
        let Some(kept) = files::existing(&self.keys_dir.join(KEPT))? else {
            return Ok(());
        };
        let kept = Checkpoint::verify(&kept, &[self.signer.verifier()], &self.origin)
            .map_err(|why| StoreError::Unfit(format!("the checkpoint beside the keys: {why}")))?;
        let head = *self.head.borrow();
        if head < kept.size() {
            let size = kept.size();
            return Err(StoreError::Unfit(format!("it has {head} events, {size} were signed")));
        }
        let query = "SELECT root FROM checkpoint WHERE size = $1";
        let row = sql::one(&self.db.read, query, [sql::int(kept.size())]).await?;
        let size = kept.size();
        match row.map(|row| hash(&row, 0)).transpose()? {
            Some(root) if root == kept.root() => Ok(()),
            Some(root) => {
                let why = format!("two roots for {size} events: {root} and {}", kept.root());
                Err(StoreError::Unfit(why))
            }
            None => {
                let why = format!("its checkpoint for {size} events, once signed, is missing");
                Err(StoreError::Unfit(why))
            }
        }
    }
}
