//! The check of a log from outside: nothing is created, migrated, repaired or written.
//!
//! Opening a store would mend what can be mended and refuse what was cut. A check must look at the
//! database as it lies there.
//!
//! # Invariants
//! - A log that a store refuses to open is checked all the same (`a_log_is_inspected_as_it_lies_there`).
//!
//! # Deliberately absent
//! - Keys of people: sealed texts are compared with their leaves, never opened.

use std::path::{Path, PathBuf};

use ledger::{
    NoteKey,
    verify::{FindingKind, Report},
};
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection};

use crate::{
    StoreError,
    audit::{Audit, finding},
    core::KEPT,
    keys::files,
    sql,
};

/// Checks the log at `url`, whose keys are in `keys_dir`, without changing anything.
///
/// # Errors
/// [`StoreError::Unfit`] when there is no log or no key to check it with, or when one of `against`
/// is not a checkpoint signed by this log; [`StoreError::Damaged`] when rows do not even have the
/// form of rows; [`StoreError::Db`] when the database cannot be read.
pub async fn inspect(url: &str, keys_dir: &Path, against: &[String]) -> Result<Report, StoreError> {
    let key = signer(keys_dir)?;
    let db = read_only(url).await?;
    let audit = Audit { db: &db, signer: key.verifier(), origin: key.name() };
    let mut beside = Vec::new();
    let mut against = against.to_vec();
    let query = "SELECT origin FROM log_head";
    let head = sql::one(&db, query, []).await?;
    let named: Option<String> = head.map(|row| sql::column(&row, 0)).transpose()?;
    if named.as_deref() != Some(key.name()) {
        let named = named.as_deref().unwrap_or("missing");
        let why = format!("the head of the log is {named}, its key signs for {}", key.name());
        beside.push(finding(FindingKind::ColumnDiffers, None, why));
    }
    if let Some(kept) = files::existing(&keys_dir.join(KEPT))? {
        match audit.signed(&kept) {
            Ok(_) => against.push(kept),
            Err(why) => {
                let why = format!("the checkpoint beside the keys is not one of this log: {why}");
                beside.push(finding(FindingKind::ColumnDiffers, None, why));
            }
        }
    }
    let report = audit.report(&against, beside).await;
    // Nothing was written, so nothing is lost when closing fails.
    let _ = db.close().await;
    report
}

/// Origin of the log whose keys are in this folder, if it has any.
///
/// # Errors
/// [`StoreError::Keys`] when the signing key is not one.
pub fn origin_in(keys_dir: &Path) -> Result<Option<String>, StoreError> {
    let Some(text) = files::existing(&keys_dir.join("log.key"))? else {
        return Ok(None);
    };
    Ok(Some(key_of(&text)?.name().to_owned()))
}

fn signer(keys_dir: &Path) -> Result<NoteKey, StoreError> {
    let path = keys_dir.join("log.key");
    let text = files::existing(&path)?.ok_or_else(|| {
        StoreError::Unfit(format!("there is no signing key at {}", path.display()))
    })?;
    key_of(&text)
}

fn key_of(text: &str) -> Result<NoteKey, StoreError> {
    NoteKey::from_private_text(text.trim()).map_err(|why| StoreError::Keys(why.to_string()))
}

async fn read_only(url: &str) -> Result<DatabaseConnection, StoreError> {
    let Some(rest) = url.strip_prefix("sqlite://") else {
        return read_only_postgres(url).await;
    };
    let file = PathBuf::from(rest.split('?').next().unwrap_or_default());
    if !file.is_file() {
        let why = format!("there is no log at {}", file.display());
        return Err(StoreError::Unfit(why));
    }
    // Without a write-ahead file nobody has it open: then not even a lock is left in the folder.
    let mut journal = file.clone().into_os_string();
    journal.push("-wal");
    let alone = !PathBuf::from(journal).exists();
    let mut options = ConnectOptions::new(format!("sqlite://{}?mode=ro", file.display()));
    options
        .max_connections(1)
        .sqlx_logging(false)
        .map_sqlx_sqlite_opts(move |options| options.read_only(true).immutable(alone));
    Ok(Database::connect(options).await?)
}

async fn read_only_postgres(url: &str) -> Result<DatabaseConnection, StoreError> {
    if !url.starts_with("postgres://") && !url.starts_with("postgresql://") {
        let scheme = url.split(':').next().unwrap_or_default();
        return Err(StoreError::Address(scheme.to_owned()));
    }
    let mut options = ConnectOptions::new(url);
    options.max_connections(1).sqlx_logging(false);
    let db = Database::connect(options).await?;
    db.execute_unprepared("SET default_transaction_read_only = on").await?;
    Ok(db)
}
