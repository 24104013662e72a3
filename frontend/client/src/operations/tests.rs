use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use super::{Sample, all, ordered_lists};

#[test]
fn every_operation_stays_as_it_is() {
    let mut names = BTreeSet::new();
    for operation in all(&Sample::default()) {
        let body: serde_json::Value = serde_json::from_str(&operation.body).unwrap();
        let text = format!("{}\n{:#}", body["query"].as_str().unwrap(), body["variables"]);
        insta::assert_snapshot!(operation.name.replace("::", "."), text);
        assert!(names.insert(operation.name.clone()), "{} stands there twice", operation.name);
    }
    let kept = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/operations/snapshots"))
        .unwrap();
    for file in kept {
        let file = file.unwrap().file_name().into_string().unwrap();
        let Some(name) = file.strip_prefix("client__operations__tests__") else { continue };
        let name = name.trim_end_matches(".new").trim_end_matches(".snap").replace('.', "::");
        assert!(names.contains(&name), "{file} is of an operation that is gone");
    }
}

#[test]
fn no_order_is_offered_twice() {
    let bodies: Vec<String> =
        ordered_lists(&Sample::default()).into_iter().map(|one| one.body).collect();
    assert_eq!(bodies.len(), bodies.iter().collect::<BTreeSet<_>>().len());
}

/// Every fragment of a root type, every list and every mutation that stands in the code.
#[test]
fn no_operation_is_forgotten() {
    let known: BTreeSet<String> =
        all(&Sample::default()).into_iter().map(|operation| operation.name).collect();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = BTreeSet::new();
    for file in sources(&root) {
        let path = file.strip_prefix(&root).unwrap().with_extension("");
        let module = path.to_str().unwrap().replace('/', "::").replace("::mod", "");
        // These make operations; they are none themselves.
        if ["ask", "list", "command"].contains(&module.as_str()) || module.starts_with("operations")
        {
            continue;
        }
        let text = fs::read_to_string(&file).unwrap();
        found.extend(declared(&text).into_iter().map(|name| format!("{module}::{name}")));
    }
    assert_eq!(known, found);
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let (folders, files): (Vec<_>, Vec<_>) = entries.partition(|path| path.is_dir());
    let files = files.into_iter().filter(|path| path.extension().is_some_and(|e| e == "rs"));
    files.chain(folders.iter().flat_map(|folder| sources(folder))).collect()
}

fn declared(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut is_root = false;
    for line in text.lines() {
        let line = line.trim();
        let roots = ["Query", "Mutation", "Subscription"];
        is_root |= roots.iter().any(|root| line.contains(&format!("graphql_type = \"{root}\"")));
        if let Some((_, rest)) = line.split_once("struct ").filter(|_| is_root) {
            names.push(word(rest));
            is_root = false;
        }
        let is_command = line.contains(" of ") && line.contains(", answers ");
        let is_list = line.contains("Connection\" of ");
        if is_command || is_list {
            names.push(word(line));
        }
    }
    names
}

fn word(text: &str) -> String {
    text.chars().take_while(char::is_ascii_alphanumeric).collect()
}
