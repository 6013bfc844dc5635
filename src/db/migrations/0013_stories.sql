-- What staff decided about a giver's name, and how it stood before and after: history, and what undo takes back.
create table name_verdict (
  id bigint generated always as identity primary key,
  campaign_id text not null,
  gift_id text not null,
  at timestamptz not null,
  by_id text not null,
  by_name text not null,
  deed text not null check (deed in ('approved', 'denied', 'pending', 'flagged', 'alias', 'undo')),
  -- {name, town, moderation, verdict, alias}: only on the names page, which needs its own permission.
  before jsonb not null,
  after jsonb not null,
  undone_by bigint references name_verdict (id)
);
create index name_verdict_gift on name_verdict (campaign_id, gift_id, id desc);
create index name_verdict_last on name_verdict (campaign_id, id desc);

-- A patient's story with its written authorisation (45 CFR 164.508). Kept after it was revoked: the record has to be there for six years.
create table story (
  id text primary key,
  campaign_id text not null references campaign (id),
  title text not null,
  -- What may be said, word by word, and which names stand in it.
  say text not null,
  names text[] not null default '{}',
  authorisation jsonb not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by text not null,
  revoked_at timestamptz,
  revoked_by text,
  revoked_why text
);
create index story_campaign on story (campaign_id);
-- A post or a sentence that uses a story says which: it is asked again when it is sent (invariant 8).
alter table post add column story_id text references story (id);
alter table say_now add column story_id text references story (id);

-- Who is alive: written every few seconds by each process for itself, read by the check before a drive.
create table worker_heartbeat (
  id text primary key,
  role text not null,
  at timestamptz not null
);
-- Screens that have a stream open, counted by the process that has it.
create table screen_presence (
  process_id text not null,
  token_hash text not null,
  campaign_id text not null,
  screens integer not null,
  at timestamptz not null,
  primary key (process_id, token_hash)
);

-- A drive's hidden twin, for test gifts: never listed, never live money.
alter table campaign add column twin_of text references campaign (id);
-- A test gift's way, step by step, so that any process can tell of it.
create table test_gift (
  id text primary key,
  campaign_id text not null references campaign (id),
  started_at timestamptz not null,
  started_by text not null,
  finished_at timestamptz,
  steps jsonb not null
);
create index test_gift_last on test_gift (campaign_id, started_at desc);
