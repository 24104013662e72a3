use std::path::{Path, PathBuf};

use domain::{
    authority::{Caller, Permit},
    evaluations::{Command, File},
};
use futures::{TryStreamExt as _, stream};
use kernel::{Name, Personal, Subject};
use serde_json::json;
use store::{BlobError, Blobs, Bytes};
use tempfile::TempDir;

use super::{EvidenceRow, Upload};
use crate::{
    App, AppError, Instant, Meta, Outcome,
    import::Reported,
    testing::{NOW, TestApp, auditor, empty_app, with_roles},
};

const EVIDENCE: &str = "evidence:e-1";

/// An app with a piece of evidence and a folder for files of at most a hundred bytes.
struct Bench {
    test: TestApp,
    app: App,
    folder: TempDir,
}

fn subject(text: &str) -> Subject {
    text.parse().unwrap()
}

fn meta(command: &str) -> Meta {
    Meta { source: String::from("test"), command: command.to_owned(), ..Meta::default() }
}

fn engineer() -> Caller {
    with_roles("p", &["data_engineer"])
}

fn fact(kind: &str, stream: &str, data: serde_json::Value) -> Reported {
    Reported { kind: kind.to_owned(), stream: subject(stream), at: NOW, actor: None, data }
}

async fn bench() -> Bench {
    let test = empty_app().await;
    let folder = tempfile::tempdir().unwrap();
    let known = fact("person.registered", "person:p", json!({ "name": "P", "service": false }));
    let permit = Permit::bootstrap(subject("person:p"));
    test.app.import(&permit, &meta("person"), &known).await.unwrap();
    let source = json!({ "name": "Gateway", "trust": "low", "sensitivity": "personal" });
    let source = fact("source.registered", "source:s", source);
    test.app.report(&engineer(), &meta("source"), &source).await.unwrap();
    let report = json!({
        "subject": "source:s", "evidence_type": "EV-DATA-VALIDATION",
        "tool": "great_expectations", "digest": "e".repeat(64),
    });
    let report = fact("evidence.attached", EVIDENCE, report);
    test.app.report(&engineer(), &meta("evidence"), &report).await.unwrap();
    let files = Blobs::at(folder.path().to_str().unwrap(), 100, &[]).unwrap();
    Bench { app: test.app.clone().with_files(files), test, folder }
}

fn upload(evidence: &str, media_type: &str) -> Upload {
    Upload {
        evidence: subject(evidence),
        media_type: Name::parse(media_type).unwrap(),
        name: Personal::written(&subject("person:p"), "report.txt"),
    }
}

impl Bench {
    async fn send(
        &self,
        (caller, command): (&Caller, &str),
        upload: &Upload,
        text: &str,
    ) -> Result<(File, Outcome), AppError> {
        let pieces: Vec<Result<Bytes, BlobError>> =
            text.as_bytes().chunks(7).map(|piece| Ok(Bytes::copy_from_slice(piece))).collect();
        self.app.keep_file(caller, &meta(command), upload, stream::iter(pieces)).await
    }

    async fn keep(&self, command: &str, text: &str) -> Result<(File, Outcome), AppError> {
        self.send((&engineer(), command), &upload(EVIDENCE, "text/plain"), text).await
    }

    async fn refusal(&self, sender: (&Caller, &str), upload: &Upload, text: &str) -> String {
        match self.send(sender, upload, text).await {
            Err(AppError::Refused(refused)) => refused.code,
            Err(AppError::Denied) => String::from("denied"),
            other => panic!("not refused: {other:?}"),
        }
    }

    async fn row(&self) -> EvidenceRow {
        let sight = self.test.sight(Instant::Now).await;
        self.app.find(&sight, &subject(EVIDENCE)).await.unwrap().unwrap()
    }

