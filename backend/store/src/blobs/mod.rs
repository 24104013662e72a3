//! Files beside the log: kept once, under the SHA-256 of their bytes, in a folder or a bucket.
//!
//! [`Blobs::receive`] takes bytes in under a name of their own, [`Blobs::place`] moves them to their
//! digest, [`Blobs::open`] reads them back. The log holds the digest, so it proves the file.
//!
//! # Invariants
//! - What is kept comes back as it was (`what_is_kept_comes_back`).
//! - Bytes that do not have their digest any more are never handed out
//!   (`a_changed_file_is_never_handed_out`).
//! - What is too large, empty or broken off leaves nothing (`nothing_half_written_stays`).
//! - What a crash left is swept away, and only that (`what_a_crash_left_is_swept_away`).
//! - A file that was there before is not taken back (`what_was_there_before_is_not_taken_back`).
//!
//! # Deliberately absent
//! - Names, types, rights and records: rooms know those.
//! - A lock between processes: two that keep the same bytes at the same moment write the same file.
//!   Were one of them to take it back, the other's would be missing, which reading says; sending
//!   the file again mends it.
//! - Looking for files that a crash left between their place and their event: nothing names them,
//!   and they stay until somebody compares `sha256/` with the digests the log has.
//! - Parts of uploads that a crash left in a bucket: a lifecycle rule of the bucket ends those.

mod error;
mod s3;
#[cfg(test)]
mod tests;

use std::{
    fmt::Display,
    path::{Path as Folder, PathBuf},
    sync::Arc,
    time::UNIX_EPOCH,
};

use bytes::Bytes;
use futures::{Stream, StreamExt as _, TryStreamExt as _, stream::BoxStream};
use object_store::{
    Error, ObjectStore, ObjectStoreExt as _, WriteMultipart, local::LocalFileSystem, path::Path,
};
use sha2::{Digest as _, Sha256};
use tokio::sync::{Mutex, OwnedMutexGuard};

pub use error::BlobError;

/// Where bytes wait until their digest is known.
const ARRIVING: &str = "arriving";
/// Where files are kept, under the first two digits of their digest.
const KEPT: &str = "sha256";
/// Parts of a file that may be on their way to the disk or the bucket at once.
const AT_ONCE: usize = 2;

/// The place where files are kept. Clones share it.
#[derive(Clone, Debug)]
pub struct Blobs {
    objects: Arc<dyn ObjectStore>,
    /// The folder, when it is one.
    folder: Option<PathBuf>,
    limit: u64,
    turn: Arc<Mutex<()>>,
}

/// Bytes that arrived whole and wait for [`Blobs::place`].
#[derive(Debug)]
pub struct Arrived {
    staged: Path,
    digest: String,
    bytes: u64,
}

/// A file at its place, while what it belongs to is recorded. No other file of this process is
/// placed meanwhile.
#[derive(Debug)]
pub struct Placed {
    objects: Arc<dyn ObjectStore>,
    place: Path,
    is_new: bool,
    _turn: OwnedMutexGuard<()>,
}

/// A file that has its digest, ready to be read.
pub struct Kept {
    /// How many bytes it has.
    pub bytes: u64,
    /// The bytes, piece by piece.
    pub chunks: BoxStream<'static, Result<Bytes, BlobError>>,
}

impl Arrived {
    /// The SHA-256 of the bytes, in hex.
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// How many bytes there are.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }
}

impl Placed {
    /// Takes the file away again, unless it was there before.
    pub async fn take_back(self) -> Result<(), BlobError> {
        if self.is_new {
            gone(self.objects.delete(&self.place).await)?;
        }
        Ok(())
    }
}

impl Blobs {
    /// The place at an address: a folder, made when it is not there, or `s3://bucket/prefix` with
    /// the settings of the bucket, each under the name of its `AWS_…` variable. No file may have
    /// more than `limit` bytes.
    ///
    /// # Errors
    /// [`BlobError::Address`] and [`BlobError::Folder`] for a place that cannot be used.
    pub fn at(address: &str, limit: u64, settings: &[(String, String)]) -> Result<Self, BlobError> {
        let (objects, folder) = match address.strip_prefix("s3://") {
            Some(bucket) => (s3::bucket(bucket, settings)?, None),
            None => (folder_at(Folder::new(address))?, Some(PathBuf::from(address))),
        };
        Ok(Self { objects, folder, limit, turn: Arc::default() })
    }

