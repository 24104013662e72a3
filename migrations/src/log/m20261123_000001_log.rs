//! The first form of the log.
//!
//! # Invariants
//! - `event` refuses UPDATE and DELETE (`the_database_refuses_to_change_an_event`).
//!
//! # Deliberately absent
//! - A JSON column for leaves: a database that understands JSON rewrites it.
//! - A log number in each row: one database holds one log.

use sea_orm_migration::{
    MigrationName, MigrationTrait, SchemaManager, async_trait,
    sea_orm::{ConnectionTrait, DbBackend, DbErr},
};

use crate::dialect;

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261123_000001_log"
    }
}

#[expect(elided_lifetimes_in_paths, reason = "the trait elides it, and async_trait compares")]
#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let backend = manager.get_database_backend();
        let db = manager.get_connection();
        db.execute_unprepared(&dialect(backend, TABLES)).await?;
        let guard = if backend == DbBackend::Sqlite { GUARD_SQLITE } else { GUARD_POSTGRES };
        db.execute_unprepared(guard).await?;
        Ok(())
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

const TABLES: &str = r"
CREATE TABLE log_head (                 -- one row: whoever holds it decides the order
  log_id        {INT} PRIMARY KEY CHECK (log_id = 1),
  origin        {TEXT} NOT NULL,
  next_pos      {INT} NOT NULL CHECK (next_pos >= 0),
  last_time     {INT} NOT NULL,         -- recorded time, never decreases
  last_timeline {INT} NOT NULL,         -- timeline time, never decreases
  live_from     {INT}                   -- first position that was not imported
);
CREATE TABLE event (
  pos         {INT} PRIMARY KEY CHECK (pos >= 0),
  stream_id   {TEXT} NOT NULL,
  stream_ver  {INT} NOT NULL,
  event_id    {BYTES} NOT NULL CHECK (length(event_id) = 16),
  type        {TEXT} NOT NULL,
  type_ver    {INT} NOT NULL,
  recorded_at {INT} NOT NULL,
  timeline_at {INT} NOT NULL,
  leaf        {BYTES} NOT NULL CHECK (length(leaf) <= 65535),
  leaf_hash   {BYTES} NOT NULL CHECK (length(leaf_hash) = 32)
);
CREATE UNIQUE INDEX event_stream ON event (stream_id, stream_ver);
CREATE INDEX event_type ON event (type, pos);
CREATE INDEX event_timeline ON event (timeline_at, pos);
CREATE TABLE stream (
  stream_id {TEXT} PRIMARY KEY,
  version   {INT} NOT NULL              -- number of events
) {CLUSTERED};
CREATE TABLE about (
  subject {TEXT} NOT NULL,
  pos     {INT} NOT NULL,
  type    {TEXT} NOT NULL,
  PRIMARY KEY (subject, pos)
) {CLUSTERED};
CREATE TABLE dedupe (                   -- what each command recorded
  source       {TEXT} NOT NULL,
  command      {TEXT} NOT NULL,
  request_hash {BYTES} NOT NULL,        -- keyed: a plain hash of a name would survive erasure
  first_pos    {INT} NOT NULL,
  events       {INT} NOT NULL,
  recorded_at  {INT} NOT NULL,
  PRIMARY KEY (command, source)
) {CLUSTERED};
CREATE TABLE payload (                  -- deletable: sealed personal text
  pos        {INT} NOT NULL,
  pointer    {TEXT} NOT NULL,
  key_id     {TEXT} NOT NULL,
  nonce      {BYTES} NOT NULL,
  ciphertext {BYTES} NOT NULL,          -- with its tag
  PRIMARY KEY (pos, pointer)
);
CREATE INDEX payload_key ON payload (key_id);
CREATE TABLE shredded (                 -- destroyed again after a restore of older keys
  key_id {TEXT} PRIMARY KEY,
  at     {INT} NOT NULL
);
CREATE TABLE tree_group (               -- root over each full group of 256 leaves
  idx  {INT} PRIMARY KEY,
  hash {BYTES} NOT NULL CHECK (length(hash) = 32)
);
CREATE TABLE checkpoint (
  size         {INT} PRIMARY KEY,
  root         {BYTES} NOT NULL CHECK (length(root) = 32),
  note         {TEXT} NOT NULL,
  frontier     {TEXT} NOT NULL,         -- right edge of the tree, so that sealing goes on from here
  published_at {INT} NOT NULL
);
";

const GUARD_SQLITE: &str = r"
CREATE TRIGGER event_keeps BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER event_stays BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
";

const GUARD_POSTGRES: &str = r"
ALTER TABLE log_head SET (fillfactor = 10);
CREATE FUNCTION event_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the log is append-only'; END $$;
CREATE TRIGGER event_keeps BEFORE UPDATE OR DELETE ON event
FOR EACH ROW EXECUTE FUNCTION event_is_append_only();
CREATE TRIGGER event_stays BEFORE TRUNCATE ON event
FOR EACH STATEMENT EXECUTE FUNCTION event_is_append_only();
";
