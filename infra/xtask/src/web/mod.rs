//! Builds the frontend: from the crate `web` and its static files to `frontend/dist`.
//!
//! Everything but `index.html` and the icon lies in `a/<hash>/`, where the hash is of all the
//! content, so that it may be cached for ever.
//!
//! # Invariants
//! - The stylesheets are joined in the order of their links. (`stylesheets_are_joined_in_order`)
//! - The folder's name changes when any content does. (`other_content_lands_in_another_folder`)
//! - A build above a budget fails and says which. (`a_bundle_above_its_budget_is_named`)

mod assets;
mod budget;
#[cfg(test)]
mod tests;
mod wasm;

use std::{fs, path::Path, time::Instant};

use anyhow::{Context as _, Result};

pub(crate) use self::wasm::{ERASED, FLAGS};
use crate::workspace;

/// How much work to put into the result.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flavour {
    /// Quick to build, large to load.
    Dev,
    /// Split, optimised, compressed and held to its budget.
    Release,
}

/// Builds `frontend/dist`; the old one stays until the new one is complete.
pub(crate) fn build(flavour: Flavour) -> Result<()> {
    let start = Instant::now();
    wasm::same_bindgen_versions()?;
    let module = wasm::compile(flavour)?;
    let release = flavour == Flavour::Release;
    let fresh = workspace::target().join(if release { "dist-release" } else { "dist-dev" });
    // What an earlier build left is of no use, and may not be there.
    let _ = fs::remove_dir_all(&fresh);
    let staging = fresh.join("a/staging");
    fs::create_dir_all(&staging)?;

    wasm::bind(&module, &staging, flavour)?;
    if release {
        wasm::optimise(&staging)?;
    }
    assets::place(&workspace::root().join("frontend/web/static"), &fresh, &staging)?;
    let folder = assets::seal(&fresh, &staging)?;
    if release {
        assets::compress(&fresh)?;
    }
    let entries = assets::manifest(&fresh)?;
    install(&fresh)?;
    println!("web: frontend/dist/{folder} in {:.1} s", start.elapsed().as_secs_f32());
    if release {
        budget::report(&entries)?;
    }
    Ok(())
}

/// Puts the new files in the place of the old ones.
fn install(fresh: &Path) -> Result<()> {
    let dist = workspace::root().join("frontend/dist");
    if dist.exists() {
        fs::remove_dir_all(&dist).context("cannot remove the old frontend/dist")?;
    }
    for file in workspace::files(fresh, &[])? {
        let to = dist.join(file.strip_prefix(fresh)?);
        fs::create_dir_all(to.parent().unwrap_or(&dist))?;
        fs::copy(&file, &to).with_context(|| format!("cannot write {}", to.display()))?;
    }
    Ok(())
}
