use std::path::{Path, PathBuf};

use domain::programme::{Command, Publication, Text};
use futures::{TryStreamExt as _, stream};
use kernel::{Digest, Name, Personal, Subject};
use store::{BlobError, Blobs, Bytes};
use tempfile::TempDir;

use super::TextUpload;
use crate::{
    App, AppError, Instant, Meta, Outcome,
    programme::PolicyRow,
    testing::{TestApp, drill_app},
};

/// The drill with a folder for files, and a policy that its compliance officer published.
struct Bench {
    test: TestApp,
    app: App,
    folder: TempDir,
}

fn policy() -> Subject {
    "policy:keys".parse().unwrap()
}

fn meta(command: &str) -> Meta {
    Meta { source: String::from("test"), command: command.to_owned(), ..Meta::default() }
}

fn upload(media_type: &str) -> TextUpload {
    let sender: Subject = "person:usr-comp".parse().unwrap();
    TextUpload {
        policy: policy(),
        version: 1,
        media_type: Name::parse(media_type).unwrap(),
        name: Personal::written(&sender, "keys.md"),
    }
}

async fn bench(digest: Option<Digest>) -> Bench {
    let test = drill_app(None).await;
    let folder = tempfile::tempdir().unwrap();
    let files = Blobs::at(folder.path().to_str().unwrap(), 100, &[]).unwrap();
    let app = test.app.clone().with_files(files);
    let publish = Command::Publish(Publication {
        title: Name::parse("Keys and secrets").unwrap(),
        version: 1,
        digest,
        approved_by: "person:usr-ceo".parse().unwrap(),
        binds: vec![Name::parse("data_engineer").unwrap()],
        attest_within_days: Some(14),
        review_due: None,
    });
    let officer = app.caller(&"person:usr-comp".parse().unwrap()).await.unwrap();
    app.programme(&officer, &meta("publish"), &policy(), publish).await.unwrap();
    Bench { test, app, folder }
}

impl Bench {
    async fn send(
        &self,
        (who, command): (&str, &str),
        upload: &TextUpload,
        text: &str,
    ) -> Result<(Text, Outcome), AppError> {
        let caller = self.app.caller(&format!("person:{who}").parse().unwrap()).await.unwrap();
        let pieces: Vec<Result<Bytes, BlobError>> =
            text.as_bytes().chunks(7).map(|piece| Ok(Bytes::copy_from_slice(piece))).collect();
        self.app.keep_text(&caller, &meta(command), upload, stream::iter(pieces)).await
    }

    async fn refusal(&self, sender: (&str, &str), upload: &TextUpload, text: &str) -> String {
        match self.send(sender, upload, text).await {
            Err(AppError::Refused(refused)) => refused.code,
            Err(AppError::Denied) => String::from("denied"),
            other => panic!("not refused: {other:?}"),
        }
    }

    async fn read(&self) -> Result<Vec<u8>, AppError> {
        let sight = self.test.sight(Instant::Now).await;
        let row: PolicyRow = self.app.find(&sight, &policy()).await.unwrap().unwrap();
        let (_, kept) = self.app.open_text(&row, 1).await?;
        let chunks: Vec<Bytes> = kept.chunks.try_collect().await?;
        Ok(chunks.concat())
    }
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
async fn the_text_of_a_policy_comes_back_as_it_was() {
    let bench = bench(None).await;
    let markdown = upload("text/markdown");
    let words = "# Keys\n\nNobody sends a key by mail.";
    let missing = bench.read().await.unwrap_err();
    assert!(matches!(missing, AppError::Refused(why) if why.code == "attachment.unknown"));
    let (text, outcome) = bench.send(("usr-comp", "1"), &markdown, words).await.unwrap();
    let position = outcome.unwrap().position;
    let stored = bench.app.store.read(position, 1).await.unwrap();
    let named = serde_json::json!({ "version": 1, "digest": text.digest,
        "media_type": "text/markdown", "bytes": words.len() });
    assert_eq!(stored[0].leaf.data, named, "the name is no part of the leaf");
    assert_eq!(bench.read().await.unwrap(), words.as_bytes());
    let (_, outcome) = bench.send(("usr-comp", "2"), &markdown, words).await.unwrap();
    assert_eq!(outcome, None, "it is kept once");
    let place = files(bench.folder.path()).pop().unwrap();
    std::fs::write(place, "# Keys\n\nSend every key by mail.").unwrap();
    let changed = bench.read().await;
    assert!(matches!(changed, Err(AppError::Internal(_))), "a changed text is a failure");
}

#[tokio::test]
async fn a_refused_text_leaves_no_file() {
    let approved = Digest::parse(&"a".repeat(64)).unwrap();
    let bench = bench(Some(approved)).await;
    let (markdown, page) = (upload("text/markdown"), upload("text/html"));
    let later = TextUpload { version: 2, ..upload("text/markdown") };
    for (who, upload, text, code) in [
        ("usr-comp", &markdown, "not what was approved", "policy.another_text"),
        ("usr-comp", &markdown, "", "attachment.empty"),
        ("usr-comp", &page, "<p>", "attachment.type_refused"),
        ("usr-comp", &later, "x", "policy.no_such_version"),
        ("usr-dp-eng1", &markdown, "x", "denied"),
    ] {
        assert_eq!(bench.refusal((who, code), upload, text).await, code);
        assert!(files(bench.folder.path()).is_empty(), "{code}");
    }
}
