//! Files kept with evidence: the bytes go to their place first, then the log says so.

use std::fmt::Display;

use domain::{
    authority::Caller,
    evaluations::{Command, Evaluations, File},
};
use futures::Stream;
use kernel::{Digest, Micros, Name, Personal, Subject};
use store::{Arrived, Blobs, Bytes, Kept};

use super::{EvidenceRow, KeptFile, act};
use crate::{App, AppError, Meta, Outcome};

/// A file that somebody sends.
#[derive(Clone, Debug)]
pub struct Upload {
    /// The evidence it belongs to.
    pub evidence: Subject,
    /// Its media type, without parameters.
    pub media_type: Name,
    /// What whoever sends it calls it.
    pub name: Personal,
}

impl Upload {
    fn file(&self, digest: Digest, bytes: u64) -> File {
        let (media_type, name) = (self.media_type.clone(), self.name.clone());
        File { digest, media_type, bytes, name }
    }
}

impl App {
    /// Keeps a file with a piece of evidence: takes the bytes in, moves them to their digest, and
    /// records that. What is refused leaves no file.
    ///
    /// # Errors
    /// Refusals `attachment.…` and those of the room; bytes are only read when the answer is not
    /// known to be no before.
    pub async fn keep_file<E: Display>(
        &self,
        caller: &Caller,
        meta: &Meta,
        upload: &Upload,
        chunks: impl Stream<Item = Result<Bytes, E>>,
    ) -> Result<(File, Outcome), AppError> {
        let files = self.place_of_files()?;
        self.would_keep(caller, meta, upload).await?;
        let arrived = files.receive(chunks).await?;
        let digest = Digest::parse(arrived.digest()).map_err(AppError::internal)?;
        let file = upload.file(digest, arrived.bytes());
        let command = Command::KeepFile(file.clone());
        let recorded = self.evaluations(caller, meta, &upload.evidence, command);
        let outcome = self.placed(arrived, recorded).await?;
        Ok((file, outcome))
    }

    /// Moves the bytes to their digest and records it; takes them back when that is refused.
    pub(crate) async fn placed(
        &self,
        arrived: Arrived,
        recorded: impl Future<Output = Result<Outcome, AppError>>,
    ) -> Result<Outcome, AppError> {
        let placed = self.place_of_files()?.place(arrived).await?;
        let outcome = recorded.await;
        match &outcome {
            // Whether it was recorded is not known after a failure: then the file stays.
            Ok(_) | Err(AppError::Internal(_)) => {}
            Err(
                AppError::Refused(_) | AppError::Denied | AppError::NotFound | AppError::Conflict,
            ) => placed.take_back().await?,
        }
        outcome
    }

    /// Says no before any bytes are read, where that is known: the same decision and the same
    /// permission, about a file that is none.
    async fn would_keep(
        &self,
        caller: &Caller,
        meta: &Meta,
        upload: &Upload,
    ) -> Result<(), AppError> {
        let nothing = Digest::parse(&"0".repeat(64)).map_err(AppError::internal)?;
        let command = Command::KeepFile(upload.file(nothing, 1));
        let act = act(&command);
        let mut draft = self.draft(caller, meta);
        let place = draft.decide::<Evaluations>(Some(caller), &upload.evidence, command).await?;
        caller.permit(act, &place)?;
        Ok(())
    }

    /// Opens a file kept with a piece of evidence, by the hex digits of its digest.
    ///
    /// # Errors
    /// The refusal `attachment.unknown`; a failure when the bytes are not those that were kept.
    pub async fn open_file<'a>(
        &self,
        evidence: &'a EvidenceRow,
        digest: &str,
    ) -> Result<(&'a KeptFile, Kept), AppError> {
        let Some(file) = evidence.files.iter().find(|file| file.digest.as_str() == digest) else {
            let sentence = format!(
                "no file with this digest is kept with {}; its page lists those that are",
                evidence.subject
            );
            return Err(AppError::refused("attachment.unknown", sentence, Some("digest")));
        };
        let kept = self.place_of_files()?.open(digest).await?;
        Ok((file, kept))
    }

    /// Removes what uploads left that began more than a day ago and never ended; answers how many.
    pub(crate) async fn sweep_files(&self) -> Result<u64, AppError> {
        let Some(files) = &self.files else { return Ok(0) };
        let Micros(now) = self.now();
        Ok(files.sweep(now.saturating_sub(Micros::DAY)).await?)
    }

    /// Where files are kept.
    pub(crate) fn place_of_files(&self) -> Result<&Blobs, AppError> {
        self.files.as_ref().ok_or_else(|| AppError::internal("no place for files was set up"))
    }
}
