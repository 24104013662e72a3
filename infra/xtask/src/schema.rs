//! The committed GraphQL schema: written by the server itself, compared in tests.

use std::{fs, path::PathBuf};

use anyhow::{Context as _, Result, ensure};

use crate::{shell, workspace};

/// Where the schema is committed.
pub(crate) fn path() -> PathBuf {
    workspace::root().join("backend/api/schema.graphql")
}

/// Writes the schema that the server serves over the committed one.
pub(crate) fn write() -> Result<()> {
    build()?;
    let fresh = printed()?;
    let path = path();
    let same = fs::read_to_string(&path).is_ok_and(|old| old == fresh);
    // An untouched file keeps its time, so that nothing that reads it is built again.
    if !same {
        fs::write(&path, fresh)?;
    }
    println!("schema: {} {}", workspace::shown(&path), if same { "is fresh" } else { "written" });
    Ok(())
}

/// Fails when the committed schema is not the one that the server serves.
pub(crate) fn check() -> Result<()> {
    build()?;
    check_built()
}

/// The same with the server that was built last.
pub(crate) fn check_built() -> Result<()> {
    let fresh = printed()?;
    let committed = fs::read_to_string(path()).context("backend/api/schema.graphql is missing")?;
    ensure!(
        committed == fresh,
        "backend/api/schema.graphql is stale: run `make bless`, then read the diff"
    );
    println!("schema: backend/api/schema.graphql is fresh");
    Ok(())
}

/// Accepts every snapshot and regenerates the schema.
pub(crate) fn bless() -> Result<()> {
    // The schema first: the frontend's queries are compiled against it.
    write()?;
    let mut tests = shell::cargo(&["nextest", "run", "--workspace"]);
    tests.args(["--no-fail-fast"]).env("INSTA_UPDATE", "always").env("BLESS", "1");
    shell::run(&mut tests).context("some tests fail for reasons that no snapshot explains")?;
    println!("bless: done; read the diff before you commit it");
    Ok(())
}

fn build() -> Result<()> {
    shell::run(&mut shell::cargo(&["build", "-q", "-p", "ledgerstone"])).map(drop)
}

fn printed() -> Result<String> {
    let text = shell::capture(&mut shell::command(workspace::binary("debug"), &["schema"]))?;
    ensure!(text.contains("type "), "`ledgerstone schema` printed no schema");
    Ok(format!("{}\n", text.trim_end()))
}
