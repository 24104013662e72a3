//! Builds the frontend: from the crate `web` and its static files to `frontend/dist`.
//!
//! Everything but `index.html` and the icon lies in `a/<hash>/`, where the hash is of all the
//! content, so that it may be cached for ever.
//!
//! # Invariants
//! - The stylesheets are joined in the order of their links. (`stylesheets_are_joined_in_order`)
//! - The folder's name changes when any content does. (`other_content_lands_in_another_folder`)
//! - A build above a budget fails and says which. (`a_bundle_above_its_budget_is_named`)
//! - Files that stay as they were are not written, so that nothing that carries them is built anew.
//!   (`what_stays_the_same_is_not_written`)

mod assets;
mod budget;
mod kept;
mod loaders;
#[cfg(test)]
mod tests;
mod wasm;

use std::{fs, time::Instant};

use anyhow::Result;

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
    let inputs = kept::inputs(&module)?;
    if release && kept::is_built_from(&inputs)? {
        println!("web: frontend/dist is built from what is here");
        return Ok(());
    }
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
    kept::install(&fresh, &workspace::root().join("frontend/dist"))?;
    println!("web: frontend/dist/{folder} in {:.1} s", start.elapsed().as_secs_f32());
    if release {
        budget::report(&entries)?;
        kept::remember(&inputs)?;
    }
    Ok(())
}
