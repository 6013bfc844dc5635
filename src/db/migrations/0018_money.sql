-- Which challenge match answered a gift with an entry of kind "matched"; its gift stands in source_id ("match:<match>:<gift>").
alter table ledger_entry add column match_id text;

-- The match or power hour an announcement is about.
alter table announcement add column about text;

-- The gifts of a drive that has matches, as the matches see them (src/domain/ledger/allot-matches.ts): when given, how much of it counts, and how
-- much was ever given, for conditions that a refund doesn't undo. Kept only while a drive has matches.
create table match_basis (
  campaign_id text not null,
  gift_id text not null,
  at timestamptz not null,
  counted bigint not null,
  given bigint not null,
  station_id text,
  donor_key text,
  primary key (campaign_id, gift_id)
);
create index match_basis_in_time on match_basis (campaign_id, at, gift_id);

-- What each match gave to which gift. A challenge gives to no gift, but for the drive: '' stands for that.
create table match_allocation (
  campaign_id text not null,
  match_id text not null,
  gift_id text not null,
  amount bigint not null,
  -- When the gift was given, or the challenge met.
  at timestamptz not null,
  primary key (campaign_id, match_id, gift_id)
);
create index match_allocation_in_time on match_allocation (campaign_id, at);

-- The set-up that the booked matches, power hours and promises go by (see src/match/follow-setup.ts); null: none has been followed yet.
alter table campaign_tally
  add column match_rules text,
  add column counting_rules text;
