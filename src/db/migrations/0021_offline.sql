-- Money that never passed Stripe: cheques, sponsors' transfers, cash, what was there before the drive. What was entered stays as it was
-- entered; what it comes to is that and the amounts of its steps.
create table offline_gift (
  -- "off_..."; on the ledger each presentation is a gift of its own: this id, and after an undo the id with "-2".
  id text primary key,
  -- No foreign key: checking it locks the drive before its tally, and whoever edits the drive goes the other way round.
  campaign_id text not null,
  -- From the browser: the same form sent twice is entered once.
  request_id text not null,
  kind text not null check (kind in ('cheque', 'sponsor', 'cash', 'opening-balance')),
  amount bigint not null check (amount > 0),
  given_by text not null,
  consent jsonb not null,
  station_id text,
  -- When it came in, or for when its presentation is announced.
  dated timestamptz,
  note text not null default '',
  -- Until it is presented nothing of it is on the ledger.
  embargoed boolean not null,
  presented_at timestamptz,
  presented_by text,
  presented_by_id text,
  -- How often it was presented, undone presentations included.
  presentations integer not null default 0,
  -- The ledger's entries that its last presentation wrote: what was announced by them can't be undone.
  first_entry bigint,
  last_entry bigint,
  -- The match whose pool this pays: cash, never counted again.
  pays_match text,
  created_at timestamptz not null,
  created_by text not null,
  created_by_id text not null,
  unique (campaign_id, request_id)
);
create index offline_gift_waiting on offline_gift (campaign_id, dated) where embargoed and presented_at is null;
create index offline_gift_newest on offline_gift (campaign_id, created_at desc);

-- What happened to it since, append-only. `amount`: by how much it comes to more or less; `booked`: what the ledger was told.
create table offline_step (
  id bigint generated always as identity primary key,
  offline_id text not null references offline_gift (id),
  kind text not null check (kind in ('presented', 'corrected', 'cancelled', 'undone', 'described')),
  amount bigint not null default 0,
  booked bigint not null default 0,
  reason text not null,
  at timestamptz not null,
  by_name text not null,
  by_id text not null
);
create index offline_step_of on offline_step (offline_id, id);
