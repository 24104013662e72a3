//! Promises: every invariant in a module's documentation names tests, and those tests exist.

use std::{collections::BTreeSet, fs, path::Path};

use anyhow::Result;

use crate::workspace;

/// One sentence below `# Invariants`.
struct Promise {
    sentence: String,
    line: usize,
}

/// Promises below `root` that no test keeps.
pub(super) fn faults(root: &Path) -> Result<Vec<String>> {
    let (mut promises, mut tests) = (Vec::new(), BTreeSet::new());
    for folder in ["backend", "frontend", "migrations", "infra"] {
        for file in workspace::files(&root.join(folder), &["rs"])? {
            let text = fs::read_to_string(&file)?;
            let shown = file.strip_prefix(root).unwrap_or(&file).display().to_string();
            promises.extend(promises_in(&text).into_iter().map(|promise| (shown.clone(), promise)));
            tests.extend(tests_in(&text));
            if shown.contains("/tests/") {
                tests.extend(parts_in(&text));
            }
        }
    }
    let mut faults = Vec::new();
    for (file, promise) in promises {
        let place = format!("{file}:{}", promise.line);
        let named = named_tests(&promise.sentence);
        if named.is_empty() {
            faults.push(format!(
                "{place}: the invariant \"{}\" names no test; end it with (`name_of_the_test`)",
                promise.sentence
            ));
        }
        for test in named.iter().filter(|test| !tests.contains(*test)) {
            faults.push(format!("{place}: the invariant's test `{test}` does not exist"));
        }
    }
    Ok(faults)
}

/// The list items below `//! # Invariants`, each joined to one line.
fn promises_in(text: &str) -> Vec<Promise> {
    let mut promises: Vec<Promise> = Vec::new();
    let mut inside = false;
    for (index, line) in text.lines().enumerate() {
        let Some(doc) = line.strip_prefix("//!").map(str::trim) else {
            // Module documentation comes before any code.
            if line.trim().is_empty() || line.starts_with("//") {
                continue;
            }
            break;
        };
        if doc.starts_with('#') {
            inside = doc == "# Invariants";
        } else if inside && let Some(item) = doc.strip_prefix("- ") {
            promises.push(Promise { sentence: item.to_owned(), line: index + 1 });
        } else if inside
            && !doc.is_empty()
            && let Some(last) = promises.last_mut()
        {
            last.sentence.push(' ');
            last.sentence.push_str(doc);
        }
    }
    promises
}

/// The names in the last bracket: ``(`one`, `two`)``.
fn named_tests(sentence: &str) -> Vec<String> {
    let Some(bracket) = sentence.rfind("(`").and_then(|start| sentence.get(start + 1..)) else {
        return Vec::new();
    };
    let Some((names, _)) = bracket.split_once(')') else {
        return Vec::new();
    };
    let words: Vec<&str> =
        names.split([',', ' ']).filter(|word| !word.is_empty() && *word != "and").collect();
    if !words.iter().all(|word| word.starts_with('`') && word.ends_with('`')) {
        // A remark in brackets that only begins with a name.
        return Vec::new();
    }
    words
        .iter()
        .map(|word| word.trim_matches('`'))
        // A path says where the test lives; its last part is the name.
        .map(|name| name.rsplit("::").next().unwrap_or(name).to_owned())
        .collect()
}

/// Functions under an attribute that makes them tests.
fn tests_in(text: &str) -> Vec<String> {
    let (mut tests, mut marked) = (Vec::new(), false);
    for line in text.lines().map(str::trim) {
        if line.starts_with("#[") {
            marked |= line.starts_with("#[test") || line.contains("::test");
            continue;
        }
        let words = line.trim_start_matches("pub ").trim_start_matches("async ");
        if marked && let Some(rest) = words.strip_prefix("fn ") {
            let end = rest.find(['(', '<']).unwrap_or(rest.len());
            tests.extend(rest.get(..end).map(str::to_owned));
        }
        marked &= line.starts_with("//") || line.is_empty();
    }
    tests
}

/// Parts of a contract: functions that an integration test lists, one a line, to run each of them
/// on every engine: `proofs::a_changed_leaf_stops_the_sealing,`.
fn parts_in(text: &str) -> Vec<String> {
    let named = |line: &str| {
        let path = line.trim().strip_suffix(',')?.rsplit(' ').next()?.to_owned();
        let (_, name) = path.rsplit_once("::")?;
        let plain = |char: char| char.is_ascii_lowercase() || char.is_ascii_digit() || char == '_';
        name.chars().all(plain).then(|| name.to_owned())
    };
    text.lines().filter_map(named).collect()
}
