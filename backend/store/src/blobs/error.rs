//! What can go wrong with a file.

/// Why a file was not kept or not handed out.
#[derive(Debug, thiserror::Error)]
pub enum BlobError {
    /// It has more bytes than are taken.
    #[error(
        "the file has more than {limit} bytes, which is the most that is kept; send a smaller one, or in parts"
    )]
    TooLarge {
        /// The most bytes a file may have.
        limit: u64,
    },
    /// It has no bytes.
    #[error("the file is empty; choose one with something in it")]
    Empty,
    /// It did not arrive whole.
    #[error("the file did not arrive whole ({0}); send it again")]
    BrokenOff(String),
    /// Nothing is kept under this digest.
    #[error("no file is kept under {0}")]
    Missing(String),
    /// What is kept has another digest.
    #[error("the file kept under {digest} has the digest {found} now")]
    Damaged {
        /// The digest it was kept under.
        digest: String,
        /// The digest of its bytes.
        found: String,
    },
    /// The address is none.
    #[error("{address}: {why}")]
    Address {
        /// The address.
        address: String,
        /// What is wrong with it.
        why: String,
    },
    /// The folder cannot be used.
    #[error("{path}: {source}")]
    Folder {
        /// The folder, or a file in it.
        path: String,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// The folder or the bucket answered with an error.
    #[error("files: {0}")]
    Objects(#[from] object_store::Error),
    /// The operating system gave no random bytes.
    #[error("no random bytes: {0}")]
    Chance(String),
}

impl BlobError {
    /// Whether a file that was kept is not there any more as it was.
    pub fn is_damage(&self) -> bool {
        matches!(self, Self::Missing(_) | Self::Damaged { .. })
    }
}
