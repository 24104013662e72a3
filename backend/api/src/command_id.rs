//! Ids for commands whose sender gave none.
//!
//! # Deliberately absent
//! - No use elsewhere: whoever wants to ask again safely brings an id of their own.

use app::AppError;
use sha2::{Digest, Sha256};

/// A random id.
pub(crate) fn fresh() -> Result<String, AppError> {
    Ok(hex::encode(random::<16>()?))
}

/// Random bytes of the operating system.
pub(crate) fn random<const N: usize>() -> Result<[u8; N], AppError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|e| AppError::internal(e.to_string()))?;
    Ok(bytes)
}

/// A short name for what a command begins: the same command, the same name.
pub(crate) fn short(source: &str, command: &str) -> String {
    let mut name = hex::encode(Sha256::digest(format!("{source}\u{1f}{command}")));
    name.truncate(10);
    name
}
