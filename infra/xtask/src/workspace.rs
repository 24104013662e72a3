//! Where things are: the root of the checkout, the target folder, and the files in them.

use std::{
    env, fs,
    path::{Path, PathBuf},
    sync::OnceLock,
};

use anyhow::{Context as _, Result};

/// The root of the checkout.
///
/// Asked of cargo when it runs us: checkouts that share a target folder may run a tool that was
/// compiled in another one.
pub(crate) fn root() -> &'static Path {
    static ROOT: OnceLock<PathBuf> = OnceLock::new();
    ROOT.get_or_init(|| {
        let here = env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        here.ancestors().nth(2).unwrap_or(&here).to_owned()
    })
}

/// Where cargo puts what it builds; `CARGO_TARGET_DIR` is obeyed, relative to the root.
pub(crate) fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |dir| root().join(dir))
}

/// The path of a binary of ours, in the profile folder `debug` or `release`.
pub(crate) fn binary(profile: &str) -> PathBuf {
    target().join(profile).join("ledgerstone")
}

/// Every file below `dir` whose extension is in `extensions` (all files if that is empty), in
/// path order; a folder that does not exist has no files.
pub(crate) fn files(dir: &Path, extensions: &[&str]) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    collect(dir, extensions, &mut found)?;
    found.sort();
    Ok(found)
}

fn collect(dir: &Path, extensions: &[&str], found: &mut Vec<PathBuf>) -> Result<()> {
    if !dir.is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(dir).with_context(|| format!("cannot list {}", dir.display()))? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if path.is_dir() {
            // Never ours: packages, build results, and what git keeps.
            if !matches!(name, "node_modules" | "target" | "dist" | ".git") {
                collect(&path, extensions, found)?;
            }
            continue;
        }
        let extension = path.extension().and_then(|ext| ext.to_str()).unwrap_or_default();
        if extensions.is_empty() || extensions.contains(&extension) {
            found.push(path);
        }
    }
    Ok(())
}

/// A path as people know it: relative to the root, with forward slashes.
pub(crate) fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string()
}
