-- One drive. `config` is the domain's Campaign without id, slug and state; `version` grows with every edit so that caches can tell.
create table campaign (
  id text primary key,
  slug text not null unique,
  state text not null check (state in ('draft', 'live', 'closed', 'archived')),
  livemode boolean not null,
  is_default boolean not null default false,
  config jsonb not null,
  version integer not null default 1,
  -- The red button. Set: no send begins (invariant 7).
  posting_stopped_at timestamptz,
  posting_stopped_by text,
  created_at timestamptz not null default now()
);
create unique index one_default_campaign on campaign (is_default) where is_default;

-- The campaign's running numbers. Its row lock orders everything that takes a seq, so commit order is seq order (invariant 3).
create table campaign_tally (
  campaign_id text primary key references campaign (id),
  seq bigint not null default 0,
  tally jsonb not null
);

-- Every verified delivery from Stripe, as received. The primary key is half of "counted once" (invariant 1).
create table stripe_event (
  event_id text primary key,
  type text not null,
  api_version text,
  livemode boolean not null,
  created_at timestamptz not null,
  received_at timestamptz not null default now(),
  raw bytea not null,
  outcome text not null check (outcome in ('recorded', 'ignored', 'unplaced', 'set-aside', 'awaiting')),
  reason text,
  -- Thin events: when to try to complete them, and how often that has failed.
  complete_at timestamptz,
  complete_tries integer not null default 0
);
alter table stripe_event alter column raw set storage external;
create index stripe_event_open on stripe_event (outcome, received_at) where outcome in ('unplaced', 'set-aside', 'awaiting');

-- One gift: a payment, or a monthly promise with its payments. `state` is the domain's Gift; it only ever grows by joining facts.
create table gift (
  id text primary key,
  campaign_id text,
  unplaced_reason text,
  -- json and not jsonb: it is written whole, read whole, and taking it apart at every write costs more than reading it ever does.
  state json not null,
  updated_at timestamptz not null default now()
) with (fillfactor = 85);
create index gift_unplaced on gift (unplaced_reason) where unplaced_reason is not null;

-- Every name a gift goes by beside its id (pi_, ch_, cs_, in_, sub_). This key and the gift's own are the other half of "counted once".
create table gift_ref (
  ref text primary key,
  gift_id text not null
);

create table donor (
  campaign_id text not null,
  donor_key text not null,
  primary key (campaign_id, donor_key)
);

-- Append-only, signed, gap-free per campaign. Also the ticker's source: an entry with zero amounts says that something else about
-- a gift changed ("described"), or that an on-air script is due ("announced").
-- No foreign keys here: a check per row is a tenth of the intake's cost, and the tally's row lock already proves the campaign.
create table ledger_entry (
  campaign_id text not null,
  seq bigint not null,
  gift_id text,
  kind text not null,
  cash bigint not null,
  counted bigint not null,
  gifts integer not null default 0,
  monthly integer not null default 0,
  total_after bigint not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null default now(),
  source_id text,
  announcement_id bigint,
  script text,
  primary key (campaign_id, seq)
);
-- What stands of a gift after one of its later entries.
create index ledger_entry_gift on ledger_entry (gift_id);
create unique index ledger_entry_one_script on ledger_entry (campaign_id, announcement_id) where kind = 'announced';

create table announcement (
  id bigint generated always as identity primary key,
  campaign_id text not null references campaign (id),
  key text not null,
  rule_id text not null,
  kind text not null,
  value bigint not null,
  gift_id text,
  figures jsonb not null,
  entry_seq bigint,
  priority integer not null,
  decided_at timestamptz not null,
  unique (campaign_id, key)
);

create table channel_account (
  id text primary key,
  campaign_id text not null references campaign (id),
  platform text not null check (platform in ('x', 'facebook', 'on-air', 'dry-run')),
  name text not null,
  language text not null,
  -- AES-256-GCM, see src/channel/vault.ts; null where the platform needs none.
  sealed_credentials text,
  pacing jsonb not null,
  enabled boolean not null default true,
  -- A platform's own limit, or an account that waits for a person (credits, re-connect).
  paused_until timestamptz,
  paused_reason text,
  created_at timestamptz not null default now(),
  unique (campaign_id, platform, name)
);

-- An announcement on one channel account: at most one (invariant 5).
create table post (
  id bigint generated always as identity primary key,
  campaign_id text not null references campaign (id),
  announcement_id bigint not null references announcement (id),
  account_id text not null references channel_account (id),
  state text not null check (state in ('held', 'ready', 'sending', 'published', 'rejected', 'unconfirmed', 'superseded', 'expired', 'cancelled')),
  reason text,
  superseded_by bigint references post (id),
  coalesce_group text not null,
  priority integer not null,
  value bigint not null,
  not_before timestamptz not null,
  expires_at timestamptz not null,
  text text,
  external_id text,
  url text,
  published_at timestamptz,
  -- When the sweep or a read-back has to look at it again; null once settled.
  next_step_at timestamptz,
  created_at timestamptz not null default now(),
  unique (announcement_id, account_id)
);
create index post_waiting on post (account_id, state) where state in ('held', 'ready', 'sending', 'unconfirmed');
create index post_due on post (next_step_at) where next_step_at is not null;
create index post_published on post (account_id, published_at) where state = 'published';

-- The journal of tries. Committed before the first byte leaves (invariant 5).
create table attempt (
  id bigint generated always as identity primary key,
  post_id bigint not null references post (id),
  number integer not null,
  text text not null,
  started_at timestamptz not null,
  -- After this the process that made it is taken for dead, and the try for unconfirmed.
  lease_until timestamptz not null,
  finished_at timestamptz,
  outcome text,
  reason text,
  read_backs integer not null default 0,
  unique (post_id, number)
);
create index attempt_open on attempt (lease_until) where finished_at is null;

-- Capability links for screens. Only a hash is kept.
create table screen_link (
  token_hash text primary key,
  campaign_id text not null references campaign (id),
  kind text not null check (kind in ('on-air', 'phones')),
  label text not null,
  revoked_at timestamptz,
  created_at timestamptz not null default now()
);
