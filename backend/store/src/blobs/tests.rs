use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
};

use bytes::Bytes;
use futures::{TryStreamExt as _, stream};
use hyper::server::conn::http1;
use hyper_util::rt::TokioIo;
use s3s::{auth::SimpleAuth, service::S3ServiceBuilder};
use sha2::{Digest as _, Sha256};

use super::{Arrived, BlobError, Blobs};

/// Pieces as they come from a network, of which the last may be a failure.
type Pieces = Vec<Result<Bytes, &'static str>>;

fn blobs(folder: &Path, limit: u64) -> Blobs {
    Blobs::at(folder.to_str().unwrap(), limit, &[]).unwrap()
}

fn pieces(texts: &[&str]) -> Pieces {
    texts.iter().map(|text| Ok(Bytes::copy_from_slice(text.as_bytes()))).collect()
}

async fn receive(blobs: &Blobs, pieces: Pieces) -> Result<Arrived, BlobError> {
    blobs.receive(stream::iter(pieces)).await
}

/// Keeps a text; its digest, and whether it is new.
async fn keep(blobs: &Blobs, text: &str) -> (String, bool) {
    let arrived = receive(blobs, pieces(&[text])).await.unwrap();
    let digest = arrived.digest().to_owned();
    (digest, blobs.place(arrived).await.unwrap().is_new)
}

async fn read(blobs: &Blobs, digest: &str) -> Result<Vec<u8>, BlobError> {
    let kept = blobs.open(digest).await?;
    let chunks: Vec<Bytes> = kept.chunks.try_collect().await?;
    let bytes = chunks.concat();
    assert_eq!(u64::try_from(bytes.len()).unwrap(), kept.bytes);
    Ok(bytes)
}

/// Every file below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}

#[tokio::test]
async fn what_is_kept_comes_back() {
    let dir = tempfile::tempdir().unwrap();
    let blobs = blobs(&dir.path().join("made/at/first/use"), 100);
    let arrived = receive(&blobs, pieces(&["one ", "two ", "three"])).await.unwrap();
    let digest = hex::encode(Sha256::digest(b"one two three"));
    assert_eq!((arrived.digest(), arrived.bytes()), (digest.as_str(), 13));
    assert!(matches!(blobs.open(&digest).await, Err(BlobError::Missing(_))), "it has no place yet");
    blobs.place(arrived).await.unwrap();
    assert_eq!(read(&blobs, &digest).await.unwrap(), b"one two three");
    let first = digest.get(..2).unwrap();
    let place = dir.path().join("made/at/first/use/sha256").join(first).join(&digest);
    assert_eq!(files(dir.path()), [place], "and nothing else is there");
    for unknown in ["", "..", "../../etc/passwd", &"A".repeat(64), &"0".repeat(64)] {
        assert!(matches!(blobs.open(unknown).await, Err(BlobError::Missing(_))), "{unknown}");
    }
}

#[tokio::test]
async fn a_changed_file_is_never_handed_out() {
    let dir = tempfile::tempdir().unwrap();
    let blobs = blobs(dir.path(), 100);
    let (digest, _) = keep(&blobs, "as it was").await;
    let place = files(dir.path()).pop().unwrap();
    for changed in ["as it is!", "as it was, and more", ""] {
        std::fs::write(&place, changed).unwrap();
        let found = hex::encode(Sha256::digest(changed));
        match read(&blobs, &digest).await {
            Err(BlobError::Damaged { digest: named, found: said }) => {
                assert_eq!((named, said), (digest.clone(), found));
            }
            other => panic!("'{changed}' was handed out: {other:?}"),
        }
    }
    let (again, is_new) = keep(&blobs, "as it was").await;
    assert_eq!((again, is_new), (digest.clone(), false));
    assert_eq!(read(&blobs, &digest).await.unwrap(), b"as it was", "sending it again mends it");
}

#[tokio::test]
async fn nothing_half_written_stays() {
    let dir = tempfile::tempdir().unwrap();
    let blobs = blobs(dir.path(), 10);
    let large = receive(&blobs, pieces(&["12345", "67890", "1"])).await;
    assert!(matches!(large, Err(BlobError::TooLarge { limit: 10 })), "{large:?}");
    let empty = receive(&blobs, pieces(&["", ""])).await;
    assert!(matches!(empty, Err(BlobError::Empty)), "{empty:?}");
    let broken = vec![Ok(Bytes::from_static(b"12345")), Err("the line is dead")];
    let broken = receive(&blobs, broken).await;
    let Err(BlobError::BrokenOff(why)) = broken else { panic!("{broken:?}") };
    assert_eq!(why, "the line is dead");
    assert!(files(dir.path()).is_empty());
    let arrived = receive(&blobs, pieces(&["1234567890"])).await.unwrap();
    assert_eq!(files(dir.path()).len(), 1);
    blobs.discard(arrived).await.unwrap();
    assert!(files(dir.path()).is_empty());
}