    async fn read(&self, file: &File) -> Result<Vec<u8>, AppError> {
        let row = self.row().await;
        let (known, kept) = self.app.open_file(&row, file.digest.as_str()).await?;
        assert_eq!((known.bytes, kept.bytes), (file.bytes, file.bytes));
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
async fn a_file_comes_back_as_it_was() {
    let bench = bench().await;
    let text = "All expectations were met, but for three.";
    let (file, outcome) = bench.keep("1", text).await.unwrap();
    let position = outcome.unwrap().position;
    let stored = bench.app.store.read(position, 1).await.unwrap();
    let named = json!({ "digest": file.digest, "media_type": "text/plain", "bytes": text.len() });
    assert_eq!(stored[0].leaf.data, named, "the name is no part of the leaf");
    assert_eq!(bench.read(&file).await.unwrap(), text.as_bytes());
    let row = bench.row().await;
    assert_eq!(row.files.len(), 1);
    assert_eq!((row.files[0].by.to_string(), row.files[0].at), ("person:p".to_owned(), NOW));
    let (again, outcome) = bench.keep("2", text).await.unwrap();
    assert_eq!((again.digest, outcome), (file.digest.clone(), None), "it is kept once");
    let (_, outcome) = bench.keep("1", text).await.unwrap();
    assert!(outcome.unwrap().duplicate);
    assert_eq!(files(bench.folder.path()).len(), 1);
}

#[tokio::test]
async fn what_is_refused_leaves_no_file() {
    let bench = bench().await;
    let (engineer, auditor) = (engineer(), auditor());
    let plain = upload(EVIDENCE, "text/plain");
    let page = upload(EVIDENCE, "text/html");
    let nowhere = upload("evidence:e-2", "text/plain");
    let large = "x".repeat(101);
    for (caller, upload, text, code) in [
        (&engineer, &plain, large.as_str(), "attachment.too_large"),
        (&engineer, &plain, "", "attachment.empty"),
        (&engineer, &page, "<p>", "attachment.type_refused"),
        (&engineer, &nowhere, "x", "evidence.unknown"),
        (&auditor, &plain, "x", "denied"),
    ] {
        assert_eq!(bench.refusal((caller, "r"), upload, text).await, code);
        assert!(files(bench.folder.path()).is_empty(), "{code}");
    }
    // What is refused only when it is recorded is taken back.
    bench.keep("1", "first").await.unwrap();
    assert_eq!(bench.refusal((&engineer, "1"), &plain, "second").await, "command.reused");
    assert_eq!(files(bench.folder.path()).len(), 1);
}

#[tokio::test]
async fn a_changed_file_is_a_failure() {
    let bench = bench().await;
    let (file, _) = bench.keep("1", "as it was").await.unwrap();
    let place = files(bench.folder.path()).pop().unwrap();
    for change in [Some("as it is!"), None] {
        match change {
            Some(text) => std::fs::write(&place, text).unwrap(),
            None => std::fs::remove_file(&place).unwrap(),
        }
        let Err(AppError::Internal(cause)) = bench.read(&file).await else {
            panic!("{change:?} was handed out");
        };
        assert!(cause.downcast_ref::<BlobError>().is_some_and(BlobError::is_damage), "{cause}");
    }
    // Sending it again mends it, and records nothing.
    assert_eq!(bench.keep("2", "as it was").await.unwrap().1, None);
    assert_eq!(bench.read(&file).await.unwrap(), b"as it was");
    let row = bench.row().await;
    let unknown = bench.app.open_file(&row, &"0".repeat(64)).await.map(drop);
    let Err(AppError::Refused(refused)) = unknown else { panic!("{unknown:?}") };
    assert_eq!(refused.code, "attachment.unknown");
}

#[tokio::test]
async fn files_stay_with_withdrawn_evidence() {
    let bench = bench().await;
    let (file, _) = bench.keep("1", "as it was").await.unwrap();
    let reason = Personal::written(&subject("person:p"), "Wrong limits");
    let withdraw = Command::Withdraw { reason };
    bench.app.evaluations(&engineer(), &meta("2"), &subject(EVIDENCE), withdraw).await.unwrap();
    assert_eq!(bench.read(&file).await.unwrap(), b"as it was");
    let plain = upload(EVIDENCE, "text/plain");
    assert_eq!(bench.refusal((&engineer(), "3"), &plain, "more").await, "evidence.withdrawn");
    assert_eq!(files(bench.folder.path()).len(), 1);
}
