//! The types of file that are kept: what tools and people write as evidence.

/// Media types that are kept, without parameters. Nothing here is a page: a browser would run it.
pub const MEDIA_TYPES: &[&str] = &[
    "application/json",
    "application/x-ndjson",
    "application/sarif+json",
    "application/vnd.cyclonedx+json",
    "application/spdx+json",
    "application/vnd.in-toto+json",
    "application/xml",
    "text/csv",
    "text/plain",
    "text/markdown",
    "application/vnd.apache.parquet",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/pdf",
    "image/png",
    "image/jpeg",
    "application/zip",
    "application/gzip",
];

/// The same, as people call them.
pub(super) const CALLED: &str = "JSON, JSON lines, SARIF, CycloneDX, SPDX, in-toto, XML, CSV, text, \
    Markdown, Parquet, Excel, Word, PDF, PNG, JPEG, zip or gzip";

/// Whether files of this type are kept.
pub(super) fn is_kept(media_type: &str) -> bool {
    MEDIA_TYPES.contains(&media_type)
}
