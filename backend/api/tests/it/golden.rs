//! Files that are generated and committed: compared, or written anew with BLESS=1.

use std::path::Path;

/// Compares a committed file with what it should be.
pub(crate) fn check(path: &str, expected: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    #[expect(clippy::disallowed_methods, reason = "a test is told by its environment to bless")]
    if std::env::var("BLESS").is_ok() {
        std::fs::write(&file, expected).unwrap();
        return;
    }
    let committed = std::fs::read_to_string(&file).unwrap_or_default();
    let differs = committed.lines().zip(expected.lines()).find(|(old, new)| old != new);
    assert!(
        committed == expected,
        "{path} is not fresh; look at the change and run `make bless`. First difference: {differs:?}"
    );
}
