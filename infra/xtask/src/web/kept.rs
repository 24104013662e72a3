//! What an earlier build left, and whether it is still what a new one would make.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};
use sha2::{Digest as _, Sha256};

use crate::workspace;

/// A hash over everything a release is made from: the compiled module, the static files, the tools.
pub(super) fn inputs(module: &Path) -> Result<String> {
    let root = workspace::root();
    let mut files = workspace::files(&root.join("frontend/web/static"), &[])?;
    files.extend(workspace::files(&root.join("infra/xtask/src/web"), &[])?);
    files.extend([root.join("Cargo.lock"), root.join("e2e/package-lock.json"), module.to_owned()]);
    hash(&files)
}

/// Whether `frontend/dist` is what a release made from these inputs, untouched since.
pub(super) fn is_built_from(inputs: &str) -> Result<bool> {
    let Ok(known) = fs::read_to_string(note()) else { return Ok(false) };
    Ok(known == noted(inputs)?)
}

/// Notes that `frontend/dist` is what a release made from these inputs.
pub(super) fn remember(inputs: &str) -> Result<()> {
    fs::write(note(), noted(inputs)?).context("cannot note what the frontend was built from")
}

/// Puts the new files in the place of the old ones; what stays the same is not touched.
pub(super) fn install(fresh: &Path, dist: &Path) -> Result<()> {
    for file in workspace::files(fresh, &[])? {
        let to = dist.join(file.strip_prefix(fresh)?);
        if fs::read(&to).is_ok_and(|old| fs::read(&file).is_ok_and(|new| new == old)) {
            continue;
        }
        fs::create_dir_all(to.parent().unwrap_or(dist))?;
        fs::copy(&file, &to).with_context(|| format!("cannot write {}", to.display()))?;
    }
    for file in workspace::files(dist, &[])? {
        if !fresh.join(file.strip_prefix(dist)?).exists() {
            fs::remove_file(&file).with_context(|| format!("cannot remove {}", file.display()))?;
            // The folder of an old build goes with its last file; one that holds others stays.
            let _ = file.parent().map(fs::remove_dir);
        }
    }
    Ok(())
}

fn note() -> PathBuf {
    workspace::target().join("dist-release.note")
}

fn noted(inputs: &str) -> Result<String> {
    let dist = workspace::root().join("frontend/dist");
    let files = if dist.exists() { workspace::files(&dist, &[])? } else { Vec::new() };
    Ok(format!("{inputs} {}\n", hash(&files)?))
}

fn hash(files: &[PathBuf]) -> Result<String> {
    let mut hash = Sha256::new();
    for file in files {
        let Ok(content) = fs::read(file) else { continue };
        hash.update(file.to_string_lossy().as_bytes());
        hash.update(u64::try_from(content.len())?.to_be_bytes());
        hash.update(content);
    }
    Ok(hex::encode(hash.finalize()))
}
