-- What people promised by phone, text or at the door: the slip as it was taken. What of it was paid, and what it counts, is its gift's
-- (coalesce((select gift_id from gift_ref where ref = pledge.id), pledge.id)).
create table pledge (
  -- "pl_..."; the ledger's gift goes by it, and a payment link carries it.
  id text primary key,
  -- No foreign key: checking it locks the drive before its tally, and whoever edits the drive goes the other way round.
  campaign_id text not null,
  -- From the browser: a slip sent twice is kept once.
  client_id text not null,
  -- Minor units of the campaign's currency; a monthly one's for one month.
  amount bigint not null check (amount > 0),
  monthly boolean not null default false,
  -- A GiftSource: phone, text, walk-in; import.
  source text not null,
  station_id text,
  -- Who took it: as they typed their name, the link's label, and their browser for this shift, which alone may undo it.
  operator text not null default '',
  link_label text not null default '',
  session_id text,
  -- Slips that were typed in together.
  batch_id text,
  -- To be said on air, and only with consent.
  name text,
  town text,
  pronunciation text,
  consent jsonb not null default '{}',
  honour_kind text check (honour_kind in ('honour', 'memory')),
  honour text,
  -- For the payment link; lower case, and "+" with digits where the country is known.
  contact_email text,
  contact_phone text,
  note text,
  -- Null: an open promise (or paid; its gift tells).
  ended text check (ended in ('cancelled', 'lapsed', 'settled')),
  promised_at timestamptz not null,
  recorded_at timestamptz not null default now(),
  -- Set where whoever took it took it back: it was never a promise.
  undone_at timestamptz,
  link_sent_at timestamptz,
  reminded_at timestamptz,
  reminders integer not null default 0,
  unique (campaign_id, client_id)
);
create index pledge_newest on pledge (campaign_id, promised_at desc, id);
-- "Was this written down already?", asked at every slip.
create index pledge_lately on pledge (campaign_id, amount, recorded_at desc);
