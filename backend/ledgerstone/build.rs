//! Embeds the built frontend anew when it changes.

use std::{fs, io};

/// Where the frontend build leaves its files.
const DIST: &str = "../../frontend/dist";

/// Makes the folder when there is none yet: a development build reads it at run time, and finds it
/// only if it was there when this crate was compiled.
fn main() -> io::Result<()> {
    println!("cargo:rerun-if-changed={DIST}");
    fs::create_dir_all(DIST)
}
