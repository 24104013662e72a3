//! Secrets that live in files beside the database, readable by their owner only.
//!
//! # Invariants
//! - A secret is made once and then only read (`a_secret_is_made_once_and_only_for_its_owner`).
//!
//! # Deliberately absent
//! - Passphrases and key services: they replace the file's content, not this code.

use std::{
    fs::{File, OpenOptions},
    io::{ErrorKind, Read as _, Write as _},
    path::Path,
};

use zeroize::Zeroizing;

use crate::StoreError;

/// A secret of 256 bits, wiped when dropped.
pub(crate) type Secret = Zeroizing<[u8; 32]>;

/// Fresh random bits from the operating system.
pub(crate) fn random<const N: usize>() -> Result<[u8; N], StoreError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|why| StoreError::Keys(why.to_string()))?;
    Ok(bytes)
}

/// Makes the directory of secrets.
pub(crate) fn directory(dir: &Path) -> Result<(), StoreError> {
    std::fs::create_dir_all(dir).map_err(|why| at(dir, why))?;
    restrict(dir, 0o700)
}

/// The secret in this file, made at first use.
pub(crate) fn secret(path: &Path) -> Result<Secret, StoreError> {
    let text = text(path, || Ok(Zeroizing::new(hex::encode(*Zeroizing::new(random::<32>()?)))))?;
    let mut secret = Secret::default();
    hex::decode_to_slice(text.trim(), &mut *secret)
        .map_err(|_| StoreError::Keys(format!("{} is not 64 hex digits", path.display())))?;
    Ok(secret)
}

/// The text in this file, made at first use.
pub(crate) fn text(
    path: &Path,
    fresh: impl FnOnce() -> Result<Zeroizing<String>, StoreError>,
) -> Result<Zeroizing<String>, StoreError> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    owner_only(&mut options);
    if path.exists() {
        return read(path);
    }
    let made = fresh()?;
    match options.open(path) {
        Ok(mut file) => {
            file.write_all(made.as_bytes())
                .and_then(|()| file.write_all(b"\n"))
                .and_then(|()| file.sync_all())
                .map_err(|why| at(path, why))?;
            sync_parent(path)?;
            Ok(made)
        }
        // Another process was faster: its secret is the one.
        Err(why) if why.kind() == ErrorKind::AlreadyExists => read(path),
        Err(why) => Err(at(path, why)),
    }
}

/// Replaces a file as a whole and makes that durable.
pub(crate) fn replace(path: &Path, content: &str) -> Result<(), StoreError> {
    let fresh = path.with_extension("new");
    let written = File::create(&fresh)
        .and_then(|mut file| file.write_all(content.as_bytes()).and_then(|()| file.sync_all()))
        .and_then(|()| std::fs::rename(&fresh, path));
    written.map_err(|why| at(path, why))?;
    sync_parent(path)
}

/// A file's text, if there is such a file.
pub(crate) fn existing(path: &Path) -> Result<Option<String>, StoreError> {
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(why) if why.kind() == ErrorKind::NotFound => Ok(None),
        Err(why) => Err(at(path, why)),
    }
}

fn read(path: &Path) -> Result<Zeroizing<String>, StoreError> {
    let mut text = Zeroizing::new(String::new());
    File::open(path)
        .and_then(|mut file| file.read_to_string(&mut text))
        .map_err(|why| at(path, why))?;
    Ok(text)
}

fn sync_parent(path: &Path) -> Result<(), StoreError> {
    let Some(parent) = path.parent() else {
        return Ok(());
    };
    File::open(parent).and_then(|dir| dir.sync_all()).map_err(|why| at(parent, why))
}

#[cfg(unix)]
fn owner_only(options: &mut OpenOptions) {
    use std::os::unix::fs::OpenOptionsExt as _;
    options.mode(0o600);
}

#[cfg(not(unix))]
fn owner_only(_options: &mut OpenOptions) {}

#[cfg(unix)]
fn restrict(path: &Path, mode: u32) -> Result<(), StoreError> {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode))
        .map_err(|why| at(path, why))
}

#[cfg(not(unix))]
fn restrict(_path: &Path, _mode: u32) -> Result<(), StoreError> {
    Ok(())
}

fn at(path: &Path, source: std::io::Error) -> StoreError {
    StoreError::File { path: path.display().to_string(), source }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_made_once_and_only_for_its_owner() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("kek");
        let first = secret(&path).unwrap();
        assert_eq!(*first, *secret(&path).unwrap());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        }
        std::fs::write(&path, "short").unwrap();
        assert!(secret(&path).is_err());
    }
}
