//! Installs what building and testing need, and nothing that is there already.
//!
//! Each step says what it does and why before it does it, because it changes the machine.

use std::{fs, path::Path};

use anyhow::{Context as _, Result, bail};

use crate::{shell, workspace};

/// The verifier of receipts, pinned.
const VERIFIER: &str = "proofbundle==6.3.1";

/// What the machine is wanted for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Building and running: the wasm target and the packages of the frontend build.
    Run,
    /// Also testing: a browser, PostgreSQL and the test runner.
    Test,
}

/// Brings the machine to where `purpose` works; quick when nothing is missing.
pub(crate) fn run(purpose: Purpose) -> Result<()> {
    let mut missing = 0;
    missing += u32::from(wasm_target()?);
    missing += u32::from(node()?);
    missing += u32::from(node_packages()?);
    if purpose == Purpose::Test {
        missing += u32::from(test_runner()?);
        missing += u32::from(debian_packages()?);
        missing += u32::from(verifier()?);
    }
    if missing == 0 {
        println!("setup: nothing is missing");
    }
    Ok(())
}

fn wasm_target() -> Result<bool> {
    let sysroot = shell::capture(&mut shell::command("rustc", &["--print", "sysroot"]))?;
    let lib = Path::new(sysroot.trim()).join("lib/rustlib/wasm32-unknown-unknown/lib");
    if lib.is_dir() {
        return Ok(false);
    }
    println!("setup: adding the wasm32 target, because the frontend runs in the browser");
    if !shell::exists("rustup") {
        bail!("no rustup here: install rust's standard library for wasm32-unknown-unknown");
    }
    shell::run(&mut shell::command("rustup", &["target", "add", "wasm32-unknown-unknown"]))?;
    Ok(true)
}

/// Node.js runs wasm-opt and Playwright.
fn node() -> Result<bool> {
    if shell::exists("npm") {
        return Ok(false);
    }
    println!("setup: Node.js is missing; the frontend build and the browser tests run in it");
    install(&["nodejs", "npm"])?;
    Ok(true)
}

/// A verifier of receipts that we did not write, so that the leaf format is proved from outside.
fn verifier() -> Result<bool> {
    let folder = workspace::target().join("verifier");
    if folder.join("proofbundle").is_dir() {
        return Ok(false);
    }
    println!(
        "setup: installing proofbundle from PyPI beside the build; a test checks receipts with it"
    );
    let has_pip = shell::command("python3", &["-m", "pip", "--version"]).output();
    if !has_pip.is_ok_and(|output| output.status.success()) {
        install(&["python3", "python3-pip"])?;
    }
    let mut pip = shell::command("python3", &["-m", "pip", "install", "--quiet", "--target"]);
    shell::run(pip.arg(&folder).arg(VERIFIER))?;
    Ok(true)
}

fn node_packages() -> Result<bool> {
    let e2e = workspace::root().join("e2e");
    let lock = fs::read_to_string(e2e.join("package-lock.json"))
        .context("e2e/package-lock.json is not there")?;
    // A copy of the lock that was installed from: the same text means the same packages.
    let stamp = e2e.join("node_modules/.installed-from");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(false);
    }
    println!(
        "setup: installing npm packages into e2e/node_modules: wasm-opt and esbuild make the \
         frontend small, Playwright drives the browser tests"
    );
    shell::run(shell::command("npm", &["ci", "--loglevel=error"]).current_dir(&e2e))?;
    fs::write(stamp, lock)?;
    Ok(true)
}

fn test_runner() -> Result<bool> {
    if shell::exists("cargo-nextest") {
        return Ok(false);
    }
    println!("setup: installing cargo-nextest, which runs each test in a process of its own");
    shell::run(&mut shell::cargo(&["install", "cargo-nextest", "--locked"]))?;
    Ok(true)
}

fn debian_packages() -> Result<bool> {
    let mut packages = Vec::new();
    if !chromium() {
        println!("setup: chromium is missing; the browser journeys run in it");
        packages.extend(["chromium", "fonts-dejavu-core"]);
    }
    if !postgresql() {
        println!("setup: PostgreSQL is missing; the store keeps its contract on it too");
        packages.push("postgresql");
    }
    if packages.is_empty() {
        return Ok(false);
    }
    if packages.contains(&"postgresql") {
        keep_debian_from_starting_a_server()?;
    }
    install(&packages)?;
    Ok(true)
}

/// Installs packages of Debian.
fn install(packages: &[&str]) -> Result<()> {
    if !shell::exists("apt-get") {
        bail!("install these with your package manager, then try again: {}", packages.join(", "));
    }
    shell::run(&mut shell::command("apt-get", &["update", "-qq"]))?;
    let mut command = shell::command("apt-get", &["install", "-y", "-qq"]);
    command.args(["--no-install-recommends", "-o", "Dpkg::Options::=--force-confold"]);
    shell::run(command.args(packages).env("DEBIAN_FRONTEND", "noninteractive"))?;
    Ok(())
}

/// Whether Playwright will find the browser where `playwright.config.ts` says.
fn chromium() -> bool {
    std::env::var_os("CHROMIUM").is_some_and(|path| Path::new(&path).is_file())
        || Path::new("/usr/bin/chromium").is_file()
}

fn postgresql() -> bool {
    if shell::exists("initdb") && shell::exists("postgres") {
        return true;
    }
    let Ok(versions) = fs::read_dir("/usr/lib/postgresql") else {
        return false;
    };
    versions.flatten().any(|version| version.path().join("bin/initdb").is_file())
}

/// Debian's package makes and starts a cluster of its own; tests start private ones, and nothing
/// may be left running after them.
fn keep_debian_from_starting_a_server() -> Result<()> {
    let conf = Path::new("/etc/postgresql-common/createcluster.conf");
    if conf.exists() {
        return Ok(());
    }
    println!("setup: telling Debian to make no database cluster of its own");
    fs::create_dir_all("/etc/postgresql-common")?;
    fs::write(conf, "create_main_cluster = false\n").context("cannot write createcluster.conf")
}
