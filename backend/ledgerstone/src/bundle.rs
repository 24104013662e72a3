//! The frontend, carried by this program. Here rather than beside the routes, so that a changed page
//! costs the compiling of this crate and not of theirs.

use api::http::Pages;
use rust_embed::{EmbeddedFile, RustEmbed};

#[derive(RustEmbed)]
#[folder = "../../frontend/dist"]
#[allow_missing = true]
struct Dist;

/// The built pages.
pub(crate) const PAGES: Pages = Pages(file);

fn file(path: &str) -> Option<EmbeddedFile> {
    Dist::get(path)
}

/// The files of a first visit with their size in brotli, in bytes, the largest first.
pub(crate) fn compressed_sizes() -> Vec<(String, usize)> {
    let packed = Dist::iter().filter(|name| name.ends_with(".br"));
    let mut sizes: Vec<(String, usize)> = packed
        .filter_map(|name| {
            Some((name.trim_end_matches(".br").to_owned(), Dist::get(&name)?.data.len()))
        })
        .collect();
    sizes.sort_by_key(|(_, size)| std::cmp::Reverse(*size));
    sizes
}
