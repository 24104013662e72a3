//! One index: on disk for what is nobody's personal text, in memory for names of persons.
//!
//! Each version of a row is a document with the positions between which it held. An index on disk
//! says in its own commits how far it followed which log.
//!
//! # Invariants
//! - A document is written again, never twice. (`what_changes_is_found_as_it_is_and_as_it_was`)
//! - What was erased is not even in the memory of the index. (`an_erased_name_is_found_by_nobody`)
//!
//! # Deliberately absent
//! - Frequencies and positions of words: how well an answer fits depends on nothing else in the index.

use std::{
    collections::HashMap,
    path::Path,
    sync::{Mutex, MutexGuard, PoisonError},
};

use serde::{Deserialize, Serialize};
use store::{PartRef, Span};
use tantivy::{
    Index, IndexReader, IndexWriter, ReloadPolicy, Searcher, TantivyDocument, TantivyError, Term,
    directory::error::LockError,
    indexer::{IndexWriterOptions, LogMergePolicy, NoMergePolicy},
    schema::{Field, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions},
};

use super::{
    rooms::{Entry, Item, Room},
    words::{beginnings, distinct, folded, words},
};
use crate::AppError;

/// Memory of the thread that writes, before it writes a segment.
const BUDGET: usize = 48_000_000;
/// Segments of names before they are made one.
const SEGMENTS: usize = 8;

/// The fields of a document.
#[derive(Clone, Copy)]
pub(super) struct Fields {
    /// Kind and key: by it a row's documents are written again.
    pub(super) row: Field,
    /// What it is called exactly, by subject and by label.
    pub(super) id: Field,
    /// Words of its title and its id.
    pub(super) title: Field,
    /// Their beginnings.
    pub(super) title_start: Field,
    /// Further words.
    pub(super) words: Field,
    /// Their beginnings.
    pub(super) words_start: Field,
    subject: Field,
    scope: Field,
    kind: Field,
    from: Field,
    to: Field,
    /// What an answer shows, as JSON.
    pub(super) shown: Field,
}

/// Names of the fields that are read in columns.
pub(super) const SUBJECT: &str = "subject";
pub(super) const SCOPE: &str = "scope";
pub(super) const KIND: &str = "kind";
pub(super) const FROM: &str = "from";
pub(super) const TO: &str = "to";

/// The scope of what belongs to no system.
pub(super) const NO_SYSTEM: &str = "-";

fn schema() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let indexed = |tokenizer: &str| {
        let indexing = TextFieldIndexing::default()
            .set_tokenizer(tokenizer)
            .set_fieldnorms(false)
            .set_index_option(IndexRecordOption::Basic);
        TextOptions::default().set_indexing_options(indexing)
    };
    let column = || TextOptions::default().set_fast("raw");
    let fields = Fields {
        row: schema.add_text_field("row", indexed("raw")),
        id: schema.add_text_field("id", indexed("raw")),
        title: schema.add_text_field("title", indexed("whitespace")),
        title_start: schema.add_text_field("title_start", indexed("whitespace")),
        words: schema.add_text_field("words", indexed("whitespace")),
        words_start: schema.add_text_field("words_start", indexed("whitespace")),
        subject: schema.add_text_field(SUBJECT, column()),
        scope: schema.add_text_field(SCOPE, column()),
        kind: schema.add_u64_field(KIND, tantivy::schema::FAST),
        from: schema.add_u64_field(FROM, tantivy::schema::FAST),
        to: schema.add_u64_field(TO, tantivy::schema::FAST),
        shown: schema.add_text_field("shown", STORED),
    };
    (schema.build(), fields)
}

/// What an answer shows of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Shown {
    pub(super) subject: String,
    pub(super) title: String,
    pub(super) detail: String,
    pub(super) state: String,
    pub(super) system: Option<String>,
    pub(super) item: Option<Item>,
}

/// How far an index followed which log.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Reached {
    /// First position not counted yet.
    pub(super) upto: u64,
    /// Leaf hash of the event before it, in hex.
    pub(super) last: String,
}

/// Personal texts that were opened for documents.
pub(super) type Opened = HashMap<PartRef, Option<String>>;

/// An index that is written and read.
pub(super) struct Part {
    pub(super) fields: Fields,
    index: Index,
    writer: Mutex<IndexWriter>,
    reader: IndexReader,
    /// Whether it holds what can be erased.
    personal: bool,
}

impl From<TantivyError> for AppError {
    fn from(error: TantivyError) -> Self {
        Self::internal(error)
    }
}

