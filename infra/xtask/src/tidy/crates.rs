//! Who may depend on whom. A dependency that is absent cannot be misused.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};

/// One rule: the named crates may not depend on what it forbids.
struct Rule {
    crates: &'static [&'static str],
    forbids: &'static [&'static str],
    /// Whether tests are held to it too.
    tests_too: bool,
    because: &'static str,
}

const EVERYONE_ELSE: &[&str] = &[
    "app",
    "client",
    "domain",
    "kernel",
    "ledger",
    "ledgerstone",
    "migrations",
    "store",
    "web",
    "xtask",
];

const RULES: &[Rule] = &[
    Rule {
        crates: EVERYONE_ELSE,
        forbids: &["actix-web", "actix-http", "async-graphql", "async-graphql-actix-web"],
        tests_too: false,
        because: "only `api` knows GraphQL and HTTP",
    },
    Rule {
        crates: &["kernel", "domain", "ledger"],
        forbids: &[
            "actix-rt",
            "async-std",
            "futures",
            "getrandom",
            "rand",
            "reqwest",
            "sea-orm",
            "sea-orm-migration",
            "sqlx",
            "tokio",
            "tracing",
            "ureq",
        ],
        tests_too: false,
        because: "it decides and computes only: no input, no output, no chance",
    },
    Rule {
        crates: &["ledger"],
        forbids: &["app", "api", "domain", "kernel", "store", "jiff", "chrono", "time"],
        tests_too: true,
        because: "a ledger knows neither rooms nor time: others verify with it too",
    },
    Rule {
        crates: &["store"],
        forbids: &["api", "app", "domain", "kernel"],
        tests_too: true,
        because: "the store cannot name a room",
    },
    Rule {
        crates: &["domain", "kernel", "app"],
        forbids: &["api", "ledgerstone"],
        tests_too: true,
        because: "decisions do not know who asked for them",
    },
    Rule {
        crates: &["app", "api", "domain", "kernel"],
        forbids: &["sea-orm", "sea-orm-migration", "sqlx", "rusqlite"],
        tests_too: false,
        because: "only `store` and `migrations` speak SQL",
    },
    Rule {
        crates: &["client"],
        forbids: &["leptos", "leptos_router", "web-sys", "js-sys", "app", "domain", "store"],
        tests_too: true,
        because: "view-models are tested on the host, without a browser",
    },
    Rule {
        crates: &["api", "app", "domain", "kernel", "ledger", "ledgerstone", "migrations", "store"],
        forbids: &["client", "web"],
        tests_too: false,
        because: "the server knows no page; only its tests send what pages send",
    },
    Rule {
        crates: &["web"],
        forbids: &["api", "app", "domain", "store"],
        tests_too: true,
        because: "GraphQL is the only way from the browser to the facts",
    },
];

/// Breaches of the rules by the manifests below `root`.
pub(super) fn faults(root: &Path) -> Result<Vec<String>> {
    let mut faults = Vec::new();
    for path in manifests(root)? {
        let text = fs::read_to_string(&path)?;
        let manifest: toml::Table =
            text.parse().with_context(|| format!("{} is not TOML", path.display()))?;
        let name = manifest.get("package").and_then(|package| package.get("name"));
        let Some(name) = name.and_then(toml::Value::as_str) else {
            continue;
        };
        for rule in RULES.iter().filter(|rule| rule.crates.contains(&name)) {
            faults.extend(breaches(name, &manifest, rule));
        }
    }
    Ok(faults)
}

fn manifests(root: &Path) -> Result<Vec<PathBuf>> {
    let mut found = vec![root.join("migrations/Cargo.toml"), root.join("infra/xtask/Cargo.toml")];
    for folder in ["backend", "frontend"] {
        let folder = root.join(folder);
        if !folder.is_dir() {
            continue;
        }
        for entry in fs::read_dir(folder)? {
            found.push(entry?.path().join("Cargo.toml"));
        }
    }
    found.retain(|path| path.is_file());
    Ok(found)
}

fn breaches(name: &str, manifest: &toml::Table, rule: &Rule) -> Vec<String> {
    let mut tables = vec!["dependencies", "build-dependencies"];
    if rule.tests_too {
        tables.push("dev-dependencies");
    }
    let mut faults = Vec::new();
    for table in tables {
        let Some(named) = manifest.get(table).and_then(toml::Value::as_table) else {
            continue;
        };
        for dependency in named.keys().filter(|key| rule.forbids.contains(&key.as_str())) {
            faults.push(format!(
                "crate `{name}` must not depend on `{dependency}`: {}",
                rule.because
            ));
        }
    }
    faults
}
