//! The text of a policy: the bytes go to their place first, then the log says so.

#[cfg(test)]
mod tests;

use std::fmt::Display;

use domain::{
    authority::Caller,
    programme::{Command, Programme, Text},
};
use futures::Stream;
use kernel::{Digest, Name, Personal, Subject};
use store::{Bytes, Kept};

use super::{KeptText, PolicyRow, act};
use crate::{App, AppError, Instant, Meta, Outcome};

/// The text of a version of a policy that somebody sends.
#[derive(Clone, Debug)]
pub struct TextUpload {
    /// The policy.
    pub policy: Subject,
    /// The number of the version.
    pub version: u64,
    /// Its media type, without parameters.
    pub media_type: Name,
    /// What whoever sends it calls it.
    pub name: Personal,
}

impl TextUpload {
    fn text(&self, digest: Digest, bytes: u64) -> Text {
        let (media_type, name) = (self.media_type.clone(), self.name.clone());
        Text { version: self.version, digest, media_type, bytes, name }
    }
}

impl App {
    /// Keeps the text of a version of a policy: takes the bytes in, moves them to their digest, and
    /// records that. What is refused leaves no file.
    ///
    /// # Errors
    /// Refusals `attachment.…` and those of the room; bytes are only read when the answer is not
    /// known to be no before.
    pub async fn keep_text<E: Display>(
        &self,
        caller: &Caller,
        meta: &Meta,
        upload: &TextUpload,
        chunks: impl Stream<Item = Result<Bytes, E>>,
    ) -> Result<(Text, Outcome), AppError> {
        let files = self.place_of_files()?;
        self.would_keep_text(caller, meta, upload).await?;
        let arrived = files.receive(chunks).await?;
        let digest = Digest::parse(arrived.digest()).map_err(AppError::internal)?;
        let text = upload.text(digest, arrived.bytes());
        let command = Command::KeepText(text.clone());
        let recorded = self.programme(caller, meta, &upload.policy, command);
        let outcome = self.placed(arrived, recorded).await?;
        Ok((text, outcome))
    }

    /// Says no before any bytes are read, where that is known: the same decision and the same
    /// permission, about the text that is expected.
    async fn would_keep_text(
        &self,
        caller: &Caller,
        meta: &Meta,
        upload: &TextUpload,
    ) -> Result<(), AppError> {
        let sight = self.sight(caller, Instant::Now).await?;
        let row: Option<PolicyRow> = self.find(&sight, &upload.policy).await?;
        let version = row.as_ref().and_then(|row| row.version(upload.version));
        let kept = version.and_then(|version| version.text.as_ref()).map(|text| &text.digest);
        let expected = kept.or_else(|| version?.digest.as_ref()).cloned();
        let nothing = || Digest::parse(&"0".repeat(64)).map_err(AppError::internal);
        let expected = expected.map_or_else(nothing, Ok)?;
        let command = Command::KeepText(upload.text(expected, 1));
        let act = act(&command);
        let mut draft = self.draft(caller, meta);
        let place = draft.decide::<Programme>(Some(caller), &upload.policy, command).await?;
        caller.permit(act, &place)?;
        Ok(())
    }

    /// Opens the text of a version of a policy.
    ///
    /// # Errors
    /// The refusal `attachment.unknown`; a failure when the bytes are not those that were kept.
    pub async fn open_text<'a>(
        &self,
        policy: &'a PolicyRow,
        version: u64,
    ) -> Result<(&'a KeptText, Kept), AppError> {
        let Some(text) = policy.version(version).and_then(|version| version.text.as_ref()) else {
            let sentence = format!(
                "no text is kept of version {version} of {}; ask who published it to send it",
                policy.subject
            );
            return Err(AppError::refused("attachment.unknown", sentence, Some("version")));
        };
        let kept = self.place_of_files()?.open(text.digest.as_str()).await?;
        Ok((text, kept))
    }
}
