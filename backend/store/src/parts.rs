//! Personal texts: opening them, and destroying what opens them.
//!
//! # Invariants
//! - After erasure neither the key nor what it sealed is in any file (`after_erasure_no_byte_of_key_or_payload_is_left`).
//! - Keys and payloads destroyed once stay destroyed when older files come back (`a_restored_key_is_destroyed_again`).
//!
//! # Deliberately absent
//! - Deciding whether a person may be erased: that is for the people room.

use std::collections::HashMap;

use crate::{
    Store, StoreError,
    append::lock_head,
    core::Core,
    db,
    keys::cipher::{self, Place, Sealed},
    sql,
};

/// A personal part of an event.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PartRef {
    /// Position of the event.
    pub pos: u64,
    /// JSON pointer of the field.
    pub pointer: String,
}

/// How many positions one statement asks for at most.
const LIST: usize = 512;

impl Store {
    /// Personal texts of these parts; `None` for what was erased or never existed.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] when a text is there, its key too, and it does not open.
    pub async fn open_parts(
        &self,
        refs: &[PartRef],
    ) -> Result<HashMap<PartRef, Option<String>>, StoreError> {
        let mut texts: HashMap<PartRef, Option<String>> =
            refs.iter().map(|part| (part.clone(), None)).collect();
        for refs in refs.chunks(LIST) {
            self.core.open_some(refs, &mut texts).await?;
        }
        Ok(texts)
    }

    /// Destroys a data subject's key and all it sealed, for ever: nothing personal can be recorded
    /// about it again. False when there was no such key.
    pub async fn destroy_key(&self, key: &str) -> Result<bool, StoreError> {
        let core = &self.core;
        let _no_append = core.erasing.write().await;
        let existed = core.destroy(key).await?;
        core.db.empty_journal().await?;
        Ok(existed)
    }
}

impl Core {
    async fn open_some(
        &self,
        refs: &[PartRef],
        texts: &mut HashMap<PartRef, Option<String>>,
    ) -> Result<(), StoreError> {
        let Some(last) = refs.last() else {
            return Ok(());
        };
        let wanted = refs.len().next_power_of_two();
        let padded = refs.iter().chain(std::iter::repeat(last)).take(wanted);
        let values: Vec<_> = padded.map(|part| sql::int(part.pos)).collect();
        let holders: Vec<String> = (1..=wanted).map(|at| format!("${at}")).collect();
        let query = format!(
            "SELECT p.pos, p.pointer, p.key_id, p.nonce, p.ciphertext, e.stream_id, e.type, \
             e.event_id FROM payload p JOIN event e ON e.pos = p.pos WHERE p.pos IN ({})",
            holders.join(", ")
        );
        let rows = sql::all(&self.db.read, query, values).await?;
        let mut ids: Vec<String> =
            rows.iter().map(|row| sql::column(row, 2)).collect::<Result<_, _>>()?;
        ids.sort_unstable();
        ids.dedup();
        let keys = self.keys.find(&ids).await?;
        for row in &rows {
            let (pos, pointer): (u64, String) = (sql::number(row, 0)?, sql::column(row, 1)?);
            let key: String = sql::column(row, 2)?;
            let part = PartRef { pos, pointer };
            let (Some(dek), true) = (keys.get(&key), texts.contains_key(&part)) else {
                continue;
            };
            let sealed = Sealed { nonce: sql::column(row, 3)?, ciphertext: sql::column(row, 4)? };
            let (stream, kind): (String, String) = (sql::column(row, 5)?, sql::column(row, 6)?);
            let event_id: Vec<u8> = sql::column(row, 7)?;
            let place = Place {
                log: &self.origin,
                pos,
                stream: &stream,
                kind: &kind,
                event_id: &event_id,
                pointer: &part.pointer,
            };
            let text = cipher::open(dek, &place, &sealed)?;
            texts.insert(part, Some(text));
        }
        Ok(())
    }

    async fn destroy(&self, key: &str) -> Result<bool, StoreError> {
        let at = (self.clock)();
        let log = self.db.write().await;
        let tx = db::begin(&log).await?;
        // Holding the head, no process is sealing anything with this key.
        lock_head(&tx, self).await?;
        let existed = self.keys.destroy(&tx, key, at).await?;
        sql::run(&tx, "DELETE FROM payload WHERE key_id = $1", [key.into()]).await?;
        let listed = "INSERT INTO shredded (key_id, at) VALUES ($1, $2) ON CONFLICT DO NOTHING";
        sql::run(&tx, listed, [key.into(), at.into()]).await?;
        tx.commit().await?;
        Ok(existed)
    }

    /// Destroys again what was destroyed before: a crash or a restore may have left or brought back
    /// one half of it.
    pub(crate) async fn shred_again(&self) -> Result<(), StoreError> {
        let in_log = sql::all(&self.db.read, "SELECT key_id FROM shredded", []).await?;
        let in_log: Vec<String> =
            in_log.iter().map(|row| sql::column(row, 0)).collect::<Result<_, _>>()?;
        let in_keys = self.keys.shredded().await?;
        let alive = self.keys.living(&in_log).await?;
        let half_done = in_keys.iter().filter(|key| !in_log.contains(key)).chain(&alive);
        let mut again = 0;
        for key in half_done {
            self.destroy(key).await?;
            again += 1;
        }
        if again > 0 {
            tracing::warn!(again, "keys destroyed earlier were destroyed again");
            self.db.empty_journal().await?;
        }
        Ok(())
    }
}
