-- What became of a promise beside its money: links, reminders, changes, its end. Append-only; money stands on the ledger.
create table pledge_step (
  id bigint generated always as identity primary key,
  pledge_id text not null references pledge (id),
  kind text not null check (kind in ('link-copied', 'link-shown', 'link-mailed', 'reminder-mailed', 'exported', 'amount-changed',
    'cancelled', 'lapsed', 'settled', 'opened')),
  -- Of a changed amount: what it was, and what it is. Minor units.
  amount_before bigint,
  amount_after bigint,
  monthly_before boolean,
  monthly_after boolean,
  reason text not null default '',
  at timestamptz not null,
  by_name text not null,
  by_id text not null
);
create index pledge_step_of on pledge_step (pledge_id, id);

-- Stripe's pages that were opened from a pledge's own address: a donor who comes back before Stripe's word does isn't asked twice.
create table pledge_checkout (
  session_id text primary key,
  pledge_id text not null references pledge (id),
  amount bigint not null,
  monthly boolean not null,
  opened_at timestamptz not null
);
create index pledge_checkout_of on pledge_checkout (pledge_id, opened_at desc);

-- Mails to those who promised, until the mail server has taken them. The address itself is read from the pledge when one is sent.
create table pledge_mail (
  id bigint generated always as identity primary key,
  pledge_id text not null references pledge (id),
  kind text not null check (kind in ('link', 'reminder')),
  -- What the link in it begins with, as staff's own browser reached us.
  origin text not null,
  -- 'dropped': the promise was paid or ended before it went out.
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'dropped', 'given-up')),
  reason text,
  tries integer not null default 0,
  next_try_at timestamptz not null,
  taken_until timestamptz,
  made_at timestamptz not null,
  by_name text not null,
  by_id text not null,
  sent_at timestamptz
);
create unique index pledge_mail_one_waiting on pledge_mail (pledge_id) where state = 'waiting';
create index pledge_mail_due on pledge_mail (next_try_at) where state = 'waiting';
create index pledge_mail_of on pledge_mail (pledge_id, id);

-- Staff say that two donors of a drive are one person. Taken back, the row stays.
create table donor_merge (
  id bigint generated always as identity primary key,
  -- No foreign key: checking it locks the drive before its tally, and whoever edits the drive goes the other way round.
  campaign_id text not null,
  kept_key text not null,
  merged_key text not null,
  at timestamptz not null,
  by_name text not null,
  by_id text not null,
  undone_at timestamptz,
  undone_by text
);
create unique index donor_merge_once on donor_merge (campaign_id, merged_key, kept_key) where undone_at is null;
