//! Who may come in, and as whom. Beside the log, because it is deleted when a person is erased.
//!
//! # Invariants
//! - A token is found by its hash until it expires or is revoked (`a_token_counts_until_it_expires_or_is_revoked`).
//! - Who was erased is not known at any provider any more (`an_erased_person_is_not_recognised_again`).
//!
//! # Deliberately absent
//! - Rights: they follow from the log. A credential says who asks, never what they may.
//! - The name of an account: only a keyed hash is kept, as a plain one could be guessed.

use sea_orm::QueryResult;

use crate::{Store, StoreError, sql};

/// What is kept of a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credential {
    /// SHA-256 of the token.
    pub hash: [u8; 32],
    /// What its maker calls it.
    pub name: String,
    /// Who acts with it, for example `person:tok-ci`.
    pub holder: String,
    /// When it was made, UTC microseconds.
    pub made_at: i64,
    /// From when on it is not accepted, UTC microseconds.
    pub expires_at: i64,
    /// When it was revoked, UTC microseconds.
    pub revoked_at: Option<i64>,
}

const COLUMNS: &str = "SELECT hash, name, holder, made_at, expires_at, revoked_at FROM credential";

impl Store {
    /// Keeps a token's hash.
    ///
    /// # Errors
    /// [`StoreError::Db`], also when the hash is known already.
    pub async fn put_credential(&self, credential: &Credential) -> Result<(), StoreError> {
        let insert = "INSERT INTO credential (hash, name, holder, made_at, expires_at) \
                      VALUES ($1, $2, $3, $4, $5)";
        let values = [
            credential.hash.to_vec().into(),
            credential.name.as_str().into(),
            credential.holder.as_str().into(),
            credential.made_at.into(),
            credential.expires_at.into(),
        ];
        sql::run(&*self.core.db.write().await, insert, values).await?;
        Ok(())
    }

    /// Who acts with the token of this hash, if it counts now.
    pub async fn holder_of(&self, hash: [u8; 32]) -> Result<Option<String>, StoreError> {
        let query = "SELECT holder FROM credential \
                     WHERE hash = $1 AND revoked_at IS NULL AND expires_at > $2";
        let values = [hash.to_vec().into(), self.core.now().into()];
        let row = sql::one(&self.core.db.read, query, values).await?;
        Ok(row.map(|row| sql::column(&row, 0)).transpose()?)
    }

    /// Every token ever made and not erased with its holder, oldest first.
    pub async fn credentials(&self) -> Result<Vec<Credential>, StoreError> {
        let query = format!("{COLUMNS} ORDER BY made_at, holder");
        let rows = sql::all(&self.core.db.read, query, []).await?;
        rows.iter().map(credential).collect()
    }

    /// Ends the tokens of a holder. Returns how many ended.
    pub async fn revoke_credentials(&self, holder: &str) -> Result<u64, StoreError> {
        let update = "UPDATE credential SET revoked_at = $2 \
                      WHERE holder = $1 AND revoked_at IS NULL";
        let values = [holder.into(), self.core.now().into()];
        Ok(sql::run(&*self.core.db.write().await, update, values).await?)
    }

    /// Remembers whose account at a provider this is. An account keeps its first person.
    pub async fn link_identity(
        &self,
        issuer: &str,
        account: &str,
        person: &str,
    ) -> Result<(), StoreError> {
        let insert = "INSERT INTO identity_link (hash, person, at) VALUES ($1, $2, $3) \
                      ON CONFLICT DO NOTHING";
        let hash = self.core.keys.account_hash(issuer, account);
        let values = [hash.into(), person.into(), self.core.now().into()];
        sql::run(&*self.core.db.write().await, insert, values).await?;
        Ok(())
    }

    /// The person whose account at a provider this is.
    pub async fn linked(&self, issuer: &str, account: &str) -> Result<Option<String>, StoreError> {
        let query = "SELECT person FROM identity_link WHERE hash = $1";
        let hash = self.core.keys.account_hash(issuer, account);
        let row = sql::one(&self.core.db.read, query, [hash.into()]).await?;
        Ok(row.map(|row| sql::column(&row, 0)).transpose()?)
    }

    /// Forgets how somebody came in: tokens and accounts.
    pub async fn forget_credentials(&self, person: &str) -> Result<(), StoreError> {
        for table in ["credential WHERE holder", "identity_link WHERE person"] {
            let delete = format!("DELETE FROM {table} = $1");
            sql::run(&*self.core.db.write().await, delete, [person.into()]).await?;
        }
        self.core.db.empty_journal().await?;
        Ok(())
    }
}

fn credential(row: &QueryResult) -> Result<Credential, StoreError> {
    Ok(Credential {
        hash: crate::append::hash(row, 0)?.0,
        name: sql::column(row, 1)?,
        holder: sql::column(row, 2)?,
        made_at: sql::column(row, 3)?,
        expires_at: sql::column(row, 4)?,
        revoked_at: sql::column(row, 5)?,
    })
}
