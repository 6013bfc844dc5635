-- Files from elsewhere: a call centre's pledges, cheques and cash from a list, last year's drive. One row a file.
create table import (
  id text primary key,
  -- No foreign key: checking it locks the drive before its tally, and whoever edits the drive goes the other way round.
  campaign_id text not null,
  -- From the browser: the same press twice starts one import.
  request_id text not null,
  file_name text not null,
  bytes bigint not null,
  -- SHA-256 of the file, once it is here: the same file again is told.
  digest text,
  state text not null check (state in ('uploading', 'open', 'checking', 'checked', 'running', 'done', 'cancelled', 'undoing', 'undone')),
  settings jsonb not null,
  is_remembered boolean not null default false,
  -- What reading every row has shown; belongs to these settings.
  report jsonb,
  -- What ended a reading of the file: a line that is no text in the encoding that was chosen.
  problem jsonb,
  -- How far the work that is under way has come: the last line that is done with, or in undoing the last id. A process that ends is
  -- followed by another one from here.
  cursor_line integer not null default 0,
  cursor_id text not null default '',
  rows_done integer not null default 0,
  taken_rows integer not null default 0,
  taken_amount bigint not null default 0,
  undone_rows integer not null default 0,
  paid_meanwhile integer not null default 0,
  -- What a drive was before: last year's hours.
  before jsonb,
  stop_asked boolean not null default false,
  -- Who works on it, and until when they are believed to.
  lease_by text,
  lease_until timestamptz,
  asked_at timestamptz,
  made_at timestamptz not null,
  made_by text not null,
  made_by_id text,
  ended_at timestamptz,
  unique (campaign_id, request_id)
);
create index import_at_work on import (asked_at) where state in ('checking', 'running', 'undoing');
create index import_newest on import (campaign_id, made_at desc);

-- The file as it came, in parts. Gone a while after the import has ended.
create table import_part (
  import_id text not null references import (id) on delete cascade,
  number integer not null,
  bytes bytea not null,
  primary key (import_id, number)
);
-- Compressing would cost more than it saves: it is read once or twice.
alter table import_part alter column bytes set storage external;

-- What makes a row known again (a hash of the other system's number, or of amount, time and who), by the first line that says it; as the
-- check found it. On the ledger by this import are those up to its cursor's line, but for the skipped.
create table import_row (
  import_id text not null references import (id) on delete cascade,
  key bytea not null,
  line integer not null,
  campaign_id text not null,
  skipped boolean not null default false,
  primary key (import_id, key)
);
create index import_row_line on import_row (import_id, line);
create index import_row_known on import_row (campaign_id, key);

-- How files with this header are read, as it was last settled.
create table import_mapping (
  header text not null,
  kind text not null,
  settings jsonb not null,
  at timestamptz not null,
  primary key (header, kind)
);

-- Which import a promise or money came by, so that all of it can be taken back.
alter table pledge add column import_id text;
create index pledge_of_import on pledge (import_id, id) where import_id is not null;
alter table offline_gift add column import_id text;
create index offline_gift_of_import on offline_gift (import_id, id) where import_id is not null;
