//! Data keys: one for each data subject, until it is destroyed.
//!
//! # Invariants
//! - A data subject whose key was destroyed never gets another (`an_erased_key_takes_no_new_parts`).
//! - A data key is durable before anything it sealed is (`acknowledged_events_survive_kill_9`).
//!
//! # Deliberately absent
//! - A long-lived cache for reading: what was erased elsewhere must not be readable here.

pub(crate) mod cipher;
pub(crate) mod files;

use std::{collections::HashMap, path::Path};

use ledger::Hash;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, QueryResult, Value};
use zeroize::Zeroizing;

use self::{
    cipher::Sealed,
    files::{Secret, random},
};
use crate::{StoreError, sql};

/// Epoch of the key-encryption key that wraps new data keys.
const EPOCH: u64 = 1;

/// Data keys and the secrets around them.
pub(crate) struct Keys {
    db: DatabaseConnection,
    schema: &'static str,
    kek: Secret,
    requests: Secret,
}

impl Keys {
    /// Reads the secrets, making those that are missing.
    pub(crate) fn open(db: DatabaseConnection, dir: &Path) -> Result<Self, StoreError> {
        let sqlite = db.get_database_backend() == DbBackend::Sqlite;
        Ok(Self {
            db,
            schema: if sqlite { "" } else { "ledgerstone_keys." },
            kek: files::secret(&dir.join("kek"))?,
            requests: files::secret(&dir.join("request.key"))?,
        })
    }

    /// Keyed hash of a request, by which the same command is told from another one.
    pub(crate) fn request_hash(&self, source: &str, command: &str, request: &[u8]) -> Hash {
        let parts = [source.as_bytes(), command.as_bytes(), request];
        cipher::keyed(&self.requests, &parts)
    }

    /// Keyed hash of an account at an identity provider.
    pub(crate) fn account_hash(&self, issuer: &str, account: &str) -> Vec<u8> {
        let parts = [b"account".as_slice(), issuer.as_bytes(), account.as_bytes()];
        cipher::keyed(&self.requests, &parts).0.to_vec()
    }

    /// The keys of these data subjects, made where they are missing; those destroyed are left out.
    ///
    /// For `SQLite`, where keys have their own file: the caller holds erasure off.
    pub(crate) async fn obtain(
        &self,
        ids: &[String],
    ) -> Result<HashMap<String, Secret>, StoreError> {
        self.obtain_in(&self.db, ids).await
    }

    /// [`Keys::obtain`] for PostgreSQL: `db` is the transaction that holds the head of the log, so
    /// that no key is destroyed meanwhile.
    pub(crate) async fn obtain_in<C: ConnectionTrait>(
        &self,
        db: &C,
        ids: &[String],
    ) -> Result<HashMap<String, Secret>, StoreError> {
        if ids.is_empty() {
            return Ok(HashMap::new());
        }
        let mut found = self.select(db, ids).await?;
        let gone = self.shredded_of(db, ids).await?;
        let missing: Vec<&String> =
            ids.iter().filter(|id| !found.contains_key(*id) && !gone.contains(*id)).collect();
        if !missing.is_empty() {
            let mut values = Vec::with_capacity(missing.len() * 4);
            for id in missing {
                let dek = Zeroizing::new(random::<32>()?);
                let wrapped = cipher::wrap(&self.kek, &bound(EPOCH, id), &dek)?;
                values.extend([Value::from(id.as_str()), sql::int(EPOCH)]);
                values.extend([Value::from(wrapped.nonce), Value::from(wrapped.ciphertext)]);
            }
            let head = format!("INSERT INTO {}dek (key_id, epoch, nonce, wrapped)", self.schema);
            sql::insert(db, &head, 4, values, "ON CONFLICT DO NOTHING").await?;
            found = self.select(db, ids).await?;
        }
        found.retain(|id, _| !gone.contains(id));
        Ok(found)
    }

