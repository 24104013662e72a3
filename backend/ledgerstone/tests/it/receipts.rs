//! Receipts, as a verifier that we did not write judges them: `proofbundle` from `PyPI`.
//!
//! `cargo xtask setup` puts it into the target folder.

use std::{fs, path::PathBuf, process::Command};

use crate::program::{Place, path};

/// Where set-up put the verifier: beside the build.
fn verifier() -> PathBuf {
    let program = PathBuf::from(env!("CARGO_BIN_EXE_ledgerstone"));
    let folder = program.ancestors().nth(2).unwrap().join("verifier");
    let is_there = folder.join("proofbundle").is_dir();
    assert!(is_there, "no verifier at {}: run `cargo xtask setup`", folder.display());
    folder
}

/// Whether the verifier accepts a proof for a leaf.
fn accepts(place: &Place, proof: &str, leaf: &str) -> bool {
    let note = fs::read_to_string(place.path(proof)).unwrap();
    let origin = note.split("\n\n").nth(1).unwrap().lines().next().unwrap().to_owned();
    let vkey = fs::read_to_string(place.path("vkey")).unwrap();
    let mut command = Command::new("python3");
    command.env("PYTHONPATH", verifier()).args(["-m", "proofbundle.cli", "verify-proof"]);
    command.arg(place.path(proof)).arg("--payload-file").arg(place.path(leaf));
    command.args(["--log-vkey", vkey.trim(), "--expected-origin", &origin]);
    command.output().unwrap().status.success()
}

/// The verifier key, from the command line that `receipt` prints.
fn keep_vkey(place: &Place, said: &str) {
    let vkey = said.split("--log-vkey '").nth(1).unwrap().split('\'').next().unwrap();
    place.write("vkey", vkey);
}

#[test]
fn a_verifier_we_did_not_write_accepts_receipts_and_rejects_one_changed_byte() {
    let place = Place::new();
    place.with_history();
    let ran = place.run(&["receipt", "0", "2", "4", "--out", path(&place.path(""))]).expect(0);
    keep_vkey(&place, &format!("{}{}", ran.out, ran.err));
    for position in [0, 2, 4] {
        let (proof, leaf) = (format!("{position}.tlog-proof"), format!("{position}.leaf"));
        assert!(accepts(&place, &proof, &leaf), "position {position}");
        let bytes = fs::read(place.path(&leaf)).unwrap();
        for place_of_change in [0, bytes.len() / 2, bytes.len() - 1] {
            let mut changed = bytes.clone();
            changed[place_of_change] ^= 1;
            fs::write(place.path("changed.leaf"), &changed).unwrap();
            assert!(!accepts(&place, &proof, "changed.leaf"), "byte {place_of_change}");
        }
    }
}