impl Part {
    /// An empty index in memory, for what can be erased or for the rest.
    pub(super) fn in_memory(personal: bool) -> Result<Self, AppError> {
        let (schema, fields) = schema();
        Self::over(Index::create_in_ram(schema), fields, personal)
    }

    /// The index in a folder, made when there is none or when it cannot be read. None when another
    /// process writes it.
    pub(super) fn on_disk(folder: &Path) -> Result<Option<Self>, AppError> {
        std::fs::create_dir_all(folder).map_err(AppError::internal)?;
        let opened = Self::opened(folder).or_else(|why| {
            if is_taken(&why) {
                return Err(why);
            }
            tracing::warn!(%why, "the index for searching cannot be read, it is made anew");
            let again =
                std::fs::remove_dir_all(folder).and_then(|()| std::fs::create_dir_all(folder));
            again.map_err(AppError::internal)?;
            Self::opened(folder)
        });
        match opened {
            Ok(part) => Ok(Some(part)),
            Err(why) if is_taken(&why) => Ok(None),
            Err(why) => Err(why),
        }
    }

    fn opened(folder: &Path) -> Result<Self, AppError> {
        let (schema, fields) = schema();
        let directory =
            tantivy::directory::MmapDirectory::open(folder).map_err(AppError::internal)?;
        Self::over(Index::open_or_create(directory, schema)?, fields, false)
    }

    fn over(index: Index, fields: Fields, personal: bool) -> Result<Self, AppError> {
        let options = IndexWriterOptions::builder()
            .num_worker_threads(1)
            .num_merge_threads(1)
            .memory_budget_per_thread(BUDGET)
            .build();
        let writer: IndexWriter = index.writer_with_options(options)?;
        // Where something can be erased nothing merges by itself meanwhile.
        writer.set_merge_policy(if personal {
            Box::new(NoMergePolicy)
        } else {
            Box::new(LogMergePolicy::default())
        });
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(Self { fields, index, writer: Mutex::new(writer), reader, personal })
    }

    /// What can be searched.
    pub(super) fn searcher(&self) -> Searcher {
        self.reader.searcher()
    }

    fn writer(&self) -> MutexGuard<'_, IndexWriter> {
        // A writer whose user panicked goes back to its last commit at the next one.
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How far the last commit came.
    pub(super) fn reached(&self) -> Result<Reached, AppError> {
        let payload = self.index.load_metas()?.payload;
        let reached = payload.and_then(|payload| serde_json::from_str(&payload).ok());
        Ok(reached.unwrap_or_default())
    }

    /// Takes everything out.
    pub(super) fn clear(&self) -> Result<(), AppError> {
        self.writer().delete_all_documents()?;
        Ok(())
    }