    /// The keys of these data subjects that still exist.
    pub(crate) async fn find(&self, ids: &[String]) -> Result<HashMap<String, Secret>, StoreError> {
        if ids.is_empty() {
            return Ok(HashMap::new());
        }
        self.select(&self.db, ids).await
    }

    async fn select<C: ConnectionTrait>(
        &self,
        db: &C,
        ids: &[String],
    ) -> Result<HashMap<String, Secret>, StoreError> {
        let (holders, values) = sql::list(1, ids);
        let query = format!(
            "SELECT key_id, epoch, nonce, wrapped FROM {}dek WHERE key_id IN ({holders})",
            self.schema
        );
        let rows = sql::all(db, query, values).await?;
        rows.iter().map(|row| self.unwrapped(row)).collect()
    }

    fn unwrapped(&self, row: &QueryResult) -> Result<(String, Secret), StoreError> {
        let id: String = sql::column(row, 0)?;
        let wrapped = Sealed { nonce: sql::column(row, 2)?, ciphertext: sql::column(row, 3)? };
        let dek = cipher::unwrap(&self.kek, &bound(sql::number(row, 1)?, &id), &wrapped)?;
        Ok((id, dek))
    }

    async fn shredded_of<C: ConnectionTrait>(
        &self,
        db: &C,
        ids: &[String],
    ) -> Result<Vec<String>, StoreError> {
        let (holders, values) = sql::list(1, ids);
        let query =
            format!("SELECT key_id FROM {}shredded WHERE key_id IN ({holders})", self.schema);
        let rows = sql::all(db, query, values).await?;
        Ok(rows.iter().map(|row| sql::column(row, 0)).collect::<Result<_, _>>()?)
    }

    /// Which of these keys exist, though they were destroyed once.
    pub(crate) async fn living(&self, ids: &[String]) -> Result<Vec<String>, StoreError> {
        let mut living = Vec::new();
        for ids in ids.chunks(512) {
            let (holders, values) = sql::list(1, ids);
            let query =
                format!("SELECT key_id FROM {}dek WHERE key_id IN ({holders})", self.schema);
            for row in sql::all(&self.db, query, values).await? {
                living.push(sql::column(&row, 0)?);
            }
        }
        Ok(living)
    }

    /// Every key ever destroyed.
    pub(crate) async fn shredded(&self) -> Result<Vec<String>, StoreError> {
        let query = format!("SELECT key_id FROM {}shredded", self.schema);
        let rows = sql::all(&self.db, query, []).await?;
        Ok(rows.iter().map(|row| sql::column(row, 0)).collect::<Result<_, _>>()?)
    }

    /// Destroys a key for ever. False when there was none.
    ///
    /// With PostgreSQL `tx` must hold the head of the log; with `SQLite`, where keys have their own
    /// file, it is not used.
    pub(crate) async fn destroy<C: ConnectionTrait>(
        &self,
        tx: &C,
        id: &str,
        at: i64,
    ) -> Result<bool, StoreError> {
        if self.db.get_database_backend() != DbBackend::Sqlite {
            return self.destroy_in(tx, id, at).await;
        }
        let own = crate::db::begin(&self.db).await?;
        let existed = self.destroy_in(&own, id, at).await?;
        own.commit().await?;
        Ok(existed)
    }

    async fn destroy_in<C: ConnectionTrait>(
        &self,
        db: &C,
        id: &str,
        at: i64,
    ) -> Result<bool, StoreError> {
        let listed = format!(
            "INSERT INTO {}shredded (key_id, at) VALUES ($1, $2) ON CONFLICT DO NOTHING",
            self.schema
        );
        sql::run(db, listed, [id.into(), at.into()]).await?;
        let deleted = format!("DELETE FROM {}dek WHERE key_id = $1", self.schema);
        Ok(sql::run(db, deleted, [id.into()]).await? > 0)
    }
}

fn bound(epoch: u64, id: &str) -> String {
    format!("{epoch}/{id}")
}
