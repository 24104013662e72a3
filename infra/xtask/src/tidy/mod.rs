//! The rules that compilers cannot check. An ordinary test runs them, so they surprise nobody.
//!
//! # Invariants
//! - The checkout keeps every rule. (`the_checkout_is_tidy`)
//! - A forbidden dependency is found. (`a_forbidden_dependency_is_found`)
//! - An incomplete room is found. (`an_incomplete_room_is_found`)
//! - A promise without a test is found. (`a_promise_without_a_test_is_found`)
//! - A module with an empty name is found. (`a_module_called_utils_is_found`)
//! - A file that is too long is found. (`a_long_file_is_found`)
//! - A lock file that names a registry is found. (`a_registry_address_is_found`)

mod crates;
mod promises;
mod shape;
#[cfg(test)]
mod tests;

use std::path::Path;

use anyhow::{Result, bail};

use crate::workspace;

/// Every fault of the checkout below `root`, one sentence each, with its place.
fn faults(root: &Path) -> Result<Vec<String>> {
    let mut faults = crates::faults(root)?;
    faults.extend(shape::faults(root)?);
    faults.extend(promises::faults(root)?);
    faults.sort();
    Ok(faults)
}

/// Prints the faults of this checkout; any is an error.
pub(crate) fn report() -> Result<()> {
    let faults = faults(workspace::root())?;
    for fault in &faults {
        println!("tidy: {fault}");
    }
    match faults.len() {
        0 => println!("tidy: all rules are kept"),
        count => bail!("{count} rules are broken"),
    }
    Ok(())
}
