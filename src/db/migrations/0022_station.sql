-- When each gift of the list was given: gifts without a station belong to whichever stations were out together then.
alter table thank add column at timestamptz;
update thank t set at = e.occurred_at from ledger_entry e where e.campaign_id = t.campaign_id and e.seq = t.seq;
create index thank_station_time on thank (campaign_id, station_id, at);

-- Gifts that staff moved from one station to another, or to none; kept so that it can be undone, and seen.
create table station_move (
  id bigint generated always as identity primary key,
  campaign_id text not null references campaign (id),
  to_station text,
  at timestamptz not null,
  by_name text not null,
  by_id text not null,
  undone_at timestamptz,
  undone_by text
);
create index station_move_newest on station_move (campaign_id, id desc);

create table station_move_gift (
  move_id bigint not null references station_move (id),
  gift_id text not null,
  before_station text,
  amount bigint not null,
  primary key (move_id, gift_id)
);