    /// Takes the documents of rows out, to be written again.
    pub(super) fn remove<'a>(&self, room: &Room, keys: impl IntoIterator<Item = &'a String>) {
        let writer = self.writer();
        for key in keys {
            writer.delete_term(Term::from_field_text(self.fields.row, &row_of(room, key)));
        }
    }

    /// Writes documents of versions of rows, with the personal texts that are still there.
    pub(super) fn add(
        &self,
        (kind, room): (usize, &Room),
        spans: &[(Span, Entry)],
        opened: &Opened,
    ) -> Result<(), AppError> {
        let writer = self.writer();
        let kind = u64::try_from(kind).map_err(AppError::internal)?;
        for (span, entry) in spans {
            writer.add_document(self.document((kind, room), (span, entry), opened)?)?;
        }
        Ok(())
    }

    fn document(
        &self,
        (kind, room): (u64, &Room),
        (span, entry): (&Span, &Entry),
        opened: &Opened,
    ) -> Result<TantivyDocument, AppError> {
        let (fields, found) = (&self.fields, &entry.found);
        let subject = entry.subject.to_string();
        let label =
            entry.item.as_ref().map_or_else(|| entry.subject.label(), |item| item.id.clone());
        let name = sealed(found).and_then(|part| opened.get(&part).cloned().flatten());
        let title = name.unwrap_or_else(|| found.title.clone());
        let title = if title.is_empty() { label.clone() } else { title };
        let scope = entry.system.as_ref().map(ToString::to_string);
        let mut document = TantivyDocument::default();
        document.add_text(fields.row, row_of(room, &span.key));
        // Of a part, what it is a part of is called otherwise.
        for id in [&subject, &label].into_iter().skip(usize::from(entry.item.is_some())) {
            document.add_text(fields.id, folded(id));
        }
        let called = distinct([title.as_str(), label.as_str()]);
        let mut further = distinct(found.words.iter().map(String::as_str));
        if found.aside {
            further.extend(called);
        } else {
            add_words(&mut document, (fields.title, fields.title_start), called.iter());
        }
        further.extend(
            scope.iter().flat_map(|system| words(system.split_once(':').map_or("", |s| s.1))),
        );
        further.extend(words(found.state));
        add_words(&mut document, (fields.words, fields.words_start), further.iter());
        // Whole kinds are not written down letter by letter: who types one does not mean all of it.
        document.add_text(fields.words, words(room.kind).join(" "));
        document.add_text(fields.words, entry.subject.kind().as_str());
        document.add_text(fields.subject, name_of(&subject, entry.item.as_ref()));
        document.add_text(fields.scope, scope.as_deref().unwrap_or(NO_SYSTEM));
        document.add_u64(fields.kind, kind);
        document.add_u64(fields.from, span.from);
        document.add_u64(fields.to, span.to);
        let shown = Shown {
            subject,
            title,
            detail: found.detail.clone(),
            state: found.state.to_owned(),
            system: scope,
            item: entry.item.clone(),
        };
        let shown = serde_json::to_string(&shown).map_err(AppError::internal)?;
        document.add_text(fields.shown, shown);
        Ok(document)
    }

    /// Makes what was written durable and found, together with how far it goes.
    pub(super) fn commit(&self, reached: &Reached, erased: bool) -> Result<(), AppError> {
        let payload = serde_json::to_string(reached).map_err(AppError::internal)?;
        let mut writer = self.writer();
        let mut prepared = writer.prepare_commit()?;
        prepared.set_payload(&payload);
        prepared.commit()?;
        if self.personal {
            self.merge(&mut writer, erased)?;
        }
        self.reader.reload()?;
        Ok(())
    }

    /// Makes one segment of those there are, when they are many or something in them was erased:
    /// a document that was taken out stays in its segment until then.
    fn merge(&self, writer: &mut IndexWriter, erased: bool) -> Result<(), AppError> {
        let segments = self.index.searchable_segment_ids()?;
        if segments.is_empty() || !(erased || segments.len() > SEGMENTS) {
            return Ok(());
        }
        writer.merge(&segments).wait()?;
        self.reader.reload()?;
        writer.garbage_collect_files().wait()?;
        Ok(())
    }

    /// Every byte the index keeps, for tests.
    #[cfg(test)]
    pub(super) fn bytes(&self) -> Vec<u8> {
        use tantivy::directory::Directory as _;
        let directory = self.index.directory();
        let files = directory.list_managed_files();
        let read = |path: &std::path::PathBuf| directory.atomic_read(path).unwrap_or_default();
        files.iter().flat_map(read).collect()
    }
}

/// Where the personal text of a title is.
pub(super) fn sealed(found: &super::rooms::Found) -> Option<PartRef> {
    match &found.sealed {
        kernel::Personal::Sealed { pos, pointer } => {
            Some(PartRef { pos: *pos, pointer: pointer.clone() })
        }
        kernel::Personal::Written { .. } | kernel::Personal::Erased => None,
    }
}

/// Several kinds may come from one row.
fn row_of(room: &Room, key: &str) -> String {
    format!("{} {key}", room.kind)
}

/// A name that nothing else of its kind has, for the order of answers.
fn name_of(subject: &str, item: Option<&Item>) -> String {
    let Some(Item { section, id }) = item else { return subject.to_owned() };
    format!("{subject} {} {id}", section.as_deref().unwrap_or_default())
}

fn add_words<'a>(
    document: &mut TantivyDocument,
    (whole, start): (Field, Field),
    words: impl Iterator<Item = &'a String> + Clone,
) {
    let mut starts: Vec<&str> = words.clone().flat_map(|word| beginnings(word)).collect();
    starts.sort_unstable();
    starts.dedup();
    document.add_text(start, starts.join(" "));
    document.add_text(whole, words.map(String::as_str).collect::<Vec<_>>().join(" "));
}

/// Whether another process, or another index of this one, writes there.
fn is_taken(why: &AppError) -> bool {
    let AppError::Internal(cause) = why else { return false };
    matches!(
        cause.downcast_ref::<TantivyError>(),
        Some(TantivyError::LockFailure(LockError::LockBusy, _))
    )
}
