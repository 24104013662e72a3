//! The proof side of the log: what an event's bytes are, and how anybody can check them.
//!
//! An event becomes a [`Leaf`], a leaf becomes a [`Hash`], all hashes in order become the root of a
//! Merkle tree (RFC 6962), and the root becomes a signed checkpoint (C2SP). The server, the command
//! line and the browser check with this same code.
//!
//! # Invariants
//! - The bytes of a leaf never change meaning or form. (`leaf_bytes_are_frozen`)
//! - A checkpoint's bytes are the same for the same key, size and root. (`checkpoint_bytes_are_frozen`)
//!
//! # Deliberately absent
//! - No IO, no clock, no randomness: keys come from seeds, times from callers.
//! - No knowledge of what an event means.

mod canonical;
pub mod checkpoint;
pub mod hash;
pub mod leaf;
pub mod note;
pub mod proof;
pub mod tile;
pub mod tree;
pub mod verify;

pub use checkpoint::{Checkpoint, VerifiedCheckpoint};
pub use hash::{EMPTY_ROOT, Hash, digest, leaf_hash, node_hash};
pub use leaf::{Leaf, LeafError, Part};
pub use note::{Note, NoteError, NoteKey, VerifierKey};
pub use proof::Proof;
pub use tree::Frontier;