#[tokio::test]
async fn what_a_crash_left_is_swept_away() {
    let dir = tempfile::tempdir().unwrap();
    let blobs = blobs(dir.path(), 100);
    assert_eq!(blobs.sweep(i64::MAX).await.unwrap(), 0, "there is no such folder yet");
    let (digest, _) = keep(&blobs, "kept").await;
    receive(&blobs, pieces(&["arrived, and never placed"])).await.unwrap();
    std::fs::write(dir.path().join("arriving/half#1"), "half of").unwrap();
    assert_eq!(blobs.sweep(0).await.unwrap(), 0, "these may still be on their way");
    assert_eq!(blobs.sweep(i64::MAX).await.unwrap(), 2);
    assert_eq!(files(dir.path()).len(), 1);
    assert_eq!(read(&blobs, &digest).await.unwrap(), b"kept");
}

#[tokio::test]
async fn what_was_there_before_is_not_taken_back() {
    let dir = tempfile::tempdir().unwrap();
    let blobs = blobs(dir.path(), 100);
    let placed = async |text: &str| {
        let arrived = receive(&blobs, pieces(&[text])).await.unwrap();
        blobs.place(arrived).await.unwrap()
    };
    placed("first").await.take_back().await.unwrap();
    assert!(files(dir.path()).is_empty());
    let (digest, is_new) = keep(&blobs, "second").await;
    assert!(is_new);
    placed("second").await.take_back().await.unwrap();
    assert_eq!(read(&blobs, &digest).await.unwrap(), b"second");
}

#[tokio::test]
async fn a_place_that_is_none_says_so() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("file");
    std::fs::write(&file, "x").unwrap();
    let refused = Blobs::at(file.join("below").to_str().unwrap(), 1, &[]).unwrap_err();
    assert!(matches!(refused, BlobError::Folder { .. }), "{refused:?}");
    let named = |address: &str, settings: &[(&str, &str)]| {
        let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        let settings: Vec<_> = settings.iter().map(own).collect();
        Blobs::at(address, 1, &settings).map(drop).map_err(|why| why.to_string())
    };
    assert_eq!(named("s3://", &[]), Err("s3://: write it like s3://BUCKET/PREFIX".to_owned()));
    let unknown = named("s3://b/p", &[("AWS_COLOUR", "red")]).unwrap_err();
    assert!(unknown.starts_with("s3://b/p: AWS_COLOUR: "), "{unknown}");
    assert_eq!(named("s3://b/p", &[("AWS_REGION", "eu-central-1")]), Ok(()));
}

/// A server of buckets, each a folder in `root`, for who signs with the key `id`. Ends with the test.
#[expect(clippy::disallowed_methods, reason = "the runtime of a test ends with the test")]
async fn buckets(root: &Path) -> SocketAddr {
    let mut service = S3ServiceBuilder::new(s3s_fs::FileSystem::new(root).unwrap());
    service.set_auth(SimpleAuth::from_single("id", "secret"));
    let service = service.build();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        let http = http1::Builder::new();
        loop {
            let (line, _) = listener.accept().await.unwrap();
            tokio::spawn(http.serve_connection(TokioIo::new(line), service.clone()));
        }
    });
    address
}

fn bucket(address: SocketAddr, secret: &str) -> Blobs {
    let endpoint = format!("http://{address}");
    let settings = [
        ("AWS_ENDPOINT_URL", endpoint.as_str()),
        ("AWS_ALLOW_HTTP", "true"),
        ("AWS_REGION", "eu-central-1"),
        ("AWS_ACCESS_KEY_ID", "id"),
        ("AWS_SECRET_ACCESS_KEY", secret),
    ];
    let settings = settings.map(|(name, value)| (name.to_owned(), value.to_owned()));
    Blobs::at("s3://evidence/of/us", 100, &settings).unwrap()
}

#[tokio::test]
async fn a_bucket_keeps_files_as_a_folder_does() {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("evidence");
    std::fs::create_dir(&folder).unwrap();
    let address = buckets(root.path()).await;
    let blobs = bucket(address, "secret");
    let (digest, is_new) = keep(&blobs, "in a bucket").await;
    assert!(is_new);
    assert_eq!(read(&blobs, &digest).await.unwrap(), b"in a bucket");
    let first = digest.get(..2).unwrap();
    let place = folder.join("of/us/sha256").join(first).join(&digest);
    assert_eq!(files(&folder), std::slice::from_ref(&place), "what arrived went to its place");
    let (again, is_new) = keep(&blobs, "in a bucket").await;
    assert_eq!((again, is_new), (digest.clone(), false));
    std::fs::write(&place, b"in a bucker").unwrap();
    assert!(matches!(read(&blobs, &digest).await, Err(BlobError::Damaged { .. })));

    let large = receive(&blobs, pieces(&[&"x".repeat(101)])).await;
    assert!(matches!(large, Err(BlobError::TooLarge { limit: 100 })), "{large:?}");
    receive(&blobs, pieces(&["arrived, and never placed"])).await.unwrap();
    assert_eq!(blobs.sweep(i64::MAX).await.unwrap(), 1);
    assert_eq!(files(&folder), [place]);

    let stranger = bucket(address, "guess");
    let refused = receive(&stranger, pieces(&["with another key"])).await;
    assert!(refused.is_err(), "{refused:?}");
}
