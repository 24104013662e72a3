//! The files around the wasm: placed, joined, named by content, compressed, listed.

use std::{
    fs,
    path::{Path, PathBuf},
    time::Instant,
};

use anyhow::{Context as _, Result, ensure};
use sha2::{Digest as _, Sha256};

use crate::workspace;

/// Stands for the content-named folder in static files.
pub(super) const PLACEHOLDER: &str = "__ASSETS__";

/// What becomes smaller when compressed.
const TEXTS: [&str; 7] = ["css", "html", "js", "json", "pack", "svg", "wasm"];

/// A file of the bundle, with what it weighs.
pub(super) struct Entry {
    /// Relative to `dist`, with forward slashes.
    pub(super) path: String,
    /// Bytes as they are.
    pub(super) bytes: u64,
    /// Bytes after brotli, when the file was compressed.
    pub(super) brotli: Option<u64>,
}

impl Entry {
    /// The bytes that a browser which knows brotli loads.
    pub(super) fn loaded(&self) -> u64 {
        self.brotli.unwrap_or(self.bytes)
    }
}

/// Copies the static files: `index.html` and the icon beside the hashed folder, the rest into it,
/// with all linked stylesheets joined into `app.css`.
pub(super) fn place(source: &Path, dist: &Path, folder: &Path) -> Result<()> {
    let index = source.join("index.html");
    let html = fs::read_to_string(&index)
        .with_context(|| format!("{} is missing", workspace::shown(&index)))?;
    let (html, sheets) = join_links(&html);
    fs::write(dist.join("index.html"), html)?;
    let mut css = String::new();
    for sheet in &sheets {
        let path = source.join(sheet);
        css += &fs::read_to_string(&path)
            .with_context(|| format!("index.html links {sheet}, which is missing"))?;
    }
    fs::write(folder.join("app.css"), css)?;
    for file in workspace::files(source, &[])? {
        let name = file.strip_prefix(source)?;
        let shown = name.to_string_lossy();
        if shown == "index.html" || sheets.iter().any(|sheet| *sheet == shown) {
            continue;
        }
        let to = if shown == "favicon.svg" { dist.join(name) } else { folder.join(name) };
        fs::create_dir_all(to.parent().unwrap_or(folder))?;
        fs::copy(&file, &to)?;
    }
    Ok(())
}

/// Replaces the links to our stylesheets with one to `app.css`; returns the page and the paths of
/// the stylesheets in their order.
pub(super) fn join_links(html: &str) -> (String, Vec<String>) {
    let (mut page, mut sheets) = (String::new(), Vec::new());
    let start = format!("href=\"{PLACEHOLDER}/");
    for line in html.lines() {
        let sheet = line
            .contains("rel=\"stylesheet\"")
            .then(|| line.split_once(&start))
            .flatten()
            .and_then(|(_, rest)| rest.split_once('"'))
            .map(|(path, _)| path.to_owned());
        match sheet {
            None => {
                page += line;
                page.push('\n');
            }
            Some(path) => {
                if sheets.is_empty() {
                    for part in ["<link rel=\"stylesheet\" href=\"", PLACEHOLDER, "/app.css\">\n"] {
                        page.push_str(part);
                    }
                }
                sheets.push(path);
            }
        }
    }
    (page, sheets)
}

/// Names the folder by its content, and puts that name in the place of the placeholder.
/// Returns the folder, relative to `dist`.
pub(super) fn seal(dist: &Path, folder: &Path) -> Result<String> {
    let mut hash = Sha256::new();
    for file in workspace::files(dist, &[])? {
        hash.update(file.strip_prefix(dist)?.to_string_lossy().as_bytes());
        let content = fs::read(&file)?;
        hash.update(u64::try_from(content.len())?.to_be_bytes());
        hash.update(content);
    }
    let digest = hex::encode(hash.finalize());
    let name = digest.get(..16).context("a digest is longer than that")?;
    let relative = format!("a/{name}");
    for file in workspace::files(dist, &["html", "css", "js"])? {
        let text = fs::read_to_string(&file)?;
        if text.contains(PLACEHOLDER) {
            fs::write(&file, text.replace(PLACEHOLDER, &format!("/{relative}")))?;
        }
    }
    fs::rename(folder, dist.join(&relative))?;
    Ok(relative)
}

/// Writes `x.br` beside every `x` that becomes smaller by it.
pub(super) fn compress(dist: &Path) -> Result<()> {
    let start = Instant::now();
    for file in workspace::files(dist, &TEXTS)? {
        let raw = fs::read(&file)?;
        let parameters = brotli::enc::BrotliEncoderParams {
            quality: 11,
            lgwin: 24,
            size_hint: raw.len(),
            ..Default::default()
        };
        let mut small = Vec::new();
        brotli::BrotliCompress(&mut raw.as_slice(), &mut small, &parameters)?;
        if small.len() < raw.len() {
            fs::write(compressed(&file), small)?;
        }
    }
    println!("  brotli {:.1} s", start.elapsed().as_secs_f32());
    Ok(())
}

fn compressed(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".br");
    PathBuf::from(name)
}

/// Writes `manifest.json`, which lists the files with their sizes, and returns the list.
pub(super) fn manifest(dist: &Path) -> Result<Vec<Entry>> {
    let mut entries = Vec::new();
    for file in workspace::files(dist, &[])? {
        if file.extension().is_some_and(|extension| extension == "br") {
            continue;
        }
        let path = file.strip_prefix(dist)?.to_string_lossy().replace('\\', "/");
        let bytes = fs::metadata(&file)?.len();
        let brotli = fs::metadata(compressed(&file)).ok().map(|meta| meta.len());
        entries.push(Entry { path, bytes, brotli });
    }
    ensure!(!entries.is_empty(), "the build left no files");
    let list: Vec<_> = entries
        .iter()
        .map(|entry| {
            serde_json::json!({
                "path": entry.path, "bytes": entry.bytes, "brotli": entry.brotli,
            })
        })
        .collect();
    fs::write(dist.join("manifest.json"), serde_json::to_string_pretty(&list)?)?;
    Ok(entries)
}
