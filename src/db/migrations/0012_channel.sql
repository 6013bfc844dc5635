-- What staff say about an account beside its credentials, and what is known of it. Health is written by the schedule worker and "check now".
alter table channel_account
  -- {"kind": "never" | "always"} or {"kind": "some", "rules": ["every-10k", ...]}; null: the platform's usual one (domain/post/link-policy.ts).
  add column link_policy jsonb,
  -- What the platform calls it ("@LakeviewKids", the Page's name), and how it was connected ("sign-in", "keys", "token").
  add column handle text,
  add column connected_how text,
  add column connected_at timestamptz,
  add column connected_by text,
  -- Set: its credentials were wiped on purpose. Its posts stay.
  add column disconnected_at timestamptz,
  -- What the platform's headers said with the last post: posts left, and when the allowance fills up again.
  add column limit_remaining integer,
  add column limit_reset_at timestamptz,
  add column limit_seen_at timestamptz;

create table channel_health (
  account_id text primary key references channel_account (id),
  checked_at timestamptz not null,
  -- What the check found: domain/post/channel-health.ts, ChannelFacts.
  facts jsonb not null
);

-- One warning, once: its kind, how far ahead, and the end that it warns of. A new end (connected again) is warned of anew.
create table channel_warning (
  account_id text not null references channel_account (id),
  kind text not null,
  about timestamptz not null,
  raised_at timestamptz not null default now(),
  words text not null,
  primary key (account_id, kind, about)
);

-- Locked while an account's token is renewed: X takes a refresh token once, so two processes must never try together.
-- A row of its own, so that no post waits for the platform's answer.
create table channel_renewal (
  account_id text primary key references channel_account (id),
  renewed_at timestamptz,
  -- Why the last try did not work, and when it may be tried again.
  failed_at timestamptz,
  failure text
);

-- A sign-in at a platform that is under way. The state that travels through the browser is kept as a hash only; what belongs to it
-- (PKCE verifier, the tokens while a Page is chosen) is sealed.
create table channel_sign_in (
  state_hash text primary key,
  platform text not null,
  campaign_id text not null references campaign (id),
  -- The account that is connected again; null: a new one.
  account_id text references channel_account (id),
  staff_id text not null,
  -- Of the browser's own cookie: another browser that gets hold of the address can't use it.
  browser_hash text not null,
  sealed text not null,
  expires_at timestamptz not null,
  used_at timestamptz
);

-- A post that only says it is a test. Its own journal, with the rule of every post: written down before the first byte leaves, sent
-- at most once.
create table channel_test_post (
  id text primary key,
  account_id text not null references channel_account (id),
  campaign_id text not null references campaign (id),
  state text not null check (state in ('sending', 'published', 'unconfirmed', 'refused', 'deleting', 'deleted')),
  text text not null,
  by_name text not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  reason text,
  external_id text,
  url text,
  deleted_at timestamptz,
  steps jsonb not null default '[]'
);
-- One at a time on an account, and none beside one that may be public.
create unique index one_open_test_post on channel_test_post (account_id) where state in ('sending', 'unconfirmed', 'deleting');

-- The drive's budget for X, in mills (tenths of a cent). No row: no limit.
create table x_budget (
  campaign_id text primary key references campaign (id),
  mills bigint not null check (mills >= 0),
  set_by text not null,
  set_at timestamptz not null default now(),
  -- Which of the two warnings were raised for this very budget.
  warned_at timestamptz,
  used_up_at timestamptz
);
