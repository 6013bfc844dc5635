-- How far Stripe's events have been asked for again; one row.
create table back_fill (
  one boolean primary key default true check (one),
  until timestamptz not null,
  at timestamptz not null,
  -- Since the installation began: events that came this way and no other.
  brought bigint not null default 0,
  error text
);

-- Each time the ledger was held against Stripe's own books.
create table reconciliation (
  id bigint generated always as identity primary key,
  asked_at timestamptz not null default now(),
  -- Null: the nightly one.
  asked_by text,
  from_at timestamptz not null,
  to_at timestamptz not null,
  started_at timestamptz,
  ended_at timestamptz,
  -- Objects of Stripe's looked at so far, by kind.
  checked jsonb not null default '{}',
  error text
);
create index reconciliation_asked on reconciliation (id) where ended_at is null;

create table reconciliation_finding (
  id bigint generated always as identity primary key,
  reconciliation_id bigint not null references reconciliation (id) on delete cascade,
  kind text not null check (kind in ('missing', 'unexpected', 'differing')),
  about text not null check (about in ('payment', 'refund', 'dispute', 'subscription')),
  object text not null,
  gift_id text,
  campaign_id text,
  ours bigint,
  theirs bigint,
  currency text not null,
  at timestamptz not null,
  repaired_at timestamptz,
  repaired_by text,
  unique (reconciliation_id, object)
);