    /// Takes bytes in. Whatever goes wrong, nothing of them stays.
    ///
    /// # Errors
    /// [`BlobError::TooLarge`], [`BlobError::Empty`], and [`BlobError::BrokenOff`] when the bytes
    /// end with an error.
    pub async fn receive<E: Display>(
        &self,
        chunks: impl Stream<Item = Result<Bytes, E>>,
    ) -> Result<Arrived, BlobError> {
        let staged = Path::from(format!("{ARRIVING}/{}", hex::encode(random()?)));
        let upload = self.objects.put_multipart(&staged).await?;
        let mut writer = WriteMultipart::new(upload);
        match self.copy(chunks, &mut writer).await {
            Ok((digest, bytes)) => {
                writer.finish().await?;
                Ok(Arrived { staged, digest, bytes })
            }
            Err(why) => {
                if let Err(also) = writer.abort().await {
                    tracing::warn!(why = %also, "what arrived of a file could not be removed");
                }
                Err(why)
            }
        }
    }

    /// Writes the bytes on, and counts and hashes them on the way.
    async fn copy<E: Display>(
        &self,
        chunks: impl Stream<Item = Result<Bytes, E>>,
        writer: &mut WriteMultipart,
    ) -> Result<(String, u64), BlobError> {
        let mut chunks = std::pin::pin!(chunks);
        let (mut hash, mut bytes) = (Sha256::new(), 0_u64);
        while let Some(chunk) = chunks.next().await {
            let chunk = chunk.map_err(|why| BlobError::BrokenOff(why.to_string()))?;
            bytes = bytes.saturating_add(length(&chunk));
            if bytes > self.limit {
                return Err(BlobError::TooLarge { limit: self.limit });
            }
            hash.update(&chunk);
            writer.wait_for_capacity(AT_ONCE).await?;
            writer.put(chunk);
        }
        if bytes == 0 {
            return Err(BlobError::Empty);
        }
        Ok((hex::encode(hash.finalize()), bytes))
    }

    /// Moves what arrived to its digest. A file that is there is written anew, which mends one
    /// whose bytes were changed.
    pub async fn place(&self, arrived: Arrived) -> Result<Placed, BlobError> {
        let turn = Arc::clone(&self.turn).lock_owned().await;
        let moved = self.moved(&arrived).await;
        if moved.is_err() {
            self.discard(arrived).await?;
        }
        let (place, is_new) = moved?;
        Ok(Placed { objects: Arc::clone(&self.objects), place, is_new, _turn: turn })
    }

    async fn moved(&self, arrived: &Arrived) -> Result<(Path, bool), BlobError> {
        let place = place_of(&arrived.digest)?;
        let is_new = match self.objects.head(&place).await {
            Ok(_) => false,
            Err(Error::NotFound { .. }) => true,
            Err(why) => return Err(why.into()),
        };
        self.objects.rename(&arrived.staged, &place).await?;
        Ok((place, is_new))
    }

    /// Throws away what arrived.
    pub async fn discard(&self, arrived: Arrived) -> Result<(), BlobError> {
        gone(self.objects.delete(&arrived.staged).await)
    }

    /// Opens a file by the hex digits of its digest. All of it is read and checked first, so that
    /// nothing is handed out of a file that was changed.
    ///
    /// # Errors
    /// [`BlobError::Missing`] and [`BlobError::Damaged`].
    pub async fn open(&self, digest: &str) -> Result<Kept, BlobError> {
        let place = place_of(digest)?;
        let (mut hash, mut bytes) = (Sha256::new(), 0_u64);
        let mut chunks = self.read(&place, digest).await?;
        while let Some(chunk) = chunks.try_next().await? {
            bytes = bytes.saturating_add(length(&chunk));
            hash.update(&chunk);
        }
        let found = hex::encode(hash.finalize());
        if found != digest {
            return Err(BlobError::Damaged { digest: digest.to_owned(), found });
        }
        Ok(Kept { bytes, chunks: self.read(&place, digest).await? })
    }

