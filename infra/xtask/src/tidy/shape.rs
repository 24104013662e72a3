//! Shape: rooms have the same files in the same places, files are short, names say something.

use std::{fs, path::Path};

use anyhow::Result;

use crate::workspace;

/// The rooms that exist so far.
const ROOMS: &[&str] = &[
    "systems",
    "datasets",
    "training",
    "models",
    "evaluations",
    "deployments",
    "incidents",
    "risks",
    "people",
    "awareness",
    "catalogue",
    "controls",
    "programme",
    "reviews",
    "saved_views",
];

const ROOM_FILES: [&str; 4] = ["mod.rs", "events.rs", "decider.rs", "tests.rs"];

/// Names under which anything can be put, and so everything is.
const EMPTY_NAMES: [&str; 7] = ["utils", "util", "helpers", "common", "misc", "manager", "base"];

/// The longest file a person reads in one go.
const LINES: usize = 450;

/// Breaches of shape below `root`.
pub(super) fn faults(root: &Path) -> Result<Vec<String>> {
    let mut faults = rooms(root);
    for folder in ["backend", "frontend", "migrations", "infra", "e2e"] {
        for file in workspace::files(&root.join(folder), &["rs", "ts", "mjs"])? {
            let shown = file.strip_prefix(root).unwrap_or(&file).display().to_string();
            faults.extend(name(&file, &shown));
            let lines = fs::read_to_string(&file)?.lines().count();
            if lines > LINES {
                faults.push(format!(
                    "{shown} has {lines} lines, more than {LINES}: split it by what it is about"
                ));
            }
        }
    }
    faults.extend(lock(root));
    Ok(faults)
}

fn rooms(root: &Path) -> Vec<String> {
    let domain = root.join("backend/domain/src");
    let mut faults = Vec::new();
    for room in ROOMS {
        for file in ROOM_FILES {
            // A long decider may be a folder: the room's own word stays the same.
            let folder = file.trim_end_matches(".rs");
            let there = domain.join(room).join(file).is_file()
                || domain.join(room).join(folder).join("mod.rs").is_file();
            if !there {
                faults.push(format!(
                    "room `{room}` has no backend/domain/src/{room}/{file}: \
                     every room has {}",
                    ROOM_FILES.join(", ")
                ));
            }
        }
    }
    faults
}

fn name(file: &Path, shown: &str) -> Option<String> {
    let stem = file.file_stem()?.to_str()?;
    let folder = file.parent()?.file_name()?.to_str()?;
    let empty = if stem == "mod" { folder } else { stem };
    // A stylesheet layer may be called base; a module says what it is about.
    let rust = file.extension()? == "rs";
    (rust && EMPTY_NAMES.contains(&empty))
        .then(|| format!("{shown}: a module called `{empty}` says nothing; name what it is about"))
}

fn lock(root: &Path) -> Option<String> {
    let text = fs::read_to_string(root.join("e2e/package-lock.json")).ok()?;
    text.contains("\"resolved\": \"http").then(|| {
        "e2e/package-lock.json names a registry: install with e2e/.npmrc in place, \
         which leaves addresses out"
            .to_owned()
    })
}
