use std::fs;

use super::{crates, faults, promises, shape};
use crate::workspace;

/// A checkout with the given files and nothing else.
fn checkout(files: &[(&str, &str)]) -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let file = root.path().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    root
}

fn found(faults: &[String], words: &str) -> bool {
    faults.iter().any(|fault| fault.contains(words))
}

#[test]
fn the_checkout_is_tidy() {
    let faults = faults(workspace::root()).unwrap();
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn a_forbidden_dependency_is_found() {
    let manifest = "[package]\nname = \"domain\"\n[dependencies]\ntokio = \"1\"\nserde = \"1\"\n";
    let root = checkout(&[("backend/domain/Cargo.toml", manifest)]);
    let faults = crates::faults(root.path()).unwrap();
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert!(found(&faults, "`domain` must not depend on `tokio`"), "{faults:?}");

    let manifest = "[package]\nname = \"store\"\n[dev-dependencies]\ndomain = \"1\"\n";
    let root = checkout(&[("backend/store/Cargo.toml", manifest)]);
    assert!(found(&crates::faults(root.path()).unwrap(), "the store cannot name a room"));
}

#[test]
fn an_incomplete_room_is_found() {
    let datasets = "backend/domain/src/datasets";
    let files = ["mod.rs", "events.rs", "decider.rs"].map(|file| format!("{datasets}/{file}"));
    let root = checkout(&files.each_ref().map(|file| (file.as_str(), "")));
    let faults = shape::faults(root.path()).unwrap();
    assert!(found(&faults, "room `datasets` has no backend/domain/src/datasets/tests.rs"));
    assert!(!found(&faults, "datasets/mod.rs:"));
}

#[test]
fn a_promise_without_a_test_is_found() {
    let module = "//! A room.\n//!\n//! # Invariants\n//! - It holds, on two\n//!   lines. \
                  (`it_holds`)\n//! - It is kept. (`it_is_kept`)\n//! - It is hoped.\n\
                  //! - It is so (`State` has one field only)\n//!\n\
                  //! # Deliberately absent\n//! - Everything else.\n";
    let tests = "#[test]\n#[should_panic]\nfn it_holds() {}\n\nfn it_is_kept() {}\n";
    let root =
        checkout(&[("backend/domain/src/mod.rs", module), ("backend/domain/src/t.rs", tests)]);
    let faults = promises::faults(root.path()).unwrap();
    assert_eq!(faults.len(), 3, "{faults:?}");
    assert!(found(&faults, "one field only)\" names no test"));
    assert!(found(&faults, "mod.rs:6: the invariant's test `it_is_kept` does not exist"));
    assert!(found(&faults, "\"It is hoped.\" names no test"), "{faults:?}");
}

#[test]
fn a_module_called_utils_is_found() {
    let root = checkout(&[("backend/app/src/utils/mod.rs", ""), ("backend/app/src/roles.rs", "")]);
    let faults = shape::faults(root.path()).unwrap();
    assert!(found(&faults, "utils/mod.rs: a module called `utils` says nothing"), "{faults:?}");
    assert!(!found(&faults, "roles.rs"));
}

#[test]
fn a_long_file_is_found() {
    let (long, fits) = ("//\n".repeat(451), "//\n".repeat(450));
    let root = checkout(&[("infra/long.rs", &long), ("infra/fits.rs", &fits)]);
    let faults = shape::faults(root.path()).unwrap();
    assert!(found(&faults, "infra/long.rs has 451 lines"), "{faults:?}");
    assert!(!found(&faults, "fits.rs"));
}

#[test]
fn a_registry_address_is_found() {
    let lock = |text: &str| {
        let root = checkout(&[("e2e/package-lock.json", text)]);
        found(&shape::faults(root.path()).unwrap(), "names a registry")
    };
    assert!(lock("{ \"resolved\": \"https://registry.example/a.tgz\" }"));
    assert!(!lock("{ \"integrity\": \"sha512-x\" }"));
}

#[test]
fn a_part_of_a_contract_keeps_a_promise() {
    let module = "//! # Invariants\n//! - It holds. (`it_holds`)\n//! - It fits. (`it_fits`)\n";
    let contract = "contract!(site;\n    reading::it_holds,\n);\n";
    let root = checkout(&[
        ("backend/store/src/lib.rs", module),
        ("backend/store/tests/it/main.rs", contract),
    ]);
    let faults = promises::faults(root.path()).unwrap();
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert!(found(&faults, "`it_fits` does not exist"));
}