    async fn read(
        &self,
        place: &Path,
        digest: &str,
    ) -> Result<BoxStream<'static, Result<Bytes, BlobError>>, BlobError> {
        match self.objects.get(place).await {
            Ok(found) => Ok(found.into_stream().map_err(BlobError::from).boxed()),
            Err(Error::NotFound { .. }) => Err(BlobError::Missing(digest.to_owned())),
            Err(why) => Err(why.into()),
        }
    }

    /// Removes what arrived before a moment (UTC microseconds) and was never placed; answers how
    /// many files that were.
    pub async fn sweep(&self, before: i64) -> Result<u64, BlobError> {
        if let Some(folder) = &self.folder {
            return sweep_folder(&folder.join(ARRIVING), before).await;
        }
        let mut swept = 0_u64;
        let arriving = Path::from(ARRIVING);
        let mut left = self.objects.list(Some(&arriving));
        while let Some(one) = left.try_next().await? {
            if one.last_modified.timestamp_micros() < before {
                gone(self.objects.delete(&one.location).await)?;
                swept = swept.saturating_add(1);
            }
        }
        Ok(swept)
    }
}

/// The objects of a folder, which is made when it is not there.
fn folder_at(folder: &Folder) -> Result<Arc<dyn ObjectStore>, BlobError> {
    std::fs::create_dir_all(folder).map_err(|why| at(folder, why))?;
    // What is acknowledged must be there after the power failed.
    Ok(Arc::new(LocalFileSystem::new_with_prefix(folder)?.with_fsync(true)))
}

/// Parts of files lie beside their name in a folder, where no list shows them.
async fn sweep_folder(folder: &Folder, before: i64) -> Result<u64, BlobError> {
    let mut swept = 0_u64;
    let mut left = match tokio::fs::read_dir(folder).await {
        Ok(left) => left,
        Err(why) if why.kind() == std::io::ErrorKind::NotFound => return Ok(0),
        Err(why) => return Err(at(folder, why)),
    };
    while let Some(one) = left.next_entry().await.map_err(|why| at(folder, why))? {
        let path = one.path();
        let modified = one.metadata().await.and_then(|about| about.modified());
        let age = modified.map_err(|why| at(&path, why))?.duration_since(UNIX_EPOCH);
        let at_micros = age.map_or(0, |age| i64::try_from(age.as_micros()).unwrap_or(i64::MAX));
        if at_micros < before {
            tokio::fs::remove_file(&path).await.map_err(|why| at(&path, why))?;
            swept = swept.saturating_add(1);
        }
    }
    Ok(swept)
}

/// Where a file is kept: `sha256/ab/` and its 64 digits.
fn place_of(digest: &str) -> Result<Path, BlobError> {
    let is_digest =
        digest.len() == 64 && digest.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    let Some(first) = digest.get(..2).filter(|_| is_digest) else {
        return Err(BlobError::Missing(digest.chars().take(64).collect()));
    };
    Ok(Path::from(format!("{KEPT}/{first}/{digest}")))
}

/// What is gone already need not be removed.
fn gone(removed: object_store::Result<()>) -> Result<(), BlobError> {
    match removed {
        Ok(()) | Err(Error::NotFound { .. }) => Ok(()),
        Err(why) => Err(why.into()),
    }
}

fn length(chunk: &Bytes) -> u64 {
    u64::try_from(chunk.len()).unwrap_or(u64::MAX)
}

/// Random bytes of the operating system.
fn random() -> Result<[u8; 16], BlobError> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|why| BlobError::Chance(why.to_string()))?;
    Ok(bytes)
}

fn at(path: &Folder, source: std::io::Error) -> BlobError {
    BlobError::Folder { path: path.display().to_string(), source }
}
