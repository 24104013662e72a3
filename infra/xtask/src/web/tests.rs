use std::fs;

use super::{
    assets::{self, Entry},
    budget, kept,
    loaders::{self, Table},
};

const PAGE: &str = r#"<!doctype html>
<link rel="icon" href="/favicon.svg">
<link rel="stylesheet" href="__ASSETS__/css/tokens.css">
<link rel="stylesheet" href="__ASSETS__/css/base.css">
<script type="module" src="__ASSETS__/boot.js"></script>
"#;

/// Builds a bundle from the page and one line of style; returns the folder's name and the page.
fn bundle(style: &str) -> (String, String, String) {
    let (source, dist) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    fs::create_dir(source.path().join("css")).unwrap();
    fs::write(source.path().join("index.html"), PAGE).unwrap();
    fs::write(source.path().join("css/tokens.css"), ":root{}\n").unwrap();
    fs::write(source.path().join("css/base.css"), style).unwrap();
    let staging = dist.path().join("a/staging");
    fs::create_dir_all(&staging).unwrap();
    assets::place(source.path(), dist.path(), &staging).unwrap();
    let folder = assets::seal(dist.path(), &staging).unwrap();
    let page = fs::read_to_string(dist.path().join("index.html")).unwrap();
    let css = fs::read_to_string(dist.path().join(&folder).join("app.css")).unwrap();
    (folder, page, css)
}

#[test]
fn stylesheets_are_joined_in_order() {
    let (folder, page, css) = bundle("body{margin:0}");
    assert_eq!(css, ":root{}\nbody{margin:0}");
    assert_eq!(page.matches("rel=\"stylesheet\"").count(), 1);
    assert!(page.contains(&format!("href=\"/{folder}/app.css\"")), "{page}");
    assert!(page.contains(&format!("src=\"/{folder}/boot.js\"")), "{page}");
    assert!(page.contains("href=\"/favicon.svg\""), "{page}");
}

#[test]
fn other_content_lands_in_another_folder() {
    let (first, ..) = bundle("body{margin:0}");
    let (again, ..) = bundle("body{margin:0}");
    let (other, ..) = bundle("body{margin:1px}");
    assert_eq!(first, again);
    assert_ne!(first, other);
}

#[test]
fn a_bundle_above_its_budget_is_named() {
    let entry = |path: &str, brotli: u64| Entry {
        path: path.to_owned(),
        bytes: brotli * 4,
        brotli: Some(brotli),
    };
    let mut bundle = vec![
        entry("index.html", 900),
        entry("a/x/app_bg.wasm", 299_000),
        entry("a/x/lineage.wasm", 120_001),
        entry("a/x/app.css", 11_000),
    ];
    let over = |bundle: &[Entry]| -> Vec<String> {
        budget::weigh(bundle).into_iter().filter(budget::Line::over).map(|line| line.name).collect()
    };
    assert_eq!(over(&bundle), ["lazy chunk lineage.wasm"]);
    bundle.push(entry("a/x/app.js", 40_000));
    assert_eq!(over(&bundle), ["first load", "lazy chunk lineage.wasm", "glue"]);
}

#[test]
fn what_stays_the_same_is_not_written() {
    let (fresh, dist) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let old = dist.path().join("a/old");
    fs::create_dir_all(&old).unwrap();
    fs::write(old.join("app.js"), "old").unwrap();
    fs::write(dist.path().join("favicon.svg"), "same").unwrap();
    fs::create_dir_all(fresh.path().join("a/new")).unwrap();
    fs::write(fresh.path().join("a/new/app.js"), "new").unwrap();
    fs::write(fresh.path().join("favicon.svg"), "same").unwrap();
    let kept = dist.path().join("favicon.svg");
    let written = fs::metadata(&kept).unwrap().modified().unwrap();
    kept::install(fresh.path(), dist.path()).unwrap();
    assert_eq!(fs::metadata(&kept).unwrap().modified().unwrap(), written);
    assert_eq!(fs::read_to_string(dist.path().join("a/new/app.js")).unwrap(), "new");
    assert!(!old.exists(), "the old build is gone");
}

const LOADERS: &str = r#"import { initSync } from "./app.js";
function makeLoad() {}
/* data, risks */
const __chunk_2 = makeLoad(() => {
    const src = fetch(new URL("./chunk_2.wasm", import.meta.url));
    src.catch(() => {});
    return async (imports) => (WebAssembly.instantiateStreaming(src, imports));
}
, []);
/* risks */
const __chunk_4 = makeLoad(() => {
    const src = fetch(new URL("./chunk_4.wasm", import.meta.url));
    src.catch(() => {});
    return async (imports) => (WebAssembly.instantiateStreaming(src, imports));
}
, []);
export const __wasm_split_load_risks_1 = wrapAsyncCb(makeLoad(() => {
    const src = fetch(new URL("./split_risks_1.wasm", import.meta.url));
    src.catch(() => {});
    return async (imports) => (WebAssembly.instantiateStreaming(src, imports));
}
, [__chunk_2, __chunk_4]));
export const __wasm_split_load_data_1 = wrapAsyncCb(makeLoad(() => {
    const src = fetch(new URL("./split_data_1.wasm", import.meta.url));
    src.catch(() => {});
    return async (imports) => (WebAssembly.instantiateStreaming(src, imports));
}
, [__chunk_2]));
"#;

#[test]
fn loaders_of_lazy_modules_become_a_table() {
    let short = Table::read(LOADERS).unwrap().script(&[4]);
    assert!(short.starts_with("import { initSync } from \"./app.js\";\nfunction makeLoad() {}\n"));
    // The risks are the first group, the data the second; both need the second module.
    assert!(short.contains("const masks = [0, 0, 3, 0, 1];\nconst alone = [4];"), "{short}");
    assert!(short.contains(
        "load_risks_1 = wrapAsyncCb(makeLoad(fetched(\"./split_risks_1.wasm\"), needed(0)));"
    ));
    assert!(short.contains(
        "load_data_1 = wrapAsyncCb(makeLoad(fetched(\"./split_data_1.wasm\"), needed(1)));"
    ));
    assert!(!short.contains("__chunk_"));
}

#[test]
fn small_modules_go_into_one_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = |number: usize| folder.path().join(format!("chunk_{number}.wasm"));
    fs::write(file(1), "first").unwrap();
    fs::write(file(2), vec![7; 4_000]).unwrap();
    fs::write(file(4), "second!").unwrap();
    let masks = [0, 3, 1, 0, 2];
    assert_eq!(loaders::pack(folder.path(), &masks).unwrap(), [2]);
    assert!(file(2).exists() && !file(1).exists() && !file(4).exists());

    let pack = fs::read(folder.path().join(loaders::PACK)).unwrap();
    let start = |number: usize| {
        let bytes = pack[number * 4..number * 4 + 4].try_into().unwrap();
        usize::try_from(u32::from_le_bytes(bytes)).unwrap()
    };
    let module = |number: usize| &pack[start(number)..start(number + 1)];
    assert_eq!((module(1), module(4)), (&b"first"[..], &b"second!"[..]));
    assert!([0, 2, 3].iter().all(|none| module(*none).is_empty()));
    assert_eq!(start(masks.len()), pack.len());

    // A module that the script asks for and nobody wrote is a fault of the build.
    assert!(loaders::pack(folder.path(), &[1]).is_err());
}

#[test]
fn loaders_of_another_form_are_refused() {
    let other = LOADERS.replace("new URL(\"./chunk_4", "url(\"./chunk_4");
    assert!(Table::read(&other).is_err());
}
